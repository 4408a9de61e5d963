"""The disk is full: it is said, the edit is not lost, and works when there is room (F12, F16)."""

import os
import shutil
import subprocess
from contextlib import closing

import pytest

from annotator.domain.backup import FOLDER, BackupReason
from annotator.domain.copying import Copied
from annotator.domain.edit import Content, Edit
from annotator.domain.errors import StorageError
from annotator.operations.backups import surplus
from annotator.storage.backups import backing_up, snapshot
from annotator.storage.project import create_project, open_project
from annotator.storage.replacing import Keeping, restoring
from annotator.storage.verification import findings
from tests.hard_to_pack import hard_to_pack

LARGE = Edit(label="Keep", changes=(), contents=(Content(hard_to_pack(300_000)),))


@pytest.fixture
def small_disk(tmp_path):
    """A disk of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    order = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]
    if subprocess.run(order, check=False, capture_output=True).returncode:
        pytest.skip("NOT TESTED on a full disk: mounting one needs root")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def fill(folder):
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            return filler


@pytest.mark.red_when("failures_are_swallowed")
def test_a_full_disk_is_said_and_the_edit_can_be_tried_again(small_disk, state_folder):
    path = small_disk / "trial.annotator"
    store = create_project(path, "Trial", [], state_folder)
    filler = fill(small_disk)

    for _ in range(2):
        with pytest.raises(StorageError, match=r"“Keep” was not saved: the disk is full\. Free"):
            store.apply(LARGE)
    assert store.undo_label() == ""
    assert store.project.name == "Trial"

    filler.unlink()
    store.apply(LARGE)
    assert store.undo_label() == "Keep"
    store.close()
    assert list(findings(path, state_folder)) == []


@pytest.mark.red_when("nobody_asks_for_room", "copies_leave_the_log_out")
def test_a_copy_gets_out_of_a_full_disk_and_none_gets_in(small_disk, tmp_path, state_folder):
    path, copy = small_disk / "trial.annotator", tmp_path / "copy.annotator"
    store = create_project(path, "Trial", [], state_folder)
    store.apply(LARGE)
    filler = fill(small_disk)

    with pytest.raises(StorageError, match=r"it needs 0\.\d MB, and its disk has 0\.0 MB free"):
        [*store.copying(small_disk / "copy.annotator")]
    assert [*store.copying(copy)][-1] == Copied(copy, ())

    assert sorted(small_disk.glob("*copy*")) == []
    assert list(findings(copy, state_folder)) == []
    filler.unlink()
    store.close()


@pytest.mark.red_when("the_log_is_thrown_away")
def test_closing_on_a_full_disk_loses_nothing(small_disk, state_folder):
    path = small_disk / "trial.annotator"
    store = create_project(path, "Trial", [], state_folder)
    store.apply(LARGE)
    filler = fill(small_disk)
    store.close()

    assert list(findings(path, state_folder)) == []
    filler.unlink()
    store = open_project(path, state_folder)
    assert (store.warning, store.undo_label()) == ("", "Keep")
    store.close()
    assert sorted(small_disk.iterdir()) == [path]


@pytest.mark.red_when("half_made_files_stay")
def test_no_project_is_made_on_a_full_disk(small_disk, state_folder):
    fill(small_disk)

    with pytest.raises(StorageError, match="the disk is full"):
        create_project(small_disk / "trial.annotator", "Trial", [], state_folder)
    assert [file.name for file in small_disk.iterdir()] == ["filler"]


@pytest.mark.red_when("failures_are_swallowed")
@pytest.mark.skipif(os.name != "posix", reason="NOT TESTED: limits on files are for POSIX")
def test_a_limit_on_files_is_said_and_the_edit_can_be_tried_again(tmp_path, state_folder):
    import resource  # noqa: PLC0415 - not there on Windows

    store = create_project(tmp_path / "trial.annotator", "Trial", [], state_folder)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
        with pytest.raises(StorageError, match=r"“Keep” was not saved: the disk (reported|is)"):
            store.apply(LARGE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    store.apply(LARGE)
    store.close()
    assert list(findings(tmp_path / "trial.annotator", state_folder)) == []


@pytest.mark.red_when("a_full_disk_is_taken_for_any_failure", "half_made_files_stay")
def test_a_project_on_a_full_disk_is_read_checked_and_carried_off(
    small_disk, state_folder, tmp_path
):
    path = small_disk / "trial.annotator"
    store = create_project(path, "Trial", [], state_folder)
    store.apply(LARGE)
    crashed = {file.name: file.read_bytes() for file in small_disk.iterdir()}
    store.close()
    for left_over in (False, True):
        if left_over:
            for name in (path.name, f"{path.name}-wal"):
                (small_disk / name).write_bytes(crashed[name])
        filler = fill(small_disk)
        before = {file.name: file.read_bytes() for file in small_disk.glob("t*")}

        with closing(open_project(path, state_folder)) as store:
            assert store.is_read_only
            assert store.warning
            assert store.project.name == "Trial"
            assert store.reader.text(LARGE.contents[0].sha256)
        assert list(findings(path)) == []
        assert {file.name: file.read_bytes() for file in small_disk.glob("t*")} == before
        filler.unlink()


@pytest.mark.red_when("failures_are_swallowed")
@pytest.mark.parametrize("is_damaged", [False, True])
def test_what_finds_no_room_for_a_new_file_leaves_the_project(
    small_disk, sound, tmp_path, state_folder, is_damaged
):
    path, folder = small_disk / "trial.annotator", tmp_path / FOLDER
    shutil.copyfile(sound, path)
    with closing(snapshot(path)) as db:
        (*_, backup) = backing_up(db, path, [folder], BackupReason.ASKED, surplus)
    if is_damaged:  # it is recovered, not only restored
        path.write_bytes(path.read_bytes()[:-9000])
    before, filler = path.read_bytes(), fill(small_disk)
    steps = restoring(
        path, backup.path, Keeping([folder], surplus), state_folder, is_partial=is_damaged
    )

    with pytest.raises(StorageError, match=r"could not be restored: the disk is full"):
        list(steps)

    assert path.read_bytes() == before
    assert {each.name for each in small_disk.iterdir()} == {path.name, filler.name}
    filler.unlink()
