"""The file is removed, replaced or written over under the open window (F35-F37).

What is acknowledged is in a place that a person can get at: the file that was there, or a copy of
what is open. Nothing is acknowledged after that.
"""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotator.domain.copying import Copied
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.domain.store import LostProjectError
from annotator.storage.journal import Journal
from annotator.storage.lock import LockedProjectError
from annotator.storage.project import open_project
from tests.faults.desk import Desk

SLOW = Path(__file__).with_name("slow_disk.py")


def wait_for(process, count):
    return [process.stdout.readline() for _ in range(count)]


def unlink(path, older):
    path.unlink()


def replace(path, older):
    shutil.copy(older, path.with_name("new"))
    path.with_name("new").replace(path)


def overwrite(path, older):
    path.write_bytes(older.read_bytes())


@pytest.mark.red_when("the_place_is_not_watched", "copies_leave_the_log_out")
@pytest.mark.parametrize("befall", [unlink, replace, overwrite])
@pytest.mark.parametrize("edits", [5, 60])
def test_nothing_is_acknowledged_that_is_lost(
    project, state_folder, befall, edits, require_whole, full
):
    path, older, copy = project, project.with_name("older"), project.with_name("copy.annotator")
    shutil.copy(path, older)
    person = Desk(path, state_folder, seed=edits)
    acknowledged = []

    def work(count):
        for _ in range(count):
            person.add_claim()
            tip = Journal(person.store._db).tip()
            acknowledged.append(f"{tip.seq} {tip.hash}")

    work(edits * 10 if full else edits)
    befall(path, older)
    with pytest.raises(LostProjectError):
        work(1)
    *_, done = person.store.copying(copy)
    assert done == Copied(copy, ())
    person.store.close()

    require_whole(acknowledged, path=copy)


@pytest.mark.red_when("the_place_is_not_watched")
@pytest.mark.parametrize("befall", [unlink, replace])
def test_a_person_at_work_is_stopped_with_all_that_was_acknowledged_in_the_former_file(
    project, at_work, befall, require_whole
):
    path, older, former = project, project.with_name("older"), project.with_name("former.annotator")
    shutil.copy(path, older)
    process = at_work(seed=7)
    acknowledged = wait_for(process, 20)
    path.rename(former)  # as a removal, but so that it can be looked at
    if befall is replace:
        shutil.copy(older, path)

    rest, _ = process.communicate(timeout=120)
    acknowledged += rest.splitlines()

    assert process.returncode == 1
    path.with_name(f"{path.name}-wal").rename(former.with_name(f"{former.name}-wal"))
    require_whole([line.strip() for line in acknowledged], path=former)


@pytest.mark.red_when("a_lock_is_for_a_name")
def test_a_file_seen_in_two_folders_is_one_project(project, state_folder, tmp_path):
    """A bind mount of the file alone: no folder, name or note is the same (F38)."""
    other = tmp_path / "other.annotator"
    other.touch()
    if subprocess.run(
        ["mount", "--bind", project, other], check=False, capture_output=True
    ).returncode:
        pytest.skip("NOT TESTED on a bind mount: mounting needs root")
    store = open_project(project, state_folder)
    try:
        with pytest.raises(LockedProjectError, match="is already open, in another window"):
            open_project(other, state_folder)
    finally:
        store.close()
        subprocess.run(["umount", "--lazy", other], check=True)


@pytest.mark.red_when("nobody_is_waited_for")
def test_a_foreign_lock_does_not_hold_the_project_up(project, path, state_folder):
    """Another program in the middle of writing is waited for, not overrun (F41)."""
    hold = (
        "import sqlite3, sys, time; db = sqlite3.connect(sys.argv[1], isolation_level=None);"
        " db.execute('BEGIN IMMEDIATE'); print('held', flush=True); time.sleep(0.5);"
        " db.execute('ROLLBACK')"
    )
    store = open_project(path, state_folder)
    command = [sys.executable, "-c", hold, path]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "held\n"
        store.apply(Edit.add("Add", Entity(name="Anna")))
    assert store.undo_label() == "Add"
    store.close()


@pytest.mark.long
@pytest.mark.red_when("the_window_waits_for_the_disk")
@pytest.mark.skipif(not shutil.which("strace"), reason="NOT TESTED on a slow disk: no strace")
def test_on_a_slow_disk_the_window_lives_and_saves_in_order(project, state_folder):
    """A second for each flush; the window's own clock ticks on, and says what it does (F20)."""
    slow = ["strace", "-f", "-o", "/dev/null", "-e", "trace=fdatasync,fsync"]
    slow += ["-e", "inject=fdatasync,fsync:delay_enter=1000000"]
    began = time.monotonic()

    done = subprocess.run(
        [*slow, sys.executable, SLOW, project, state_folder],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
        cwd=Path(__file__).parent.parent.parent,
    )

    told = json.loads(done.stdout.splitlines()[-1])
    assert time.monotonic() - began > 3
    assert told["said"] == ["saving…"]
    assert told["claims"] == ["C3", "C4", "C5"]
    assert told["gap"] < 0.5
