"""Work that is not wanted any more ends within what it reads, and leaves nothing half-done."""

import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from annotator.domain.backup import FOLDER, BackupReason
from annotator.domain.edit import Edit
from annotator.domain.giving_up import WantedWhile
from annotator.domain.people import Entity
from annotator.storage import engine
from annotator.storage.backups import backing_up, snapshot
from annotator.storage.compacting import compacting
from annotator.storage.lock import copy_bytes
from annotator.storage.looking import look_into
from annotator.storage.project import open_project
from annotator.storage.recovering import recoveries
from annotator.storage.verification import findings, steps

OLD = Path(__file__).parent / "old" / "version-12.sql"
ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n"


def no_surplus(_):
    return ()


def wanted_for(times):
    """Return what says for so many times that work is wanted."""
    asked = count()
    return lambda: next(asked) < times


def back_up(path):
    with closing(snapshot(path)) as db:
        yield from backing_up(db, path, [path.parent / FOLDER], BackupReason.ASKED, no_surplus)


def recover(path):
    workplace = path.parent.with_name("workplace")
    workplace.mkdir(exist_ok=True)
    yield from recoveries(path, [path.parent / FOLDER], workplace)


def bring_up_to_date(path):
    yield open_project(path, path.parent / "state").close()


def look(path):
    yield look_into(path)[0].close()


def copy(path):
    yield copy_bytes(path, path.parent.with_name("copy"))


DEEDS = (steps, back_up, recover, compacting, copy)
OF_OLD_FILES = (steps, look, bring_up_to_date, recover)


def moments(deed, path, is_kept):
    """Give a deed up, later each time until it is done; return how often that was."""
    for times in count():
        with WantedWhile(wanted_for(2**times - 1)):
            for _ in deed(path):
                pass
            return times
        assert is_kept()
        assert [*path.parent.rglob(".*")] == [], "a draft is left"
        assert [*path.parent.glob("*-wal")] == []
    raise AssertionError


@pytest.mark.parametrize("deed", DEEDS)
def test_what_is_given_up_leaves_a_project_as_it_was(filed, path, deed):
    filed.apply(Edit.add("People", *(Entity(name=f"Person {each}") for each in range(20))))
    filed.close()
    before = path.read_bytes()

    assert moments(deed, path, lambda: path.read_bytes() == before)


@pytest.mark.parametrize("deed", OF_OLD_FILES)
def test_an_old_project_is_given_up_too(path, deed):
    with closing(sqlite3.connect(path)) as db:
        db.executescript(OLD.read_text(encoding="utf-8"))

    assert moments(deed, path, lambda: [*findings(path)] == [])


def test_a_query_ends_when_it_is_not_wanted_any_more():
    with closing(engine.in_memory()) as db:
        with WantedWhile(wanted_for(3)), db.limited(60):
            db.execute(ENDLESS).fetchone()
            pytest.fail("it ended by itself")
        assert db.execute("SELECT 1").fetchone() == (1,)
