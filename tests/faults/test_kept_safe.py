"""Killed while it is backed up, restored or compacted, a project is as before or as after (F08)."""

import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from annotator.domain.backup import BackupReason
from annotator.domain.errors import StorageError
from annotator.operations.backups import surplus
from annotator.storage.backups import backing_up, snapshot

SAFEKEEPING = Path(__file__).parent / "safekeeping.py"
MOMENTS = {"pwrite64": (2, 75), "write": (20,), "rename": (1,), "unlink": (3,), "fsync": (2,)}
ALL = {"pwrite64": 200, "write": 100, "rename": 2, "unlink": 20, "fsync": 12, "ftruncate": 8}
"""The calls at which it is killed: the numbers of some of each, and how many there are at most."""

needs_strace = pytest.mark.skipif(
    shutil.which("strace") is None, reason="NOT TESTED without strace, which kills in the middle"
)


@pytest.fixture
def run(worked, state_folder):
    """Run one act in a process of its own, which may be killed at one of its calls."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}

    def act(name, call="", killed_at=0):
        how = ["-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={killed_at}"]
        order = [sys.executable, SAFEKEEPING, worked, state_folder, name]
        trace = ["strace", "-f", "-qq", "-o", "/dev/null", *how]
        whole = [*(trace if killed_at else ()), *map(str, order)]
        done = subprocess.run(
            whole, env=environment, check=False, capture_output=True, text=True, timeout=600
        )
        assert killed_at or done.returncode == 0, done.stderr

    return act


def moments(full):
    chosen = {call: range(1, most) for call, most in ALL.items()} if full else MOMENTS
    return [(call, number) for call, numbers in chosen.items() for number in numbers]


@pytest.mark.long
@needs_strace
@pytest.mark.red_when("a_backup_is_made_in_its_place")
def test_a_backup_that_is_killed_leaves_the_project_and_the_others(worked, run, require_safe, full):
    for call, number in moments(full):
        run("backup", call, number)
        assert require_safe(worked) == "After"


@pytest.mark.long
@needs_strace
@pytest.mark.red_when("what_replaces_a_project_is_written_in_its_place")
@pytest.mark.parametrize("act", ["restore", "compact"])
def test_a_project_that_is_replaced_is_as_before_or_as_after_when_that_is_killed(
    worked, run, require_safe, full, act
):
    due = {"restore": {"After", "Before"}, "compact": {"After"}}[act]
    for call, number in moments(full):
        run(act, call, number)
        assert require_safe(worked) in due


@pytest.mark.long
@needs_strace
@pytest.mark.red_when("what_replaces_a_project_is_written_in_its_place")
def test_a_damaged_project_is_never_lost_when_its_recovery_is_killed(
    worked, run, require_safe, full
):
    damaged = worked.read_bytes()[:-9000]
    for call, number in moments(full):
        worked.write_bytes(damaged)
        run("recover", call, number)
        aside = [each.read_bytes() for each in worked.parent.glob("*(damaged *).annotator")]
        assert damaged in [worked.read_bytes(), *aside]
        if worked.read_bytes() == damaged:
            run("recover")
        assert require_safe(worked)
        for each in worked.parent.glob("*(damaged *).annotator"):
            each.unlink()


@pytest.mark.red_when("the_state_before_is_not_kept")
def test_what_restoring_replaced_is_among_the_backups(worked, run, require_safe, kept):
    run("restore")

    assert require_safe(worked) == "Before"
    (newest,) = [each for each in kept(worked) if each.reason is BackupReason.RESTORE]
    shutil.copyfile(newest.path, worked)
    assert require_safe(worked) == "After"


@pytest.mark.red_when("nobody_asks_for_room")
def test_no_backup_takes_the_last_of_a_disk(worked, tmp_path):
    folder = tmp_path / "disk"
    folder.mkdir()
    order = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", folder]
    if subprocess.run(order, check=False, capture_output=True).returncode:
        pytest.skip("NOT TESTED on a full disk: mounting one needs root")
    try:
        with (
            closing(snapshot(worked)) as db,
            pytest.raises(StorageError, match=r"it needs \d\.\d MB, and its disk has 0\.\d MB"),
        ):
            [*backing_up(db, worked, [folder], BackupReason.DAY, surplus)]
        assert [*folder.iterdir()] == []
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)
