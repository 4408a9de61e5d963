"""The text for screen readers: Qt's own widget over the reading view, and always the same place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import TEXT, claim
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QTextCursor, QTextDocument, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from annotator.domain.span import Span
from annotator.ui.reading import Aside, AsideLook, Heading, Mark, MarkKind, ReadingColours
from annotator.ui.reading.native import NativeText
from annotator.ui.reading.qt_text import QtText
from annotator.ui.theming.palette import load

STRANGE = "a\r\nb\rc\n\u2028d\u00a0\U0001f469\u200d\U0001f52ce\u2029\ud800f\ufdd0g\x00\r\n\r\n𐍈h"


@pytest.fixture
def native(view):
    shown = NativeText(view)
    shown.begin()
    return shown


@pytest.fixture
def said(native, monkeypatch):
    """All that is announced."""
    words = []
    monkeypatch.setattr(native, "say", words.append)
    return words


def press(native, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(native, getattr(Qt.Key, f"Key_{key}"), modifier)


def c1(words):
    return claim(words, "c1", description="Claim C1, refuted: Nothing was signed")


@given(st.text(alphabet="ab\r\n\u2028\u2029\u00a0\U0001f600\ud800\ufdd0\x00", max_size=12))
def test_positions_agree_with_those_of_a_document(text):
    shown, document = QtText(text), QTextDocument()
    document.setPlainText(shown.display_text())

    assert document.characterCount() - 1 == shown.to_qt(len(text))
    for place in range(len(text) + 1):
        if text[place - 1 : place + 1] != "\r\n":
            assert shown.to_code_points(shown.to_qt(place)) == place


def test_a_caret_between_two_strange_characters_is_between_them_in_qt(qtbot, view, native):
    view.set_article(Heading("Strange"), STRANGE, "en")

    for place, char in enumerate(STRANGE):
        if char.isalpha():
            view.reading.put_caret(place)
            view.follow()
            assert native.textCursor().position() == QtText(STRANGE).to_qt(place)
            shown = QTextCursor(native.textCursor())
            shown.movePosition(QTextCursor.MoveOperation.NextCharacter, shown.MoveMode.KeepAnchor)
            assert shown.selectedText() == char


def test_arrows_walk_letter_by_letter(view, native):
    press(native, "Right", "Right", "Right")

    assert view.reading.place == 3
    assert native.textCursor().position() == 3

    press(native, "Left")
    assert view.reading.place == 2


def test_other_keys_are_those_of_the_view(view, native):
    first = view.reading.sentence

    press(native, "Down")
    second = view.reading.sentence
    assert second.start > first.start
    assert native.textCursor().position() == second.start

    press(native, "Right", modifier=Qt.KeyboardModifier.ShiftModifier)
    assert native.textCursor().selectionStart() == view.selection().start

    press(native, "Escape")
    assert not native.textCursor().hasSelection()


def test_tab_goes_to_the_next_mark(view, native):
    view.set_marks([c1("closed")])

    press(native, "Tab")

    assert view.scene.current == "c1"
    assert native.textCursor().position() == TEXT.index("closed")


def test_a_screen_reader_sets_the_caret_and_the_selection(view, native):
    spoken = QAccessible.queryAccessibleInterface(native).textInterface()

    spoken.setCursorPosition(7)
    assert view.reading.place == 7

    spoken.setSelection(0, 2, 9)
    assert view.selection() == Span(2, 9)


def test_what_is_copied_is_never_what_qt_made_of_it(view, native):
    view.set_article(Heading("Spaces"), "one\u00a0two\u2028three", "en")
    view.select_all()

    copied = native.createMimeDataFromSelection()
    assert copied.text() == "one\u00a0two\u2028three"
    press(native, "C", modifier=Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "one\u00a0two\u2028three"


def test_a_mark_is_told_where_the_caret_enters_and_leaves_it(view, native, said):
    view.set_marks([c1("closed")])
    view.reading.put_caret(TEXT.index("closed") - 1)
    view.follow()
    said.clear()

    press(native, "Right")
    assert said == ["Claim C1, refuted: Nothing was signed"]

    press(native, *["Right"] * 6)
    assert said == ["Claim C1, refuted: Nothing was signed", "End of claim C1"]


def test_a_sentence_is_told_with_its_marks_and_its_number(view, native, said):
    view.set_marks([c1(view.reading.sentence.of(TEXT)[:6])])

    press(native, "Down", "Up")

    assert said[-1].startswith("Claim C1, refuted: Nothing was signed. ")
    assert said[-1].endswith(f"paragraph 1 of {len(view.reading.blocks)}")
    assert "Sentence 1 of " in said[-1]


def test_excluded_lines_are_told_when_they_begin_and_end(view, native, said):
    line = view.reading.blocks.span(1)
    view.set_asides([Aside(line, AsideLook.EXCLUDED)])
    view.reading.put_caret(line.start - 1)
    view.follow()
    said.clear()

    press(native, "Right")
    entered = said[:]
    view.reading.put_caret(line.end + 3)
    view.follow()

    assert entered == ["Excluded from the article"]
    assert said[-1] == "Article text"


def test_marks_are_seen_and_their_formats_are_not_in_the_document(view, native):
    view.set_marks([c1("closed")])
    view.pick_mark("c1")
    block = native.document().findBlock(TEXT.index("closed"))

    mark = next(each for each in block.layout().formats() if each.length == len("closed"))
    assert mark.format.background().color() == view.colours.accent
    assert block.charFormat().background().style() is Qt.BrushStyle.NoBrush

    view.change_marks({"c1"}, [])
    assert all(each.length != len("closed") for each in block.layout().formats())


def test_place_and_selection_stay_when_the_view_comes_back(view, native):
    view.select(Span(3, 11))

    native.end()
    QCoreApplication.processEvents()

    assert view.selection() == Span(3, 11)
    assert view.hasFocus()
    assert view.focusProxy() is None


def test_the_keyboard_is_taken_from_the_view(view, native):
    assert QApplication.focusWidget() is native
    assert native.geometry() == view.viewport().rect()

    view.resize(500, 400)
    assert native.geometry() == view.viewport().rect()


def test_another_article_is_shown_and_named(view, native):
    view.set_article(Heading("Rain"), "It rained. All day.", "en")

    spoken = QAccessible.queryAccessibleInterface(native)
    assert spoken.text(QAccessible.Text.Name) == "Rain"
    assert spoken.textInterface().text(0, 10) == "It rained."
    assert spoken.state().readOnly


def test_what_is_scrolled_away_is_not_in_sight(view, native):
    text = "\n".join(f"Line {number} was said." for number in range(300))
    view.set_article(Heading("Long"), text, "en")
    view.set_marks([Mark(id="m", spans=(Span(0, 6),), sign="C1", tone="x", kind=MarkKind.CLAIM)])
    assert view.is_in_sight("m")

    native.verticalScrollBar().setValue(200)
    assert not view.is_in_sight("m")

    view.flash(Span(0, 6))
    assert view.is_in_sight("m")


def test_the_wheel_with_ctrl_is_left_to_the_window(native):
    at, turned = QPointF(5, 5), QPoint(0, 120)
    ctrl, phase = Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase
    size = native.font()
    event = QWheelEvent(at, at, QPoint(), turned, Qt.MouseButton.NoButton, ctrl, phase, False)
    native.wheelEvent(event)

    assert not event.isAccepted()
    assert native.font() == size


def test_what_is_found_and_read_is_seen(view, native):
    def grounds():
        block = native.document().firstBlock()
        formats = block.layout().formats()
        return {each.format.background().color().name(): each.length for each in formats}

    first = view.reading.sentence
    assert grounds() == {view.colours.accent_ground.name(): len(first.of(TEXT).rstrip())}

    view.set_found(view.find_all("Premier"))
    assert grounds()[view.colours.selected.name()] == len("Premier")
    view.set_found(())
    assert view.colours.selected.name() not in grounds()


def test_the_heading_stands_over_the_text(view, native):
    shown = native.findChild(QLabel)

    assert shown.text() == "<b>Summit ends</b><br>The Courier · 2031"
    assert shown.geometry().bottom() <= native.viewport().y()


def test_a_right_click_goes_where_it_is_but_not_out_of_a_selection(view, native, monkeypatch):
    monkeypatch.setattr(view, "ask_menu", lambda _: None)

    def right_click(place):
        shown = native._cursor(place, place)
        at, reason = native.cursorRect(shown).center(), QContextMenuEvent.Reason.Mouse
        native.contextMenuEvent(QContextMenuEvent(reason, at, native.mapToGlobal(at)))

    right_click(7)
    assert view.reading.place == 7

    view.select(Span(2, 9))
    right_click(5)
    assert view.selection() == Span(2, 9)


def test_the_link_in_the_heading_opens_what_the_view_would(qtbot, view, native):
    view.set_heading(Heading("A", "The Courier · courier.example", "courier.example"))
    label = native.findChild(QLabel)

    assert ">courier.example</a>" in label.text()
    with qtbot.waitSignal(view.link_opened):
        label.linkActivated.emit("#")


def test_the_link_in_the_heading_has_the_ink_of_the_scheme(view, native):
    view.set_heading(Heading("A", "The Courier · courier.example", "courier.example"))

    for scheme in ("dark", "light"):
        view.set_colours(ReadingColours.of(load(scheme)))

        painted = native.findChild(QLabel).grab().toImage()
        inks = [painted.pixelColor(x, y) for x in range(400) for y in range(painted.height())]
        assert load(scheme).accent in inks
