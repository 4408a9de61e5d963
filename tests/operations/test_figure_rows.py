"""What is shown of the records behind a value."""

import pytest

from annotator.domain.check import FactCheck
from annotator.domain.claim import Mention
from annotator.domain.edit import Edit
from annotator.domain.figures import RecordBehind
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.domain.suggestion import Suggestion
from annotator.operations.figure_rows import hits_behind


@pytest.fixture
def shown(store):
    """Return what is shown of a record: its code and its text."""

    def show(table, id_):
        return [
            (hit.code, hit.text) for hit in hits_behind(store.reader, [RecordBehind(table, id_)])
        ]

    return show


def test_records_without_words_of_their_own_are_shown_with_those_of_their_claim(
    store, claim, shown
):
    check = FactCheck(claim_id=claim.id, checked_by=store.annotator.id)
    store.apply(Edit.add("Check", check))
    [mention] = store.reader.find(Mention)

    expected = [("C1", claim.text)]
    assert shown("claim", claim.id) == expected
    assert shown("claim_mention", mention.id) == expected
    assert shown("fact_check", check.id) == expected


def test_a_sentiment_is_shown_with_its_target_or_with_its_article(store, article, shown):
    lind = Entity(name="Lind")
    by = store.annotator.id
    places = {"article_id": article.id, "scope": "document", "annotator_id": by}
    named, typed, bare = (
        Sentiment(**places, target_id=lind.id),
        Sentiment(**places, target_text="the summit"),
        Sentiment(**places),
    )
    store.apply(Edit.add("Sentiments", lind, named, typed, bare))

    assert shown("sentiment", named.id) == [("A1", "Lind")]
    assert shown("sentiment", typed.id) == [("A1", "the summit")]
    assert shown("sentiment", bare.id) == [("A1", "Summit ends")]


def test_a_suggestion_is_shown_with_its_wording_or_its_words(store, article, claim, shown):
    [mention] = store.reader.find(Mention)
    places = {"article_id": article.id, "anchor_id": mention.anchor_id}
    worded, bare = Suggestion(**places, text="It was so."), Suggestion(**places)
    store.apply(Edit.add("Suggestions", worded, bare))

    assert shown("suggestion", worded.id) == [("A1", "It was so.")]
    assert shown("suggestion", bare.id) == [("A1", "Premier Lind gave no guarantees")]
    assert shown("suggestion", "f" * 32) == []


def test_an_article_is_shown_with_its_headline_and_what_is_gone_is_left_out(article, shown):
    assert shown("article", article.id) == [("A1", "Summit ends")]
    assert shown("article", "f" * 32) == []
