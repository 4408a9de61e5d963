"""Evidence is begun, quoted from an article, and taken back."""

import pytest
from msgspec.structs import replace

from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.operations.evidence import (
    begin_evidence,
    begun_evidence_step,
    begun_records,
    discard_evidence,
    quotation,
    quoted,
)


@pytest.fixture
def claim(store):
    claim = Claim(text="It was so.", created_by=store.annotator.id)
    return store.apply(Edit.add("Add claim", claim)).added[0]


@pytest.fixture
def begun(store, claim):
    """The step that began a piece of evidence with its check."""
    edit, _ = begin_evidence(store.reader, claim, Source(), store.annotator.id)
    return store.apply(edit)


def evidence_in(store):
    [evidence] = store.reader.find(Evidence)
    return evidence


def test_words_of_an_article_become_a_quote_with_the_article_as_source(store, add_article, begun):
    article = add_article("“It was so,” she said.")
    words, source = quotation(store.reader, article, "“It was so”", "2025-03-01")

    store.apply(quoted(store.reader, evidence_in(store), words, source))

    assert evidence_in(store).quote == "It was so"
    assert [each.title for each in store.reader.find(Source)] == [article.headline]


def test_a_source_that_is_named_stays_when_words_are_quoted(store, begun):
    [source] = store.reader.find(Source)
    store.apply(Edit.swap("Name it", source, replace(source, title="Budget")))

    store.apply(quoted(store.reader, evidence_in(store), "Words", Source(title="Other")))

    assert [each.title for each in store.reader.find(Source)] == ["Budget"]


def test_what_was_begun_is_taken_back_with_its_check(store, begun):
    assert begun_evidence_step(begun) == begun
    assert {type(each) for each in begun_records(begun)} == {Evidence, Source}

    store.apply(discard_evidence(store.reader, begun))

    assert [store.reader.count(kind) for kind in (FactCheck, Evidence, Source)] == [0, 0, 0]


def test_a_check_that_got_more_stays(store, claim, begun):
    store.apply(begin_evidence(store.reader, claim, Source(), store.annotator.id)[0])

    store.apply(discard_evidence(store.reader, begun))

    assert [store.reader.count(kind) for kind in (FactCheck, Evidence)] == [1, 1]


def test_other_steps_and_quotes_began_no_empty_evidence(store, claim):
    edit, _ = begin_evidence(store.reader, claim, Source(), store.annotator.id, "Words")

    assert begun_evidence_step(edit) is None
    assert begun_evidence_step(Edit.add("Add claim", claim)) is None
