"""Projects of older versions are brought up to date, and read where they may not be written."""

import re
import sqlite3
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path

import pytest

from annotator.domain.article import Article, TextVersion
from annotator.domain.backup import FOLDER, BackupReason, ProjectKey
from annotator.domain.claim import Claim
from annotator.domain.codebook import Scheme
from annotator.domain.errors import LaterEditError, StorageError
from annotator.storage import engine
from annotator.storage.backups import described, snapshot
from annotator.storage.project import open_project
from annotator.storage.reader import reading
from annotator.storage.replacing import Keeping, restoring
from annotator.storage.schema import SCRIPTS
from annotator.storage.upgrade_copies import restorable
from annotator.storage.upgrading import takes_long
from annotator.storage.verification import findings


def version(path):
    """Return the version of a project in old/."""
    return int(path.stem.removeprefix("version-"))


FILES = sorted((Path(__file__).parent / "old").glob("version-*.sql"), key=version)
OLD = [path for path in FILES if version(path) < len(SCRIPTS)]
WITHOUT_SHORT_NAMES = [path for path in OLD if version(path) < 5]
without_short_names = pytest.mark.parametrize(
    "old", WITHOUT_SHORT_NAMES, indirect=True, ids=lambda path: path.stem
)


@pytest.fixture(params=OLD, ids=lambda path: path.stem)
def old(request, path):
    """A project file as an older version of the program left it."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(request.param.read_text(encoding="utf-8"))
    return path


def told(reader):
    (article,) = reader.each(Article)
    mentions, sentiments = reader.mentions_in(article.id), reader.sentiments_in(article.id)
    return [placed.anchor.exact for placed in [*mentions, *sentiments]]


WORDS = ["gave no guarantees", "You can forget about the Pact"]


def test_there_is_a_file_of_every_earlier_version():
    missing = {*range(1, len(SCRIPTS))} - {*map(version, OLD)}

    assert not missing, "run python -m tools.old_project with the numbers that are missing"


def test_opening_an_old_project_brings_it_up_to_date(old, state_folder):
    with closing(open_project(old, state_folder)) as store:
        (version,) = store.reader.find(TextVersion)

        assert told(store.reader) == WORDS
        assert (version.edits, version.parent_id) == ("", None)
        assert store._db.execute("PRAGMA user_version").fetchone() == (len(SCRIPTS),)
    assert list(findings(old, state_folder)) == []


def test_a_large_old_project_takes_long_to_open_until_it_is_up_to_date(
    old, state_folder, monkeypatch
):
    assert not takes_long(old)
    monkeypatch.setattr("annotator.storage.upgrading._LARGE", 0)
    assert takes_long(old)

    open_project(old, state_folder).close()

    assert not takes_long(old)
    assert not takes_long(old.with_name("none.annotator"))


def test_the_steps_of_an_old_project_can_be_taken_back_and_done_again(old, state_folder):
    with closing(open_project(old, state_folder)) as store:
        store.redo()
        assert store.reader.find(Claim)[0].text == "Lind gave no guarantees."
        people = store._db.execute(
            "SELECT annotator_id FROM journal WHERE kind <> 'setup' GROUP BY 1 ORDER BY -max(seq)"
        ).fetchall()
        for (person,) in people:
            while store.undo(person):
                pass
        assert store.reader.count(TextVersion) == 0
        for (person,) in reversed(people):
            with suppress(LaterEditError):  # older versions let one redo what another had undone
                while store.redo(person):
                    pass
        assert told(store.reader) == WORDS
    assert list(findings(old, state_folder)) == []


def test_an_old_project_is_read_and_checked_without_a_change_to_its_file(old, state_folder):
    before = sha256(old.read_bytes()).digest()

    with closing(open_project(old, state_folder, read_only=True)) as store:
        assert told(store.reader) == WORDS
    with reading(old) as reader:
        assert told(reader) == WORDS
    assert list(findings(old)) == []
    assert sha256(old.read_bytes()).digest() == before


def test_an_old_project_is_upgraded_without_a_copy_in_memory(old, state_folder, monkeypatch):
    monkeypatch.setattr(engine, "in_memory", None)  # a large one would fill the memory

    with closing(open_project(old, state_folder)) as store:
        assert told(store.reader) == WORDS


def called(path, state_folder, **how):
    with closing(open_project(path, state_folder, **how)) as store:
        (scheme,) = store.reader.each(Scheme)
        return {label.code: label.short for label in scheme.labels if label.short}


@without_short_names
def test_the_labels_of_a_shipped_codebook_get_their_short_names_and_undo_leaves_them(
    old, state_folder
):
    given = {"not_enough_evidence": "Not enough", "conflicting_cherrypicking": "Conflicting"}

    assert called(old, state_folder, read_only=True) == {}
    assert called(old, state_folder) == given
    with closing(open_project(old, state_folder)) as store:
        while store.undo():
            pass
    assert called(old, state_folder) == given
    assert list(findings(old, state_folder)) == []


@without_short_names
def test_a_label_that_was_renamed_keeps_its_own_name(old, state_folder):
    with closing(sqlite3.connect(old)) as db, db:
        db.execute("UPDATE label SET name = 'Too little' WHERE code = 'not_enough_evidence'")

    assert called(old, state_folder) == {"conflicting_cherrypicking": "Conflicting"}


@without_short_names
def test_a_codebook_of_ones_own_is_brought_up_to_date_without_a_line_in_the_history(
    old, state_folder
):
    with closing(sqlite3.connect(old)) as db, db:
        db.execute("UPDATE label SET name = code")
        (before,) = db.execute("SELECT count(*) FROM journal").fetchone()

    assert called(old, state_folder) == {}
    with closing(sqlite3.connect(old)) as db:
        assert db.execute("SELECT count(*) FROM journal").fetchone() == (before,)


def test_the_old_file_is_kept_before_it_is_brought_up_to_date(old, state_folder):
    kept = old.with_name(f"trial before version {len(SCRIPTS)}.annotator")

    with closing(open_project(old, state_folder)) as store:
        assert f"The original was kept as “{kept.name}”" in store.news
    with closing(open_project(old, state_folder)) as store:
        assert store.news == ""
    with closing(open_project(kept, state_folder, read_only=True)) as store:
        assert told(store.reader) == WORDS
    with closing(sqlite3.connect(kept)) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] < len(SCRIPTS)
    assert list(findings(kept)) == []


def test_what_was_kept_before_an_upgrade_can_be_restored(old, state_folder, tmp_path):
    with closing(open_project(old, state_folder)) as store:
        key = ProjectKey.of(old, store.project.id)
        while store.undo():
            pass
    keeping = Keeping([tmp_path / FOLDER], lambda _: ())
    (kept,) = restorable(old, key, *keeping.folders)

    assert (kept.number, kept.reason) == (0, BackupReason.UPGRADE)
    with closing(snapshot(old)) as present:
        assert described(kept, present).contents.articles == 1
    *_, done = restoring(old, kept.path, keeping, state_folder)
    with closing(open_project(old, state_folder)) as store:
        assert (store.news, told(store.reader)) == ("", WORDS)
    assert [each.path for each in restorable(old, key, *keeping.folders)] == [done.kept, kept.path]


def test_copies_of_other_projects_are_not_offered(old, state_folder):
    other = old.with_name("other before version 9.annotator")
    other.write_bytes(b"")
    with closing(open_project(old, state_folder)) as store:
        key = ProjectKey.of(old, store.project.id)
    kept = old.with_name(f"trial before version {len(SCRIPTS)}.annotator")

    assert [each.path for each in restorable(old, key)] == [kept]
    assert [each.path for each in restorable(old, ProjectKey("trial"))] == [kept]
    assert restorable(old, ProjectKey.of(old, "another")) == []
    assert restorable(old.parent / "gone" / "trial.annotator", key) == []


def test_what_is_kept_takes_the_place_of_nothing(old, state_folder):
    taken = old.with_name(f"trial before version {len(SCRIPTS)}.annotator")
    taken.write_text("mine")

    with closing(open_project(old, state_folder)) as store:
        assert f"trial before version {len(SCRIPTS)} (1).annotator" in store.news
    assert taken.read_text() == "mine"


def stale_index(path):
    """Let an index miss a row, as only the longer check of the engine sees."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA writable_schema = ON")
        index = "name = 'article_by_status'"
        row = db.execute(f"SELECT * FROM sqlite_schema WHERE {index}").fetchone()
        db.execute(f"DELETE FROM sqlite_schema WHERE {index}")
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("UPDATE article SET status = 'excluded'")
        db.execute("PRAGMA writable_schema = ON")
        db.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", row)


def test_an_old_file_that_cannot_be_kept_whole_is_not_brought_up_to_date(old, state_folder):
    stale_index(old)
    before = old.read_bytes()

    with pytest.raises(StorageError, match="The copy does not match the original"):
        open_project(old, state_folder)
    assert old.read_bytes() == before
    assert sorted(old.parent.glob("*annotator*")) == [old]


def test_an_old_file_with_more_in_it_is_not_brought_up_to_date(old, state_folder):
    with closing(sqlite3.connect(old)) as db:
        db.execute("CREATE VIEW more AS SELECT 1")
    before = old.read_bytes()

    for read_only in (True, False):
        with pytest.raises(StorageError, match="of an older version and was changed by another"):
            open_project(old, state_folder, read_only=read_only)
    assert "Version: The project is of an older version" in " ".join(findings(old))
    assert old.read_bytes() == before


def test_what_is_not_allowed_in_an_old_file_is_still_read_and_reported(old, state_folder):
    with closing(sqlite3.connect(old)) as db, db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute("UPDATE claim SET assertion_kind = 'odd'")

    with closing(open_project(old, state_folder, read_only=True)) as store:
        assert told(store.reader) == WORDS
        (damage,) = store.reader.damages()
        assert damage.reason == "“assertion_kind” has a value that is not allowed"


def test_two_schemes_of_a_layer_get_their_places_and_undo_leaves_them(old, state_folder):
    with closing(sqlite3.connect(old)) as db, db:
        columns = "id, layer, title, source_url, licence, is_ordinal, multi_select"
        db.execute(
            f"INSERT INTO scheme ({columns}) SELECT 'second@1', layer, 'Second', source_url,"
            " licence, is_ordinal, multi_select FROM scheme"
        )

    with closing(open_project(old, state_folder)) as store:
        while store.undo():
            pass
        found = [(scheme.ordinal, scheme.id) for scheme in store.reader.codebook().schemes]
    assert [place for place, _ in found] == [0, 1]
    assert found[1][1] == "second@1"


def empty_in_spite_of_not_null(path, table, column):
    """Set a column to NULL as a program does that knows nothing of the table's rules."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA writable_schema = ON")
        query = "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = ?"
        strict, loose = (f"{column} INTEGER NOT NULL", f"{column} INTEGER          ")
        db.execute(query, [strict, loose, table])
        db.execute("PRAGMA writable_schema = RESET")
        db.execute(f"UPDATE {table} SET {column} = NULL")
        db.execute("PRAGMA writable_schema = ON")
        db.execute(query, [loose, strict, table])


def zero_the_page_of(path, table):
    with closing(sqlite3.connect(path)) as db:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        (page,), (size,) = (
            db.execute(query, [table]).fetchone(),
            db.execute("PRAGMA page_size").fetchone(),
        )
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = bytes(size)
    path.write_bytes(content)


def said_on_opening(path, state_folder):
    """Return the warning of a project that is opened to be read, or why it is not opened."""
    try:
        with closing(open_project(path, state_folder)) as store:
            assert store.is_read_only
            store.reader.damages()
            return store.warning
    except StorageError as error:
        return str(error)


@pytest.mark.parametrize("column", ["code_counter.last", "article.word_count"])
def test_a_missing_value_in_an_old_file_is_told_and_the_file_stays(old, state_folder, column):
    empty_in_spite_of_not_null(old, *column.split("."))
    before = old.read_bytes()

    assert re.search("damaged|a required value is missing", said_on_opening(old, state_folder))

    assert old.read_bytes() == before
    assert not list(old.parent.glob("*before version*"))


@pytest.mark.parametrize("table", ["claim", "journal", "article_text", "label"])
def test_a_broken_page_in_an_old_file_is_told_and_the_file_stays(old, state_folder, table):
    zero_the_page_of(old, table)
    before = old.read_bytes()

    assert "damaged" in said_on_opening(old, state_folder)

    assert old.read_bytes() == before
    assert not list(old.parent.glob("*before version*"))
