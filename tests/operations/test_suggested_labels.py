"""Suggestions count for nothing until a person takes them; that is one step, as is refusing."""

import pytest

from annotator.domain.anchor import anchored
from annotator.domain.claim import Claim, Mention, MentionOrigin
from annotator.domain.edit import Edit
from annotator.domain.history import HistoryFilter, HistoryKind
from annotator.domain.label_key import LabelKey
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.domain.suggestion import Suggestion, SuggestionKind, SuggestionState
from annotator.operations.deleting import delete_articles
from annotator.operations.going_back import back_to
from annotator.operations.history import line_of
from annotator.operations.history_names import Names
from annotator.operations.suggested_labels import (
    accept_suggestion,
    following,
    open_in,
    reject_suggestions,
)
from annotator.operations.text_versions import corrected
from annotator.storage.reader import StoredReader

TEXT = "The levy doubled. Officials agreed. Nobody left."


@pytest.fixture
def article(add_article):
    return add_article(TEXT)


def suggested(store, article, words, **fields):
    """Add a suggestion for some words of the text and return it."""
    version = store.reader.version(article.id)
    text = store.reader.text(version.sha256)
    start = text.index(words)
    anchor = anchored(version.id, text, [Span(start, start + len(words))])
    made = Suggestion(article_id=article.id, anchor_id=anchor.id, source="model-7", **fields)
    store.apply(Edit.add("Import", anchor, made))
    return made


def taken(store, article, number=0):
    placed = open_in(store.reader, article.id)[number]
    edit, mark = accept_suggestion(store.reader, article, placed, store.annotator.id)
    store.apply(edit)
    return mark


def state(store, suggestion):
    return store.reader.get(Suggestion, suggestion.id).state


def test_open_suggestions_are_found_in_text_order_and_counted_nowhere_else(store, article):
    suggested(store, article, "Officials agreed", score=0.4)
    suggested(store, article, "The levy doubled")
    suggested(store, article, "Nobody left", state=SuggestionState.REFUSED)

    words = [each.wording for each in open_in(store.reader, article.id)]

    assert words == ["The levy doubled", "Officials agreed"]
    assert store.reader.open_suggestions() == {article.id: 2}
    assert store.reader.count(Claim) == store.reader.count(Mention) == 0
    assert store.reader.waiting() == {}


def test_taking_one_makes_a_claim_with_a_mention_in_one_step(store, article):
    known = store.reader.codebook().schemes[0]
    labels = frozenset({known.key(known.labels[0].code), LabelKey("gone@1", "x")})
    made = suggested(store, article, "The levy doubled", text="It doubled.", labels=labels)

    mention = taken(store, article)

    [claim] = store.reader.find(Claim)
    assert (claim.text, claim.code) == ("It doubled.", "C1")
    assert claim.labels == {known.key(known.labels[0].code)}
    assert store.reader.get(Mention, mention.id).origin == MentionOrigin.SUGGESTED
    assert store.reader.get(Suggestion, made.id).mark_id == mention.id
    assert store.reader.open_suggestions() == {}
    store.undo()
    assert (store.reader.count(Claim), state(store, made)) == (0, "open")
    store.redo()
    assert (store.reader.count(Claim), state(store, made)) == (1, "taken")


def test_a_wording_that_a_claim_has_makes_another_mention_of_it(store, article):
    for words in ("The levy doubled", "Nobody left"):
        suggested(store, article, words, text="It doubled.")

    taken(store, article)
    taken(store, article)

    assert (store.reader.count(Claim), store.reader.count(Mention)) == (1, 2)


def test_without_a_wording_the_claim_is_its_passage(store, article):
    suggested(store, article, "The levy doubled")

    taken(store, article)

    assert [each.text for each in store.reader.find(Claim)] == ["The levy doubled"]


def test_taking_a_sentiment_makes_one_with_its_target(store, article):
    fields = {"polarity": -2, "target_text": "the levy", "note": "Harsh."}
    suggested(store, article, "The levy doubled", kind=SuggestionKind.SENTIMENT, **fields)

    mark = taken(store, article)

    sentiment = store.reader.get(Sentiment, mark.id)
    assert {name: getattr(sentiment, name) for name in fields} == fields


def test_the_mark_has_a_place_of_its_own(store, article):
    made = suggested(store, article, "The levy doubled")

    mention = taken(store, article)

    assert mention.anchor_id != made.anchor_id


def test_refusing_is_a_step_that_can_be_undone(store, article):
    several = [suggested(store, article, words) for words in ("The levy", "Nobody left")]

    store.apply(reject_suggestions(store.reader, article, several))

    assert open_in(store.reader, article.id) == []
    step = store.reader.history.steps(HistoryFilter(kinds=frozenset({HistoryKind.SUGGESTIONS})))[0]
    assert line_of(step, Names(store.reader)).startswith("Suggestion in A1, State: Open → Rejected")
    store.undo()
    assert len(open_in(store.reader, article.id)) == 2


def test_a_new_text_takes_them_along_and_what_lost_its_text_is_gone(store, article):
    kept, lost = (suggested(store, article, each) for each in ("Nobody left", "Officials agreed"))
    edit = corrected(
        store.reader, article, "News! The levy doubled. Nobody left.", "", store.annotator.id
    )

    store.apply(edit)

    [placed] = open_in(store.reader, article.id)
    assert (placed.suggestion.id, placed.wording) == (kept.id, "Nobody left")
    assert state(store, lost) == "gone"
    store.undo()
    assert [state(store, each) for each in (kept, lost)] == ["open", "open"]


def test_in_a_lost_text_there_are_none(store, article):
    suggested(store, article, "Nobody left")
    store._db.execute("PRAGMA foreign_keys = OFF")
    store._db.execute("DROP TRIGGER IF EXISTS text_stays")
    store._db.execute("UPDATE text SET sha256 = 'lost'")

    assert open_in(StoredReader(store._db), article.id) == []


def test_they_are_deleted_with_their_article_and_come_back(store, article):
    made = suggested(store, article, "Nobody left", labels=frozenset({LabelKey("a@1", "b")}))

    store.apply(delete_articles(store.reader, [article.id]).edit)
    assert store.reader.count(Suggestion) == 0
    store.undo()

    assert store.reader.get(Suggestion, made.id) == made


def test_an_article_goes_back_with_its_suggestions(store, article):
    line = store.reader.history.steps(HistoryFilter())[0].last
    suggested(store, article, "Nobody left")

    store.apply(back_to(store.reader, line, "then", article))

    assert store.reader.count(Suggestion) == 0


def test_one_on_lost_or_other_text_is_not_shown(store, article, add_article):
    made = suggested(store, article, "Nobody left")
    version = store.reader.version(article.id)
    store._db.execute("DROP TRIGGER anchor_fragment_stays")
    store._db.execute("UPDATE anchor_fragment SET start = start + 1")

    assert open_in(store.reader, article.id) == []
    store._db.execute("PRAGMA foreign_keys = OFF")
    store._db.execute("DROP TRIGGER text_keeps")
    store._db.execute("DELETE FROM anchor WHERE id = ?", [made.anchor_id])
    assert open_in(store.reader, article.id) == []
    store._db.execute("DELETE FROM text WHERE sha256 = ?", [version.sha256])
    store.reader.text(store.reader.version(add_article("Another.").id).sha256)  # read last
    assert open_in(store.reader, article.id) == []


def test_the_next_one_is_the_first_after_a_position_then_the_first_of_all(store, article):
    for words in ("The levy", "Officials", "Nobody"):
        suggested(store, article, words)
    placed = open_in(store.reader, article.id)
    last = placed[-1].suggestion.id

    assert following(placed, 0) == placed[0]
    assert following(placed, 1) == placed[1]
    assert following(placed, 0, placed[1].suggestion.id) == placed[2]
    assert following(placed, 0, last) == placed[0]
    assert following(placed, 999, "gone") == placed[0]
    assert following(placed[-1:], 0, last) == placed[-1]
    assert following([], 0) is None
