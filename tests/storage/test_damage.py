"""One damaged record, or one text, costs that one: it is named, and everything else is read."""

import re

import pytest
from msgspec.structs import replace

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article
from annotator.domain.check import Evidence, FactCheck
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.storage.damages import require_damage
from annotator.storage.engine import EngineError
from annotator.storage.project import open_project
from annotator.storage.reader import StoredReader, reading
from annotator.storage.record_names import list_name
from annotator.storage.rows import TABLES
from annotator.storage.salvage import OneByOne

KINDS = [table.kind for table in TABLES]


@pytest.fixture
def store(filed):
    """The shared objects lie in a file here."""
    return filed


@pytest.fixture
def damaged(store, one_of_each, labelled, path):
    """Damage the rows of a project with a second, sound claim; return what reads it then."""
    claim, anchor, mention = labelled((30, 40), text="The sound one.")
    mood = Sentiment(article_id=one_of_each[Article].id, scope="document", annotator_id=who(store))
    store.apply(Edit.add("Add", claim, anchor, mention, mood))

    def damage(*statements):
        db = store._db
        for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
            db.execute(f"DROP TRIGGER {name}")
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("PRAGMA ignore_check_constraints = ON")
        loosened(db)
        for statement in statements:
            db.execute(statement)
        return StoredReader(db)  # nothing of it is held from before

    return damage


def who(store):
    return store.annotator.id


def loosened(db):
    """Make all tables take NULL and any type, as a flipped bit would."""
    db.execute("PRAGMA writable_schema = ON")
    for name, sql in db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'"):
        loose = re.sub(r"(?<!IS )NOT NULL|(?:TEXT|INTEGER)\b(?! PRIMARY)|STRICT,?", "", sql)
        if name != "journal":
            db.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", [loose, name])
    db.execute("PRAGMA writable_schema = RESET")


def all_read(reader):
    """Ask everything that the window and the exports ask, and count what comes."""
    article = reader.article_summaries()[0].id
    reader.article_summaries("summit", "todo"), reader.waiting(), reader.counts(), reader.codebook()
    reader.claim_count(article), reader.checks_in(article), reader.claims_with("", 9)
    (marks,) = reader.marks_in([article])
    assert marks.mentions == reader.mentions_in(article)
    assert marks.sentiments == reader.sentiments_in(article)
    return {
        "mentions": len(reader.mentions_in(article)),
        "sentiments": len(reader.sentiments_in(article)),
        "claims": len(reader.claims_in(article)),
        **{kind.__name__: len(list(reader.each(kind))) for kind in KINDS},
    }


BOTH = {"mentions": 2, "sentiments": 2}
MENTION = "(SELECT id FROM claim_mention ORDER BY rowid LIMIT 1)"
ANCHOR = "(SELECT id FROM anchor ORDER BY rowid LIMIT 1)"


@pytest.mark.parametrize(
    ("statement", "table", "reason", "lost"),
    [
        # a value that may not be, but can be read: it is read as it is
        ("UPDATE claim SET assertion_kind = 'x'", "claim", "“assertion_kind” has a value", {}),
        (
            "UPDATE sentiment SET polarity = 9 WHERE polarity",
            "sentiment",
            "“polarity” has a value",
            {},
        ),
        ("UPDATE article SET status = 'x'", "article", "“status” has a value", {}),
        ("UPDATE article_text SET kind = 'x'", "article_text", "“kind” has a value", {}),
        (
            "UPDATE attribution SET quote_type = 'x'",
            "claim_mention",
            "“quote_type” has a value",
            {},
        ),
        # one that cannot even be read: it becomes an empty one
        ("UPDATE article SET headline = NULL", "article", "“headline” is missing", {}),
        ("UPDATE claim SET text = NULL WHERE rowid = 1", "claim", "“text” is missing", {}),
        ("UPDATE claim SET text = x'ff41' WHERE rowid = 1", "claim", "“text” cannot be b'", {}),
        ("UPDATE source SET is_primary = 7", "source", "“is_primary” cannot be 7", {}),
        ("UPDATE source SET is_primary = 'x'", "source", "“is_primary” cannot be 'x'", {}),
        (
            "UPDATE fact_check SET verdict_code = NULL",
            "fact_check",
            "“verdict_code” and “verdict_sch",
            {},
        ),
        ("UPDATE label SET name = NULL WHERE code = 'refuted'", "scheme", "“name” is miss", {}),
        ("UPDATE entity_alias SET alias = x'41' WHERE ordinal = 1", "entity", "“alias” cannot", {}),
        ("UPDATE claim_label SET code = CAST(code AS BLOB)", "claim", "“code” cannot be b'", {}),
        ("UPDATE project SET name = NULL", "project", "“name” is missing", {}),
        # letters that are no UTF-8 are spelled out
        (
            "UPDATE claim SET text = CAST(x'41ff42' AS TEXT) WHERE rowid = 1",
            "claim",
            "some of its letters are lost",
            {},
        ),
        (
            "UPDATE article SET headline = CAST(x'41ff42' AS TEXT)",
            "article",
            "some of its letters are lost",
            {},
        ),
        # what it hangs on is gone: the mark is kept apart
        (
            f"DELETE FROM anchor WHERE id = {ANCHOR}",
            "claim_mention",
            "it refers to something missing from the places of marks",
            {"mentions": 1, "sentiments": 1, "claims": 1, "Anchor": 1},
        ),
        (
            f"UPDATE claim_mention SET anchor_id = NULL WHERE id = {MENTION}",
            "claim_mention",
            "“anchor_id” is missing",
            {"mentions": 1, "claims": 1, "Mention": 1},
        ),
        (
            "DELETE FROM claim WHERE rowid = 1",
            "claim_mention",
            "refers to something missing from the claims",
            {},
        ),
        ("UPDATE claim SET created_by = 'x'", "claim", "missing from the annotators", {}),
        (
            "UPDATE claim_label SET code = code || 'x'",
            "claim",
            "from the labels of the codebook",
            {},
        ),
        # its place is not in the text
        *(
            (
                f"UPDATE anchor_fragment SET {change} WHERE anchor_id = {ANCHOR}",
                table,
                reason,
                {"mentions": 1, "sentiments": 1, **lost},
            )
            for change, table, reason, lost in [
                ("start = -4", "claim_mention", "its text is not at its position", {}),
                ('"end" = 999', "claim_mention", "its text is not at its position", {}),
                ("start = start + 1", "sentiment", "its text is not at its position", {}),
                ("start = 'x'", "claim_mention", "“start” cannot be 'x'", {"Anchor": 1}),
                # the words are those of the history, and stand in the text
                ("checksum = NULL", "sentiment", "“checksum” is missing", BOTH),
                ("suffix_length = 'x'", "sentiment", "“suffix_length” cannot be 'x'", BOTH),
            ]
        ),
        (
            f"DELETE FROM anchor_fragment WHERE anchor_id = {ANCHOR}",
            "claim_mention",
            "its text is not at its position",
            {"mentions": 1, "sentiments": 1, "claims": 1},
        ),
        ("UPDATE article_text SET edits = '[[1'", "article_text", "“edits” cannot be read", {}),
        (
            "UPDATE fact_check SET confidence = NULL, verdict_code = NULL, verdict_scheme = NULL",
            "fact_check",
            "“confidence” is missing",
            {},
        ),
        ('UPDATE text_zone SET "end" = 0', "text_zone", "not a stretch of text", {"Zone": 0}),
    ],
)
def test_what_is_damaged_is_named_and_everything_else_is_read(
    damaged, statement, table, reason, lost
):
    whole = {"mentions": 2, "sentiments": 2, "claims": 2, "Anchor": 2, "Mention": 2}
    reader = damaged(statement)
    found = all_read(reader)

    damages = [each for each in reader.damages() if each.table == table]
    assert any(reason in each.reason for each in damages), reader.damages()
    for kind, count in (whole | lost).items():
        if statement.startswith("DELETE FROM claim ") and kind == "claims":
            continue
        assert found[kind] == count, kind


def test_a_part_that_is_lost_goes_alone_unless_it_is_needed(damaged):
    reader = damaged(
        "UPDATE claim_label SET code = CAST(code AS BLOB) WHERE code = (SELECT max(code) FROM"
        " claim_label)",
        f"UPDATE anchor SET state = NULL WHERE id = {ANCHOR}",
        f"DELETE FROM anchor_fragment WHERE anchor_id = {ANCHOR}",
        "UPDATE fact_check SET verdict_code = x'00', confidence = NULL",
        "UPDATE evidence SET source_id = x'00'",
    )

    assert len(reader.find(Claim)[0].labels) == 2
    assert len(reader.find(Anchor)) == 1
    assert reader.find(FactCheck)[0].verdict is None
    assert reader.find(Evidence)[0].source_id is None
    assert any("it has no fragments" in each.reason for each in reader.noticed())
    assert any("“verdict” cannot be" in each.reason for each in reader.noticed())


def test_an_article_without_any_version_of_its_text_is_an_error_that_is_reported(damaged):
    reader = damaged("DELETE FROM article_text")

    with pytest.raises(StorageError, match="The article has no text"):
        reader.version(reader.article_summaries()[0].id)


def test_what_can_be_read_of_a_damaged_record_is_kept(damaged):
    reader = damaged(
        "UPDATE claim SET text = CAST(x'41ff42' AS TEXT), assertion_kind = 'x' WHERE rowid = 1",
        "UPDATE article SET headline = NULL",
    )

    first, second = reader.find(Claim)
    assert (first.code, first.text, first.assertion_kind) == ("C1", r"A\xffB", "x")
    assert second.text == "The sound one."
    listed, article = reader.article_summaries()[0], reader.find(Article)[0]
    assert listed.headline == article.headline == ""
    assert reader.article_summaries("a1", "todo") == [listed]
    assert reader.article_summaries("other") == reader.article_summaries("a1", "done") == []


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE text SET content = replace(content, 'crowns', 'pounds')", "it differs from what"),
        (
            "UPDATE text SET content = CAST(x'ff' || substr(CAST(content AS BLOB), 2) AS TEXT)",
            "it ",
        ),
        ("UPDATE text SET content = ''", "it differs from what was imported"),
        ("DELETE FROM text", "it is missing"),
        ("UPDATE text SET sha256 = 'x'", "it is missing"),
    ],
)
def test_a_damaged_text_is_named_and_the_marks_that_can_stand_on_it_do(damaged, statement, reason):
    reader = damaged(statement)
    found = all_read(reader)

    (text,) = [each for each in reader.noticed() if each.table == "text"]
    assert reason in text.reason
    assert text.sentence.startswith("The text of article A1 is damaged: it ")
    assert text.article_id == reader.article_summaries()[0].id
    marks = [each for each in reader.noticed() if each.table == "claim_mention"]
    assert found["mentions"] + len(marks) == 2


def test_letters_of_a_text_that_are_lost_leave_the_rest_of_it_legible(damaged):
    reader = damaged("UPDATE text SET content = CAST(x'c3' || CAST(content AS BLOB) AS TEXT)")

    assert reader.text(reader.version(reader.article_summaries()[0].id).sha256)[:2] == "\ufffd🇺"


def test_a_damaged_original_is_named(damaged):
    reader = damaged("UPDATE original SET content = x'00'")

    assert (
        reader.original(reader.version(reader.article_summaries()[0].id).original_sha256) == b"\0"
    )
    assert [each.sentence for each in reader.noticed()] == [
        "The original of article A1 is damaged: it differs from what was imported."
    ]


def test_what_is_sound_is_never_called_damaged(store, one_of_each):
    all_read(store.reader)

    assert store.reader.damages() == ()


def test_a_damage_is_named_once_however_often_it_is_met(damaged):
    reader = damaged("UPDATE claim SET text = NULL, venue = NULL WHERE rowid = 1")
    for _ in range(2):
        all_read(reader)

    assert [each.sentence for each in reader.damages()] == [
        "Claim C1 is damaged: “text” is missing, “venue” is missing."
    ]


@pytest.mark.usefixtures("log_beside")
def test_a_damaged_record_can_be_mended_by_an_edit(damaged, store):
    reader = damaged("UPDATE claim SET assertion_kind = 'x', venue = NULL WHERE rowid = 1")
    claim = reader.find(Claim)[0]
    store.apply(Edit.swap("Mend", claim, replace(claim, assertion_kind="fact", venue="Varen")))

    assert store.reader.find(Claim)[0].venue == "Varen"


# ---- Pages of the file ----


@pytest.fixture
def broken(store, article, path):
    """Make a project of many claims, break pages of one of its tables, and return what is left."""

    def break_(table, pages=1, *, index=False, also="", repeated=False):
        people = [Entity(name=f"Person {number:04}") for number in range(2_000)]
        store.apply(Edit.add("People", *people))
        roots = dict(store._db.execute("SELECT name, rootpage FROM sqlite_schema"))
        root = roots[f"sqlite_autoindex_{table}_1" if index else table]
        store.close()
        raw = bytearray(path.read_bytes())
        pages_ = leaves(raw, root)[:pages] if pages else [root]
        if repeated:  # the page after those has what is on the next one
            one, other = ((page - 1) * 4096 for page in leaves(raw, root)[pages : pages + 2])
            raw[one : one + 4096] = raw[other : other + 4096]
        for page in [*pages_, *(roots[name] for name in also.split())]:
            raw[(page - 1) * 4096 : (page - 1) * 4096 + 100] = b"\xee" * 100
        path.write_bytes(raw)
        return people

    return break_


def leaves(raw, page):
    """Return the leaf pages under a page, in order (sqlite.org/fileformat2.html#b_tree_pages)."""
    start = (page - 1) * 4096
    if raw[start] in {0x0A, 0x0D}:
        return [page]
    count = int.from_bytes(raw[start + 3 : start + 5], "big")
    cells = [
        int.from_bytes(raw[start + 12 + 2 * n : start + 14 + 2 * n], "big") for n in range(count)
    ]
    under = [int.from_bytes(raw[start + cell : start + cell + 4], "big") for cell in cells]
    last = int.from_bytes(raw[start + 8 : start + 12], "big")
    return [leaf for child in (*under, last) for leaf in leaves(raw, child)]


def test_a_broken_page_costs_the_records_on_it_and_each_is_named(broken, path):
    people = broken("entity")

    with reading(path) as reader:
        found = reader.find(Entity)
        named = {each.id for each in reader.noticed()}

    assert 1_500 < len(found) < 2_000
    assert {each.id for each in found} | named == {each.id for each in people}
    assert found == [each for each in people if each.id not in named]


def test_a_row_that_only_the_index_knows_of_costs_that_record(broken, path):
    people = broken("entity", repeated=True)

    with reading(path) as reader:
        assert reader.find(Entity, notes="none has any") == []
        found = list(reader.each(Entity))
        named = {each.id for each in reader.noticed()}

    assert 1_000 < len(found) < 2_000
    assert {each.id for each in found} | named == {each.id for each in people}


def test_a_broken_page_is_passed_over_page_by_page_too(broken, path):
    broken("entity", pages=2)

    with reading(path) as reader:
        found = list(reader.each(Entity))
        assert found == reader.find(Entity)
        assert len(found) + len(reader.noticed()) == 2_000
        assert len(reader.find(Entity, notes="")) == len(found)
        assert reader.find(Entity, name="Person 0000") == []
        by_name = reader.find(Entity, name="Person 1999")
        assert [each.name for each in by_name] == ["Person 1999"]
        assert any(each.reason == "the file is damaged there" for each in reader.damages())


def test_a_broken_index_costs_nothing_that_can_be_read_without_it(broken, path):
    people = broken("entity", pages=0, index=True)

    with reading(path) as reader:
        assert len(reader.find(Entity)) == len(people)


def test_a_table_of_which_nothing_is_left_is_named_and_the_others_are_read(broken, path):
    broken("entity", pages=0)

    with reading(path) as reader:
        assert reader.find(Entity) == []
        assert len(reader.find(Article)) == 1
        assert reader.noticed()


def test_what_can_be_reached_from_both_ends_is_read_where_the_index_is_broken_too(broken, path):
    broken("entity", pages=1, also="sqlite_autoindex_entity_1")

    with reading(path) as reader:
        assert len(reader.find(Entity, notes="")) > 1_500
        assert reader.find(Entity, name="Person 0000") == []
        assert "A part of the entities is damaged: the file is damaged there." in [
            each.sentence for each in reader.noticed()
        ]


def test_an_article_is_shown_where_the_table_of_its_texts_is_broken(broken, path):
    broken("text", pages=0)

    with reading(path) as reader:
        article = reader.find(Article)[0]
        assert reader.mentions_in(article.id) == []
        assert [marks.mentions for marks in reader.marks_in([article.id])] == [[]]
        with pytest.raises(StorageError, match="Words of the project cannot be read"):
            reader.text(reader.version(article.id).sha256)
        assert [each.reason for each in reader.noticed()] == ["it cannot be read"]


def test_marks_are_read_where_the_versions_of_the_texts_are_broken(broken, path, store, labelled):
    claim, anchor, mention = labelled((3, 10))
    store.apply(Edit.add("Add", claim, anchor, mention))
    broken("article_text", pages=0, also="sqlite_autoindex_article_text_1")

    with reading(path) as reader:
        (found,) = reader.find(Anchor)
        assert found.spans == anchor.spans


def test_the_rules_go_on_where_a_table_is_broken(broken, path):
    broken("text", pages=0, also="sqlite_autoindex_text_1 entity_alias")

    with reading(path) as reader:
        assert {each.table for each in reader.damages()} == {"text", "entity_alias"}


def test_marks_that_cannot_be_asked_for_are_named_by_their_place(broken, path, store, labelled):
    claim, anchor, mention = labelled((3, 10))
    store.apply(Edit.add("Add", claim, anchor, mention))
    broken("claim_mention", pages=0, also="mention_by_anchor")

    with reading(path) as reader:
        reader._damages.add("anchor", anchor.id, "it is lost")
        assert [each.name for each in reader.noticed()] == ["a place in article A1"]


def test_the_work_that_was_done_is_counted_where_tables_are_broken(broken, path, store, labelled):
    claim, anchor, mention = labelled((3, 10))
    store.apply(Edit.add("Add", claim, replace(anchor, state="fuzzy"), mention))
    broken("claim", pages=0, also="sqlite_autoindex_claim_1 sqlite_autoindex_claim_2")

    with reading(path) as reader:
        article = reader.find(Article)[0]
        assert reader.waiting() == {article.id: 1}
        assert reader.counts().claims == 1
        assert reader.count(Claim) == 0
        assert reader.claims_in(article.id) == []


def test_marks_are_found_where_the_index_of_their_places_is_broken(broken, path, store, labelled):
    claim, anchor, mention = labelled((3, 10))
    store.apply(Edit.add("Add", claim, replace(anchor, state="fuzzy"), mention))
    broken("mention_by_anchor", pages=0)

    with reading(path) as reader:
        article = reader.find(Article)[0]
        assert [placed.mention for placed in reader.mentions_in(article.id)] == [mention]
        assert reader.waiting() == {article.id: 1}


def test_the_claims_of_an_article_stay_counted_where_its_mentions_are_broken(
    broken, path, store, labelled
):
    store.apply(Edit.add("Add", *labelled((3, 10))))
    broken("claim_mention", pages=0)

    with reading(path) as reader:
        article = reader.find(Article)[0]
        assert reader.claim_count(article.id) == 1
        assert reader.claim_counts() == {article.id: 1}
        assert reader.mentions_in(article.id) == []
        assert reader.noticed()


@pytest.mark.parametrize(
    ("query", "status", "count"), [("", "", 1), ("SUMMIT", "todo", 1), ("other", "", 0)]
)
def test_articles_are_listed_where_the_index_of_their_order_is_broken(
    broken, path, query, status, count
):
    broken("article_by_number", pages=0, also="article_words")

    with reading(path) as reader:
        positions = reader.listing.positions(query, status)
        assert reader.listing.nearby(query, status) == []
        assert [each.code for each in reader.listing.at(positions).values()] == ["A1"] * count


def test_nothing_is_counted_where_the_counts_are_broken(broken, path, store, labelled):
    claim, anchor, mention = labelled((3, 10))
    store.apply(Edit.add("Add", claim, replace(anchor, state="fuzzy"), mention))
    broken("article_count", pages=0, also="project_count")

    with reading(path) as reader:
        article = reader.find(Article)[0]
        assert reader.claim_count(article.id) == reader.counts().claims == 0
        assert reader.claim_counts() == reader.waiting() == {}
        assert len(reader.mentions_in(article.id)) == 1


def test_a_project_whose_own_record_is_lost_is_called_damaged(broken, path, state_folder):
    broken("project", pages=0)

    with pytest.raises(StorageError, match="The file is damaged"):
        open_project(path, state_folder, read_only=True)


def test_a_disk_that_fails_is_no_damage():
    with pytest.raises(StorageError, match="the disk reported an error"):
        require_damage(EngineError("disk I/O error"))


def test_records_behind_a_broken_page_are_read_one_after_the_other(broken, path, monkeypatch):
    broken("entity")
    read, former = [], OneByOne.read
    monkeypatch.setattr(OneByOne, "read", lambda rows, at: read.append(at) or former(rows, at))

    with reading(path) as reader:
        next(reader.each(Entity))

    assert len(read) < 200, "all of them are in memory at once"


def test_a_damaged_project_says_first_what_can_be_done_and_last_what_the_engine_says(
    broken, path, state_folder
):
    broken("entity")

    store = open_project(path, state_folder)
    store.close()

    assert store.is_read_only
    can = "It can be recovered from a backup, from its history, or from what can be read."
    assert store.warning.startswith(f"“{path.name}” is damaged and opens as read-only. {can} (")
    assert "***" not in store.warning


def test_every_table_of_records_is_called_by_a_word_of_the_window():
    tables = [table.name for table in TABLES]
    tables += [table.parts.table for table in TABLES if table.parts]

    assert not [name for name in tables if "_" in list_name(name) or list_name(name) == name]
