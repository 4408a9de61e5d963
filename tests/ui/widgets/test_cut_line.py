"""A text that is too long for its field says so, until the field is typed in."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.ui.widgets.cut_line import CutLine

ADDRESS = "https://president.kaldria.example/documents/letter-2031-02-20.pdf"


@pytest.fixture
def line(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    other, line = QLineEdit(window), CutLine(window)
    line.window_kept = window
    line.setGeometry(0, 40, 200, 28)
    window.show()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    return line


def test_a_long_text_ends_in_an_ellipsis_where_the_field_ends(line):
    line.setText(ADDRESS)
    cut = line.grab().toImage()

    assert line.shown_text().endswith("…")
    assert ADDRESS.startswith(line.shown_text()[:-1])
    assert line.text() == ADDRESS
    line.setText(line.shown_text())
    line.setCursorPosition(0)
    assert line.shown_text() == line.text()
    assert cut == line.grab().toImage()  # it stands where Qt writes


def test_who_types_in_it_sees_all_of_it(line, qtbot):
    line.setText(ADDRESS)
    line.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)

    assert line.shown_text() == ADDRESS
    line.clearFocus()
    assert line.shown_text() != ADDRESS


@pytest.mark.parametrize("text", ["", "Short", "رسالة من مكتب رئيس الوزراء إلى رئيس البلاد بتاريخ"])
def test_what_fits_or_is_read_from_the_right_is_left_to_qt(line, text):
    line.setText(text)

    assert line.shown_text() == text


def test_a_text_beside_a_sign_or_selected_is_left_to_qt(line):
    line.setText(ADDRESS)
    line.setSelection(0, 5)
    assert line.shown_text() == ADDRESS

    line.deselect()
    line.addAction(QAction(line))
    assert line.shown_text() == ADDRESS


def test_a_hint_that_is_too_long_can_be_read_in_its_tooltip(line):
    line.setPlaceholderText("At a press conference, on television")
    line.resize(100, 28)
    assert "on television" in line.toolTip()

    line.resize(400, 28)
    assert line.toolTip() == ""


def test_a_tooltip_of_its_own_stays(line):
    line.setPlaceholderText("At a press conference, on television")
    line.setToolTip("The place")
    line.resize(100, 28)

    assert line.toolTip() == "The place"
