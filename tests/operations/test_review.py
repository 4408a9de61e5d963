"""Marks that a new text has cut or lost are listed, and settled by a person."""

import pytest
from msgspec.structs import replace

from annotator.domain.anchor import Anchor, Passage, anchored
from annotator.domain.article import Article
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Edit
from annotator.domain.revision import TextEdit
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.operations.labelling import remove_mark
from annotator.operations.review import (
    accept,
    concerns_review,
    on_same_words,
    set_on,
    to_review,
)
from annotator.operations.text_versions import new_version

TEXT = "Lind gave no guarantees. The Pact held. Nobody left the summit."


@pytest.fixture
def corrected(store, add_article):
    """Return what corrects words of an article; a claim and two sentiments are marked in it."""
    article, who = add_article(TEXT), store.annotator.id
    version = store.reader.version(article.id)
    places = [(5, 23), (25, 38), (40, 51)]  # gave no guarantees; The Pact held; Nobody left
    anchors = [anchored(version.id, TEXT, [Span(*place)]) for place in places]
    claim = Claim(code="C1", text="It was so.", created_by=who)
    mention = Mention(claim_id=claim.id, anchor_id=anchors[0].id, annotator_id=who)
    felt = [
        Sentiment(article_id=article.id, anchor_id=anchor.id, annotator_id=who)
        for anchor in anchors[1:]
    ]
    store.apply(Edit.add("Mark", claim, *anchors, mention, *felt))

    def correct(*pairs):
        text = store.reader.text(store.reader.version(article.id).sha256)
        edits = [TextEdit(text.index(a), text.index(a) + len(a), b) for a, b in pairs]
        now = store.reader.get(Article, article.id)
        store.apply(new_version(store.reader, now, edits, "", who))
        return to_review(store.reader, article.id)

    return correct


def waiting(store):
    (article,) = store.reader.find(Article)
    return [(doubt.was, doubt.now) for doubt in to_review(store.reader, article.id)]


def test_what_was_cut_and_what_was_lost_is_listed_with_both_texts(corrected):
    cut, lost = corrected((" no ", " some "), ("The Pact held. ", ""))

    assert (cut.was, cut.now) == ("gave no guarantees", "gave some guarantees")
    assert (lost.was, lost.now) == ("The Pact held", "")
    assert (cut.is_orphan, lost.is_orphan) == (False, True)
    assert (cut.near, lost.near) == (5, 27)


def test_nothing_is_listed_where_nothing_was_cut(corrected):
    assert corrected((" held.", " held on.")) == []


def test_a_second_correction_keeps_the_words_that_were_last_sure(corrected):
    corrected((" no ", " some "), ("The Pact held. ", ""))
    cut, lost = corrected(("Lind", "Premier Lind"), (" some ", " few "))

    assert (cut.was, cut.now) == ("gave no guarantees", "gave few guarantees")
    assert (lost.was, lost.near) == ("The Pact held", 34)


def test_how_a_text_was_made_being_illegible_leaves_its_marks_to_be_reviewed(store, corrected):
    corrected((" no ", " some "), ("The Pact held. ", ""))
    db = store._db
    db.execute("DROP TRIGGER article_text_stays")
    db.execute("UPDATE article_text SET edits = '[[1' WHERE version_no > 1")

    assert [was for was, _ in waiting(store)] == ["gave no guarantees", "The Pact held"]


def test_a_mark_without_a_sure_place_shows_its_first(store, corrected):
    (cut,) = corrected((" no ", " some "))
    alone = Anchor(text_id=cut.anchor.text_id, state="fuzzy", fragments=cut.anchor.fragments)
    moved = Mention(claim_id=cut.mark.claim_id, anchor_id=alone.id, annotator_id=store.annotator.id)
    store.apply(Edit.add("Bring in", alone, moved))

    assert ("gave some guarantees", "gave some guarantees") in waiting(store)


def test_marks_are_accepted_as_they_stand_one_or_several(store, corrected):
    cut, other = corrected((" no ", " some "), ("Nobody", "Everybody"))
    one = accept(store.reader, cut)
    store.apply(one)
    assert (one.title, waiting(store)) == ("Accept C1 as it is", [(other.was, other.now)])

    store.undo()
    both = accept(store.reader, cut, other)
    store.apply(both)
    assert (both.title, waiting(store)) == ("Accept 2 marks", [])
    (placed,) = store.reader.mentions_in(other.mark.article_id)
    assert (placed.anchor.exact, placed.anchor.state) == ("gave some guarantees", "exact")
    assert placed.anchor.previous_id == cut.anchor.id


def test_an_orphan_cannot_be_accepted(store, corrected):
    (lost,) = corrected(("The Pact held. ", ""))

    with pytest.raises(ValueError, match="orphan"):
        accept(store.reader, lost)


def test_a_mark_is_set_on_other_words(store, corrected):
    doubts = corrected((" no ", " some "), ("The Pact held. ", ""))
    (article,) = store.reader.find(Article)
    version = store.reader.version(article.id)
    text = store.reader.text(version.sha256)
    passage = Passage(text_id=version.id, text=text, spans=(Span(0, 4),))

    edits = [set_on(store.reader, doubt, passage) for doubt in doubts]
    store.apply(Edit.joined("Set", edits))

    assert [edit.title for edit in edits] == [
        "Set C1 to new text",
        "Set the sentiment to new text",
    ]
    assert waiting(store) == []
    assert store.reader.mentions_in(article.id)[0].anchor.exact == "Lind"


def test_a_mark_is_removed_and_comes_back(store, corrected):
    doubts = corrected((" no ", " some "), ("The Pact held. ", ""))
    for doubt in doubts:
        store.apply(remove_mark(store.reader, doubt.mark))
    assert (waiting(store), store.reader.count(Claim), store.reader.count(Sentiment)) == ([], 0, 1)

    store.undo()
    store.undo()
    assert waiting(store) == [(doubt.was, doubt.now) for doubt in doubts]


def test_those_on_the_same_words_are_told_from_those_that_are_cut_or_gone(corrected):
    corrected((" no ", " some "), ("Nobody", "Everybody"))
    doubts = corrected((" some ", " no "), ("The Pact held. ", ""))

    assert [doubt.now for doubt in doubts] == ["gave no guarantees", "Everybody left", ""]
    assert [doubt.now for doubt in on_same_words(doubts)] == ["gave no guarantees"]


def test_an_edit_that_cuts_settles_or_removes_marks_concerns_what_waits(store, corrected):
    cut, felt = corrected((" no ", " some "), ("Nobody", "Everybody"))
    anchor = Anchor(text_id=cut.anchor.text_id, state="fuzzy", fragments=cut.anchor.fragments)

    assert concerns_review(Edit.add("", anchor))
    assert concerns_review(accept(store.reader, felt))
    assert concerns_review(accept(store.reader, cut))
    assert concerns_review(remove_mark(store.reader, cut.mark))


def test_an_edit_that_only_adds_marks_does_not(store, corrected):
    (cut,) = corrected((" no ", " some "))
    claim = Claim(code="C2", text="Another.", created_by=store.annotator.id)
    mention = Mention(claim_id=claim.id, anchor_id=cut.former.id, annotator_id=store.annotator.id)

    assert not concerns_review(Edit.add("", claim, cut.former, mention))


def test_a_large_edit_is_not_looked_through(store, corrected):
    (cut,) = corrected((" no ", " some "))
    claims = [Claim(code="", text="Another.", created_by="ana") for _ in range(1001)]

    assert concerns_review(Edit.add("", *claims, cut.former))


def test_undoing_a_mark_with_its_sure_anchor_does_not(store, corrected):
    (cut,) = corrected((" no ", " some "))
    mention = Mention(claim_id="C", anchor_id=cut.former.id, annotator_id=store.annotator.id)
    marked = Edit.add("", cut.former, mention)

    assert not concerns_review(marked.inverse())
    assert concerns_review(Edit.add("", mention).inverse())
    assert not concerns_review(Edit.swap("", mention, replace(mention, needs_context=True)))
