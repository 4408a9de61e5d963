"""The tables guard themselves, and every question has its index."""

from contextlib import closing

import pytest
from msgspec.structs import replace
from sqlite_utils import Database

from annotator.domain.article import TextVersion
from annotator.domain.check import Evidence, FactCheck
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Change, Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.storage import engine, schema
from annotator.storage.engine import EngineError
from annotator.storage.rows import TABLES
from tests.codes import next_code


def test_the_file_says_whose_it_is_and_of_which_version(store):
    assert store._db.execute("PRAGMA application_id").fetchone() == (0x414E4E54,)
    assert store._db.execute("PRAGMA user_version").fetchone() == (len(schema.SCRIPTS),)


def test_every_table_is_strict(store):
    tables = store._db.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'")
    loose = {name for name, strict in tables if not strict}

    assert loose == {"sqlite_schema"}


def test_every_table_belongs_to_a_record_or_is_known(store):
    parts = {table.parts.table for table in TABLES if table.parts}
    index = {"history_line", "history_subject", "history_mention"}
    counts = {"project_count", "article_count", "article_words"}
    known = {
        "journal",
        "code_counter",
        "removed_place",
        "text",
        "original",
        "unconfirmed",
        *index,
        *counts,
    }

    assert (
        set(Database(store._db).table_names()) == {table.name for table in TABLES} | parts | known
    )


def test_upgrading_what_is_up_to_date_changes_nothing(store):
    before = Database(store._db).schema
    schema.upgrade(store._db)

    assert Database(store._db).schema == before


def test_the_scripts_lead_to_the_tables_that_other_tests_begin_with(
    store, usual_steps, monkeypatch
):
    monkeypatch.setattr(schema, "steps", usual_steps)
    with closing(engine.in_memory()) as db:
        schema.upgrade(db)

        assert schema.described(db) == schema.described(store._db)
        assert schema.shape(schema.described(db)) == schema.SHAPES[-1]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM journal WHERE seq = 1",
        "UPDATE journal SET label = 'x' WHERE seq = 1",
        "DELETE FROM text",
        "UPDATE text SET content = 'x'",
        "DELETE FROM original",
        "UPDATE original SET content = x'00'",
        "UPDATE article_text SET reason = 'x'",
        "UPDATE anchor SET state = 'moved'",
        "UPDATE anchor_fragment SET start = start - 1",
        "UPDATE article SET code = 'A2'",
        "UPDATE claim SET code = 'C2'",
    ],
)
def test_what_is_kept_for_good_cannot_be_changed(store, one_of_each, statement):
    with pytest.raises(EngineError):
        store._db.execute(statement)


def test_a_kept_line_and_a_kept_text_say_why_they_stay(store, article):
    with pytest.raises(EngineError, match="only grows"):
        store._db.execute("DELETE FROM journal")
    with pytest.raises(EngineError, match="a text is kept"):
        store._db.execute("DELETE FROM text")


@pytest.mark.parametrize("fragment", [{"exact": "Summit"}, {"start": 4, "end": 11}, {"end": 12}])
def test_an_anchor_that_does_not_have_the_words_is_refused(store, labelled, fragment):
    claim, anchor, mention = labelled((3, 10))
    wrong = replace(anchor, fragments=(replace(anchor.fragments[0], **fragment),))

    with pytest.raises(StorageError, match="was not saved"):
        store.apply(Edit.add("Add", claim, wrong, mention))


def test_a_new_anchor_takes_the_place_of_one_that_moved(store, article, labelled):
    claim, anchor, mention = labelled((3, 10))
    store.apply(Edit.add("Add", claim, anchor, mention))
    moved = replace(anchor, id="new", previous_id=anchor.id)
    after = replace(mention, anchor_id=moved.id)
    store.apply(Edit(label="Move", changes=(Change(None, moved), Change(mention, after))))

    assert store.reader.mentions_in(article.id)[0].anchor == moved
    with pytest.raises(StorageError, match="never changes"):
        store.apply(Edit.swap("Change", moved, replace(moved, state="moved")))


WANTED = {"scheme", "project_count"}  # read whole because they are wanted whole; both are short


@pytest.fixture
def scanned(store):
    """The tables that are read from end to end while something is done."""

    def during(act):
        asked, found = [], set()
        store._db.set_trace_callback(asked.append)
        act()
        store._db.set_trace_callback(None)
        assert asked
        for sql in asked:
            if sql.startswith(("SELECT", "UPDATE", "DELETE")):
                for *_, step in store._db.execute(f"EXPLAIN QUERY PLAN {sql}"):
                    words = step.split()
                    is_table = words[0] == "SCAN" and words[1] != "part" and words[1][0] != "("
                    if is_table and "INDEX" not in words:  # a subquery is searched on its own line
                        found.add(words[1])
        return found

    return during


@pytest.mark.parametrize(
    "ask",
    [
        lambda reader, of: reader.mentions_in(of["article"]),
        lambda reader, of: reader.claims_in(of["article"]),
        lambda reader, of: reader.sentiments_in(of["article"]),
        lambda reader, of: reader.checks_in(of["article"]),
        lambda reader, of: reader.claim_count(of["article"]),
        lambda reader, of: reader.version(of["article"]),
        lambda reader, of: reader.counts(),
        lambda reader, of: reader.article_summaries("", "done"),
        lambda reader, of: reader.find(TextVersion, article_id=of["article"]),
        lambda reader, of: reader.find(TextVersion, sha256="x"),
        lambda reader, of: reader.find(Mention, claim_id="x"),
        lambda reader, of: reader.find(Mention, anchor_id="x"),
        lambda reader, of: reader.find(FactCheck, claim_id="x"),
        lambda reader, of: reader.find(Evidence, check_id="x"),
        lambda reader, of: reader.find(Evidence, source_id="x"),
        lambda reader, of: reader.find(Entity, name="x"),
        lambda reader, of: reader.find(Claim, claimant_id="x"),
        lambda reader, of: reader.find(Claim, code="C1"),
        lambda reader, of: reader.find(Sentiment, target_id="x"),
        lambda reader, of: reader.find(Sentiment, holder_id="x"),
        lambda reader, of: [reader.get(table.kind, "x") for table in TABLES],
        lambda reader, of: reader.text(of["words"]),
        lambda reader, of: reader.codebook(),
    ],
)
def test_no_question_of_the_window_reads_a_whole_table(store, article, scanned, ask):
    of = {"article": article.id, "words": store.reader.version(article.id).sha256}

    assert not scanned(lambda: ask(store.reader, of)) - WANTED


def test_saving_undoing_and_redoing_read_no_whole_table(store, labelled, scanned):
    claim, *others = labelled((3, 10))

    assert not scanned(lambda: store.apply(Edit.add("Add", claim, *others)))
    assert not scanned(lambda: store.apply(Edit.swap("Do", claim, replace(claim, text="x"))))
    assert not scanned(store.undo)
    assert not scanned(store.undo)
    assert not scanned(store.redo)
    assert not scanned(lambda: (store.undo_label(), store.redo_label(), next_code(store, "C")))
