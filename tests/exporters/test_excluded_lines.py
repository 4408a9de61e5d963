"""Marks and sentences in excluded lines can be omitted, in every format."""

import pytest

from annotator.domain.sentiment import Sentiment
from annotator.domain.zone import Zone, ZoneKind, ZoneState
from annotator.exporters import format_named
from annotator.exporters.features import CountedRecords, surveyed
from annotator.exporters.marks import labelled_texts
from annotator.exporters.records import Records
from annotator.exporters.scope import Scope
from annotator.exporters.write import write

TEXT = "Rates fell. Taxes rose.\nShare this story! Follow us.\nThe end came.\n"
OMITTED = Scope(omits_excluded=True)


@pytest.fixture
def boilerplate(desk):
    """An article whose second line is excluded; with marks in it, outside, and across."""
    version = desk.article(TEXT, headline="Summit")
    outside, inside = desk.claim("Rates fell"), desk.claim("Share it")
    desk.mention(outside, version, "Rates fell")
    desk.mention(inside, version, "Share this story")
    desk.mention(outside, version, "rose", "Share")
    of = {"article_id": version.article_id, "annotator_id": desk.by, "polarity": 1}
    desk.add(Sentiment(anchor_id=desk.anchor(version, "Follow").id, **of))
    desk.add(Sentiment(scope="document", **of))
    start, end = TEXT.index("Share"), TEXT.index("The end")
    line = {"text_id": version.id, "start": start, "end": end, "state": ZoneState.TAKEN}
    desk.add(Zone(kind=ZoneKind.BOILERPLATE, **line))
    return desk


def exported(desk, tmp_path, rows, scope):
    """Export the CSV package and return a function that reads its tables."""
    list(write(format_named("csv"), desk.reader, tmp_path / "out", {}, scope))
    return lambda table: rows(tmp_path / "out", table)


def test_by_default_they_are_exported(boilerplate, tmp_path, rows):
    table = exported(boilerplate, tmp_path, rows, Scope())

    assert len(table("labels_flat")) == 3
    assert len(table("sentiments")) == 2
    assert len(table("sentences")) == 5


def test_what_lies_in_them_is_omitted_and_what_reaches_out_is_not(boilerplate, tmp_path, rows):
    table = exported(boilerplate, tmp_path, rows, OMITTED)

    assert [row["mention_text"] for row in table("labels_flat")] == ["Rates fell", "rose … Share"]
    assert [row["scope"] for row in table("sentiments")] == ["document"]
    assert [row["sentence_no"] for row in table("sentences")] == ["1", "2", "5"]
    assert len(table("zones")) == 1
    claims = {row["claim_text"]: row["mention_count"] for row in table("claims")}
    assert claims == {"Rates fell": "2", "Share it": "0"}
    readme = (tmp_path / "out" / "README.txt").read_text(encoding="utf-8")
    assert "Marks and sentences in excluded lines are not here" in readme


def test_a_chosen_article_has_no_claim_of_them(boilerplate):
    (article,) = Records(boilerplate.reader, OMITTED).part.articles()
    scope = Scope(article_ids=frozenset({article.id}), omits_excluded=True)
    records = Records(boilerplate.reader, scope)

    list(records.articles())

    assert [each.facts.claim.text for each in records.claims()] == ["Rates fell"]


@pytest.mark.parametrize("scope", [Scope(), OMITTED])
def test_they_are_counted_whether_omitted_or_not(boilerplate, scope):
    *_, survey = surveyed(CountedRecords(boilerplate.reader, scope))

    assert survey.in_excluded == 2
    assert survey.mentions == (2 if scope.omits_excluded else 3)


def test_a_zone_that_is_kept_or_only_proposed_excludes_nothing(desk):
    version = desk.article(TEXT)
    desk.mention(desk.claim(), version, "Rates fell")
    line = {"text_id": version.id, "start": 0, "end": 24, "kind": ZoneKind.CAPTION}
    desk.add(Zone(is_excluded=False, state=ZoneState.TAKEN, **line))
    desk.add(Zone(state=ZoneState.PROPOSED, **line))

    (facts,) = Records(desk.reader, OMITTED).articles()

    assert len(facts.mentions) == 1


@pytest.mark.parametrize(("scope", "count"), [(Scope(), 4), (OMITTED, 2)])
def test_formats_of_other_tools_omit_them_too(boilerplate, scope, count):
    (text,) = labelled_texts(Records(boilerplate.reader, scope), "kind")

    assert len(text.marks) == count


@pytest.mark.parametrize("scope", [Scope(), OMITTED])
def test_web_annotations_omit_them_too(boilerplate, tmp_path, scope):
    path = tmp_path / "out.jsonld"
    list(write(format_named("web-annotation"), boilerplate.reader, path, {}, scope))

    quoted = '"exact":"Share this story"' in path.read_text(encoding="utf-8").replace(" :", ":")
    assert quoted != scope.omits_excluded
