"""Of a damaged project of an older version the same comes back: its history and its records."""

import sqlite3
from contextlib import closing
from itertools import chain
from pathlib import Path

import pytest

from annotator.domain.recovery import Recovery, RecoverySource
from annotator.storage import engine
from annotator.storage.project import open_project
from annotator.storage.recovering import recoveries
from annotator.storage.replacing import Keeping, restoring
from annotator.storage.salvaged_copy import salvaged_copy
from annotator.storage.verification import findings

OLD = sorted((Path(__file__).parent / "old").glob("version-*.sql"))
PAGE = 4096


@pytest.fixture(params=OLD, ids=lambda path: path.stem)
def old(request, path):
    """A project file as an older version of the program left it."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(request.param.read_text(encoding="utf-8"))
    return path


@pytest.fixture
def find(tmp_path):
    """Return what can be brought back of a project, by its source; each is looked for alone."""

    def run(path):
        workplace = tmp_path / "work"
        workplace.mkdir()
        found = chain.from_iterable(recoveries(path, [], workplace, [s]) for s in RecoverySource)
        return {each.source: each for each in found if isinstance(each, Recovery)}

    return run


def batched(raw, size):
    return [raw[at : at + size] for at in range(0, len(raw), size)]


def copied(damaged):
    """Return a copy with the rows that can be read."""
    steps = salvaged_copy(damaged)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def lose(path, *tables):
    """Overwrite the first page of each of these tables, as a disk does."""
    with closing(sqlite3.connect(path)) as db:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        pages = [db.execute(query, [table]).fetchone()[0] for table in tables]
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * PAGE)
            file.write(bytes(PAGE))


def test_lost_records_come_back_by_the_history(old, find, state_folder):
    lose(old, "claim", "anchor_fragment")

    found = find(old)

    by_history, rest = found[RecoverySource.HISTORY], found[RecoverySource.RECORDS]
    assert by_history.problems == 0
    assert (by_history.contents.articles, by_history.contents.claims) == (1, 1)
    assert by_history.contents.marks == 2
    assert (rest.contents.articles, rest.contents.claims, rest.problems) == (1, 0, 0)
    [*restoring(old, by_history.file, Keeping([], lambda _: ()), state_folder, is_partial=True)]
    open_project(old, state_folder).close()
    assert [*findings(old, state_folder)] == []


def test_records_come_back_when_the_history_is_lost(old, find):
    with closing(sqlite3.connect(old)) as db:
        marks = [mark.encode() for (mark,) in db.execute("SELECT hash FROM journal")]
    lose(old, "journal")
    pages = batched(old.read_bytes(), PAGE)
    lost = [any(mark in page for mark in marks) for page in pages]
    kept = (bytes(PAGE) if gone else page for page, gone in zip(pages, lost, strict=True))
    old.write_bytes(b"".join(kept))

    found = find(old)

    assert [*found] == [RecoverySource.RECORDS]
    held = found[RecoverySource.RECORDS].contents
    assert (held.articles, held.claims, held.marks) == (1, 1, 2)
    assert found[RecoverySource.RECORDS].problems == 0


def test_what_lies_behind_a_damaged_place_of_a_table_comes_back(old, find):
    with closing(sqlite3.connect(old)) as db:
        names = [row[1] for row in db.execute("PRAGMA table_info(entity)") if row[2] == "TEXT"]
        marks = ", ".join("?" * len(names))
        query = f"INSERT INTO entity ({', '.join(names)}) VALUES ({marks})"
        for number in range(60):
            known = {"id": f"{number:032}", "name": f"Person {number} {'n' * 200}"}
            known["kind"] = "person"
            db.execute(query, [known.get(name, "") for name in names])
        (before,) = db.execute("SELECT count(*) FROM entity").fetchone()
        db.commit()
    pages = batched(old.read_bytes(), PAGE)
    old.write_bytes(b"".join(bytes(PAGE) if b"Person 30 n" in page else page for page in pages))

    held = find(old)[RecoverySource.RECORDS]

    with closing(sqlite3.connect(held.file)) as db:
        names = [name.split()[1] for (name,) in db.execute("SELECT name FROM entity")]
    assert {"1", "59"} <= {*names}
    assert before > len(names) > before - 30


def test_a_row_whose_long_value_is_lost_costs_itself_alone(old, find):
    """Rows can be counted without the pages that hold what is too long for one."""
    with closing(sqlite3.connect(old)) as db:
        db.execute("UPDATE claim SET text = ?", ["Lost words " * 1200])
        db.commit()
    pages = batched(old.read_bytes(), PAGE)
    lost = max(at for at, page in enumerate(pages) if b"Lost words" in page[:20])
    pages[lost - 1] = bytes(PAGE)
    old.write_bytes(b"".join(pages))

    held = find(old)[RecoverySource.RECORDS].contents

    assert (held.articles, held.claims) == (1, 0)


def test_a_row_with_a_value_of_another_type_costs_itself_alone(old):
    with closing(sqlite3.connect(old)) as db:
        query = "SELECT sql FROM sqlite_schema WHERE name = 'claim'"
        loose = db.execute(query).fetchone()[0].replace("STRICT", "")
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_schema SET sql = ? WHERE name = 'claim'", [loose])
        db.execute("PRAGMA writable_schema = RESET")
        db.execute("UPDATE claim SET text = x'ff'")  # as a flipped bit makes of it
        db.commit()

    with closing(engine.open_for_reading(old)) as damaged, closing(copied(damaged)) as copy:
        counts = [
            copy.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("article", "claim")
        ]

    assert counts == [1, 0]
