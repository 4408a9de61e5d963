"""One writer at a time, and nothing left behind by one that died."""

import subprocess
import sys

import pytest

from annotator.domain.edit import Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity
from annotator.storage.lock import LockedProjectError, ProjectLock
from annotator.storage.project import open_project

HOLDER = """
import sys, time
from pathlib import Path
from annotator.storage.project import open_project
store = open_project(Path(sys.argv[1]), Path(sys.argv[2]))
print("open", flush=True)
time.sleep(60)
"""


@pytest.fixture
def other(filed, path, marks):
    """Another process that has the project open."""
    filed.close()
    command = [sys.executable, "-c", HOLDER, path, marks]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "open\n"
        yield process
        process.kill()


def test_a_second_process_is_refused_and_told_who_has_it(other, path, marks):
    with pytest.raises(LockedProjectError, match=rf"since \d\d:\d\d on .*\(process {other.pid}\)"):
        open_project(path, marks)

    reader = open_project(path, marks, read_only=True)
    assert reader.project.name == "Trial"
    reader.close()


def test_a_killed_process_lets_go(other, path, marks, tmp_path):
    other.kill()
    other.wait()

    store = open_project(path, marks)
    store.apply(Edit.add("Add", Entity(name="Anna")))
    store.close()
    assert sorted(tmp_path.iterdir()) == [tmp_path / "state", path]


def test_a_second_window_of_this_process_is_refused_too(filed, path, marks):
    with pytest.raises(LockedProjectError, match="open it here for reading only"):
        open_project(path, marks)


def test_another_name_of_the_file_is_the_same_project(filed, path, marks, tmp_path):
    link = tmp_path / "link.annotator"
    link.symlink_to(path)

    with pytest.raises(LockedProjectError):
        open_project(link, marks)


@pytest.mark.parametrize("rubbish", [b"", b"rubbish " * 999, b"SQLite format 3\0" + b"\xff" * 9000])
def test_a_damaged_lock_file_keeps_nobody_out(filed, path, marks, rubbish):
    filed.close()
    lock = path.with_name(f".{path.name}-lock")
    lock.write_bytes(rubbish)

    store = open_project(path, marks)
    with pytest.raises(LockedProjectError):
        open_project(path, marks)
    store.close()
    assert not lock.exists()


def test_a_lock_that_cannot_be_read_still_locks(filed, path):
    filed.close()
    lock = ProjectLock(path)
    for statement in ("DROP TABLE holder", "COMMIT", "BEGIN IMMEDIATE"):
        lock._connection.execute(statement)

    with pytest.raises(LockedProjectError, match="in another window"):
        ProjectLock(path)
    lock.release()


def test_a_lock_file_that_cannot_be_made_says_so(filed, path):
    filed.close()
    path.with_name(f".{path.name}-lock").mkdir()

    with pytest.raises(StorageError, match="its folder is gone or cannot be written"):
        open_project(path, path.parent / "state")


def test_a_lock_file_that_cannot_be_removed_stays(filed, path):
    filed.close()
    lock = ProjectLock(path)
    place = path.with_name(f".{path.name}-lock")
    place.unlink()
    place.mkdir()

    lock.release()
    assert place.is_dir()


@pytest.mark.parametrize("fate", ["removed", "moved", "replaced"])
def test_nothing_is_saved_into_a_file_that_is_no_longer_there(filed, path, fate):
    copy = path.read_bytes()
    path.unlink() if fate == "removed" else path.rename(path.with_name("elsewhere"))
    if fate == "replaced":
        path.write_bytes(copy)

    with pytest.raises(StorageError, match="moved, removed or replaced while it was open"):
        filed.apply(Edit.add("Add", Entity(name="Anna")))

    assert filed.reader.find(Entity) == []
