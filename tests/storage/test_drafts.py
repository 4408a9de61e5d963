"""Drafts that a crash left beside a project are removed, and nothing else is."""

import os

import pytest

from annotator.domain.backup import FOLDER, BackupReason
from annotator.storage.backups import backing_up, snapshot
from annotator.storage.compacting import compacting
from annotator.storage.drafts import draft_of, remove_drafts
from annotator.storage.project import open_project
from annotator.storage.replacing import Keeping, restoring


@pytest.fixture
def left(filed, path):
    """What broken-off work left beside a closed project."""
    filed.close()
    drafts = [draft_of(path), draft_of(path)]
    drafts += [drafts[0].with_name(drafts[0].name + end) for end in ("-wal", "-shm", "-journal")]
    for each in drafts:
        each.write_bytes(b"half")
        os.utime(each, (1, 1))
    return drafts


@pytest.fixture
def of_people(path):
    """Files of a person that are named alike."""
    names = (
        f".{path.name}-original",
        f".{path.name}-20260101",
        f".{path.name}",
        f".{path.stem}2.annotator.draft-1a2b3c4d",
        f"{path.name}.draft-1a2b3c4d",
    )
    for name in names:
        path.with_name(name).write_bytes(b"mine")
        os.utime(path.with_name(name), (1, 1))
    return {path.with_name(name) for name in names}


def reopen(path, state_folder):
    open_project(path, state_folder).close()


def compact(path, _state_folder):
    [*compacting(path)]


def restore(path, state_folder):
    folder = path.parent / FOLDER
    db = snapshot(path)
    *_, backup = backing_up(db, path, [folder], BackupReason.ASKED, lambda _: ())
    db.close()
    [*restoring(path, backup.path, Keeping([folder], lambda _: ()), state_folder)]


def save_copy(path, state_folder):
    store = open_project(path, state_folder, read_only=True)
    for each in (each for each in path.parent.glob(f".{path.name}.draft-*")):
        each.rename(each.with_name(each.name.replace(path.name, "copy.annotator")))
    [*store.copying(path.with_name("copy.annotator"))]
    store.close()
    path.with_name("copy.annotator").unlink()


@pytest.mark.parametrize("do", [reopen, compact, restore, save_copy])
def test_whatever_comes_next_removes_them(left, of_people, path, state_folder, do):
    do(path, state_folder)

    others = set(path.parent.iterdir()) - {path, state_folder, path.parent / FOLDER}
    assert others == of_people


def test_a_draft_that_is_being_made_stays(left, path, state_folder):
    os.utime(left[0])

    reopen(path, state_folder)

    assert [each for each in left if each.exists()] == left[:1]


def test_who_only_reads_removes_nothing(left, path, state_folder):
    open_project(path, state_folder, read_only=True).close()

    assert all(each.exists() for each in left)


def test_a_folder_that_cannot_be_read_has_none(tmp_path):
    remove_drafts(tmp_path / "gone" / "trial.annotator")
