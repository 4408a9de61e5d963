"""Saving does not index the history: what is missing is added later, and shown all the same."""

import shutil
from contextlib import closing
from threading import current_thread

import pytest

from annotator.domain.edit import Edit
from annotator.domain.errors import StorageError
from annotator.domain.history import HistoryAction, HistoryFilter
from annotator.domain.people import Entity
from annotator.storage import engine, writing
from annotator.storage.history_index import catch_up, last_line
from annotator.storage.project import open_project
from annotator.storage.reader import reading
from annotator.storage.verification import findings

FILTERS = (HistoryFilter(), HistoryFilter(actions=frozenset({HistoryAction.REMOVED})))


def add(store, count=1):
    for _ in range(count):
        store.apply(Edit.add("Add", Entity(name=f"P{store.tip().seq}")))


def history(reader):
    return [reader.history.steps(wanted) for wanted in FILTERS]


def indexed(path):
    with closing(engine.open_for_reading(path)) as db:
        return last_line(db)


@pytest.fixture
def killed(filed, path, tmp_path):
    """A project of which some lines are indexed and others not, as after a crash; its history."""
    add(filed, 3)
    filed.undo()
    catch_up(filed._db)
    add(filed, 2)
    filed.undo()
    filed.redo()
    filed.undo()
    copy = tmp_path / "killed" / path.name
    copy.parent.mkdir()
    for end in ("", "-wal"):
        shutil.copy(f"{path}{end}", f"{copy}{end}")
    assert 0 < indexed(copy) < filed.tip().seq
    catch_up(filed._db)
    return copy, history(filed.reader)


@pytest.mark.usefixtures("log_beside")
@pytest.mark.parametrize("read_only", [True, False])
def test_the_history_after_a_crash_is_whole(killed, state_folder, read_only):
    path, expected = killed
    with closing(open_project(path, state_folder, read_only=read_only)) as store:
        tip = store.tip().seq
        assert history(store.reader) == expected
        assert expected[0][0].last == expected[1][0].last == tip
        with reading(path) as reader:
            assert history(reader) == expected
            assert reader.history.people() == store.reader.history.people()
    assert 0 < indexed(path) < tip  # reading writes nothing
    assert list(findings(path)) == []


@pytest.mark.usefixtures("log_beside")
def test_work_after_a_crash_goes_on_in_one_history(killed, state_folder):
    path, expected = killed
    with closing(open_project(path, state_folder)) as store:
        history(store.reader)
        store.redo()
        added = history(store.reader)
        assert [step.kind for step in added[0][:2]] == ["redo", "undo"]
        assert added[0][2].is_undone is False
        assert [step.lines for step in added[0][1:]] == [step.lines for step in expected[0]]
        tip = store.tip().seq

    assert indexed(path) == tip
    with reading(path) as reader:
        assert history(reader) == added


def test_a_window_that_only_reads_sees_what_another_indexes_meanwhile(filed, path, state_folder):
    add(filed, 2)
    with closing(open_project(path, state_folder, read_only=True)) as other:
        for _ in range(3):
            with reading(path) as reader:
                assert history(other.reader) == history(filed.reader) == history(reader)
            add(filed)
            catch_up(filed._db)
            add(filed)


def test_many_missing_lines_are_indexed_after_an_edit(filed, path, monkeypatch):
    monkeypatch.setattr(writing, "_INDEXED", 5)
    add(filed, 12)

    assert filed.tip().seq - 5 <= last_line(filed._db) < filed.tip().seq


def test_many_records_are_indexed_with_their_edit_on_the_thread_that_waits_for_the_disk(
    filed, monkeypatch
):
    threads = []

    def index(*saved):
        threads.append(current_thread().name)
        catch_up(*saved)

    monkeypatch.setattr(writing, "catch_up", index)
    filed.save_aside()

    filed.apply(Edit.add("People", *(Entity(name=f"P{each}") for each in range(1200))))

    assert last_line(filed._db) == filed.tip().seq
    assert [name.split("_")[0] for name in threads] == ["saving"]


def test_an_edit_that_is_indexed_as_it_was_saved_is_not_read_again(filed, monkeypatch):
    monkeypatch.setattr(writing, "_MANY", 1)
    add(filed, 2)
    filed._db.create_function("unpacked", 2, lambda *_: pytest.fail("the journal was read"))

    add(filed, 1)

    assert last_line(filed._db) == filed.tip().seq


def test_what_only_reads_writes_nothing_after_it_has_indexed_the_tail(filed, path):
    add(filed, 3)

    with reading(path) as reader:
        history(reader)
        with pytest.raises(engine.EngineError, match="readonly"):
            reader._db.execute("DELETE FROM entity")


def test_many_records_are_indexed_in_the_transaction_of_their_edit(filed, monkeypatch):
    monkeypatch.setattr(writing, "_MANY", 1)
    add(filed)  # the lines before it are not indexed yet
    commits, commit = [], writing.Transaction.commit
    monkeypatch.setattr(writing.Transaction, "commit", lambda each: commits.append(commit(each)))

    add(filed, 2)

    assert last_line(filed._db) == filed.tip().seq
    assert len(commits) == 2


def test_a_large_edit_does_not_index_the_lines_before_it_in_its_own_transaction(filed, monkeypatch):
    add(filed, 2)
    monkeypatch.setattr(writing, "_MANY", 1)
    indexed, commit = [], writing.Transaction.commit

    def note(transaction):
        commit(transaction)
        indexed.append(last_line(filed._db))

    monkeypatch.setattr(writing.Transaction, "commit", note)
    add(filed)

    assert indexed == [0, filed.tip().seq]


def test_a_large_edit_is_saved_where_its_index_cannot_be_written(filed, monkeypatch):
    monkeypatch.setattr(writing, "_MANY", 1)
    add(filed)
    for name in ("history_subject", "history_line"):
        filed._db.execute(f"ALTER TABLE {name} RENAME TO gone")
        add(filed)
        filed._db.execute(f"ALTER TABLE gone RENAME TO {name}")
    assert filed.reader.count(Entity) == 3
    assert last_line(filed._db) == filed.tip().seq - 2

    add(filed)

    assert last_line(filed._db) == filed.tip().seq


def test_a_large_edit_is_refused_where_its_index_ends_the_transaction(filed, monkeypatch):
    def fill(db, *_):
        db.execute("ROLLBACK")  # as SQLite does on some errors of the disk
        raise engine.OperationalError("database or disk is full")

    monkeypatch.setattr(writing, "_MANY", 1)
    add(filed)
    before = filed.tip()
    with monkeypatch.context() as patched:
        patched.setattr(writing, "catch_up", fill)
        with pytest.raises(StorageError, match="the disk is full"):
            add(filed)

    assert filed.tip() == before
    assert filed.reader.count(Entity) == 1
    add(filed)
    assert last_line(filed._db) == filed.tip().seq


def test_an_index_that_cannot_be_written_does_not_prevent_saving(filed, monkeypatch):
    monkeypatch.setattr(writing, "_INDEXED", 1)
    for name in ("history_mention", "history_line"):
        filed._db.execute(f"ALTER TABLE {name} RENAME TO gone")
        add(filed, 2)
        filed._db.execute(f"ALTER TABLE gone RENAME TO {name}")

    assert filed.reader.count(Entity) == 4
    assert last_line(filed._db) == 0
    add(filed)
    assert last_line(filed._db) == filed.tip().seq
