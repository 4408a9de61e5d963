"""The engine writes durably, and its failures are told in words."""

import errno
import sqlite3
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from weakref import ref

import pytest

from annotator.domain.edit import Content, Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity
from annotator.storage import engine
from annotator.storage.project import open_project
from tests.hard_to_pack import hard_to_pack


@pytest.mark.parametrize(
    ("version", "is_safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 46, 1), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
        ((4, 0, 0), True),
    ],
)
def test_the_log_is_used_only_where_it_cannot_damage_the_file(version, is_safe):
    assert engine.is_safe_for_wal(version) is is_safe


def test_where_no_newer_engine_is_installed_the_one_of_python_is_taken(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    spec = spec_from_file_location("engine_again", engine.__file__)
    again = module_from_spec(spec)
    spec.loader.exec_module(again)

    assert again.sqlite3 is sqlite3
    again.in_memory().close()


def test_what_is_saved_is_on_the_disk(filed):
    def told(pragma):
        return filed._db.execute(f"PRAGMA {pragma}").fetchone()[0]

    assert told("synchronous") == 2
    assert told("foreign_keys") == 1
    assert told("fullfsync") == told("checkpoint_fullfsync") == 1  # a Mac leaves the rest to this
    wal = engine.is_safe_for_wal(engine.sqlite3.sqlite_version_info)
    assert told("journal_mode") == ("wal" if wal else "delete")


def test_an_older_engine_writes_without_a_log(filed, path, state_folder, monkeypatch):
    filed.close()
    monkeypatch.setattr(engine.sqlite3, "sqlite_version_info", (3, 40, 1))
    store = open_project(path, state_folder)
    store.apply(Edit.add("Add", Entity(name="Anna")))

    assert store._db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert not engine.has_log(path)
    store.close()


def test_a_full_disk_is_told_and_the_edit_can_be_tried_again(filed):
    pages = filed._db.execute("PRAGMA page_count").fetchone()[0]
    filed._db.execute(f"PRAGMA max_page_count = {pages}").fetchone()
    large = Edit(label="Keep", changes=(), contents=(Content(hard_to_pack(100_000)),))

    with pytest.raises(StorageError, match=r"“Keep” was not saved: the disk is full\. Free"):
        filed.apply(large)
    assert filed.undo_label() == ""

    filed._db.execute("PRAGMA max_page_count = 1000000").fetchone()
    filed.apply(large)
    assert filed.undo_label() == "Keep"


def test_another_program_that_writes_is_reported(filed, path):
    filed._db.execute("PRAGMA busy_timeout = 1").fetchone()
    other = engine.sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StorageError, match="another program is using the file"):
        filed.apply(Edit.add("Add", Entity(name="Anna")))
    other.execute("ROLLBACK")
    other.close()
    filed.apply(Edit.add("Add", Entity(name="Anna")))


def test_what_cannot_be_read_is_reported(filed):
    filed.close()

    with pytest.raises(
        StorageError, match=r"could not be read: the project did not accept it \(Cannot"
    ):
        filed.undo_label()


def test_a_full_disk_outside_the_engine_is_reported():
    with pytest.raises(StorageError, match="X: the disk is full"), engine.refusing(lambda: "X"):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_path_may_begin_with_two_slashes(path):
    engine.new_file(path).close()

    engine.open_for_reading(Path(f"/{path}")).close()  # not a server, as it is in an address


ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


def test_a_question_without_end_is_given_up():
    db = engine.in_memory()
    db.seconds = 0.05

    with pytest.raises(StorageError, match="took too long"):
        engine.ask(db, ENDLESS)
    assert engine.ask(db, "SELECT 1") == [(1,)]
    with db.limited(0.05), pytest.raises(engine.EngineError, match="interrupted"):
        db.execute(ENDLESS)
    with db.limited(0.05):
        for _ in range(2):  # what is over for all together is over for each
            with db.limited(9), pytest.raises(engine.EngineError, match="interrupted"):
                db.execute(ENDLESS)
    db.clock.is_wanted = lambda: False
    with pytest.raises(engine.EngineError, match="interrupted"):
        db.execute(ENDLESS)


def test_nothing_that_a_file_brings_calls_the_program():
    db = engine.in_memory()
    db.execute("CREATE TABLE t (x)")
    db.execute("CREATE VIEW v AS SELECT folded(x) FROM t")

    with pytest.raises(engine.EngineError, match=r"unsafe use of folded"):
        db.execute("SELECT * FROM v")


def test_an_edit_waits_for_another_before_it_begins(filed, path):
    filed.sign_in("Ana")
    began = []
    filed._db.set_trace_callback(began.append)
    filed.apply(Edit.add("Add", Entity(name="Anna")))

    assert "BEGIN IMMEDIATE" in began


def test_a_connection_that_is_closed_leaves_the_memory():
    db = engine.in_memory()
    seen = ref(db)
    db.close()
    del db

    assert seen() is None
