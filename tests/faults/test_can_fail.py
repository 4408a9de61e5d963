"""Each fault test goes red when what it promises is broken."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sabotage import VARIABLE, breaks, named_by

HERE = Path(__file__).parent


def test_every_fault_test_names_what_turns_it_red(request):
    faults = [item for item in request.session.items if item.path.parent == HERE]
    named = {item: named_by(item) for item in faults}

    assert [item.nodeid for item in faults if item.path != Path(__file__) and not named[item]] == []
    assert set().union(*named.values()) <= breaks().keys()


@pytest.mark.long
@pytest.mark.parametrize("name", breaks())
def test_a_break_turns_its_tests_red(name):
    order = [sys.executable, "-m", "pytest", HERE, "-rpsfE", "--tb=line", "--timeout=0", "-q"]
    order += ["-p", "no:unraisableexception"]  # what a red test leaves open is not the next one's

    done = subprocess.run(
        [str(word) for word in order],
        env=os.environ | {VARIABLE: name},
        capture_output=True,
        text=True,
        check=False,
    )

    for word in ("PASSED", "ERROR"):
        assert f"\n{word} " not in done.stdout, done.stdout
    if "\nFAILED " not in done.stdout and "\nSKIPPED " in done.stdout:
        pytest.skip(f"NOT TRIED: what {name} breaks cannot be tested here")
    assert done.returncode == 1, done.stdout + done.stderr
