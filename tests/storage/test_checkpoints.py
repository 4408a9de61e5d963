"""What is moved from the log into the file is there, or it is said that it was overwritten."""

import shutil
import subprocess
from contextlib import closing
from threading import Thread

import pytest

from annotator.domain.edit import Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity
from annotator.domain.stamp import new_id
from annotator.domain.store import LostProjectError
from annotator.storage import checkpoints, engine
from annotator.storage.checkpoints import Moved, WrittenPages
from annotator.storage.project import create_project, open_project
from annotator.storage.writing import Transaction

pytestmark = pytest.mark.skipif(
    not engine.is_safe_for_wal(engine.sqlite3.sqlite_version_info), reason="this engine has no log"
)


def test_what_lies_in_the_log_can_be_moved_into_the_file_by_another_thread(tmp_path):
    path = tmp_path / "a.db"
    engine.new_file(path).close()
    db = engine.open_for_writing(path)
    engine.write_with_log(db)
    db.execute("PRAGMA wal_autocheckpoint = 0").fetchall()
    db.execute("CREATE TABLE word (word TEXT)")
    db.executemany("INSERT INTO word VALUES (?)", [("word" * 1000,)] * 20)
    before = path.stat().st_size

    worker = Thread(target=checkpoints.empty_log, args=(path,))
    worker.start()
    worker.join()

    assert path.stat().st_size > before + 20 * 4000
    assert db.execute("SELECT count(*) FROM word").fetchone() == (20,)
    db.close()


def test_a_log_that_cannot_be_emptied_is_left(tmp_path):
    checkpoints.empty_log(tmp_path / "gone.db")

    assert not (tmp_path / "gone.db").exists()


@pytest.fixture(params=["another project", "an older state"])
def other(request, path, state_folder, filed):
    """What is written over the open project, whose log is moved into it after each commit."""
    other = path.with_name("other")
    if request.param == "an older state":
        filed.place.empty_log()
        shutil.copy(path, other)
    else:
        with closing(create_project(other, "Other", [], state_folder)) as store:
            store.sign_in("Bea")
            add(store, 400)
    add(filed, 200)
    filed.place.empty_log()
    add(filed)
    filed._db.execute("PRAGMA wal_autocheckpoint = 1").fetchone()
    return other


def add(store, count=1):
    people = [Entity(name=f"{new_id()}", notes="x" * 900) for _ in range(count)]
    return store.apply(Edit.add("Add", *people))


def overwrite(path, other):
    """Write it into the file itself; not in this process, which would release its locks."""
    subprocess.run(["cp", other, path], check=True)


@pytest.mark.parametrize("moment", ["before", "while", "after"])
@pytest.mark.parametrize("count", [1, 300])
def test_what_is_overwritten_during_a_commit_is_said_at_once(
    filed, path, other, monkeypatch, moment, count
):
    commit, move_log = Transaction.commit, checkpoints.move_log

    def commit_and_lose(transaction):
        if moment == "before":
            overwrite(path, other)
        commit(transaction)
        if moment == "after":
            overwrite(path, other)

    def move_and_lose(db):
        if moment == "while":
            overwrite(path, other)
        return move_log(db)

    monkeypatch.setattr(Transaction, "commit", commit_and_lose)
    monkeypatch.setattr(checkpoints, "move_log", move_and_lose)
    with pytest.raises(LostProjectError, match="was overwritten by another program"):
        add(filed, count)

    assert filed.place.is_overwritten()
    if moment == "before":
        assert path.read_bytes() == other.read_bytes()


def test_what_is_overwritten_while_the_log_is_emptied_is_said(filed, path, other, monkeypatch):
    empty_log = checkpoints.empty_log

    def empty_and_lose(file):
        moved = empty_log(file)
        overwrite(path, other)
        return moved

    add(filed)
    monkeypatch.setattr(checkpoints, "empty_log", empty_and_lose)
    filed.place.empty_log()

    with pytest.raises(LostProjectError, match="was overwritten by another program"):
        add(filed)


def test_what_is_overwritten_while_it_is_read_for_an_edit_is_said(filed, path, other, monkeypatch):
    def lose(*_):
        overwrite(path, other)
        raise engine.OperationalError("database disk image is malformed")

    monkeypatch.setattr(Transaction, "begun", lose)
    with pytest.raises(LostProjectError, match="was overwritten by another program"):
        add(filed)


def test_what_is_overwritten_while_the_disk_is_full_is_said(filed, path, other, monkeypatch):
    monkeypatch.setattr(checkpoints, "move_log", lambda _: overwrite(path, other))
    with pytest.raises(LostProjectError, match="was overwritten by another program"):
        add(filed)


def test_a_full_disk_that_lets_nothing_be_moved_is_no_other_program(filed, monkeypatch):
    filed._db.execute("PRAGMA wal_autocheckpoint = 1").fetchone()
    with monkeypatch.context() as full:
        full.setattr(checkpoints, "move_log", lambda _: None)
        for _ in range(3):
            add(filed, 20)

    add(filed, 20)
    filed.place.empty_log()
    assert filed.loss() is None


@pytest.mark.parametrize("count", [1, 200])
def test_a_reader_who_holds_the_log_is_no_other_program(filed, path, count):
    filed._db.execute("PRAGMA wal_autocheckpoint = 1").fetchone()
    add(filed)
    with filed.reading() as first:
        first.count(Entity)
        add(filed, count)
        with filed.reading() as second:
            second.count(Entity)
            add(filed, count)
        filed.place.empty_log()
        add(filed, count)
    filed.place.empty_log()
    add(filed, count)

    assert filed.loss() is None


def test_commits_while_another_thread_empties_the_log_are_no_other_program(filed):
    stop = []

    def empty():
        while not stop:
            filed.place.empty_log()

    emptying = Thread(target=empty)
    emptying.start()
    try:
        for number in range(60):
            add(filed, 1 if number % 10 else 150)
    finally:
        stop.append(True)
        emptying.join()

    assert filed.loss() is None


def pages_of(path):
    """Return the pages of a file that nobody has open, as they are remembered."""
    pages = WrittenPages(f"{path}-wal", lambda count, place: path.read_bytes()[place:][:count])
    pages.begin()
    return pages


@pytest.fixture
def logged(tmp_path):
    """A database with a log of two frames or more, which is not moved by itself."""
    path = tmp_path / "a.db"
    engine.new_file(path).close()
    with closing(engine.open_for_writing(path)) as db:
        engine.write_with_log(db)
        db.execute("PRAGMA wal_autocheckpoint = 0").fetchall()
        db.execute("CREATE TABLE word (word TEXT)")
        yield path, db


def test_pages_of_a_log_that_was_begun_anew_are_remembered_as_they_are(logged):
    path, db = logged
    pages = pages_of(path)
    before = pages.mark()
    checkpoints.move_log(db)
    db.execute("INSERT INTO word VALUES ('new')")
    assert pages.mark() != before

    assert pages.are_kept(Moved(2, 2), before)
    assert pages.are_kept(Moved(100, 100), pages.mark())  # of the log before, which was longer
    assert pages.are_kept(Moved(1, 1), None)


def test_without_a_log_there_is_nothing_to_compare(tmp_path):
    path = tmp_path / "a.db"
    path.write_bytes(b"")

    assert pages_of(path).mark() is None
    assert pages_of(path).are_kept(Moved(1, 1), None)


def test_a_log_that_others_move_just_now_says_nothing():
    class Busy:
        def execute(self, _):
            return self

        def fetchone(self):
            return 1, -1, -1

    assert checkpoints.move_log(Busy()) is None


@pytest.mark.parametrize("said", ["database or disk is full", "disk I/O error", "malformed"])
def test_a_disk_that_is_full_says_nothing_and_a_damaged_file_does(said):
    class Failing:
        def execute(self, _):
            raise engine.OperationalError(said)

    if said == "malformed":
        with pytest.raises(engine.EngineError):
            checkpoints.move_log(Failing())
    else:
        assert checkpoints.move_log(Failing()) is None


def refused(store, count):
    """Return why an edit is refused; '' when it is not."""
    try:
        add(store, count)
    except StorageError as error:
        return str(error)
    return ""


@pytest.mark.usefixtures("full")
def test_whatever_is_written_over_the_file_at_any_moment_is_said(
    path, state_folder, schemes, chance
):
    other, older = path.with_name("other"), path.with_name("older")
    for place, count in ((other, 500), (older, 300)):
        with closing(create_project(place, "Trial", schemes, state_folder)) as store:
            store.sign_in("Ana")
            add(store, count)
    shutil.copy(older, path)
    with closing(open_project(path, state_folder)) as store:
        store.sign_in("Ana")
        add(store, 100)
    whole = path.read_bytes()

    for number in range(60):
        moments = chance(number)
        path.write_bytes(whole)
        store = open_project(path, state_folder)
        store.sign_in("Ana")
        add(store)
        seconds = f"sleep {moments.random():.3f}; cp '{moments.choice([other, older])}' '{path}'"
        with subprocess.Popen(["sh", "-c", seconds]):
            while not (refusal := refused(store, moments.choice([1, 1, 1, 500]))):
                pass
        store.close()
        assert "was overwritten" in refusal
