"""Temporary folders go with what made them, or with the next program where that was killed."""

import errno
import os
import subprocess
import sys
import tempfile
from itertools import chain, repeat
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotator import file_locks, temporary_folders
from annotator.cli import main
from annotator.temporary_folders import TemporaryFolder, remove_abandoned

HOLDER = """
import sys, tempfile, time
from annotator.temporary_folders import TemporaryFolder
folder = TemporaryFolder()
(folder.path / "copy").write_bytes(b"words")
(folder.path / "inner").mkdir()
print(folder.path, flush=True)
time.sleep(60)
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """A folder of temporary files that nobody else uses."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def holder(temporary):
    """Another program, and the folder that it uses."""
    command = [sys.executable, "-c", HOLDER]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        process.folder = Path(process.stdout.readline().strip())
        yield process
        process.kill()


@pytest.fixture
def old(temporary):
    """A folder of two days ago, without a lock file."""
    folder = Path(tempfile.mkdtemp(prefix="annotator-"))
    (folder / "copy").write_bytes(b"words")
    os.utime(folder, times=(folder.stat().st_mtime - 200_000,) * 2)
    return folder


def test_a_folder_goes_at_the_end_of_its_block(temporary):
    with TemporaryFolder() as folder:
        (folder / "copy").write_bytes(b"words")
        assert [*temporary.iterdir()] == [folder]

    assert [*temporary.iterdir()] == []


def test_a_folder_goes_with_its_object(temporary):
    folder = TemporaryFolder()
    assert folder.path.is_dir()

    del folder

    assert [*temporary.iterdir()] == []


def test_that_of_a_killed_program_goes_with_the_next(holder):
    holder.kill()
    holder.wait()

    assert [*remove_abandoned()] == [holder.folder]
    assert not holder.folder.exists()


def test_one_in_use_stays(holder):
    with TemporaryFolder() as own:
        for folder in (holder.folder, own):
            os.utime(folder, times=(1, 1))

        assert [*remove_abandoned()] == []
        assert own.is_dir()
    assert (holder.folder / "copy").read_bytes() == b"words"


def test_a_command_removes_that_of_a_killed_one(holder):
    holder.kill()
    holder.wait()

    CliRunner().invoke(main, ["formats"])

    assert not holder.folder.exists()


def test_one_without_a_lock_file_stays_for_a_day(temporary, old):
    young = Path(tempfile.mkdtemp(prefix="annotator-"))

    assert [*remove_abandoned()] == [old]
    assert [*temporary.iterdir()] == [young]


@pytest.mark.parametrize("name", ["annotator-projects", "annotator-old", "annotator", "notes"])
def test_folders_of_a_person_stay(temporary, name):
    folder = temporary / name
    folder.mkdir(mode=0o755)
    (folder / "mine.txt").write_bytes(b"words")
    os.utime(folder, times=(1, 1))

    assert [*remove_abandoned()] == []
    assert (folder / "mine.txt").exists()


def test_links_are_not_followed(temporary, old, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "mine.txt").write_bytes(b"words")
    (elsewhere / ".lock").write_bytes(b"")
    (temporary / "annotator-abcdefgh").symlink_to(elsewhere)
    (old / "inner").symlink_to(elsewhere)
    os.utime(old, times=(1, 1))

    assert [*remove_abandoned()] == [old]
    assert (elsewhere / "mine.txt").exists()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="every user has a folder of their own")
def test_those_of_another_user_stay(old, monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: old.stat().st_uid + 1)

    assert [*remove_abandoned()] == []
    assert old.exists()


def test_what_cannot_be_removed_now_is_removed_later(holder, monkeypatch):
    def refuse(path):
        raise PermissionError(path)

    holder.kill()
    holder.wait()

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        assert [*remove_abandoned()] == []

    assert [*remove_abandoned()] == [holder.folder]


def test_two_programs_may_remove_the_same(old, monkeypatch):
    monkeypatch.setattr(temporary_folders, "_own", lambda: [old, old])

    assert [*remove_abandoned()] == [old]


def test_without_temporary_files_there_is_nothing_to_remove(temporary):
    temporary.rmdir()

    assert [*remove_abandoned()] == []


def test_a_disk_without_locks_gives_a_folder_all_the_same(temporary, monkeypatch):
    def refuse(_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(temporary_folders, "take", refuse)

    with TemporaryFolder() as folder:
        assert [*folder.iterdir()] == []
        assert [*remove_abandoned()] == []
    assert [*temporary.iterdir()] == []


def test_a_full_disk_leaves_no_folder(temporary, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "open", full)

    with pytest.raises(OSError, match="No space left"):
        TemporaryFolder()
    assert [*temporary.iterdir()] == []


@pytest.mark.parametrize("is_late", [False, True])
def test_a_new_folder_that_is_taken_for_abandoned_is_made_again(temporary, monkeypatch, is_late):
    calls = chain([True], repeat(False))

    def take(lock):
        if next(calls):  # between its making and its lock
            (new,) = temporary.iterdir()
            if not is_late:
                raise OSError(errno.EAGAIN, "Try again")
            assert [*remove_abandoned()] == [new]
        file_locks.take(lock)

    monkeypatch.setattr(temporary_folders, "take", take)

    with TemporaryFolder() as folder:
        assert (folder / ".lock").exists()
