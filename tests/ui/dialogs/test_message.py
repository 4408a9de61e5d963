import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from annotator.ui.dialogs.dialog_widgets import text_label
from annotator.ui.dialogs.message import Message, ask_choice, tell
from annotator.ui.widgets.fold import Fold


@pytest.fixture
def message(qtbot):
    shown = Message(None, "It is <b>locked</b>.", ["Open read-only", "Try again"], "line 1")
    qtbot.addWidget(shown)
    return shown


def test_words_are_shown_as_they_are(message):
    sentence = message.findChild(QLabel, "message.sentence")

    assert sentence.text() == "It is <b>locked</b>."
    assert sentence.textFormat() is Qt.TextFormat.PlainText


def test_a_pressed_choice_is_the_answer(message):
    message.findChild(QPushButton, "message.Try again").click()

    assert message.choice == "Try again"
    assert message.result() == Message.DialogCode.Accepted


def test_escape_is_no_answer(qtbot, message):
    qtbot.keyClick(message, Qt.Key.Key_Escape)

    assert message.choice is None


def test_enter_takes_the_first_choice(qtbot, message):
    message.show()

    qtbot.keyClick(message, Qt.Key.Key_Return)

    assert message.choice == "Open read-only"


def test_a_message_that_comes_while_somebody_types_is_not_answered_by_that(qtbot):
    message = Message(None, "It is gone.", ["Save a copy", "Later"], is_unasked=True)
    qtbot.addWidget(message)
    message.show()
    qtbot.waitUntil(message.isActiveWindow)

    for key in (Qt.Key.Key_A, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        qtbot.keyClick(message.focusWidget() or message, key)
    assert message.isVisible()

    qtbot.keyClick(message, Qt.Key.Key_Tab)
    qtbot.keyClick(message.focusWidget(), Qt.Key.Key_Space)
    assert message.choice == "Save a copy"


def test_no_button_of_a_message_that_comes_by_itself_looks_as_if_enter_pressed_it(qtbot):
    message = Message(None, "It is gone.", ["Save a copy", "Later"], "line 1", is_unasked=True)
    qtbot.addWidget(message)
    message.show()
    qtbot.waitUntil(message.isActiveWindow)

    assert message.hasFocus()
    assert not [button for button in message.findChildren(QPushButton) if button.isDefault()]


@pytest.mark.parametrize("is_unasked", [False, True])
def test_enter_presses_the_button_that_has_the_keys(qtbot, is_unasked):
    message = Message(None, "It is gone.", ["Save a copy", "Later"], is_unasked=is_unasked)
    qtbot.addWidget(message)
    message.show()
    qtbot.waitUntil(message.isActiveWindow)
    message.findChild(QPushButton, "message.Later").setFocus()

    qtbot.keyClick(message.focusWidget(), Qt.Key.Key_Return)

    assert message.choice == "Later"


def test_details_are_folded_away_and_can_be_copied(message):
    message.findChild(QPushButton, "message.copy").click()

    assert not message.findChild(Fold).is_open()
    assert message.findChild(QPlainTextEdit, "message.details").toPlainText() == "line 1"
    assert QGuiApplication.clipboard().text() == "It is <b>locked</b>.\n\nline 1"


def test_opened_details_make_room_for_themselves(message):
    message.show()
    before = message.height()

    message.findChild(Fold)._toggle.click()

    assert message.height() > before + 90


def test_no_details_leave_no_place_for_them(qtbot):
    message = Message(None, "All is well.", ["Close"])
    qtbot.addWidget(message)

    assert message.findChild(Fold) is None


def test_a_question_returns_its_answer(press_when_asked):
    press_when_asked("message.Skip")

    assert ask_choice(None, "The same article again.", ["Import", "Skip"]) == "Skip"


def test_a_told_sentence_waits_to_be_read(press_when_asked):
    press_when_asked("message.Close")

    assert tell(None, "The disk is full.") is None


def test_a_question_can_be_left_without_a_choice(press_when_asked):
    press_when_asked("message.Cancel")

    assert ask_choice(None, "It is locked.", ["Open read-only"]) is None


def test_no_choice_is_cut(qtbot):
    choices = ["Keep working", "Save a copy of everything…", "Close without saving", "Cancel"]
    message = Message(None, "It is locked.", choices)
    qtbot.addWidget(message)
    message.show()

    for button in message.findChildren(QPushButton):
        assert button.width() >= button.sizeHint().width()


@pytest.mark.usefixtures("qapp")
def test_a_sentence_gets_the_height_that_it_needs_in_a_width():
    assert text_label("The project is open elsewhere since this morning.").hasHeightForWidth()


def test_another_choice_than_the_first_can_be_the_default(when_asked):
    when_asked(lambda dialog: QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return))

    assert ask_choice(None, "Two ways.", ["Restore", "Rebuild"], default="Rebuild") == "Rebuild"
