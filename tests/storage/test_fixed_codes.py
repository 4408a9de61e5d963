"""The tables take just the codes that the domain has."""

import re

import pytest

from annotator.domain.anchor import AnchorState
from annotator.domain.article import ArticleStatus, TextKind
from annotator.domain.check import (
    CheckStatus,
    Confidence,
    EvidenceStance,
    SourceMedium,
    SourceReliability,
)
from annotator.domain.claim import AssertionKind, DateBasis, MentionOrigin, QuoteType
from annotator.domain.codebook import Layer, Scheme
from annotator.domain.edit import BY
from annotator.domain.people import AnnotatorKind, AnnotatorRole, EntityKind
from annotator.domain.sentiment import POLARITIES, Certainty, Holder, SentimentScope
from annotator.domain.suggestion import SuggestionKind, SuggestionState
from annotator.domain.zone import ZoneKind, ZoneState
from annotator.storage.label_uses import CODED

CODES = {
    ("annotator", "kind"): AnnotatorKind,
    ("annotator", "role"): AnnotatorRole,
    ("article", "status"): ArticleStatus,
    ("article_text", "kind"): TextKind,
    ("anchor", "state"): AnchorState,
    ("entity", "kind"): EntityKind,
    ("claim", "assertion_kind"): AssertionKind,
    ("claim", "date_basis"): ["", *DateBasis],
    ("claim_mention", "origin"): MentionOrigin,
    ("attribution", "quote_type"): QuoteType,
    ("sentiment", "scope"): SentimentScope,
    ("sentiment", "holder"): Holder,
    ("sentiment", "certainty"): Certainty,
    ("fact_check", "status"): CheckStatus,
    ("fact_check", "confidence"): ["", *Confidence],
    ("source", "medium"): SourceMedium,
    ("source", "reliability"): SourceReliability,
    ("evidence", "stance"): EvidenceStance,
    ("text_zone", "kind"): ZoneKind,
    ("text_zone", "state"): ZoneState,
    ("suggestion", "kind"): SuggestionKind,
    ("suggestion", "state"): SuggestionState,
}


def test_every_column_of_codes_takes_just_those_of_the_domain(store):
    found = {}
    tables = store._db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
    for table, sql in tables.fetchall():
        for column, codes in re.findall(r"CHECK \((\w+) IN \(\s*('[^)]*)\)\)", sql):
            found[table, column] = re.findall(r"'(\w*)'", codes)

    found.pop(("journal", "kind"))
    assert found == {place: list(codes) for place, codes in CODES.items()}


def test_attitudes_are_the_numbers_that_their_column_takes(store):
    (sql,) = store._db.execute("SELECT sql FROM sqlite_schema WHERE name = 'sentiment'").fetchone()

    assert f"polarity BETWEEN {min(POLARITIES)} AND {max(POLARITIES)}" in sql
    assert [int(code) for code in Layer.SENTIMENT_POLARITY.codes] == list(POLARITIES)


@pytest.mark.parametrize(("table", "column", "layer"), CODED)
def test_a_fixed_layer_has_the_codes_of_its_column(table, column, layer):
    assert list(layer.codes) == list(CODES[table, column])
    assert layer.is_fixed


def test_the_other_layers_are_open():
    fixed = {layer for *_, layer in CODED} | {Layer.SENTIMENT_POLARITY}

    assert {layer for layer in Layer if not layer.is_fixed} == set(Layer) - fixed
    assert Scheme(id="v@1", layer=Layer.VERDICT, title="V").allows("half-true")
    assert not Scheme(id="q@1", layer=Layer.QUOTE_TYPE, title="Q").allows("half-true")


def test_every_column_of_a_person_is_one_that_a_change_of_person_reaches(store):
    tables = store._db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    keys = [
        key
        for (table,) in tables
        for key in store._db.execute(f"PRAGMA foreign_key_list({table})").fetchall()
    ]

    assert {column for _, _, table, column, *_ in keys if table == "annotator"} == set(BY)
