"""Everything can be done with the keyboard, and what is not ours goes to the window."""

import pytest
from made_up import TEXT, claim, read_aloud, sentiment, words
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.domain.span import Span
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


def test_tab_goes_through_the_marks_and_then_on_to_the_next_field(qtbot, view):
    view.set_marks(MARKS)
    picked = []
    view.mark_picked.connect(picked.append)

    for _ in MARKS:
        qtbot.keyClick(view, Key.Key_Tab)
    assert picked == ["c1", "c2", "s1", "c3"]

    qtbot.keyClick(view, Key.Key_Backtab, SHIFT)
    assert picked[-1] == "s1"


def test_tab_leaves_an_article_without_marks(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    view, field = ArticleView(window), QLineEdit(window)
    window.show()
    qtbot.waitExposed(window)
    view.setFocus()

    qtbot.keyClick(view, Key.Key_Tab)

    assert window.focusWidget() is field


def test_tab_goes_on_from_where_one_reads(qtbot, view):
    view.set_marks(MARKS)
    view.pick_mark("c1")
    qtbot.keyClick(view, Key.Key_End, CTRL)

    assert not view.next_mark()
    qtbot.keyClick(view, Key.Key_Backtab, SHIFT)
    assert view.scene.current == "c3"


def test_space_goes_round_the_marks_that_overlap(qtbot, view):
    view.set_marks(MARKS)
    view.reading.put_caret(TEXT.index("forget"))
    picked = []
    view.mark_picked.connect(picked.append)

    for _ in range(3):
        qtbot.keyClick(view, Key.Key_Space)

    assert picked == ["c3", "c2", "c3"]


def test_enter_opens_the_current_mark_and_only_that(qtbot, view):
    opened = []
    view.mark_opened.connect(opened.append)
    qtbot.keyClick(view, Key.Key_Return)
    assert opened == []

    view.set_marks(MARKS)
    view.pick_mark("c2")
    qtbot.keyClick(view, Key.Key_Return)
    assert opened == ["c2"]


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
