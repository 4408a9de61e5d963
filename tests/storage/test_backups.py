"""Backups are made while one works, are checked, and take nothing away but their surplus."""

import os
import re
from collections import namedtuple
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotator.domain.backup import FOLDER, SUFFIX, Backup, BackupReason, ProjectKey
from annotator.domain.copying import Progress
from annotator.domain.edit import Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity
from annotator.operations.backups import Keeping, surplus
from annotator.storage import backups, copying, engine, shared_folders, verification
from annotator.storage.backups import (
    backing_up,
    backups_of,
    contents_of,
    described,
    folder_for,
    key_of,
    loss_between,
    reading_backup,
    snapshot,
)
from annotator.storage.drafts import draft_of
from annotator.storage.project import open_project
from annotator.storage.verification import findings

Disk = namedtuple("Disk", "total used free")


@pytest.fixture
def folder(tmp_path):
    """The folder of backups, which is not there yet."""
    return tmp_path / FOLDER


@pytest.fixture
def back_up(filed, path, folder):
    """Back the project up, and return the backup."""

    def make(reason=BackupReason.ASKED, surplus=surplus, **how):
        with closing(snapshot(path)) as db:
            return [*backing_up(db, path, [folder], reason, surplus, **how)][-1]

    return make


def add(store, name):
    store.apply(Edit.add(EditLabel.of("Add {name}", name=name), Entity(name=name)))


def people(backup):
    with closing(reading_backup(backup.path)) as db:
        return [name for (name,) in db.execute("SELECT name FROM entity ORDER BY position")]


def test_a_backup_is_a_sound_project_and_its_name_says_what_it_is(filed, back_up, folder, path):
    add(filed, "Anna")

    made = back_up(BackupReason.DAY)

    assert [*folder.iterdir()] == [made.path]
    assert re.fullmatch(
        r"trial 0001 \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\dZ day \w{8}\.annotator-backup", made.path.name
    )
    assert (made.number, made.reason, made.is_damaged) == (1, BackupReason.DAY, False)
    assert abs((datetime.now(UTC) - made.at).total_seconds()) < 60
    assert [*findings(made.path)] == []
    assert people(made) == ["Anna"]


@pytest.mark.usefixtures("log_beside")
def test_a_backup_holds_the_moment_at_which_it_was_begun(filed, path, folder, monkeypatch):
    monkeypatch.setattr(copying, "_PAGES", 1)
    add(filed, "Anna")
    with closing(snapshot(path)) as db:
        steps = backing_up(db, path, [folder], BackupReason.UNDO, surplus)
        assert isinstance(next(steps), Progress)
        add(filed, "Later")
        *_, made = steps

    assert people(made) == ["Anna"]
    assert [*findings(made.path)] == []
    assert [each.name for each in filed.reader.find(Entity)] == ["Anna", "Later"]


def test_a_project_without_a_log_is_backed_up_while_one_works(
    filed, path, folder, state_folder, monkeypatch
):
    filed.close()
    monkeypatch.setattr(engine, "is_safe_for_wal", lambda _: False)
    store = open_project(path, state_folder)
    add(store, "Anna")
    monkeypatch.setattr(copying, "_PAGES", 1)
    with closing(snapshot(path)) as db:
        steps = backing_up(db, path, [folder], BackupReason.DAY, surplus)
        next(steps)
        add(store, "Later")
        *_, made = steps
    store.close()

    assert people(made) == ["Anna", "Later"]
    assert [*findings(made.path)] == []


def test_nothing_new_needs_no_new_backup_unless_it_is_asked_for(filed, back_up, folder):
    first = back_up()

    assert back_up(BackupReason.DAY) == first
    assert back_up(BackupReason.ASKED).number == 2
    add(filed, "Anna")
    assert back_up(BackupReason.DAY).number == 3


def test_a_backup_that_became_unreadable_is_followed_by_another(filed, back_up):
    back_up().path.write_bytes(b"")

    assert back_up(BackupReason.DAY).number == 2


def test_what_is_not_kept_is_removed_and_what_cannot_be_removed_stays(
    filed, back_up, folder, monkeypatch
):
    def thin(found):
        return surplus(found, Keeping(2, 0, 0))

    for _ in range(3):
        back_up(surplus=thin)
    assert sorted(each.number for each in backups_of(ProjectKey("trial"), folder)) == [2, 3]

    unlink = Path.unlink

    def refuse(self, **how):
        if self.suffix == SUFFIX:
            raise PermissionError
        unlink(self, **how)

    monkeypatch.setattr(Path, "unlink", refuse)
    assert back_up(surplus=thin).number == 4
    assert len([*folder.iterdir()]) == 3


def test_other_projects_and_other_files_are_not_among_the_backups(filed, back_up, folder):
    made = back_up()
    name = made.path.name
    for other in (
        "letter.txt",
        name.replace(made.mark, "0" * 8),
        name.replace("asked", "whim"),
        re.sub(r"\d{4}-\d\d-\d\d", "2026-99-99", name),
    ):
        (folder / other).write_bytes(b"")

    assert backups_of(ProjectKey.of(made.path, filed.project.id), folder) == [made]
    assert backups_of(ProjectKey("trial"), folder / "missing") == []


def test_a_backup_is_found_after_its_project_was_renamed_and_by_name_when_it_is_unreadable(
    filed, back_up, folder, path
):
    made = back_up()
    with closing(snapshot(path)) as db:
        assert backups_of(key_of(Path("renamed.annotator"), db), folder, folder) == [made]

    assert backups_of(key_of(path, None), folder) == [made]
    assert backups_of(key_of(Path("renamed.annotator"), None), folder) == []


def test_a_long_or_odd_name_of_a_project_is_cut_for_its_backups(filed, path, folder):
    odd = ProjectKey.of(Path("é" * 120 + ".annotator"), "id")
    name = odd.name(1, datetime.now(UTC), BackupReason.DAY)

    assert len(os.fsencode(f".{name} damaged{SUFFIX}-12345678")) < 255
    assert odd.has(Backup.of(Path(name + SUFFIX)))
    assert ProjectKey.of(Path("caf\udce9.annotator")).stem == "caf"


def test_a_backup_that_is_stopped_leaves_nothing(filed, path, folder, monkeypatch):
    monkeypatch.setattr(copying, "_PAGES", 1)
    with closing(snapshot(path)) as db:
        steps = backing_up(db, path, [folder], BackupReason.DAY, surplus)
        next(steps)
        steps.close()

    assert [*folder.iterdir()] == []


def test_a_check_that_is_stopped_keeps_nothing(filed, back_up, folder):
    assert isinstance(back_up(is_wanted=lambda: False), Progress)
    assert [*folder.iterdir()] == []


def test_a_draft_of_a_crash_is_removed_and_one_that_is_being_written_is_not(filed, back_up, folder):
    folder.mkdir()
    old, new = (folder / f".trial 0001 x{SUFFIX}-{token}" for token in ("0" * 8, "1" * 8))
    for draft in (old, new):
        draft.write_bytes(b"half")
    os.utime(old, (1, 1))

    made = back_up()

    assert sorted(folder.iterdir()) == sorted([new, made.path])


def test_a_restoring_that_was_killed_leaves_nothing_after_the_next_backup(filed, back_up, path):
    old, new = draft_of(path), draft_of(path)
    for draft in (old, new):
        draft.write_bytes(b"half")
    os.utime(old, (1, 1))

    back_up()

    assert not old.exists()
    assert new.exists()


def test_a_damaged_project_is_backed_up_as_damaged_and_replaces_no_sound_backup(
    filed, back_up, folder, path, add_article
):
    sound = back_up()
    filed.close()
    with closing(engine.open_for_writing(path)) as db:
        db.execute("INSERT INTO text VALUES (?, 'not that', NULL, 8)", ["0" * 64])

    made = back_up(surplus=lambda found: surplus(found, Keeping(1, 0, 0)))

    assert made.is_damaged
    assert made.path.name.endswith(f" damaged{SUFFIX}")
    assert sorted(folder.iterdir()) == sorted([sound.path, made.path])


def test_no_room_is_said_before_anything_is_written(filed, back_up, folder, monkeypatch):
    monkeypatch.setattr(backups.shutil, "disk_usage", lambda _: Disk(0, 0, 1000))

    with pytest.raises(StorageError, match=r"No backup was made: it needs 0\.\d MB, and its disk"):
        back_up()
    assert [*folder.iterdir()] == []


def test_as_much_room_as_a_small_project_takes_stays_free(filed, back_up, path, monkeypatch):
    size = path.stat().st_size
    monkeypatch.setattr(backups, "size_of", lambda _: size)

    monkeypatch.setattr(backups.shutil, "disk_usage", lambda _: Disk(0, 0, 2 * size - 1))
    with pytest.raises(StorageError, match="No backup was made: it needs"):
        back_up()

    monkeypatch.setattr(backups.shutil, "disk_usage", lambda _: Disk(0, 0, 2 * size))
    assert back_up().path.exists()


def test_a_folder_that_cannot_be_made_is_named(filed, back_up, folder):
    folder.write_bytes(b"a file")

    with pytest.raises(StorageError, match=r"No backup was made: .*Annotator backups"):
        back_up()


def test_an_incomplete_copy_is_not_kept(filed, back_up, folder, monkeypatch):
    monkeypatch.setattr(backups, "tip_of", lambda db: db)

    with suppress(StorageError):
        assert not back_up()
    assert not engine.is_safe_for_wal(engine.sqlite3.sqlite_version_info) or not [*folder.iterdir()]


def test_a_project_without_a_name_is_not_backed_up(filed, back_up, path):
    filed.close()
    with closing(engine.open_for_writing(path)) as db:
        db.execute("DELETE FROM project")

    with pytest.raises(StorageError, match="No backup was made: the project cannot be read"):
        back_up()


def test_what_a_backup_holds_and_what_restoring_it_takes_away_are_known(
    filed, back_up, path, folder
):
    add(filed, "Anna")
    first = back_up()
    add(filed, "Bea")
    filed.undo()
    with closing(snapshot(path)) as present:
        told = described(first, present)

        assert (told.contents.articles, told.contents.claims, told.contents.marks) == (0, 0, 0)
        assert told.contents.last_edit.text == "Add Anna"
        assert told.loss.edits == 2
        assert told.loss.last.text == "Undone: Add Bea"
        assert contents_of(present).edits == told.contents.edits + 2
    assert described(first, None).loss is None


def test_histories_that_went_apart_are_told_from_where_they_did(
    filed, back_up, path, folder, state_folder
):
    add(filed, "Anna")
    filed.close()
    before = path.read_bytes()
    with closing(open_project(path, state_folder)) as store:
        for name in "abc":
            add(store, name)
        made = back_up()
    path.write_bytes(before)
    with closing(open_project(path, state_folder)) as store:
        add(store, "Other")
        with closing(reading_backup(made.path)) as db:
            loss = loss_between(store._db, db)

    assert (loss.edits, loss.is_other, loss.last.text) == (1, True, "Add Other")


def test_a_state_without_any_edit_and_one_with_a_damaged_label_can_be_told(filed, path):
    filed.close()
    with closing(engine.open_for_writing(path)) as db:
        for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
            db.execute(f"DROP TRIGGER {name}")
        db.execute("UPDATE journal SET label = 'Set up', label_args = 'not JSON'")
        assert contents_of(db).last_edit == "Set up"
        db.execute("DELETE FROM journal")
        assert contents_of(db).last_at == ""


def test_what_an_old_version_of_a_project_holds_is_told_without_an_upgrade(path):
    script = Path(__file__).parent / "old" / "version-1.sql"
    with closing(engine.new_file(path)) as db:
        db.executescript(script.read_text(encoding="utf-8"))
    with closing(snapshot(path)) as db:
        told = contents_of(db)

    assert (told.articles, told.claims, told.marks) == (1, 1, 2)
    assert isinstance(told.last_edit, str | EditLabel)


@pytest.mark.parametrize(
    ("error", "words"), [("disk I/O error", "disk reported an error"), ("malformed", "")]
)
def test_a_disk_that_cannot_be_read_is_no_damage(filed, back_up, folder, monkeypatch, error, words):
    def fail(*_):
        raise engine.EngineError(error)

    monkeypatch.setattr(verification, "integrity", fail)
    if words:
        with pytest.raises(StorageError, match=words):
            back_up()
        assert [*folder.iterdir()] == []
    else:
        assert back_up().is_damaged


@pytest.mark.parametrize("wrong", ["a letter", "another database", "a view for a table"])
def test_a_file_that_is_no_backup_is_refused(filed, back_up, wrong):
    made = back_up()
    if wrong == "a letter":
        made.path.write_bytes(b"Dear Anna, " * 100)
    else:
        with closing(engine.open_for_writing(made.path)) as db:
            db.execute("DROP TABLE evidence")
            if wrong == "another database":
                db.execute("PRAGMA user_version = 9999")

    with pytest.raises(StorageError):
        reading_backup(made.path)


def test_a_damaged_schema_of_a_backup_is_refused(filed, back_up, monkeypatch):
    made = back_up()

    def fail(_):
        raise StorageError("no")

    monkeypatch.setattr(backups, "apart", fail)
    with pytest.raises(StorageError, match="no"):
        reading_backup(made.path)


def test_backups_lie_beside_the_project_unless_that_is_shared_or_another_place_was_chosen(
    tmp_path, monkeypatch
):
    own, project = tmp_path / "own", tmp_path / "news.annotator"

    assert folder_for(project, "", own) == tmp_path / FOLDER
    assert folder_for(project, "/elsewhere", own) == Path("/elsewhere")
    monkeypatch.setattr(shared_folders, "_cloud", lambda parts: "Dropbox")
    assert folder_for(project, "", own) == own


def test_backups_count_once_though_their_folder_has_two_names(
    filed, back_up, folder, path, tmp_path, monkeypatch
):
    made = [back_up(BackupReason.ASKED) for _ in range(3)]
    monkeypatch.chdir(tmp_path)

    found = backups_of(key_of(path, filed._db), folder, Path(folder.name))

    assert found == made[::-1]
