"""What a person does while labelling, each as one edit."""

import pytest

from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.labelling import (
    Passage,
    add_claim,
    add_evidence,
    add_sentiment,
    begun,
    entity_named,
    remove_claim,
    remove_evidence,
    remove_mention,
    remove_sentiment,
)
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span

WORDS = "The levy\n  doubled. Officials agreed."


@pytest.fixture
def passage(store, bring_in):
    """The first sentence of a short article, over a line end."""
    article = bring_in(WORDS)
    return Passage(text_id=store.reader.version(article.id).id, text=WORDS, spans=(Span(0, 19),))


@pytest.fixture
def claimed(store, passage):
    """A claim on the passage, on the disk."""
    edit, claim, mention = add_claim(passage, store.next_code("C"), store.annotator.id)
    store.apply(edit)
    return claim, mention


def test_a_claim_is_worded_on_one_line(claimed):
    assert claimed[0].text == "The levy doubled."


def test_stretches_are_joined_in_the_wording(passage):
    both = Passage(text_id=passage.text_id, text=WORDS, spans=(Span(0, 8), Span(20, 29)))

    assert both.words == "The levy Officials"


def test_the_last_mention_takes_the_claim_with_it(store, claimed):
    store.apply(remove_mention(store.reader, claimed[1]))

    assert store.reader.count(Claim) == 0


def test_a_claim_takes_its_check_evidence_and_lonely_sources_with_it(store, claimed):
    check = FactCheck(claim_id=claimed[0].id, checked_by=store.annotator.id)
    edit, *_ = add_evidence(check, "2031-03-01", store.annotator.id)
    store.apply(type(edit).joined("Check", [type(edit).add("Check", check), edit]))

    store.apply(remove_claim(store.reader, claimed[0]))
    kinds = (Claim, Mention, FactCheck, Evidence, Source)
    assert [store.reader.count(kind) for kind in kinds] == [0, 0, 0, 0, 0]

    store.undo()
    assert [store.reader.count(kind) for kind in kinds] == [1, 1, 1, 1, 1]


def test_a_source_that_is_used_elsewhere_stays(store, claimed):
    check = FactCheck(claim_id=claimed[0].id, checked_by=store.annotator.id)
    edit, evidence, source = add_evidence(check, "", store.annotator.id)
    again = Evidence(check_id=check.id, source_id=source.id, added_by=store.annotator.id)
    store.apply(type(edit).joined("Check", [type(edit).add("Check", check), edit]))
    store.apply(type(edit).add("Again", again))

    store.apply(remove_evidence(store.reader, evidence))

    assert store.reader.find(Source) == [source]


def test_a_source_shared_inside_one_claim_goes_once_with_the_claim(store, claimed):
    check = FactCheck(claim_id=claimed[0].id, checked_by=store.annotator.id)
    edit, _, source = add_evidence(check, "", store.annotator.id)
    again = Evidence(check_id=check.id, source_id=source.id, added_by=store.annotator.id)
    store.apply(type(edit).joined("Check", [type(edit).add("Check", check), edit]))
    store.apply(type(edit).add("Again", again))

    store.apply(remove_claim(store.reader, claimed[0]))

    assert store.reader.count(Evidence) == 0
    assert store.reader.count(Source) == 0


def test_evidence_without_a_source_is_removed_alone(store, claimed):
    check = FactCheck(claim_id=claimed[0].id, checked_by=store.annotator.id)
    nothing = Evidence(check_id=check.id, stance="not_found", added_by=store.annotator.id)

    edit = remove_evidence(store.reader, nothing)

    assert edit.removed == [nothing]


def test_a_sentiment_takes_over_the_former_target(store, passage):
    article = store.reader.listed()[0]
    former = Sentiment(article_id=article.id, target_text="the levy", annotator_id="x")

    _, sentiment = add_sentiment(_article(store), passage, -2, former, store.annotator.id)

    assert (sentiment.target_text, sentiment.polarity, sentiment.scope) == ("the levy", -2, "span")


def test_a_sentiment_of_the_whole_article_has_no_place(store, passage):
    edit, sentiment = add_sentiment(_article(store), None, 1, None, store.annotator.id)
    store.apply(edit)
    assert store.reader.find(Sentiment) == [sentiment]
    assert sentiment.scope == "document"

    store.apply(remove_sentiment(store.reader, sentiment))
    assert store.reader.count(Sentiment) == 0


def test_an_article_begins_once(store, passage):
    article = _article(store)
    [edit] = begun(article)
    store.apply(edit)

    assert begun(_article(store)) == []


def test_a_known_name_is_not_added_again():
    lind = Entity(name="Oskar Lind", aliases=("O. Lind",))

    assert entity_named("o. lind", [lind]) == ([], lind)


def test_a_new_name_is_added():
    edits, entity = entity_named("Mira Sol", [Entity(name="Oskar Lind")])

    assert entity.name == "Mira Sol"
    assert [change.after for edit in edits for change in edit.changes] == [entity]


def _article(store):
    from annotator.domain.article import Article  # noqa: PLC0415

    return store.reader.find(Article)[0]
