"""A hit is shown with its surroundings, and knows where it leads."""

import pytest

from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.edit import Edit
from annotator.domain.search import Match, SearchKind, Term
from annotator.domain.search_words import places
from annotator.operations.search_excerpts import best_excerpt, excerpt
from annotator.operations.search_hits import hits_of
from tests.conftest import TEXT

GONE = "0" * 32
TERMS = (Term(("guarantees",)),)
TABLES = ("article", "claim", "fact_check", "claim_mention", "sentiment", "evidence", "source")


def shown(text, word, number=0):
    found = places(text, (Term((word,)),))
    line = excerpt(text, found, found[number])
    return line.text, [span.of(line.text) for span in line.spans]


def test_fewer_wide_characters_stand_before_a_place_so_that_it_is_seen():
    text = "卡尔德里亚市议会以二十一票对九票批准了新桥的预算并将在春季之前完工而税收已经足够"

    line, found = shown(text, "税收")

    assert found == ["税收"]
    assert line.index("税收") == 21
    assert len(shown(f"税收{text * 9}", "税收")[0]) == 81
    assert "春 季" in shown(text.replace("季", " 季"), "税收")[0]


def test_an_excerpt_is_one_line_around_the_place():
    text = "First line\nHere is\u00a0a guarantee, and another guarantee.\nLast"

    assert shown(text, "guarantee") == (
        "Here is a guarantee, and another guarantee. Last",
        ["guarantee", "guarantee"],
    )


def test_a_long_line_is_cut_between_words():
    text = "before " * 20 + "guarantee " + "after " * 60

    line, spans = shown(text, "guarantee")

    assert line.startswith("…before ")
    assert line.endswith(" after…")
    assert spans == ["guarantee"]
    assert shown("x" * 300 + "-guarantee-" + "y" * 300, "guarantee")[1] == ["guarantee"]


def test_an_excerpt_that_ends_at_a_full_stop_keeps_it_apart_from_the_ellipsis():
    line, _ = shown("The guarantee ends. " + "x" * 300, "guarantee")

    assert line.endswith("x…")
    assert shown("guarantee. " + "Ends. " * 60, "guarantee")[0].endswith("Ends. …")


def test_the_first_field_with_the_words_is_shown():
    fields = ("", "Headline", "The guarantees")

    assert best_excerpt(fields, TERMS).text == "The guarantees"
    assert best_excerpt(fields, (Term(("other",)),)).text == "Headline"
    assert best_excerpt((), TERMS).text == ""


@pytest.mark.parametrize("table", [*TABLES, "entity"])
@pytest.mark.parametrize("kind", [SearchKind.NOTE, SearchKind.TEXT])
def test_what_is_gone_meanwhile_is_not_shown(store, table, kind):
    table = "article" if kind is SearchKind.TEXT else table

    assert hits_of(store.reader, Match(kind, table, GONE), TERMS) == []


def test_a_hit_in_a_text_says_where(store, article):
    hit, other = hits_of(store.reader, Match(SearchKind.TEXT, "article", article.id), TERMS)

    assert (hit.code, hit.place.of(TEXT), hit.more) == ("A1", "guarantees", 1)
    assert other.more == 0
    assert hit.spans[0].of(hit.text) == "guarantees"


def test_a_hit_of_a_claim_knows_its_articles_and_verdict(store, claim, article):
    [hit] = hits_of(store.reader, Match(SearchKind.CLAIM, "claim", claim.id), TERMS)

    assert (hit.code, hit.claim_id, hit.articles) == ("C1", claim.id, ("A1",))
    assert (hit.verdict, hit.article_id) == (None, article.id)


def test_a_claim_whose_place_is_lost_has_no_articles(store, claim):
    store._db.execute("PRAGMA foreign_keys = OFF")
    store._db.execute("DELETE FROM anchor")

    [hit] = hits_of(store.reader, Match(SearchKind.CLAIM, "claim", claim.id), TERMS)

    assert (hit.articles, hit.article_id) == ((), "")


def test_a_record_whose_owner_is_gone_is_not_shown(store, claim):
    who = store.annotator.id
    check = FactCheck(claim_id=claim.id, checked_by=who, notes="note")
    source = Source(title="Treaty")
    evidence = Evidence(check_id=check.id, source_id=source.id, added_by=who, quote="q", note="n")
    store.apply(Edit.add("Add", check, source, evidence))
    store._db.execute("PRAGMA foreign_keys = OFF")
    store._db.execute("DELETE FROM claim")

    for table, record in (("fact_check", check), ("evidence", evidence)):
        assert hits_of(store.reader, Match(SearchKind.NOTE, table, record.id), TERMS) == []
    [hit] = hits_of(store.reader, Match(SearchKind.SOURCE, "source", source.id), TERMS)
    assert (hit.text, hit.claim_id) == ("Treaty", "")


def test_a_damaged_text_is_not_shown(store, article):
    store._db.execute("PRAGMA foreign_keys = OFF")
    store._db.execute("DROP TRIGGER text_keeps")
    store._db.execute("DELETE FROM text")

    assert hits_of(store.reader, Match(SearchKind.TEXT, "article", article.id), TERMS) == []
