"""Everything can be done with the keyboard, and what is not ours goes to the window."""

import pytest
from made_up import claim, read_aloud, sentiment, span, words
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.domain.span import Span
from annotator.language import Direction
from annotator.ui.reading import ArticleView, Heading

Key = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
MARKS = (
    claim("closed on Thursday", "c1"),
    claim("The Pact — you can forget about it", "c2", "conflicting"),
    claim("you can forget", "c3", "supported"),
    sentiment("The Pact", "s1"),
)


@pytest.mark.parametrize(("on", "back"), [(Key.Key_J, Key.Key_K), (Key.Key_Down, Key.Key_Up)])
def test_letters_and_arrows_step_through_sentences(qtbot, view, on, back):
    qtbot.keyClick(view, on)
    assert read_aloud(view) == "Premier Lind gave no guarantees."

    qtbot.keyClick(view, on)
    qtbot.keyClick(view, back)
    assert read_aloud(view) == "Premier Lind gave no guarantees."


def test_shift_and_arrows_select_by_word_and_by_clause(qtbot, view):
    qtbot.keyClick(view, Key.Key_Left, CTRL | SHIFT)
    assert words(view) == "The summit closed on Thursday, warmly"

    qtbot.keyClick(view, Key.Key_Left, SHIFT)
    qtbot.keyClick(view, Key.Key_Left, SHIFT)
    assert words(view) == "The summit closed on Thursday"


def test_brackets_choose_which_end_moves(qtbot, view):
    qtbot.keyClick(view, "[")
    qtbot.keyClick(view, Key.Key_Right, SHIFT)
    assert words(view).startswith("summit closed")

    qtbot.keyClick(view, "]")
    qtbot.keyClick(view, Key.Key_Left, SHIFT)
    assert words(view).startswith("summit")
    assert words(view).endswith("signature")


def test_the_arrows_collapse_the_selection_to_a_caret(qtbot, view):
    view.select(Span(4, 10))

    with qtbot.waitSignal(view.selection_changed, check_params_cb=lambda span: span is None):
        qtbot.keyClick(view, Key.Key_Right)

    qtbot.keyClick(view, Key.Key_Right, SHIFT)
    assert words(view).strip() == "closed"


def test_home_and_end_go_to_the_ends_of_paragraph_and_article(qtbot, view):
    qtbot.keyClick(view, Key.Key_End)
    assert read_aloud(view) == "Premier Lind gave no guarantees."

    qtbot.keyClick(view, Key.Key_End, CTRL)
    assert read_aloud(view).startswith("Parliament")

    qtbot.keyClick(view, Key.Key_Home, CTRL)
    assert read_aloud(view).startswith("The summit")


def test_the_page_keys_bring_the_cursor_along(qtbot, view):
    view.set_article(Heading("Long"), "It went on and on. " * 20 + ("\nNext one. " * 300), "en")

    for _ in range(3):
        qtbot.keyClick(view, Key.Key_PageDown)

    assert view.reading.place > 400
    assert view.passage().overlaps(view.sheet.seen())
    qtbot.keyClick(view, Key.Key_End, CTRL)
    qtbot.keyClick(view, Key.Key_PageDown)
    assert view.reading.sentence.end >= len(view.reading.text) - 1


def test_copying_takes_the_exact_words_of_the_article(qtbot, view):
    text = "It cost 5\xa0000 kr.\u2028Nobody  paid \u00ad it.\x01"
    view.set_article(Heading(), text, "en")

    qtbot.keyClick(view, Key.Key_A, CTRL)
    qtbot.keyClick(view, Key.Key_C, CTRL)

    assert view.selection() == Span(0, len(text))
    assert QGuiApplication.clipboard().text() == text


def test_copying_without_a_selection_takes_the_sentence(qtbot, view):
    qtbot.keyClick(view, Key.Key_C, CTRL)

    assert QGuiApplication.clipboard().text() == read_aloud(view)


def test_tab_goes_through_the_marks_and_begins_again(qtbot, view):
    view.set_marks(MARKS)
    picked, round_ = [], []
    view.mark_picked.connect(picked.append)
    view.went_round.connect(round_.append)

    for _ in MARKS:
        qtbot.keyClick(view, Key.Key_Tab)
    assert picked == ["c1", "c2", "s1", "c3"]
    assert round_ == []

    qtbot.keyClick(view, Key.Key_Tab)
    assert (picked[-1], round_) == ("c1", [Direction.ON])
    qtbot.keyClick(view, Key.Key_Backtab, SHIFT)
    assert (picked[-1], round_) == ("c3", [Direction.ON, Direction.BACK])


def test_tab_stays_in_an_article_without_marks(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    view = ArticleView(window)
    QLineEdit(window)
    window.show()
    qtbot.waitExposed(window)
    view.setFocus()

    with qtbot.waitSignal(view.had_no_marks):
        qtbot.keyClick(view, Key.Key_Tab)

    assert window.focusWidget() is view


def test_tab_goes_on_from_where_one_reads(qtbot, view):
    view.set_marks(MARKS)
    view.pick_mark("c1")
    qtbot.keyClick(view, Key.Key_End, CTRL)

    qtbot.keyClick(view, Key.Key_Backtab, SHIFT)
    assert view.scene.current == "c3"


def test_space_goes_round_the_marks_that_overlap(qtbot, view):
    view.set_marks(MARKS)
    view.pick_mark("c2")
    picked = []
    view.mark_picked.connect(picked.append)

    for _ in range(3):
        qtbot.keyClick(view, Key.Key_Space)

    assert picked == ["c3", "c2", "c3"]


def test_space_takes_a_mark_of_the_sentence_when_none_is_current(qtbot, view):
    view.set_marks(MARKS)
    assert view.scene.current is None

    qtbot.keyClick(view, Key.Key_Space)

    assert view.scene.current == "c1"


def test_the_sentence_that_is_read_brings_its_first_claim(qtbot, view):
    view.set_marks([claim("you can forget", "c2"), claim("told reporters", "c3"), MARKS[3]])
    stood = []
    view.stood.connect(lambda _sentence, mark: stood.append(mark))

    for _ in range(3):
        qtbot.keyClick(view, Key.Key_J)

    assert stood == [None, "c2", None]


def test_a_sentence_without_claims_brings_its_sentiment(qtbot, view):
    view.set_marks([sentiment("Premier Lind", "s1")])

    qtbot.keyClick(view, Key.Key_J)

    assert view.scene.current == "s1"


def test_a_mark_stays_while_words_are_selected_elsewhere(qtbot, view):
    view.set_marks(MARKS)
    view.pick_mark("c1")

    view.select(span("Parliament voted"))
    assert view.scene.current == "c1"

    qtbot.keyClick(view, Key.Key_Escape)
    assert view.scene.current is None


def test_a_mark_that_is_not_in_this_text_stays_until_another_is_met(qtbot, view):
    view.set_marks(MARKS)
    view.pick_mark("lost")

    qtbot.keyClick(view, Key.Key_J)
    assert view.scene.current == "lost"

    qtbot.keyClick(view, Key.Key_J)
    assert view.scene.current == "c2"


def test_enter_is_reported(qtbot, view):
    with qtbot.waitSignal(view.entered):
        qtbot.keyClick(view, Key.Key_Return)


def test_escape_gives_up_the_selection_and_then_the_mark(qtbot, view):
    view.set_marks(MARKS)
    view.pick_mark("c1")
    view.select(Span(0, 3))

    qtbot.keyClick(view, Key.Key_Escape)
    assert (view.selection(), view.scene.current) == (None, "c1")

    with qtbot.waitSignal(view.mark_picked, check_params_cb=lambda mark: mark is None):
        qtbot.keyClick(view, Key.Key_Escape)
    assert view.scene.current is None


@pytest.mark.parametrize("letter", ["C", "S", "V", "E", "N", "?", "3", "Del", "Ctrl+Return"])
def test_keys_of_the_window_are_left_to_it(qtbot, view, letter):
    done = []
    action = QAction("Do", view)
    action.setShortcut(letter)
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.triggered.connect(lambda: done.append(letter))
    view.addAction(action)

    qtbot.keySequence(view, letter)

    assert done == [letter]


def test_an_empty_article_survives_every_key(qtbot, view):
    view.set_article(Heading(), "", "en")
    for key in (Key.Key_J, Key.Key_K, Key.Key_Home, Key.Key_End, Key.Key_PageDown, Key.Key_Space):
        qtbot.keyClick(view, key)
        qtbot.keyClick(view, key, SHIFT)
        qtbot.keyClick(view, key, CTRL)

    assert view.passage() is None
