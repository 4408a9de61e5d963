"""What a crash left beside a project is taken in when it is its own, and set aside when not."""

import os
import shutil
import sqlite3
import sys
from contextlib import closing

import pytest

from annotator.domain.edit import Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity
from annotator.storage import engine
from annotator.storage.journal import Journal
from annotator.storage.looking import continues, shared
from annotator.storage.project import create_project, open_project
from annotator.storage.reader import reading
from annotator.storage.recent_edits import are_kept
from annotator.storage.verification import findings

needs_log = pytest.mark.skipif(
    not engine.is_safe_for_wal(engine.sqlite3.sqlite_version_info), reason="this engine has no log"
)


def work(store, *names, size=500):
    for name in names:
        store.apply(Edit.add(f"Add {name}", Entity(name=name, notes="n" * size)))


def empty_log(store):
    with store.place.changing():
        store._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def later(path):
    """Let the log be written after the file."""
    log = path.with_name(f"{path.name}-wal")
    os.utime(log, ns=(path.stat().st_ctime_ns + 1000,) * 2)


def never(db):
    raise AssertionError("checked")


def people(path):
    with reading(path) as reader:
        return [person.name for person in reader.find(Entity)]


@pytest.fixture
def crashed(filed, path, tmp_path):
    """Leave a project as a crash would, beside itself; returns its path."""

    def crash(name="crashed", store=filed):
        folder = tmp_path / name
        folder.mkdir()
        for file in path.parent.glob(f"{path.name}*"):
            shutil.copy(file, folder)
        return folder / path.name

    return crash


def inside(path):
    return {file.name: file.read_bytes() for file in path.parent.iterdir() if file.is_file()}


@needs_log
def test_the_log_of_a_crash_is_taken_in(filed, crashed, state_folder):
    work(filed, "Anna", "Ben")
    path = crashed()

    with closing(open_project(path, state_folder)) as store:
        assert (store.news, store.warning) == ("", "")
        assert store.undo_label() == "Add Ben"
    assert list(path.parent.iterdir()) == [path]


@needs_log
@pytest.mark.skipif(sys.platform == "win32", reason="it does not keep when a file was changed")
def test_a_log_of_a_file_that_nobody_changed_is_taken_in_without_a_whole_check(
    filed, crashed, state_folder, monkeypatch
):
    empty_log(filed)
    work(filed, "Anna", "Ben")
    filed.undo()
    path = crashed()
    later(path)
    monkeypatch.setattr("annotator.storage.verification.problems", never)

    with closing(open_project(path, state_folder)) as store:
        assert (store.news, store.undo_label()) == ("", "Add Anna")


@needs_log
def test_the_whole_is_checked_when_a_record_is_not_as_its_last_edit_left_it(
    filed, crashed, state_folder, monkeypatch
):
    work(filed, "Anna", "Ben")
    filed._db.execute("UPDATE entity SET notes = 'changed' WHERE name = 'Ben'")
    path = crashed()
    later(path)
    monkeypatch.setattr("annotator.storage.verification.problems", never)

    with pytest.raises(AssertionError, match="checked"):
        open_project(path, state_folder)


@needs_log
def test_the_whole_is_checked_when_the_last_edits_cannot_be_read(
    filed, crashed, state_folder, monkeypatch
):
    def unreadable(db, since):
        raise StorageError("Line 2 is invalid.")

    work(filed, "Anna", "Ben")
    path = crashed()
    later(path)
    monkeypatch.setattr("annotator.storage.logs.are_kept", unreadable)
    monkeypatch.setattr("annotator.storage.verification.problems", never)

    with pytest.raises(AssertionError, match="checked"):
        open_project(path, state_folder)


@needs_log
@pytest.mark.parametrize("part", ["hash", "label", "seq"])
def test_recent_edits_are_not_kept_when_their_lines_were_changed(filed, part):
    end = filed._journal.tip()
    work(filed, "Anna", "Ben")
    assert are_kept(filed._db, end)

    filed._db.execute("DROP TRIGGER journal_stays")
    value = 1000 if part == "seq" else "x"
    filed._db.execute(f"UPDATE journal SET {part} = ? WHERE seq = ?", [value, end.seq + 2])

    assert not are_kept(filed._db, end)


@pytest.fixture
def restored(filed, path, crashed):
    """Restore a backup under the log that a crash left; returns the path."""

    def restore(edits_before=3, edits_between=8, size=5000):  # of a note: more than a page
        work(filed, *(f"before {n}" for n in range(edits_before)), size=size)
        empty_log(filed)
        backup = path.read_bytes()
        work(filed, *(f"between {n}" for n in range(edits_between)), size=size)
        empty_log(filed)
        work(filed, "after", size=0)
        project = crashed()
        project.write_bytes(backup)
        return project

    return restore


@needs_log
@pytest.mark.parametrize("between", [2, 3, 5, 8, 40])
def test_a_log_of_a_later_state_than_the_backup_is_set_aside(restored, state_folder, between):
    path = restored(edits_between=between)
    backup, log = path.read_bytes(), inside(path)[f"{path.name}-wal"]

    with reading(path):
        pass
    assert path.read_bytes() == backup
    with closing(open_project(path, state_folder)) as store:
        assert "trial (log set aside 1)-wal" in store.news
        assert [person.name for person in store.reader.find(Entity)] == [
            "before 0",
            "before 1",
            "before 2",
        ]
        assert "older than the one you last worked in" in store.warning
    assert inside(path) == {path.name: backup, "trial (log set aside 1)-wal": log}
    assert list(findings(path)) == []


@needs_log
def test_a_log_that_makes_a_backup_whole_again_is_taken_in(restored, state_folder):
    path = restored(edits_before=3, edits_between=1, size=0)  # all write the same pages

    with closing(open_project(path, state_folder)) as store:
        assert (store.news, store.warning) == ("", "")
        assert store.reader.count(Entity) == 5
    assert list(findings(path)) == []


@needs_log
def test_a_log_of_an_earlier_state_is_set_aside(filed, path, crashed, state_folder):
    work(filed, "Anna")
    project = crashed()
    work(filed, *(f"later {n}" for n in range(9)))
    filed.close()
    shutil.copy(path, project)

    assert any("is not its own" in words for words in findings(project))
    assert len(people(project)) == 10
    with closing(open_project(project, state_folder)) as store:
        assert "set aside" in store.news
        assert store.reader.count(Entity) == 10


@needs_log
def test_a_log_of_another_project_is_set_aside(filed, crashed, state_folder, tmp_path):
    work(filed, "Anna")
    project = crashed()
    create_project(tmp_path / "other.annotator", "Other", [], state_folder).close()
    shutil.copy(tmp_path / "other.annotator", project)

    with closing(open_project(project, state_folder)) as store:
        assert store.project.name == "Other"
        assert "set aside" in store.news
    assert people(project) == []


@needs_log
def test_a_second_log_gets_a_name_of_its_own(restored, state_folder):
    path = restored()
    (path.parent / "trial (log set aside 1)-wal").touch()

    with closing(open_project(path, state_folder)) as store:
        assert "(log set aside 2)" in store.news


@needs_log
def test_a_damaged_project_and_its_log_are_left_as_they_are(restored, state_folder):
    path = restored()
    raw = bytearray(path.read_bytes())
    raw[-4096:] = bytes(4096)
    path.write_bytes(raw)
    before = inside(path)

    with pytest.raises(StorageError, match="do not match"):
        open_project(path, state_folder)
    assert {name: raw for name, raw in inside(path).items() if not name.endswith("-shm")} == {
        name: raw for name, raw in before.items() if not name.endswith("-shm")
    }


@pytest.fixture
def unfinished(filed, path, tmp_path):
    """A project whose last write, without a log, was cut off in the middle; returns its path."""
    work(filed, "Anna")
    filed.close()
    project = tmp_path / "unfinished" / path.name
    project.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = DELETE").fetchone()
        db.execute("PRAGMA cache_size = 1")
        db.execute("PRAGMA cache_spill = 1")
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE entity SET notes = 'half'")
        db.execute("INSERT INTO original VALUES ('x', zeroblob(200000))")
        db.execute("UPDATE project SET name = 'half'")
        # until the journal reaches the disk with every page so far, the first one above all
        db.execute("INSERT INTO original VALUES ('y', zeroblob(200000))")
        for end in ("", "-journal"):
            shutil.copy(f"{path}{end}", f"{project}{end}")
        db.execute("ROLLBACK")
    assert engine.has_journal(project)
    return project


@pytest.mark.parametrize("is_first_page_alone", [False, True])
def test_a_write_that_was_cut_off_is_taken_back(
    unfinished, path, state_folder, is_first_page_alone
):
    if is_first_page_alone:  # it is written first, and says how long the file is to be
        raw = path.read_bytes()
        pages = len(raw) // 4096 + 17
        unfinished.write_bytes(raw[:28] + pages.to_bytes(4, "big") + raw[32:])
    before = inside(unfinished)
    assert list(findings(unfinished)) == []
    assert people(unfinished) == ["Anna"]
    assert inside(unfinished) == before

    with closing(open_project(unfinished, state_folder)) as store:
        assert (store.is_read_only, store.warning) == (False, "")
        assert store.project.name == "Trial"
    assert list(findings(unfinished)) == []
    assert list(inside(unfinished)) == [unfinished.name]


def test_the_cut_off_write_of_another_state_is_set_aside(unfinished, path, state_folder):
    with closing(open_project(path, state_folder)) as store:
        work(store, "Ben", "Cem")
    shutil.copy(path, unfinished)

    with closing(open_project(unfinished, state_folder)) as store:
        assert "trial (log set aside 1)-journal" in store.news
    assert list(findings(unfinished)) == []


@needs_log
def test_a_file_that_was_cut_off_while_its_log_went_in_is_made_whole_by_it(
    filed, crashed, state_folder
):
    work(filed, "Anna")
    empty_log(filed)
    tip = Journal(filed._db).tip().hash
    work(filed, "Ben")
    path = crashed()
    path.write_bytes(path.read_bytes().replace(tip.encode(), b"f" * 64))
    assert len(people(path)) == 1

    with closing(open_project(path, state_folder)) as store:
        assert (store.news, store.warning) == ("", "")
        assert store.undo_label() == "Add Ben"
    assert list(findings(path)) == []


@needs_log
def test_a_log_without_its_index_is_read_from_a_copy_where_none_can_be_made(
    filed, crashed, state_folder, frozen
):
    work(filed, "Anna")
    path = crashed()
    path.with_name(f"{path.name}-shm").unlink()
    frozen(path.parent)

    with closing(open_project(path, state_folder)) as store:
        assert store.is_read_only
        assert "is read from a copy" in store.warning
        assert store.reader.count(Entity) == 1
        copy = store._db.folder.path
        assert copy.is_dir()
    assert not copy.exists()
    assert people(path) == ["Anna"]
    assert list(findings(path)) == []


def test_a_connection_that_cannot_be_shared_stays_alone(filed, path, tmp_path):
    other = tmp_path / "other"
    other.write_bytes(b"no database" * 99)
    db = engine.open_for_reading(path)

    assert shared(db, other) is db
    db.close()


def test_a_history_that_cannot_be_read_continues_from_no_known_end(filed):
    add = Edit.add("Add", Entity(name="Lind"))
    filed.apply(add)
    known = filed.tip()
    assert continues(filed._db, known)

    filed._db.execute("DROP TABLE journal")

    assert not continues(filed._db, known)
    assert continues(filed._db, None)
