"""A source that is known is found again, shared, and copied when it must not be shared."""

import pytest
from msgspec.structs import replace

from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.operations.sources import (
    article_code,
    claims_using,
    copy_source,
    is_shared,
    known_sources,
    source_name,
    source_of,
    take_source,
    used_as_source,
)

TODAY = "2031-03-05"
LETTER = Source(title="Letter to the President", publisher="Office", url="https://a.example/1")


@pytest.fixture
def evidence_for(store):
    """Add a claim with one piece of evidence from a source."""

    def add(code, source):
        by = store.annotator.id
        claim = Claim(code=code, text="The levy doubled.", created_by=by)
        check = FactCheck(claim_id=claim.id, checked_by=by)
        evidence = Evidence(check_id=check.id, source_id=source.id, added_by=by)
        known = [] if store.reader.get(Source, source.id) else [source]
        store.apply(Edit.add("Add", claim, check, *known, evidence))
        return evidence

    return add


def titles(store, words, limit=8):
    return [known.source.title for known in known_sources(store.reader, words, TODAY, limit)]


@pytest.mark.parametrize("words", ["letter", "PRES lett", "office", "a.example"])
def test_a_source_is_found_by_title_publisher_and_address(store, evidence_for, words):
    evidence_for("C1", LETTER)
    evidence_for("C2", Source(title="Budget"))

    assert titles(store, words) == ["Letter to the President"]


def test_titles_that_begin_with_the_words_come_first_then_the_newest(store, evidence_for):
    for number, title in enumerate(("Newsletter", "Old letter", "Letter", "New letter")):
        evidence_for(f"C{number}", Source(title=title))

    assert titles(store, "letter") == ["Letter", "New letter", "Old letter", "Newsletter"]
    assert titles(store, "letter", limit=1) == ["Letter"]


def test_a_source_says_where_it_is_used(store, evidence_for):
    for code in ("C1", "C4", "C5"):
        evidence_for(code, LETTER)

    (known,) = known_sources(store.reader, "letter", TODAY, 8)

    assert known.used_in == ("C1", "C4", "C5")
    assert is_shared(store.reader, LETTER.id)
    assert known_sources(store.reader, "letter", TODAY, 8, but=LETTER.id) == []


def test_an_article_is_offered_as_a_source(store, add_article):
    article = add_article(
        publisher="Courier", source_url="https://c.example/1", published_at="2031"
    )

    (known,) = known_sources(store.reader, "courier", TODAY, 8)

    assert known.article == article.code
    assert known.source.title == article.headline
    assert (known.source.url, known.source.published_at) == ("https://c.example/1", "2031")
    assert known.source.accessed_at == TODAY


def test_an_article_that_is_a_source_already_is_offered_once(store, add_article, evidence_for):
    article = add_article(source_url="https://c.example/1")
    used = source_of(article, TODAY)
    evidence_for("C1", used)

    (known,) = known_sources(store.reader, "summit", TODAY, 8)

    assert (known.source, known.article, known.used_in) == (used, article.code, ("C1",))
    assert used_as_source(store.reader, article, TODAY) == used
    assert article_code(store.reader, used) == article.code


def test_an_article_is_still_its_source_when_that_is_called_otherwise(
    store, add_article, evidence_for
):
    article = add_article(source_url="https://c.example/1")
    renamed = replace(source_of(article, TODAY), title="Summit report")
    evidence_for("C1", renamed)

    assert used_as_source(store.reader, article, TODAY) == renamed


def test_an_article_without_an_address_is_known_by_its_name(store, article):
    source = source_of(article, TODAY)

    assert article_code(store.reader, source) == article.code
    assert article_code(store.reader, replace(source, title="Other")) == ""
    assert article_code(store.reader, replace(source, url="https://other.example")) == ""
    assert used_as_source(store.reader, article, TODAY).title == article.headline


def test_a_taken_source_is_one_record_and_the_blank_one_goes(store, evidence_for):
    evidence_for("C1", LETTER)
    other = evidence_for("C2", Source())

    store.apply(take_source(store.reader, other, LETTER))

    assert store.reader.find(Source) == [LETTER]
    assert claims_using(store.reader, LETTER.id) == ("C1", "C2")
    store.undo()
    assert store.reader.get(Evidence, other.id) == other


def test_a_new_source_is_added_when_it_is_taken(store, evidence_for, article):
    evidence = evidence_for("C1", LETTER)

    store.apply(take_source(store.reader, evidence, source_of(article, TODAY)))

    (source,) = store.reader.find(Source)
    assert source.title == article.headline


def test_taking_the_source_that_is_there_changes_nothing(store, evidence_for):
    assert take_source(store.reader, evidence_for("C1", LETTER), LETTER).changes == ()


def test_a_copy_leaves_the_others_as_they_are(store, evidence_for):
    first, second = evidence_for("C1", LETTER), evidence_for("C2", LETTER)

    store.apply(copy_source(second, LETTER))

    assert store.reader.get(Evidence, first.id) == first
    own = store.reader.get(Source, store.reader.get(Evidence, second.id).source_id)
    assert own == replace(LETTER, id=own.id)
    assert not is_shared(store.reader, LETTER.id)


def test_a_source_is_called_by_what_there_is_of_it():
    assert source_name(Source(publisher="Office", url="https://a.example")) == "Office"
    assert source_name(None) == source_name(Source()) == ""
