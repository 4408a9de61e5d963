"""What a person does while labelling, each as one edit."""

import pytest
from msgspec.structs import replace

from annotator.domain.anchor import Anchor, Passage
from annotator.domain.article import Article
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Attribution, Claim, Mention
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.operations.evidence import add_evidence, remove_evidence
from annotator.operations.labelling import (
    add_claim,
    add_mention,
    add_sentiment,
    attributed,
    begun,
    entity_named,
    extended,
    move_mark,
    moved_stretches,
    proposed_quote_type,
    quoted_as,
    remove_claim,
    remove_mark,
    remove_mention,
    remove_sentiment,
    without_unused_entity,
)
from tests.codes import next_code

WORDS = "The levy\n  doubled. Officials agreed."
SPEECH = "“The levy doubled,” she said. The levy had doubled, she said."
DIRECT, INDIRECT = Span(0, 29), Span(30, len(SPEECH))


@pytest.fixture
def passage(store, add_article):
    """The first sentence of a short article, over a line end."""
    article = add_article(WORDS)
    return Passage(text_id=store.reader.version(article.id).id, text=WORDS, spans=(Span(0, 19),))


@pytest.fixture
def claimed(store, passage):
    """A claim on the passage, on the disk."""
    edit, claim, mention = add_claim(passage, store.annotator.id)
    store.apply(edit)
    return store.reader.get(Claim, claim.id), mention


def test_a_claim_is_worded_on_one_line(claimed):
    assert claimed[0].text == "The levy doubled."


@pytest.fixture
def speech(store, add_article):
    """Return a passage of a text in which somebody is quoted, and not quoted."""
    text_id = store.reader.version(add_article(SPEECH).id).id
    return lambda span: Passage(text_id=text_id, text=SPEECH, spans=(span,))


@pytest.fixture
def anso(store):
    """Somebody who can be named."""
    anso = Entity(name="Mirel Anso")
    store.apply(Edit.add("Add", anso))
    return anso


@pytest.fixture
def said_by(store, speech):
    """Make a claim with a mention in quotation marks and one without; return the three."""

    def make(claimant_id):
        claim = Claim(
            code=next_code(store, "C"),
            text="-",
            claimant_id=claimant_id,
            created_by=store.annotator.id,
        )
        store.apply(Edit.add("Add", claim))
        mentions = []
        for span in (DIRECT, INDIRECT):
            edit, mention = add_mention(claim, speech(span), store.annotator.id)
            store.apply(edit)
            mentions.append(mention)
        return claim, *mentions

    return make


def proposals(store, claim):
    mentions = store.reader.find(Mention, claim_id=claim.id)
    return [proposed_quote_type(store.reader, mention) for mention in mentions]


def test_how_a_claimant_is_quoted_is_proposed_and_open(store, said_by, anso):
    claim, *mentions = said_by(anso.id)

    assert proposals(store, claim) == ["direct", "indirect"]
    assert [mention.quote_type for mention in mentions] == ["", ""]


def test_without_a_claimant_the_marks_or_the_articles_own_voice_are_proposed(store, said_by):
    claim, *mentions = said_by(None)

    assert proposals(store, claim) == ["direct", "none"]
    assert [mention.quote_type for mention in mentions] == ["", ""]


def test_nothing_is_proposed_once_a_type_is_chosen(store, said_by):
    claim, mention, _ = said_by(None)
    store.apply(Edit.swap("Quote", mention, quoted_as(store.reader, mention, "none")))

    assert proposals(store, claim) == ["", "none"]


def test_every_mention_learns_of_a_claimant_who_is_named_later(store, said_by, anso):
    claim, first, _ = said_by(None)
    kept = first.attributed(Attribution(quote_type="mixed"))
    store.apply(Edit.swap("Quote", first, kept))

    store.apply(Edit.joined("Name", attributed(store.reader, claim, anso.id, "Name")))

    mentions = store.reader.find(Mention, claim_id=claim.id)
    assert [mention.quote_type for mention in mentions] == ["mixed", ""]
    assert {mention.attribution.source_id for mention in mentions} == {anso.id}


def test_a_claimant_who_is_named_opens_the_articles_own_voice_again(store, said_by, anso):
    claim, mention, _ = said_by(None)
    store.apply(Edit.swap("Quote", mention, quoted_as(store.reader, mention, "none")))

    store.apply(Edit.joined("Name", attributed(store.reader, claim, anso.id, "Name")))

    assert proposals(store, claim) == ["direct", "indirect"]


def test_a_claimant_who_is_taken_back_leaves_open_what_was_open(store, said_by, anso):
    claim, *_ = said_by(anso.id)

    store.apply(Edit.joined("Nobody", attributed(store.reader, claim, None, "Nobody")))

    mentions = store.reader.find(Mention, claim_id=claim.id)
    assert [mention.attributions for mention in mentions] == [(), ()]


def test_the_articles_own_voice_names_nobody(store, said_by, anso):
    _, mention, _ = said_by(anso.id)

    voice = quoted_as(store.reader, mention, "none")

    assert (voice.attribution.source_id, voice.attribution.quote_type) == (None, "none")
    assert quoted_as(store.reader, voice, "mixed").attribution.source_id == anso.id


def test_a_quote_without_a_claimant_names_nobody(store, said_by):
    _, mention, _ = said_by(None)

    assert quoted_as(store.reader, mention, "direct").attribution.source_id is None


def test_whoever_relays_it_is_quoted_as_the_marks_say_when_that_was_open(store, said_by, anso):
    _, mention, _ = said_by(None)
    relayed = Attribution(level=2, source_id=anso.id)
    old = mention.attributed(relayed)
    assert old.lacks_quote_type

    mended = quoted_as(store.reader, old, "direct")

    assert [said.quote_type for said in mended.attributions] == ["direct", "direct"]
    assert not mended.lacks_quote_type
    voice = quoted_as(store.reader, old, "none")
    assert [said.quote_type for said in voice.attributions] == ["none", "direct"]


def test_stretches_are_joined_in_the_wording(passage):
    both = Passage(text_id=passage.text_id, text=WORDS, spans=(Span(0, 8), Span(20, 29)))

    assert both.excerpt == "The levy Officials"


def test_the_last_mention_takes_the_claim_with_it(store, claimed):
    store.apply(remove_mention(store.reader, claimed[1]))

    assert store.reader.count(Claim) == 0


def test_a_claim_takes_its_check_evidence_and_unused_sources_with_it(store, claimed):
    check = FactCheck(claim_id=claimed[0].id, checked_by=store.annotator.id)
    edit, _ = add_evidence(check, Source(), store.annotator.id)
    store.apply(type(edit).joined("Check", [type(edit).add("Check", check), edit]))

    store.apply(remove_claim(store.reader, claimed[0]))
    kinds = (Claim, Mention, FactCheck, Evidence, Source)
    assert [store.reader.count(kind) for kind in kinds] == [0, 0, 0, 0, 0]

    store.undo()
    assert [store.reader.count(kind) for kind in kinds] == [1, 1, 1, 1, 1]


def test_a_source_that_is_used_elsewhere_stays(store, claimed):
    check = FactCheck(claim_id=claimed[0].id, checked_by=store.annotator.id)
    source = Source()
    edit, evidence = add_evidence(check, source, store.annotator.id)
    again = Evidence(check_id=check.id, source_id=source.id, added_by=store.annotator.id)
    store.apply(type(edit).joined("Check", [type(edit).add("Check", check), edit]))
    store.apply(type(edit).add("Again", again))

    store.apply(remove_evidence(store.reader, evidence))

    assert store.reader.find(Source) == [source]


def test_a_source_shared_inside_one_claim_goes_once_with_the_claim(store, claimed):
    check = FactCheck(claim_id=claimed[0].id, checked_by=store.annotator.id)
    source = Source()
    edit, _ = add_evidence(check, source, store.annotator.id)
    store.apply(type(edit).joined("Check", [type(edit).add("Check", check), edit]))
    store.apply(add_evidence(check, source, store.annotator.id, is_known=True)[0])

    store.apply(remove_claim(store.reader, claimed[0]))

    assert store.reader.count(Evidence) == 0
    assert store.reader.count(Source) == 0


def _is_claimant(entity, _, by):
    return Edit.add("", Claim(code="C9", text="Again.", claimant_id=entity.id, created_by=by))


def _is_target(entity, article_id, by):
    values = {"article_id": article_id, "scope": "document", "annotator_id": by}
    return Edit.add("", Sentiment(target_id=entity.id, **values))


def _is_known(entity, *_):
    return Edit.swap("", entity, replace(entity, kind="person"))


@pytest.mark.parametrize("use", [None, _is_claimant, _is_target, _is_known])
def test_who_is_no_longer_named_goes_with_the_last_claim(store, claimed, use):
    claim, _ = claimed
    entity = Entity(name="Ans")
    said = replace(claim, claimant_id=entity.id)
    store.apply(Edit.joined("", [Edit.add("", entity), Edit.swap("", claim, said)]))
    if use:
        store.apply(use(entity, store.reader.article_summaries()[0].id, store.annotator.id))

    said = store.reader.get(Claim, claim.id)
    edit = Edit.swap("Change claimant", said, replace(said, claimant_id=None))
    store.apply(without_unused_entity(store.reader, edit, entity.id))

    assert bool(store.reader.find(Entity)) is bool(use)


def test_who_relays_a_claim_stays_known(store, claimed):
    claim, mention = claimed
    entity = Entity(name="Anso")
    relayed = mention.attributed(Attribution(level=2, source_id=entity.id))
    store.apply(Edit.joined("", [Edit.add("", entity), Edit.swap("", mention, relayed)]))

    edit = Edit.swap("Change claimant", claim, replace(claim, text="x"))

    assert without_unused_entity(store.reader, edit, entity.id) == edit
    assert without_unused_entity(store.reader, edit, None) == edit


def test_who_comes_to_relay_a_claim_with_the_same_edit_stays_known(store, claimed):
    mention = claimed[1]
    entity = Entity(name="Anso")
    store.apply(Edit.add("", entity))
    relayed = mention.attributed(Attribution(level=2, source_id=entity.id))

    edit = Edit.swap("Change", mention, relayed)

    assert without_unused_entity(store.reader, edit, entity.id) == edit


def test_evidence_without_a_source_is_removed_alone(store, claimed):
    check = FactCheck(claim_id=claimed[0].id, checked_by=store.annotator.id)
    nothing = Evidence(check_id=check.id, stance="not_found", added_by=store.annotator.id)

    edit = remove_evidence(store.reader, nothing)

    assert edit.removed == [nothing]


def test_a_sentiment_takes_over_the_former_target(store, passage):
    article = store.reader.article_summaries()[0]
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

    return store.reader.find(Article)[0]


def test_a_mark_is_extended_or_moved_and_what_is_said_of_it_stays(store, claimed, passage):
    here = (Span(0, 8), Span(9, 16))
    other = replace(passage, spans=(Span(10, 19),))

    assert extended(here, other).spans == (*here, Span(10, 19))
    assert moved_stretches(here, other).spans == (Span(0, 8), Span(10, 19))
    assert moved_stretches(here[:1], other).spans == (Span(10, 19),)
    store.apply(move_mark("Move", claimed[1], other))
    [mention] = store.reader.find(Mention)
    assert store.reader.get(Anchor, mention.anchor_id).spans == (Span(10, 19),)


def test_a_mark_of_either_kind_is_removed(store, claimed, passage):
    edit, sentiment = add_sentiment(_article(store), passage, 1, None, store.annotator.id)
    store.apply(edit)

    store.apply(remove_mark(store.reader, sentiment))
    store.apply(remove_mark(store.reader, claimed[1]))

    assert [store.reader.count(kind) for kind in (Sentiment, Mention, Anchor)] == [0, 0, 0]
