"""Each fault test goes red when what it promises is broken."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sabotage import BREAKS, VARIABLE

HERE = Path(__file__).parent


def test_every_fault_test_names_what_turns_it_red(request):
    faults = [item for item in request.session.items if item.path.parent == HERE]
    breaks = {item: item.get_closest_marker("red_when") for item in faults}

    assert [
        item.nodeid for item in faults if item.path != Path(__file__) and not breaks[item]
    ] == []
    assert {name for mark in breaks.values() if mark for name in mark.args} <= BREAKS.keys()


@pytest.mark.parametrize("name", BREAKS)
def test_a_break_turns_its_tests_red(full, name):
    if not full:
        pytest.skip("each break is tried by `make faults`")
    order = [sys.executable, "-m", "pytest", HERE, "-rps", "--tb=no", "--timeout=0", "-q"]

    done = subprocess.run(
        [str(word) for word in order],
        env=os.environ | {VARIABLE: name},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "PASSED" not in done.stdout
    assert done.returncode == 1, done.stdout + done.stderr
