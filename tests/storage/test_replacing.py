"""Restoring puts a backup in the place of a project, and keeps the state before."""

import os
from contextlib import closing
from errno import ENOSPC
from pathlib import Path

import pytest

from annotator.domain.backup import FOLDER, Backup, BackupReason, Restored
from annotator.domain.edit import Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity
from annotator.operations.backups import surplus
from annotator.storage import backups, engine, replacing
from annotator.storage.backups import backing_up, snapshot
from annotator.storage.lock import LockedProjectError
from annotator.storage.project import open_project
from annotator.storage.replacing import Keeping, restoring
from annotator.storage.verification import findings


@pytest.fixture
def keeping(tmp_path):
    """Where the present state is kept."""
    return Keeping([tmp_path / FOLDER], surplus)


@pytest.fixture
def backup(filed, path, keeping):
    """A backup with Anna, of a project that has Bea, too, and is closed."""
    add(filed, "Anna")
    with closing(snapshot(path)) as db:
        *_, made = backing_up(db, path, keeping.folders, BackupReason.DAY, surplus)
    add(filed, "Bea")
    filed.close()
    return made


@pytest.fixture
def restore(path, keeping, state_folder):
    """Restore a backup, and return where the state before is kept."""

    def run(backup, path=path):
        *_, done = restoring(path, backup.path, keeping, state_folder)
        assert isinstance(done, Restored)
        return done.kept

    return run


def add(store, name):
    store.apply(Edit.add(f"Add {name}", Entity(name=name)))


def people(path, state_folder):
    with closing(open_project(path, state_folder)) as store:
        assert (store.warning, store.news) == ("", "")
        return [each.name for each in store.reader.find(Entity)]


def test_a_backup_takes_the_place_of_the_project_and_can_be_taken_back(
    backup, restore, path, state_folder
):
    kept = restore(backup)

    assert people(path, state_folder) == ["Anna"]
    assert [*findings(path, state_folder)] == []
    assert Backup.of(kept).reason is BackupReason.RESTORE
    restore(Backup.of(kept))
    assert people(path, state_folder) == ["Anna", "Bea"]


def test_the_first_edit_of_a_restored_project_is_saved_while_somebody_reads_it(
    backup, restore, path, state_folder
):
    restore(backup)

    with (
        closing(open_project(path, state_folder)) as store,
        closing(engine.open_for_reading(path)) as reader,
    ):
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM entity").fetchone()
        store.sign_in("Ana")
        add(store, "Cem")

    assert people(path, state_folder) == ["Anna", "Cem"]


def test_a_restored_project_goes_on_without_a_warning_and_without_the_former_log(
    backup, restore, path, state_folder, filed
):
    path.with_name(f"{path.name}-journal").write_bytes(b"")
    restore(backup)

    with closing(open_project(path, state_folder)) as store:
        add(store, "Cleo")
    assert people(path, state_folder) == ["Anna", "Cleo"]
    assert sorted(each.name for each in path.parent.glob(f"{path.name}*")) == [path.name]


@pytest.mark.usefixtures("log_beside")
def test_what_a_crash_left_in_the_log_is_kept_with_the_state_before(
    filed, path, restore, keeping, state_folder
):
    add(filed, "Anna")
    with closing(snapshot(path)) as db:
        *_, made = backing_up(db, path, keeping.folders, BackupReason.DAY, surplus)
    add(filed, "In the log")
    left = {end: Path(f"{path}{end}").read_bytes() for end in ("", "-wal")}
    filed.close()
    for end, content in left.items():
        Path(f"{path}{end}").write_bytes(content)

    kept = restore(made)

    assert people(path, state_folder) == ["Anna"]
    restore(Backup.of(kept))
    assert people(path, state_folder) == ["Anna", "In the log"]


@pytest.mark.parametrize("links", [True, False])
def test_a_damaged_project_is_kept_beside_the_restored_one(
    backup, restore, path, state_folder, monkeypatch, links
):
    if not links:
        monkeypatch.delattr(replacing.os, "link")
        monkeypatch.setattr(replacing.os, "link", refuse_links, raising=False)
    path.write_bytes(path.read_bytes()[:9000])
    damaged = path.read_bytes()
    path.with_name(f"{path.name}-wal").write_bytes(b"a log")

    kept = restore(backup)

    assert kept == path.with_name("trial (damaged 1).annotator")
    assert kept.read_bytes() == damaged
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == b"a log"
    assert people(path, state_folder) == ["Anna"]
    path.write_bytes(b"")
    assert restore(backup) == path.with_name("trial (damaged 2).annotator")


def test_a_damaged_project_that_cannot_be_kept_stays_alone(backup, restore, path, monkeypatch):
    monkeypatch.setattr(replacing.os, "link", refuse_links)
    path.write_bytes(path.read_bytes()[:9000])
    there = {each: each.read_bytes() for each in path.parent.iterdir() if each.is_file()}
    copied = []

    def fill_the_disk(file, target):
        copied.append(target.name)
        target.write_bytes(file.read_bytes()[:100])
        raise OSError(ENOSPC, "full", str(target))

    monkeypatch.setattr(replacing, "copy_bytes", fill_the_disk)
    with pytest.raises(StorageError, match="the disk is full"):
        restore(backup)

    left = {each: each.read_bytes() for each in path.parent.iterdir() if each.is_file()}
    assert left == there
    # by this name, who opens the project next removes what a crash leaves of it
    assert copied[0].startswith(".trial.annotator.draft-")


def refuse_links(*_):
    raise NotImplementedError


def test_a_page_that_is_damaged_makes_a_damaged_project(backup, restore, path):
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 3 + 200] = b"\xff" * 200
    path.write_bytes(content)

    assert restore(backup).name == "trial (damaged 1).annotator"


def test_a_project_that_is_gone_is_restored(backup, restore, path, state_folder):
    path.unlink()

    assert restore(backup) is None
    assert people(path, state_folder) == ["Anna"]


def test_an_open_project_is_not_restored(backup, restore, path, state_folder):
    with (
        closing(open_project(path, state_folder)),
        pytest.raises(LockedProjectError, match="already open"),
    ):
        restore(backup)
    assert people(path, state_folder) == ["Anna", "Bea"]


def test_what_was_recovered_takes_its_place_whatever_is_wrong_with_it(
    backup, keeping, path, state_folder
):
    with closing(engine.open_for_writing(backup.path)) as db:
        db.execute("UPDATE entity SET name = 'Other'")

    [*restoring(path, backup.path, keeping, state_folder, is_partial=True)]

    assert people(path, state_folder) == ["Other"]


@pytest.mark.parametrize("change", ["UPDATE entity SET name = 'Other'", "CREATE TABLE more (a)"])
def test_a_damaged_backup_is_refused_and_nothing_is_changed(
    backup, restore, path, state_folder, keeping, change
):
    with closing(engine.open_for_writing(backup.path)) as db:
        db.execute(change)

    with pytest.raises(StorageError, match="Nothing was restored, because this state is damaged"):
        restore(backup)
    assert people(path, state_folder) == ["Anna", "Bea"]
    assert [*keeping.folders[0].iterdir()] == [backup.path]
    assert sorted(each.suffix for each in path.parent.iterdir()) == ["", "", ".annotator"]


def test_nothing_is_restored_when_the_state_before_cannot_be_kept(
    backup, restore, path, state_folder, monkeypatch
):
    def fill(_):
        raise OSError(ENOSPC, os.strerror(ENOSPC))

    monkeypatch.setattr(backups, "flush", fill)

    with pytest.raises(StorageError, match="No backup was made: the disk is full"):
        restore(backup)
    assert people(path, state_folder) == ["Anna", "Bea"]


def test_the_pages_of_a_large_project_are_not_read_where_that_must_be_quick(
    backup, path, monkeypatch
):
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 3 + 200] = b"\xff" * 200
    path.write_bytes(content)

    assert not replacing.is_sound(path, is_quick=True)
    monkeypatch.setattr(replacing, "SMALL", 100)
    assert replacing.is_sound(path, is_quick=True)
    assert not replacing.is_sound(path)


def test_a_project_without_its_id_is_not_sound(backup, path):
    assert replacing.is_sound(path)
    with closing(engine.open_for_writing(path)) as db:
        db.execute("DELETE FROM project")

    assert not replacing.is_sound(path)
