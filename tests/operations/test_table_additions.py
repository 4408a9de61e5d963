"""Rows that a colleague has added to exported tables become new records, or the reason is said."""

import gc

import pytest

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Layer, Scheme
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.domain.zone import Zone
from annotator.exporters.table_choice import columns_of
from annotator.exporters.tables import TABLES
from annotator.operations.label_files import looked_at
from annotator.operations.table_additions import Additions
from tests.operations import test_table_import as tables

built, project = tables.built, tables.project
GONE = "c" + 32 * "0"
ZONE = {"article_code": "A1", "start_char": "0", "end_char": "E", "kind_code": "tags"}


def first_line(store):
    """Return where the first line of the first article ends."""
    [article] = store.reader.find(Article, code="A1")
    return store.reader.text(store.reader.version(article.id).sha256).index("\n")


def with_rows(folder, **added):
    """Append rows to tables, each of which says something in a few columns only."""
    for table, rows in added.items():
        path = folder / f"{table}.csv"
        known = tables.rows_of(path)
        empty = dict.fromkeys(columns_of(TABLES)[table], "")
        tables.save(path, [*known, *(empty | row for row in rows)])
    return folder


def counts(store):
    return [store.reader.count(kind) for kind in (Claim, FactCheck, Evidence, Sentiment)]


def test_what_makes_records_is_freed_once_the_tables_are_compared(project, tmp_path):
    folder = tables.exported(project, tmp_path)

    looked_at(project.reader, folder, project.annotator.id)

    assert [each for each in gc.get_objects() if isinstance(each, Additions)] == []


def test_new_rows_of_four_tables_are_new_records_in_one_step(project, tmp_path):
    article = tables.rows_of(tables.exported(project, tmp_path) / "articles.csv")[0]["article_id"]
    before, text = counts(project), project.reader.text(project.reader.version(article[1:]).sha256)
    new = {
        "claims": [
            {"claim_id": "c-new", "claim_text": "Water is wet.", "claimant_name": "Ann Other"}
        ],
        "fact_checks": [
            {"check_id": "f-new", "claim_id": "c-new", "verdict_code": "supported", "notes": "n"}
        ],
        "evidence": [
            {"check_id": "f-new", "stance": "supports", "source_title": "A book", "quote": "Wet"}
        ],
        "sentiments": [
            {"article_id": article, "polarity": "-2", "target_name": "rain", "exact": text[:40]},
            {"article_id": article, "polarity": "1"},
        ],
    }
    path = with_rows(tmp_path / "out", **new)

    diff = tables.taken(project, path)
    after = counts(project)
    again = tables.found(project, path)
    project.undo()

    assert diff.refused == ()
    assert [each.line.partition(" · ")[0] for each in diff.added] == [
        "Claim",
        "Check",
        "Evidence",
        "Sentiment",
        "Sentiment",
    ]
    assert after == [before[0] + 1, before[1] + 1, before[2] + 1, before[3] + 2]
    assert "Claim · Water is wet. (new)" in [*diff.lines()]
    assert (again.changes, again.new, again.added, again.refused) == ((), (), (), ())
    assert counts(project) == before


def test_a_new_record_has_its_values_and_is_the_importers(project, tmp_path):
    path = tables.exported(project, tmp_path)
    claim = tables.claim(project)
    article = tables.rows_of(path / "articles.csv")[0]["article_id"]
    version = project.reader.version(article[1:])
    words = project.reader.text(version.sha256)[10:40]
    with_rows(
        path,
        claims=[{"claim_text": "Water is wet.", "claimant_name": "Ann Other", "claim_venue": "X"}],
        fact_checks=[{"claim_code": "C1", "round_no": "9", "status": "completed"}],
        sentiments=[
            {
                "article_id": article,
                "polarity": "2",
                "is_mixed": "true",
                "exact": words,
                "start_char": "10",
                "end_char": "40",
            }
        ],
    )

    tables.taken(project, path)

    [made] = project.reader.find(Claim, text="Water is wet.")
    assert (made.venue, made.created_by) == ("X", project.annotator.id)
    assert project.reader.get(Entity, made.claimant_id).name == "Ann Other"
    [check] = project.reader.find(FactCheck, claim_id=claim.id, round_no=9)
    assert (check.status, check.checked_by) == ("completed", project.annotator.id)
    mood = max(project.reader.each(Sentiment), key=lambda each: each.id)
    anchor = project.reader.get(Anchor, mood.anchor_id)
    assert (mood.polarity, mood.is_mixed, anchor.start, anchor.exact) == (2, True, 10, words)


def test_evidence_takes_a_known_source_and_finds_its_check_by_the_claim(project, tmp_path):
    path = tables.exported(project, tmp_path)
    source = next(project.reader.each(Source))
    check = tables.check(project)
    with_rows(
        path,
        evidence=[
            {"claim_code": "C1", "stance": "context", "source_id": f"q{source.id}", "note": "a"},
            {"claim_code": "C1", "stance": "supports", "source_title": source.title, "note": "b"},
            {"check_id": f"f{check.id}", "stance": "not_found", "note": "c"},
        ],
    )
    sources = project.reader.count(Source)

    tables.taken(project, path)

    made = {each.note: each for each in project.reader.find(Evidence, check_id=check.id)}
    assert [made[note].source_id for note in "abc"] == [source.id, source.id, None]
    assert project.reader.count(Source) == sources


def test_a_new_row_for_a_check_that_there_is_edits_it(project, tmp_path):
    path = tables.exported(project, tmp_path)
    with_rows(path, fact_checks=[{"claim_code": "C1", "notes": "Called again"}])

    diff = tables.taken(project, path)

    assert diff.added == ()
    assert tables.check(project).notes == "Called again"


@pytest.mark.parametrize(
    ("table", "row", "reason"),
    [
        ("claims", {"claim_venue": "x"}, "a new row needs claim_text"),
        ("claims", {"claim_id": GONE, "claim_text": "x"}, "the project has no such record"),
        ("claims", {"claim_text": "x", "claim_date": "soon"}, "claim_date: “soon” is not a date"),
        ("fact_checks", {"notes": "x"}, "claim_id or claim_code"),
        ("fact_checks", {"claim_code": "C999"}, "claim_id or claim_code"),
        ("evidence", {"stance": "supports"}, "check_id of a check"),
        ("evidence", {"claim_code": "C999", "stance": "supports"}, "check_id of a check"),
        ("evidence", {"claim_code": "C1", "note": "x"}, "a new row needs stance"),
        ("evidence", {"claim_code": "C1", "stance": "supports"}, "evidence without a source"),
        ("sentiments", {"polarity": "1"}, "article_id of an article"),
        ("sentiments", {"article_id": "A", "exact": "x"}, "a new row needs polarity"),
        ("sentiments", {"article_id": "A", "polarity": "9"}, "is not a polarity"),
        (
            "sentiments",
            {"article_id": "A", "polarity": "1", "exact": "Never written"},
            "its words are not in the text",
        ),
        *(
            ("fact_checks", {"check_id": "n", "claim_code": "C1", "round_no": each}, "whole number")
            for each in ("9" * 30, "9" * 5000, "-1", "second")
        ),
        ("articles", {"headline": "x"}, "this table cannot have new rows"),
        ("articles", {"article_id": "a1", "headline": "x"}, "the project has no such record"),
        ("sources", {"publisher": "x"}, "a new row needs title"),
        ("entities", {"kind": "person"}, "a new row needs name"),
        ("entities", {"name": "x", "kind": "thing"}, "“thing” is not one of its labels"),
        ("attributions", {"mention_id": "m1", "level": "1"}, "the project has no such record"),
        ("attributions", {"mention_id": "M", "level": "0"}, "the level is a whole number from 1"),
        ("labels", {"scheme_id": "none@1", "name": "x"}, "the project has no such record"),
        ("labels", {"scheme_id": "S"}, "a new row needs name"),
        ("labels", {"scheme_id": "F", "name": "x"}, "not added"),
        ("zones", {"kind_code": "tags", "start_char": "0", "end_char": "9"}, "article_code"),
        ("zones", ZONE | {"end_char": "9"}, "a zone has whole lines"),
        ("zones", ZONE | {"end_char": "x"}, "start_char and end_char are not in the text"),
        ("zones", ZONE | {"text_version": "9"}, "in the newest text version"),
        ("zones", ZONE | {"kind_code": "nonsense"}, "“nonsense” is not one of its labels"),
    ],
)
def test_a_new_row_that_does_not_suffice_is_refused_with_the_reason(
    table, row, reason, project, tmp_path
):
    path = tables.exported(project, tmp_path)
    article = tables.rows_of(path / "articles.csv")[0]["article_id"]
    schemes = project.reader.codebook()
    known = {
        "A": article,
        "M": f"m{next(project.reader.each(Mention)).id}",
        "S": schemes.scheme(Layer.CLAIM_TYPE).id,
        "F": schemes.scheme(Layer.QUOTE_TYPE).id,
        "E": str(first_line(project)),
    }
    row = {column: known.get(cell, cell) for column, cell in row.items()}

    diff = tables.found(project, with_rows(path, **{table: [row]}))

    assert (diff.added, len(diff.refused)) == ((), 1)
    assert reason in diff.refused[0]
    assert diff.refused[0].startswith(f"{table}, ")


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "there"])
def test_words_are_found_whatever_their_place_is_said_to_be(number, project, tmp_path):
    path = tables.exported(project, tmp_path)
    article = tables.rows_of(path / "articles.csv")[0]["article_id"]
    text = project.reader.text(project.reader.version(article[1:]).sha256)
    row = {"article_id": article, "polarity": "1", "exact": text[:30]}
    with_rows(path, sentiments=[row | {"start_char": number, "end_char": number}])

    diff = tables.found(project, path)

    (anchor,) = diff.added[0].also
    assert (anchor.fragments[0].start, diff.refused) == (0, ())


def test_what_a_new_record_needs_is_taken_with_it_or_neither_is(project, tmp_path):
    path = tables.exported(project, tmp_path)
    with_rows(
        path,
        claims=[{"claim_id": "x", "claim_text": "Water is wet."}],
        fact_checks=[{"claim_id": "x", "notes": "n"}],
    )
    found = looked_at(project.reader, path, project.annotator.id)

    edits = found.chosen(project.reader, project.annotator.id, {1})
    both = found.chosen(project.reader, project.annotator.id, {0, 1})

    assert [each.is_taken for each in found.choices] == [True, True]
    assert (edits, len(both[0].added)) == ([], 2)


def test_evidence_that_there_is_already_is_not_added_again(project, tmp_path):
    path = tables.exported(project, tmp_path)
    with_rows(path, evidence=[{"claim_code": "C1", "stance": "not_found", "quote": "Nothing"}])

    tables.taken(project, path)

    assert tables.found(project, path).added == ()


def test_a_claim_that_two_new_rows_word_alike_is_one(project, tmp_path):
    path = tables.exported(project, tmp_path)
    with_rows(path, claims=[{"claim_text": "Water is wet."}, {"claim_text": "Water is wet."}])

    assert len(tables.found(project, path).added) == 1


def test_a_row_of_a_record_that_was_removed_here_does_not_bring_it_back(project, tmp_path):
    path = tables.exported(project, tmp_path)
    sentiment = next(project.reader.each(Sentiment))
    project.apply(Edit.remove("x", sentiment))

    diff = tables.found(project, path)

    assert diff.added == ()
    assert any("the project has no such record" in each for each in diff.refused)


def test_new_rows_of_the_other_tables_are_new_too_and_not_twice(project, tmp_path):
    path = tables.exported(project, tmp_path)
    mention = next(m for m in project.reader.each(Mention) if len(m.attributions) == 1)
    scheme = project.reader.codebook().scheme(Layer.CLAIM_TYPE)
    [article] = project.reader.find(Article, code="A1")
    said = {"mention_id": f"m{mention.id}", "level": "2", "source_name": "An agency"}
    with_rows(
        path,
        sources=[{"source_id": "q-new", "title": "An atlas", "is_primary": "true"}],
        evidence=[{"claim_code": "C1", "stance": "supports", "source_id": "q-new"}],
        entities=[{"name": "Ann  Other", "kind": "person", "aliases": "Annie"}],
        zones=[ZONE | {"end_char": str(first_line(project)), "is_excluded": "true"}],
        attributions=[said | {"quote_type_code": "indirect", "cue_text": "according to"}],
        labels=[
            {"scheme_id": scheme.id, "name": "Rumour", "definition": "Heard, not seen."},
            {"scheme_id": scheme.id, "name": "Satire", "short": "Sat."},
        ],
    )

    diff = tables.taken(project, path)
    again = tables.found(project, path)
    [source] = project.reader.find(Source, title="An atlas")
    [entity] = project.reader.find(Entity, name="Ann Other")
    [zone] = project.reader.each(Zone)
    relayed = project.reader.get(Mention, mention.id).attributions[1]
    labels = project.reader.get(Scheme, scheme.id).labels[-2:]
    words = project.reader.get(Article, article.id).word_count
    project.undo()

    assert diff.refused == ()
    assert (again.changes, again.added, again.refused) == ((), (), ())
    assert [e.note for e in project.reader.find(Evidence, source_id=source.id)] == []
    assert (source.is_primary, entity.aliases) == (True, ("Annie",))
    assert words < article.word_count
    assert zone.is_excluded
    assert (relayed.quote_type, relayed.cue_text) == ("indirect", "according to")
    assert [(each.code, each.name, each.short) for each in labels] == [
        ("rumour", "Rumour", ""),
        ("satire", "Satire", "Sat."),
    ]
    assert project.reader.get(Article, article.id) == article


def test_new_rows_that_get_in_each_others_way_are_refused(project, tmp_path):
    path = tables.exported(project, tmp_path)
    scheme = project.reader.codebook().scheme(Layer.CLAIM_TYPE).id
    zone = ZONE | {"end_char": str(first_line(project))}
    with_rows(
        path,
        labels=[{"scheme_id": scheme, "name": name} for name in ("Rumour", "RUMOUR")],
        zones=[zone, zone, zone | {"kind_code": "caption"}],
        sources=[{"url": "https://example.org"}, {"url": "https://example.org"}],
    )

    diff = tables.found(project, path)

    assert len(diff.added) == 3
    assert [each.partition(": ")[2] for each in diff.refused] == [
        "its lines are in another zone already.",
        "another one is already called “RUMOUR”.",
    ]


def test_who_said_it_can_be_edited_level_by_level(project, tmp_path):
    path = tables.exported(project, tmp_path)
    rows = tables.rows_of(path / "attributions.csv")
    first, second = [row for row in rows if row["source_name"]][:2]
    first |= {"source_name": "Somebody New", "quote_type_code": "direct"}
    second |= {"source_name": "", "quote_type_code": ""}
    tables.save(path / "attributions.csv", rows)

    tables.taken(project, path)

    one = project.reader.get(Mention, first["mention_id"][1:]).attribution
    other = project.reader.get(Mention, second["mention_id"][1:]).attribution
    assert project.reader.get(Entity, one.source_id).name == "Somebody New"
    assert (one.quote_type, other.source_id) == ("direct", None)
