import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QScrollArea

from annotator.ui.dialogs import on_screen
from annotator.ui.dialogs.keys import KeysSheet, balanced

LINES = [
    ("Reading", "J", "next sentence"),
    ("Reading", "K", "previous sentence"),
    ("Labelling", "C", "add <b>a claim</b>"),
    ("Everywhere", "?", "this sheet"),
]


@pytest.fixture
def sheet(qtbot):
    shown = KeysSheet(LINES)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def test_every_key_is_shown_with_its_group(sheet):
    texts = {label.text() for label in sheet.findChildren(QLabel)}

    assert {word for line in LINES for word in line} <= texts


@pytest.mark.parametrize("key", ["?", Qt.Key.Key_Escape])
def test_it_closes_on_escape_and_on_a_question_mark(qtbot, sheet, key):
    press = qtbot.keyClicks if isinstance(key, str) else qtbot.keyClick

    press(sheet, key)

    assert not sheet.isVisible()


def test_another_key_leaves_it_open(qtbot, sheet):
    qtbot.keyClicks(sheet, "x")

    assert sheet.isVisible()


def test_columns_are_of_nearly_the_same_height():
    assert balanced(LINES) == (["Reading"], ["Labelling", "Everywhere"])
    assert balanced([]) == ([], [])


def test_a_sheet_of_many_keys_fits_a_small_screen(qtbot):
    sheet = KeysSheet([(str(number // 9), "K", "does something") for number in range(200)])
    qtbot.addWidget(sheet)

    assert sheet.width() <= 1366
    assert sheet.height() <= 700


def test_what_is_scrolled_down_is_not_scrolled_sideways(qtbot, monkeypatch):
    monkeypatch.setattr(on_screen, "room_for", lambda _: QSize(1084, 300))
    sheet = KeysSheet([(str(number // 9), "K", "does something") for number in range(200)])
    qtbot.addWidget(sheet)
    sheet.show()

    lines = sheet.findChild(QScrollArea, "keys.lines")

    assert lines.verticalScrollBar().maximum()
    assert not lines.horizontalScrollBar().maximum()


def test_it_is_shown_until_it_is_closed(when_asked):
    when_asked(lambda sheet: sheet.reject())

    assert not KeysSheet.ask(LINES)
