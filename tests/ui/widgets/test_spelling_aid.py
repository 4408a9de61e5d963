"""Misspelt words are underlined in the field that is written in, and its menu suggests others."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from annotator.i18n import tr
from annotator.language.spelling.dictionaries import Dictionary
from annotator.ui.widgets import spelling, spelling_menu
from annotator.ui.widgets.auto_text import AutoText
from annotator.ui.widgets.spelling import Spelling


class Words(set):
    """A dictionary as Enchant has them."""

    check = set.__contains__

    def suggest(self, word):
        return sorted(self)


@pytest.fixture
def words(monkeypatch):
    """The words of the only dictionary of the system."""
    words = Words({"the", "quick", "brown"})
    monkeypatch.setattr(spelling, "fitting", lambda locale: "en_US")
    monkeypatch.setattr(spelling, "dictionary", lambda tag: Dictionary(tag, words))
    monkeypatch.setattr(spelling_menu, "tags", lambda: ("en_US", "fr"))
    return words


@pytest.fixture
def fields(qtbot, words, preferences):
    """A window with a field for notes and one for a quote."""
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    fields = [AutoText(), AutoText(checks_spelling=False)]
    for field in fields:
        layout.addWidget(field)
    Spelling(window, preferences, lambda: {"Lind"})
    window.show()
    window.activateWindow()
    return fields


@pytest.fixture
def note(qtbot, fields):
    """The field for notes, with words of which two are misspelt."""
    note = fields[0]
    note.set_value("the 🕊️ qick brwn Lind")
    note.setFocus()
    qtbot.waitUntil(lambda: underlined(note) == ["qick", "brwn"])
    return note


def underlined(field):
    return [selection.cursor.selectedText() for selection in field.extraSelections()]


@pytest.fixture
def menu_at(note):
    """Open the menu at a word of the note, choose from it, and return what it offers and how."""

    def open_menu(word, choice=""):
        offered = {}

        def look():
            menu = QApplication.activePopupWidget()
            actions = [
                each for part in (menu, *menu.findChildren(QMenu)) for each in part.actions()
            ]
            offered.update({each.text(): (each.isEnabled(), each.isChecked()) for each in actions})
            for each in actions:
                if each.text() == choice:
                    each.trigger()
            menu.close()

        cursor = note.document().find(word)
        cursor.setPosition(cursor.selectionStart() + 1)
        note.setTextCursor(cursor)
        QTimer.singleShot(0, look)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
        QApplication.sendEvent(note, event)
        return offered

    return open_menu


def test_the_word_that_is_written_is_judged_once_it_is_left(qtbot, note):
    note.moveCursor(note.textCursor().MoveOperation.End)
    qtbot.keyClicks(note, " foxx")
    qtbot.wait_until(lambda: underlined(note) == ["qick", "brwn"])

    qtbot.keyClicks(note, " ")

    qtbot.waitUntil(lambda: underlined(note) == ["qick", "brwn", "foxx"])


def test_what_is_written_stays_as_it_is(note, qtbot):
    committed = []
    note.committed.connect(committed.append)

    note.clearFocus()

    assert note.value() == "the 🕊️ qick brwn Lind"
    assert committed == []


def test_a_field_that_is_left_and_one_of_quotes_show_nothing(qtbot, note, fields):
    fields[1].set_value("qick")

    fields[1].setFocus()

    assert underlined(note) == []
    qtbot.wait(spelling._PAUSE + 50)
    assert underlined(fields[1]) == []


def test_another_word_is_taken_from_the_menu(qtbot, note, menu_at):
    menu_at("qick", "quick")

    assert note.value() == "the 🕊️ quick brwn Lind"
    qtbot.waitUntil(lambda: underlined(note) == ["brwn"])


def test_a_word_is_added_to_the_dictionary(note, words, menu_at):
    menu_at("brwn", "Add “brwn” to dictionary")

    assert "brwn" in words
    assert underlined(note) == ["qick"]


def test_a_word_that_is_right_has_no_suggestions(menu_at):
    assert "quick" not in menu_at("the")


def test_the_language_is_chosen_in_the_menu_and_kept(qtbot, note, menu_at, preferences):
    assert menu_at("the", "Off")[tr("Language of the system")] == (True, True)
    assert underlined(note) == []
    assert preferences.settings.spelling == "off"

    assert menu_at("the", "English (US)")[tr("Off")] == (True, True)
    assert preferences.settings.spelling == "en_US"
    qtbot.waitUntil(lambda: underlined(note) == ["qick", "brwn"])


def test_without_a_dictionary_the_menu_says_so(menu_at, monkeypatch):
    monkeypatch.setattr(spelling_menu, "tags", lambda: ())

    assert menu_at("the")[tr("No dictionary is installed")] == (False, False)


def test_a_field_that_goes_is_forgotten(note):
    note.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    QApplication.processEvents()  # no slot of it is called


def test_a_field_of_another_window_is_left_alone(qtbot, note):
    other = AutoText()
    qtbot.addWidget(other)
    other.set_value("qick")
    other.show()
    other.activateWindow()
    other.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(other.hasFocus)

    qtbot.wait(spelling._PAUSE + 50)
    assert underlined(other) == []
