"""A text with what is taken into it at its place."""

import pytest
from PySide6.QtGui import QTextCursor

from annotator.ui.theming.theme import Scheme, load, shown_in
from annotator.ui.widgets.in_place import InPlace, ShownLine

LINES = [
    *(ShownLine(f"Line {number} of the article, which has some words") for number in range(40)),
    ShownLine("Taken in", is_taken=True),
    ShownLine("Looked at", is_current=True),
    *(ShownLine(f"Line {number} of the article, which has some words") for number in range(40)),
]


@pytest.fixture
def shown(qtbot):
    text = InPlace()
    qtbot.addWidget(text)
    text.resize(400, 300)
    text.show()
    text.show_lines(LINES)
    qtbot.waitUntil(lambda: text.verticalScrollBar().value() > 0)
    return text


def formats(text, number):
    block = text.document().findBlockByNumber(number)
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
    return block.blockFormat(), cursor.charFormat()


def top(text):
    (number,) = (number for number, line in enumerate(text.lines()) if line.is_current)
    return text.cursorRect(QTextCursor(text.document().findBlockByNumber(number))).top()


def test_every_line_is_shown_and_nothing_can_be_written(shown):
    assert shown.toPlainText() == "\n".join(line.text for line in LINES)
    assert shown.isReadOnly()
    assert shown.lines() == tuple(LINES)


def test_what_is_taken_in_is_underlined_and_what_is_looked_at_on_another_ground(shown):
    palette = shown_in(shown)

    assert formats(shown, 40)[1].fontUnderline() or formats(shown, 40)[1].underlineStyle()
    assert formats(shown, 41)[0].background().color() == palette.accent_ground
    assert formats(shown, 41)[1].fontItalic()
    assert not formats(shown, 0)[1].fontItalic()


def test_the_current_line_is_in_view_also_in_another_size(shown, qtbot):
    assert 0 < top(shown) < 150

    shown.resize(250, 200)
    qtbot.waitUntil(lambda: 0 < top(shown) < 100)


def test_without_a_current_line_the_beginning_is_shown(shown, qtbot):
    shown.show_lines(LINES[:40])

    qtbot.waitUntil(lambda: shown.verticalScrollBar().value() == 0)


def test_the_same_lines_stay_where_they_were_scrolled_to(shown, qtbot):
    shown.verticalScrollBar().setValue(3)
    shown.show_lines(list(LINES))
    qtbot.wait(20)

    assert shown.verticalScrollBar().value() == 3


def test_another_scheme_colours_it_anew(shown, theme):
    theme.set_scheme(Scheme.DARK)

    assert formats(shown, 41)[0].background().color() == load("dark").accent_ground
