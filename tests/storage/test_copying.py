"""A copy of the open project is whole, or there is none."""

import errno
import os
import shutil
from collections import namedtuple
from contextlib import closing

import pytest

from annotator.domain.copying import Copied
from annotator.domain.edit import Content, Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity
from annotator.storage import copying, engine
from annotator.storage.lock import LockedProjectError
from annotator.storage.project import create_project, open_project
from annotator.storage.store import Store
from annotator.storage.verification import findings

Disk = namedtuple("Disk", "total used free")


@pytest.fixture
def target(tmp_path):
    """Where the copy goes: a folder of its own."""
    (tmp_path / "copies").mkdir()
    return tmp_path / "copies" / "copy.annotator"


def add(store, name):
    store.apply(Edit.add(f"Add {name}", Entity(name=name)))


def copy(store, target):
    *progress, done = store.copying(target)
    assert [each.done for each in progress if each.step == "Copying (MB)"][-1] > 0
    return done


def test_a_copy_has_everything_and_is_one_sound_file(filed, target, state_folder):
    add(filed, "Anna")

    assert copy(filed, target) == Copied(target, ())

    assert [*target.parent.iterdir()] == [target]
    assert [*findings(target, state_folder)] == []
    store = open_project(target, state_folder)
    assert [each.name for each in store.reader.find(Entity)] == ["Anna"]
    assert store.undo_label() == "Add Anna"
    store.close()


@pytest.mark.parametrize("fate", ["removed", "replaced", "its folder removed"])
def test_a_copy_can_be_made_when_the_original_is_gone(filed, path, target, state_folder, fate):
    add(filed, "Anna")
    if fate == "replaced":
        shutil.copy(path, path.with_name("new"))
        path.with_name("new").replace(path)
    else:
        path.unlink()
        if fate == "its folder removed":
            path.with_name(f"{path.name}-wal").unlink(missing_ok=True)
            path.with_name(f"{path.name}-shm").unlink(missing_ok=True)

    assert copy(filed, target).findings == ()

    assert [*findings(target, state_folder)] == []


@pytest.mark.usefixtures("log_beside")
def test_a_file_overwritten_by_its_own_older_state_comes_out_whole(
    filed, path, target, state_folder
):
    filed.close()
    older = path.read_bytes()
    store = open_project(path, state_folder)
    for number in range(400):
        add(store, f"Person {number} {'x' * 2000}")
    path.write_bytes(older)

    assert copy(store, target).findings == ()

    store.close()
    assert [*findings(target, state_folder)] == []


def test_the_first_edit_of_a_copy_is_saved_while_somebody_reads_it(filed, target, state_folder):
    copy(filed, target)

    with (
        closing(open_project(target, state_folder)) as store,
        closing(engine.open_for_reading(target)) as reader,
    ):
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM entity").fetchone()
        store.sign_in("Ana")
        add(store, "Cem")

        assert "Cem" in {each.name for each in store.reader.each(Entity)}


def test_a_project_in_memory_can_be_copied(target, state_folder):
    with_words = Store.in_memory()

    assert copy(with_words, target).findings == ()
    with_words.close()


def test_a_project_open_for_reading_can_be_copied(filed, path, target, state_folder):
    reader = open_project(path, state_folder, read_only=True)

    assert copy(reader, target).findings == ()
    reader.close()


def test_work_goes_on_while_it_is_copied(filed, target, monkeypatch):
    monkeypatch.setattr(copying, "_PAGES", 1)
    steps = filed.copying(target)
    next(steps)
    add(filed, "Anna")

    assert [*steps][-1].findings == ()

    assert [*findings(target)] == []


def test_a_copy_that_is_stopped_leaves_nothing(filed, target, monkeypatch):
    monkeypatch.setattr(copying, "_PAGES", 1)
    steps = filed.copying(target)
    next(steps)
    steps.close()

    assert [*target.parent.iterdir()] == []


def test_a_copy_that_is_stopped_leaves_what_was_there(filed, target, monkeypatch):
    target.write_bytes(b"precious")
    steps = filed.copying(target)
    next(steps)
    steps.close()

    assert target.read_bytes() == b"precious"


def test_a_disk_without_room_is_told_with_what_is_needed(filed, target, monkeypatch):
    monkeypatch.setattr(copying.shutil, "disk_usage", lambda _: Disk(0, 0, 1000))

    with pytest.raises(StorageError, match=r"it needs 0\.\d MB, and its disk has 0\.0 MB free"):
        copy(filed, target)
    assert [*target.parent.iterdir()] == []


def test_a_disk_that_fills_up_leaves_nothing(filed, target, monkeypatch):
    def fill(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(copying.os, "fsync", fill)
    with pytest.raises(StorageError, match="could not be created: the disk is full"):
        copy(filed, target)
    assert [*target.parent.iterdir()] == []


@pytest.mark.skipif(os.name != "posix", reason="NOT TESTED: limits on files are for POSIX")
def test_a_failure_of_the_engine_leaves_nothing(filed, target):
    import resource  # noqa: PLC0415 - not there on Windows

    filed.apply(Edit(label="Keep", changes=(), contents=(Content("x" * 300_000),)))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
        with pytest.raises(StorageError, match="could not be created: the disk"):
            [*filed.copying(target)]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert [*target.parent.iterdir()] == []


def test_an_open_project_is_not_replaced(filed, path, target, state_folder, tmp_path):
    with pytest.raises(LockedProjectError):
        [*filed.copying(path)]

    other = create_project(target, "Other", [], state_folder)
    with pytest.raises(LockedProjectError):
        [*filed.copying(target)]
    other.close()


def test_what_came_meanwhile_is_not_replaced(filed, target, state_folder):
    steps = filed.copying(target)
    next(steps)
    target.write_bytes(b"precious")

    with pytest.raises(StorageError, match="already exists"):
        list(steps)
    assert [*target.parent.iterdir()] == [target]
    assert target.read_bytes() == b"precious"


def test_what_was_opened_meanwhile_is_not_replaced(filed, target, state_folder):
    create_project(target, "Other", [], state_folder).close()
    steps = filed.copying(target)
    next(steps)
    other = open_project(target, state_folder)

    with pytest.raises(LockedProjectError):
        list(steps)
    other.close()


def test_a_closed_project_is_replaced_when_asked(filed, target, state_folder):
    create_project(target, "Other", [], state_folder).close()

    assert copy(filed, target).findings == ()

    store = open_project(target, state_folder)
    assert store.project.name == "Trial"
    store.close()


def test_a_link_is_replaced_and_not_followed(filed, target, tmp_path):
    (tmp_path / "elsewhere").write_bytes(b"precious")
    target.symlink_to(tmp_path / "elsewhere")

    copy(filed, target)

    assert (tmp_path / "elsewhere").read_bytes() == b"precious"
    assert not target.is_symlink()


@pytest.mark.parametrize("end", ["-wal", "-journal"])
def test_the_log_of_another_project_keeps_the_name(filed, target, end):
    target.with_name(target.name + end).write_bytes(b"frames")

    with pytest.raises(StorageError, match=r"belongs to another project\. Choose another name"):
        copy(filed, target)


def test_a_damaged_project_comes_out_with_its_damage_named(filed, target):
    add(filed, "Anna")
    filed._db.execute("UPDATE entity SET name = 'x'")

    done = copy(filed, target)

    assert "differs from its history" in done.findings[0]


def test_a_folder_that_is_not_there_is_reported(filed, tmp_path):
    with pytest.raises(StorageError, match="No such file or directory"):
        [*filed.copying(tmp_path / "nowhere" / "a.annotator")]
