"""One writer at a time, and nothing left behind by one that died."""

import errno
import os
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from annotator import file_locks
from annotator.domain.edit import Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity
from annotator.importers.folders import read_files
from annotator.storage import lock
from annotator.storage.lock import LockedProjectError, ProjectLock, copy_bytes, first_bytes
from annotator.storage.project import open_project
from annotator.storage.reader import reading
from annotator.storage.verification import findings

HOLDER = """
import sys, time
from pathlib import Path
from annotator.storage.project import open_project
store = open_project(Path(sys.argv[1]), Path(sys.argv[2]))
print("open", flush=True)
time.sleep(60)
"""

LOOK = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("SELECT id FROM entity")
db.close()
"""


@pytest.fixture
def other(filed, path, state_folder):
    """Another process that has the project open."""
    filed.close()
    command = [sys.executable, "-c", HOLDER, path, state_folder]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "open\n"
        yield process
        process.kill()


@pytest.fixture
def note(path):
    """Where the note of who has the project lies."""
    return path.with_name(f".{path.name}-lock")


def test_a_second_process_is_refused_and_told_who_has_it(other, path, state_folder):
    with pytest.raises(LockedProjectError, match=rf"since \d\d:\d\d on .*\(process {other.pid}\)"):
        open_project(path, state_folder)

    reader = open_project(path, state_folder, read_only=True)
    assert reader.project.name == "Trial"
    reader.close()


def test_a_killed_process_lets_go(other, path, state_folder, tmp_path):
    other.kill()
    other.wait()

    store = open_project(path, state_folder)
    store.apply(Edit.add("Add", Entity(name="Anna")))
    store.close()
    assert sorted(tmp_path.iterdir()) == [tmp_path / "state", path]


def test_a_second_window_of_this_process_is_refused_too(filed, path, state_folder):
    with pytest.raises(LockedProjectError, match="open it here as read-only"):
        open_project(path, state_folder)


@pytest.mark.usefixtures("log_beside")
def test_what_reads_the_file_here_leaves_the_lock_of_the_log(filed, path, state_folder):
    filed.apply(Edit.add("Add", Entity(name="Anna")))
    with pytest.raises(LockedProjectError):
        open_project(path, state_folder)
    close_last = (
        "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]);"
        " db.execute('SELECT * FROM journal').fetchall(); db.close()"
    )

    subprocess.run([sys.executable, "-c", close_last, path], check=True)

    assert path.with_name(f"{path.name}-wal").exists()
    filed.apply(Edit.add("Add", Entity(name="Ben")))


@pytest.mark.parametrize("link", ["symlink_to", "hardlink_to"])
def test_another_name_of_the_file_is_the_same_project(filed, path, tmp_path, link):
    other = tmp_path / "link.annotator"
    getattr(other, link)(path)

    with pytest.raises(LockedProjectError):
        ProjectLock(other)


def test_a_file_with_a_second_name_is_not_written_to(filed, path, state_folder, tmp_path):
    filed.close()
    (tmp_path / "second.annotator").hardlink_to(path)

    with pytest.raises(StorageError, match="a second name"):
        open_project(path, state_folder)

    open_project(path, state_folder, read_only=True).close()


def make_symlink(note, tmp_path):
    (tmp_path / "elsewhere").write_bytes(b"by somebody else")
    note.symlink_to(tmp_path / "elsewhere")


def make_dangling(note, tmp_path):
    note.symlink_to(tmp_path / "nothing")


def make_hard_link(note, tmp_path):
    (tmp_path / "elsewhere").write_bytes(b"by somebody else")
    note.hardlink_to(tmp_path / "elsewhere")


def make_fifo(note, tmp_path):
    os.mkfifo(note)


def make_folder(note, tmp_path):
    note.mkdir()


def make_large(note, tmp_path):
    with note.open("wb") as file:
        file.truncate(1 << 40)


def make_database(note, tmp_path):
    note.write_bytes(b"SQLite format 3\0" + b"\xff" * 9000)


HOSTILE = [make_symlink, make_dangling, make_hard_link, make_fifo, make_folder, make_large]


@pytest.mark.timeout(10)
@pytest.mark.parametrize("make", [*HOSTILE, make_database])
def test_whatever_lies_in_place_of_the_note_keeps_nobody_out(
    filed, path, state_folder, note, tmp_path, make
):
    filed.close()
    make(note, tmp_path)

    store = open_project(path, state_folder)
    with pytest.raises(LockedProjectError, match=r"is already open, (by|in another window)"):
        open_project(path, state_folder)
    store.close()

    assert note.is_dir() == (make is make_folder)
    assert not (tmp_path / "nothing").exists()
    if (tmp_path / "elsewhere").exists():
        assert (tmp_path / "elsewhere").read_bytes() == b"by somebody else"


def test_a_note_that_was_left_behind_is_not_read_out(filed, path, state_folder, note):
    filed.close()
    note.write_text("by Somebody Else")
    store = open_project(path, state_folder)

    with pytest.raises(LockedProjectError, match=f"process {os.getpid()}"):
        open_project(path, state_folder)
    store.close()


@pytest.mark.timeout(10)
@pytest.mark.parametrize("make", [*HOSTILE, make_database])
def test_whatever_is_put_in_place_of_the_note_is_not_read_out(
    filed, path, state_folder, note, tmp_path, make
):
    note.unlink()
    make(note, tmp_path)

    with pytest.raises(LockedProjectError, match="is already open, in another window"):
        open_project(path, state_folder)


@pytest.mark.parametrize("words", ["by Ana\x1b[2J", "by \u202eana", "gone", ""])
def test_a_note_with_more_than_words_is_not_read_out(filed, path, state_folder, note, words):
    note.write_text(words)

    with pytest.raises(LockedProjectError, match="in another window"):
        open_project(path, state_folder)


def test_a_long_note_is_cut(filed, path, state_folder, note):
    note.write_text("by " + "a" * 100_000)

    with pytest.raises(LockedProjectError) as refusal:
        open_project(path, state_folder)

    assert len(str(refusal.value)) < 600


def test_a_drive_that_keeps_no_locks_is_named(filed, path, state_folder, monkeypatch):
    filed.close()

    def refuse(descriptor):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "take", refuse)
    with pytest.raises(StorageError, match="does not support locks"):
        open_project(path, state_folder)


def test_a_lock_that_was_given_up_is_given_up_once(filed, path):
    filed.close()
    held = ProjectLock(path)
    held.release()

    again = ProjectLock(path)
    held.release()
    with pytest.raises(LockedProjectError):
        ProjectLock(path)
    again.release()


def test_threads_that_look_at_the_open_file_at_once_see_its_beginning(filed, path):
    start = first_bytes(path, 16)

    def look():
        return {first_bytes(path, 16) for _ in range(2000)}

    with ThreadPoolExecutor(4) as threads:
        seen = set().union(*(each.result() for each in [threads.submit(look) for _ in range(4)]))

    assert seen == {start}


@pytest.mark.parametrize("is_open", [True, False])
def test_a_file_is_copied_whole_though_one_read_returns_a_part(
    filed, path, tmp_path, monkeypatch, is_open
):
    if not is_open:
        filed.close()
    read = os.read
    monkeypatch.setattr(os, "read", lambda file, count: read(file, min(count, 1000)))

    copy_bytes(path, tmp_path / "copy")

    assert (tmp_path / "copy").read_bytes() == path.read_bytes()


def test_a_link_in_a_folder_that_is_not_writable_shows_all_that_is_saved(
    filed, path, tmp_path, frozen
):
    folder = tmp_path / "links"
    folder.mkdir()
    link = folder / "link.annotator"
    link.symlink_to(path)
    filed.apply(Edit.add("Add", Entity(name="Anna")))
    frozen(folder)

    with reading(link) as reader:
        assert [each.name for each in reader.find(Entity)] == ["Anna"]
    assert [*findings(link)] == []


@pytest.mark.parametrize("way", ["file", "link", "folder"])
def test_an_import_of_the_open_project_keeps_its_locks(filed, path, way):
    filed.apply(Edit.add("Add", Entity(name="Anna")))
    link = path.with_name("link.txt")
    link.symlink_to(path)
    chosen = {"file": path, "link": link, "folder": path.parent}[way]

    found = [*read_files([chosen])]

    assert any("is an Annotator project" in each.reason for each in found)
    subprocess.run([sys.executable, "-c", LOOK, path], check=True)  # the last one, as it thinks
    assert filed.place.loss() == ""


# ---- The locks of other systems, as far as they can be seen from here ----


def test_on_windows_one_byte_beyond_those_of_sqlite_is_locked(path, monkeypatch):
    path.write_bytes(b"x")
    seen = []
    windows = SimpleNamespace(LK_NBLCK=2, locking=lambda *order: seen.append(order))
    monkeypatch.setattr(file_locks, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.setattr(file_locks, "msvcrt", windows, raising=False)

    held = ProjectLock(path)

    assert seen == [(held.descriptor, windows.LK_NBLCK, 1)]
    assert os.lseek(held.descriptor, 0, os.SEEK_CUR) == 0x7FFF0000
    held.release()


def test_on_windows_a_lock_that_another_holds_is_no_failure_of_the_drive(path, monkeypatch):
    def locking(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    path.write_bytes(b"x")
    monkeypatch.setattr(file_locks, "sys", SimpleNamespace(platform="win32"))
    windows = SimpleNamespace(LK_NBLCK=2, locking=locking)
    monkeypatch.setattr(file_locks, "msvcrt", windows, raising=False)

    with pytest.raises(LockedProjectError):
        ProjectLock(path)


def test_on_a_mac_the_order_has_the_shape_that_its_kernel_reads(path, monkeypatch):
    path.write_bytes(b"x")
    seen = []
    mac = SimpleNamespace(F_OFD_SETLK=90, F_WRLCK=3, fcntl=lambda *order: seen.append(order))
    monkeypatch.setattr(file_locks, "sys", SimpleNamespace(platform="darwin"))
    monkeypatch.setattr(file_locks, "fcntl", mac)

    held = ProjectLock(path)
    held.release()

    # <sys/fcntl.h> there: start, length, process, type, whence
    ((descriptor, order, flock),) = seen
    assert (descriptor, order) == (held.descriptor, 90)
    assert struct.unpack("qqihh", flock) == (0x7FFF0000, 1, 0, mac.F_WRLCK, os.SEEK_SET)
