"""The verbs of labelling, from the passage to the disk and back."""

import pytest

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, ArticleStatus
from annotator.domain.claim import Claim, Mention
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.operations.labelling import add_sentiment
from annotator.ui.commands.labelling import Marking


@pytest.fixture
def marking(focus):
    """The verbs."""
    return Marking(focus)


def test_a_claim_takes_the_words_of_the_passage(focus, claim):
    assert claim.code == "C1"
    assert claim.text == "Premier Lind gave no guarantees"
    assert focus.mentions[0].anchor.exact == claim.text


def test_the_first_label_begins_the_article(focus, claim):
    assert focus.article.status == ArticleStatus.IN_PROGRESS


def test_one_undo_takes_claim_mention_and_status_back(focus, claim, workspace):
    workspace.undo()

    reader = workspace.reader
    assert [reader.count(kind) for kind in (Claim, Mention, Anchor)] == [0, 0, 0]
    assert reader.find(Article)[0].status == ArticleStatus.TODO


def test_without_a_passage_nothing_is_made_and_it_is_said(marking, focus, workspace, qtbot):
    with qtbot.waitSignal(marking._notices.posted):
        marking.add_claim()

    assert workspace.reader.count(Claim) == 0


def test_another_mention_takes_the_claimant(marking, focus, claim):
    focus.select((Span(100, 110),))

    marking.add_mention(claim)

    assert len(focus.mentions) == 2
    assert {placed.mention.claim_id for placed in focus.mentions} == {claim.id}


def test_a_passage_added_to_a_mark_makes_a_fragment(marking, focus, claim):
    before = focus.mentions[0]
    focus.select((Span(100, 110),))

    marking.add_fragment()

    after = focus.mentions[0]
    assert after.mention.id == before.mention.id
    assert after.anchor.spans == (*before.anchor.spans, Span(100, 110))
    assert after.anchor.previous_id == before.anchor.id


def test_moving_keeps_everything_said_of_the_mark(marking, focus, claim, workspace):
    before = focus.mentions[0].mention
    focus.select((Span(4, 20),))

    marking.move()
    moved = focus.mentions[0]
    assert moved.anchor.spans == (Span(4, 20),)
    assert moved.mention.id == before.id
    assert moved.mention.attributions == before.attributions

    workspace.undo()
    assert focus.mentions[0].mention == before


def test_moving_one_stretch_keeps_the_others(marking, focus, claim):
    first = focus.mentions[0].anchor.spans[0]
    focus.select((Span(100, 110),))
    marking.add_fragment()
    focus.select((Span(98, 112),))

    marking.move()

    assert focus.mentions[0].anchor.spans == (first, Span(98, 112))


def test_a_sentiment_is_moved_likewise(marking, focus, workspace):
    focus.select((Span(4, 20),))
    edit, sentiment = add_sentiment(focus.article, focus.passage, 1, None, workspace.annotator.id)
    workspace.do(edit)
    focus.pick_mark(sentiment.id)
    focus.select((Span(4, 30),))

    marking.move()

    assert focus.sentiments[0].anchor.spans == (Span(4, 30),)


@pytest.mark.parametrize("verb", ["add_fragment", "move", "remove"])
def test_without_a_mark_nothing_is_changed_and_it_is_said(marking, focus, verb, qtbot):
    focus.select((Span(4, 20),))

    with qtbot.waitSignal(marking._notices.posted):
        getattr(marking, verb)()


def test_removing_the_only_mention_removes_the_claim_and_undo_brings_both(
    marking, focus, claim, workspace
):
    marking.remove()
    assert workspace.reader.count(Claim) == 0

    workspace.undo()
    assert workspace.reader.find(Claim) == [claim]
    assert len(focus.mentions) == 1


def test_removing_one_of_two_mentions_leaves_the_claim(marking, focus, claim, workspace):
    focus.select((Span(100, 110),))
    marking.add_mention(claim)

    marking.remove()

    assert workspace.reader.count(Claim) == 1
    assert len(focus.mentions) == 1


def test_removing_a_moved_mark_takes_its_former_places_too(marking, focus, claim, workspace):
    focus.select((Span(4, 20),))
    marking.move()

    marking.remove()

    assert workspace.reader.count(Anchor) == 0


def test_a_sentiment_is_removed_by_its_mark(marking, focus, workspace):
    focus.select((Span(4, 20),))
    edit, sentiment = add_sentiment(focus.article, focus.passage, 1, None, workspace.annotator.id)
    workspace.do(edit)
    focus.pick_mark(sentiment.id)

    marking.remove()

    assert workspace.reader.count(Sentiment) == 0


def test_a_claim_is_removed_from_every_article(marking, focus, claim, workspace):
    focus.select((Span(100, 110),))
    marking.add_mention(claim)

    marking.remove_claim()

    assert [workspace.reader.count(kind) for kind in (Claim, Mention, Anchor)] == [0, 0, 0]


def test_what_is_removed_is_named_with_the_way_back(marking, focus, claim, qtbot):
    focus.pick_mark(focus.mentions[0].mention.id)

    with qtbot.waitSignal(marking._notices.posted) as told:
        marking.remove()

    assert told.args == ["Removed claim C1. Press Ctrl+Z to undo."]
