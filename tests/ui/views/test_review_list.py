"""What a new text has cut or lost is listed beside it, and settled with a key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListView, QPushButton

from annotator.domain.claim import Claim
from annotator.domain.span import Span
from annotator.operations.text_versions import corrected
from annotator.ui.commands.labelling import Marking
from annotator.ui.views.review_list import ReviewList
from annotator.ui.widgets.list_heading import ListHeading


@pytest.fixture
def review(qtbot, focus, workspace):
    """The list after two claims were marked; the words of one are changed, of the other gone."""
    shown = ReviewList(focus)
    qtbot.addWidget(shown)
    for words in ("gave no guarantees", "Parliament voted for membership."):
        start = focus.text.index(words)
        focus.select((Span(start, start + len(words)),))
        Marking(focus).add_claim()
    text = focus.text.replace("gave no", "gave few", 1)
    text = text.replace("Parliament voted for membership. ", "")
    workspace.do(corrected(workspace.reader, focus.article, text, "", workspace.annotator.id))
    return shown


def rows(review):
    model = review.findChild(QListView).model()
    return [model.index(row).data() for row in range(model.rowCount())]


def press(qtbot, review, key):
    qtbot.keyClick(review.findChild(QListView), key)


def pick(review, row):
    shown = review.findChild(QListView)
    shown.setCurrentIndex(shown.model().index(row))


def heard(signal):
    said = []
    signal.connect(said.append)
    return said


def test_each_shows_what_it_was_and_what_it_is_now(review):
    cut, lost = rows(review)

    assert cut.startswith("C1, was: ")
    assert "Lind gave few guarantees" in cut
    assert cut.endswith("changed")
    assert "Parliament voted" in lost
    assert "text removed here" in lost
    assert lost.endswith("gone")
    assert not review.isHidden()


def test_nothing_waits_and_nothing_is_shown_before_a_text_changes(qtbot, focus, claim):
    review = ReviewList(focus)
    qtbot.addWidget(review)

    assert rows(review) == []
    assert review.isHidden()


def test_a_accepts_and_undo_brings_it_back(qtbot, review, focus, workspace):
    press(qtbot, review, Qt.Key.Key_A)
    assert len(rows(review)) == 1
    assert focus.mentions[0].anchor.state == "exact"

    workspace.undo()
    assert len(rows(review)) == 2


def test_what_is_gone_cannot_be_accepted(qtbot, review):
    told = heard(review._notices.posted)
    pick(review, 1)
    press(qtbot, review, Qt.Key.Key_A)

    assert len(rows(review)) == 2
    assert told[0].startswith("This mark's text is gone")


def test_m_sets_the_mark_on_the_selection(qtbot, review, focus):
    pick(review, 1)
    start = focus.text.index("Officials repeated it")
    focus.select((Span(start, start + 21),))
    press(qtbot, review, Qt.Key.Key_M)

    assert len(rows(review)) == 1
    assert "Officials repeated it" in [placed.anchor.exact for placed in focus.mentions]


def test_m_in_the_text_sets_it_there_too(review, focus):
    pick(review, 1)
    start = focus.text.index("Officials repeated it")
    focus.select((Span(start, start + 21),))
    marking = Marking(focus)
    assert marking.is_lost()
    marking.move()

    assert not marking.is_lost()
    assert len(rows(review)) == 1


def test_what_is_gone_has_no_ends_to_be_changed(review, focus):
    pick(review, 1)
    marking = Marking(focus)
    told = heard(marking._notices.posted)

    assert marking.spans() == ()
    assert told == ["This mark's text is gone. Select new text and press M."]


def test_m_without_a_selection_asks_for_one(qtbot, review, focus):
    told = heard(review._notices.posted)
    focus.select(())
    press(qtbot, review, Qt.Key.Key_M)

    assert told == ["Select the right text first, then press M."]
    assert len(rows(review)) == 2


def test_delete_says_that_the_claim_goes_along_and_undo_brings_both_back(
    qtbot, review, focus, workspace
):
    told = heard(review._notices.posted)
    press(qtbot, review, Qt.Key.Key_Delete)
    assert told == ["C1 was removed with its only mention. Press Ctrl+Z to undo."]
    assert len(workspace.reader.find(Claim)) == 1

    workspace.undo()
    assert len(workspace.reader.find(Claim)) == 2
    assert len(rows(review)) == 2


def test_enter_shows_the_place_and_gives_the_keyboard_to_the_text(qtbot, review, focus):
    shown, left = heard(focus.revealed), []
    review.left.connect(lambda: left.append(True))
    press(qtbot, review, Qt.Key.Key_Return)

    assert shown[-1] == focus.mentions[0].anchor.spans
    assert left == [True]


def test_the_place_of_what_is_gone_is_shown_where_it_stood(qtbot, review, focus):
    shown = heard(focus.revealed)
    pick(review, 1)

    (span,) = shown[-1]
    assert focus.text[: span.start].rstrip().endswith("began.”")


def test_the_last_one_settled_puts_the_list_away(qtbot, review):
    counts = heard(review.counted)
    press(qtbot, review, Qt.Key.Key_Delete)
    press(qtbot, review, Qt.Key.Key_Delete)

    assert counts[-1] == 0
    assert review.isHidden()


def test_esc_puts_it_away_until_it_is_asked_for(qtbot, review):
    press(qtbot, review, Qt.Key.Key_Escape)
    assert review.isHidden()

    review.begin()
    assert not review.isHidden()


def test_asking_with_nothing_to_review_says_so(qtbot, focus):
    review = ReviewList(focus)
    qtbot.addWidget(review)
    told = heard(review._notices.posted)
    review.begin()

    assert told == ["Nothing to review in this project."]


@pytest.fixture
def elsewhere(focus, workspace, add_article):
    """Another article, two marks of which wait: on the same words, and on other words."""
    here = focus.article.id
    text = "Nobody left the hall. Nobody spoke."
    focus.open(add_article(text, headline="Another").id)
    for words in ("Nobody left", "Nobody spoke"):
        start = text.index(words)
        focus.select((Span(start, start + len(words)),))
        Marking(focus).add_claim()
    for words in (
        "Nobody soon left the hall. Nobody ever spoke.",
        "Nobody left the hall. Nobody ever spoke.",
    ):
        edit = corrected(workspace.reader, focus.article, words, "", workspace.annotator.id)
        workspace.do(edit)
    other = focus.article.id
    focus.open(here)
    return other


def test_the_whole_project_is_counted_and_n_goes_round(qtbot, review, focus, elsewhere):
    here, counts = focus.article.id, heard(review.counted)
    review.refresh()
    head = review.findChild(ListHeading)
    assert counts == [4]
    assert "2 of 4" in [label.text() for label in head.findChildren(QLabel)]

    press(qtbot, review, Qt.Key.Key_N)
    assert focus.article.id == elsewhere
    assert len(rows(review)) == 2

    press(qtbot, review, Qt.Key.Key_N)
    assert focus.article.id == here


def test_there_is_no_other_article_to_go_on_to(qtbot, review, focus):
    here, told = focus.article.id, heard(review._notices.posted)
    press(qtbot, review, Qt.Key.Key_N)

    assert (focus.article.id, told) == (here, ["Nothing to review in other articles."])
    assert review.findChild(QPushButton, "review.next").isHidden()


def test_those_on_the_same_words_are_accepted_at_once_and_undo_brings_them_back(
    qtbot, review, focus, workspace, elsewhere
):
    focus.open(elsewhere)
    assert [row.rsplit(", ", 1)[1] for row in rows(review)] == ["same", "changed"]
    assert not review.findChild(QPushButton, "review.kept").isHidden()
    qtbot.keyClick(review.findChild(QListView), Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)

    assert [row.rsplit(", ", 1)[1] for row in rows(review)] == ["changed"]
    workspace.undo()
    assert len(rows(review)) == 2


def test_where_no_mark_kept_its_words_none_is_accepted(qtbot, review):
    told = heard(review._notices.posted)
    review.accept_kept()

    assert told == ["No marks here kept their original text."]
    assert len(rows(review)) == 2
    assert review.findChild(QPushButton, "review.kept").isHidden()


def test_the_last_one_settled_here_names_where_more_waits(qtbot, review, focus, elsewhere):
    told = heard(review._notices.posted)
    focus.open(elsewhere)
    press(qtbot, review, Qt.Key.Key_A)
    press(qtbot, review, Qt.Key.Key_A)
    assert told == ["All reviewed here; 2 to review in A1. Press Shift+R to go there."]

    review.begin()
    assert focus.article.code == "A1"
    assert len(rows(review)) == 2


def test_it_can_be_painted_in_both_directions(qtbot, review):
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        review.setLayoutDirection(direction)
        review.resize(400, 200)
        assert not review.grab().isNull()
