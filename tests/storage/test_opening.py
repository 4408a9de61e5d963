"""What is not a whole project of ours is refused in words, and not touched."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.domain.copying import Copied
from annotator.domain.edit import Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Annotator, Entity
from annotator.domain.project import Project
from annotator.storage import engine, project
from annotator.storage.project import create_project, open_project, open_sound
from annotator.storage.reader import reading
from annotator.storage.verification import findings


@pytest.fixture
def closed(filed, path):
    """The path of a closed project."""
    filed.close()
    return path


def header(place, value):
    def change(raw):
        return raw[:place] + value + raw[place + len(value) :]

    return change


def foreign(_):
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE notes (words TEXT)")
        return db.serialize()


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda raw: b"", "is empty"),
        (lambda raw: b"<html>" * 99, "not an Annotator project"),
        (lambda raw: raw[:50], "not an Annotator project"),
        (foreign, "not an Annotator project"),
        (header(0, b"\0" * 100), "not an Annotator project"),
        (header(68, b"XXXX"), "not an Annotator project"),
        (header(56, b"\0\0\0\x02"), "is not a valid Annotator project"),
        (header(60, b"\0\0\0\0"), "is not a valid Annotator project"),
        (header(60, b"\0\0\0\x63"), "newer version of this program .file version 99"),
        (lambda raw: raw[:-1], "cut short: 1 bytes"),
        (lambda raw: raw[:-4096], "cut short: 4,096 bytes"),
        (lambda raw: raw[: len(raw) // 2], "a backup, or recover what is left."),
        (lambda raw: raw[:100], "cut short"),
    ],
    ids="empty html stub foreign zeroed id utf-16 unversioned newer byte page half header".split(),  # noqa: SIM905
)
def test_what_is_no_whole_project_is_refused_untouched(
    closed, state_folder, damage, words, read_only
):
    closed.write_bytes(damage(closed.read_bytes()))
    before = closed.read_bytes(), sorted(closed.parent.iterdir())

    with pytest.raises(StorageError, match=words):
        open_project(closed, state_folder, read_only=read_only)

    assert (closed.read_bytes(), sorted(closed.parent.iterdir())) == before


def test_a_file_without_a_table_of_a_project_is_refused_untouched(closed, state_folder):
    with closing(sqlite3.connect(closed)) as db:
        db.execute("DROP TABLE sentiment")
    before = closed.read_bytes()

    with pytest.raises(StorageError, match=r"does not have the tables of a project\..*sentiment"):
        open_project(closed, state_folder)

    assert closed.read_bytes() == before


def test_a_history_without_an_end_is_read_only(closed, state_folder):
    with closing(sqlite3.connect(closed)) as db, db:
        triggers = db.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            db.execute(f"DROP TRIGGER {name}")
        db.execute("UPDATE journal SET undo_top = 99")
        for _, sql in triggers:
            db.execute(sql)

    with closing(open_project(closed, state_folder)) as store:
        assert store.is_read_only
        assert "its history has no end. Line 1 of the history is invalid" in store.warning


def test_a_file_that_is_not_there_is_not_made(path, state_folder):
    with pytest.raises(StorageError, match="There is no file"):
        open_project(path, state_folder)
    assert not path.exists()


def test_a_folder_is_no_project(tmp_path, state_folder):
    with pytest.raises(StorageError, match="is a folder"):
        open_project(tmp_path, state_folder)


def test_a_name_too_long_for_the_disk_is_refused_in_words(tmp_path, state_folder):
    with pytest.raises(StorageError, match="cannot be read: File name too long"):
        open_project(tmp_path / ("x" * 300), state_folder)
    with pytest.raises(StorageError, match="its name is too long"):
        create_project(tmp_path / ("x" * 245), "Long", [], state_folder)


def test_a_damaged_project_is_refused_and_let_go(closed, state_folder):
    raw = bytearray(closed.read_bytes())
    raw[100:4096] = os.urandom(3996)
    closed.write_bytes(raw)

    for _ in range(2):
        with pytest.raises(StorageError, match="the file is damaged"):
            open_project(closed, state_folder)


def test_a_project_that_does_not_know_its_name_is_refused_and_let_go(filed, path, state_folder):
    filed.apply(Edit.remove("Remove", filed.reader.find(Project)[0]))
    filed.close()

    for _ in range(2):
        with pytest.raises(StorageError, match="has no name"):
            open_project(path, state_folder)


def test_nothing_is_overwritten_by_a_new_project(closed, state_folder):
    before = closed.read_bytes()

    with pytest.raises(StorageError, match="already exists"):
        create_project(closed, "New", [], state_folder)
    assert closed.read_bytes() == before


def test_a_new_project_is_whole_or_not_at_all(path, state_folder, schemes):
    with pytest.raises(StorageError, match="was not saved"):
        create_project(path, "Trial", [*schemes, *schemes], state_folder)

    assert list(path.parent.iterdir()) == []


def test_a_new_project_makes_its_folder(tmp_path, state_folder):
    store = create_project(tmp_path / "a" / "b é" / "p.annotator", "Trial", [], state_folder)

    assert store.project.name == "Trial"
    store.close()


def test_a_folder_that_cannot_be_made_is_reported(tmp_path, state_folder):
    (tmp_path / "file").touch()

    with pytest.raises(StorageError, match=r"could not be created: File exists \(“.*/file”\)"):
        create_project(tmp_path / "file" / "p.annotator", "Trial", [], state_folder)


def test_reading_a_closed_project_leaves_nothing_beside_it(closed):
    before = closed.stat().st_mtime_ns, sorted(closed.parent.iterdir())

    with reading(closed) as reader:
        assert reader.find(Project)
    assert (closed.stat().st_mtime_ns, sorted(closed.parent.iterdir())) == before


def test_a_project_is_read_with_what_a_crash_left_in_its_log(filed, path, state_folder, tmp_path):
    filed.apply(Edit.add("Add", Entity(name="Anna")))
    crashed = tmp_path / "crashed" / path.name
    shutil.copytree(path.parent, crashed.parent, ignore=shutil.ignore_patterns("crashed", "state"))

    for read_only in (True, False):
        store = open_project(crashed, state_folder, read_only=read_only)
        assert [person.name for person in store.reader.find(Entity)] == ["Anna"]
        assert store.warning == ""
        store.close()
    assert list(crashed.parent.iterdir()) == [crashed]


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_read_only_project_is_opened_for_reading_and_says_so(
    filed, closed, state_folder, what, frozen
):
    frozen(closed if what == "file" else closed.parent)

    store = open_project(closed, state_folder)
    assert store.is_read_only
    assert store.warning.startswith("“trial.annotator” or its folder is read-only")
    assert store.reader.find(Project)
    with pytest.raises(StorageError, match="read-only"):
        store.apply(Edit.add("Add", Entity(name="Anna")))
    store.close()


def test_a_file_nobody_may_read_is_reported(closed, state_folder, tmp_path):
    closed.unlink()
    closed.symlink_to(closed)

    with pytest.raises(StorageError, match="cannot be read"):
        open_project(closed, state_folder)


def test_what_else_keeps_a_project_from_being_written_is_reported(
    closed, state_folder, monkeypatch
):
    def refuse(*_):
        raise engine.OperationalError("database is locked")

    monkeypatch.setattr(project, "bring_up_to_date", refuse)
    with pytest.raises(StorageError, match="another program is using the file"):
        open_project(closed, state_folder)
    assert sorted(closed.parent.iterdir()) == [state_folder, closed]


def test_a_full_disk_lets_a_project_be_read(closed, state_folder, monkeypatch):
    def refuse(*_):
        raise engine.OperationalError("database or disk is full")

    monkeypatch.setattr(project, "ProjectLock", refuse)
    with closing(open_project(closed, state_folder)) as store:
        assert store.is_read_only
        assert store.warning.startswith("The disk of “trial.annotator” is full")
        assert store.reader.find(Project)


def test_a_command_that_nobody_watches_leaves_a_damaged_project(closed, state_folder):
    raw = closed.read_bytes()
    closed.write_bytes(raw.replace(b"Trial", b"Trail"))
    before = closed.read_bytes()

    with pytest.raises(StorageError, match="is damaged and was not changed"):
        open_sound(closed, state_folder)
    assert closed.read_bytes() == before
    open_project(closed, state_folder).close()


def test_opening_and_looking_writes_nothing(closed, state_folder):
    before = closed.read_bytes(), closed.stat().st_mtime_ns

    with closing(open_project(closed, state_folder)) as store:
        store.sign_in("Somebody new")
        store.reader.article_summaries()
    assert (closed.read_bytes(), closed.stat().st_mtime_ns) == before
    assert sorted(closed.parent.iterdir()) == [state_folder, closed]


def test_the_first_edit_brings_its_annotator(closed, state_folder):
    with closing(open_project(closed, state_folder)) as store:
        store.sign_in("Somebody new")
        with pytest.raises(StorageError, match="was not saved"):
            store.apply(Edit.add("Add", Entity(name="half \ud800")))
        assert not store.reader.find(Annotator, name="Somebody new")
        store.apply(Edit.add("Add", Entity(name="Anna")))
        assert store.reader.find(Annotator, name="Somebody new")
    assert list(findings(closed, state_folder)) == []


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="NOT TESTED without /proc")
def test_too_many_open_files_are_said_and_later_it_opens(closed, state_folder):
    import resource  # noqa: PLC0415 - not on Windows

    former = resource.getrlimit(resource.RLIMIT_NOFILE)
    taken = [os.open(os.devnull, os.O_RDONLY) for _ in range(64)]
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(taken) + 1, former[1]))
    try:
        with pytest.raises(StorageError, match="Too many open files"):
            open_project(closed, state_folder)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, former)
        for each in taken:
            os.close(each)

    open_project(closed, state_folder).close()


def test_a_log_that_a_reader_held_is_emptied_afterwards(closed, state_folder):
    log = closed.with_name(f"{closed.name}-wal")
    with closing(open_project(closed, state_folder)) as store:
        store.sign_in("Ana")
        store.apply(Edit.add("Add", Entity(name="Anna")))
        with reading(closed) as reader:
            assert reader.count(Entity) == 1
            for number in range(20):
                store.apply(Edit.add("Add", Entity(name=f"Person {number}", notes="x" * 5000)))
            assert reader.count(Entity) == 1
            assert log.stat().st_size > 20 * 5000

    assert not log.exists() or log.stat().st_size == 0


@pytest.mark.skipif(os.name != "posix", reason="NOT TESTED: names are limited otherwise there")
def test_a_project_whose_name_leaves_no_room_for_a_log_is_read_and_copied(
    filed, path, state_folder, tmp_path
):
    filed.close()
    long = path.rename(path.with_name(f"{'n' * 244}.annotator"))

    with pytest.raises(StorageError, match="name too long"):
        open_project(long, state_folder)
    with closing(open_project(long, state_folder, read_only=True)) as store:
        assert store.project.name == "Trial"
        copy = tmp_path / "copy.annotator"
        assert [*store.copying(copy)][-1] == Copied(copy, ())
    assert list(findings(long, state_folder)) == []
