"""The contract that AutoLine and AutoText share."""

import gc

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget

from annotator.ui.widgets.auto_line import AutoLine
from annotator.ui.widgets.auto_text import AutoText

FIELDS = {"line": AutoLine, "paragraph": lambda: AutoText(single_paragraph=True), "text": AutoText}


@pytest.fixture
def page(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture(params=FIELDS.values(), ids=FIELDS)
def field(request, page, qtbot):
    made = request.param()
    column = QVBoxLayout(page)
    column.addWidget(made)
    column.addWidget(QLineEdit())
    page.show()
    with qtbot.waitActive(page):
        pass
    made.setFocus()
    return made


def cursor(field):
    return field.cursorPosition() if isinstance(field, QLineEdit) else field.textCursor().position()


def overridden(field, key, modifiers):
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers)
    event.ignore()
    field.event(event)
    return event.isAccepted()


def test_typing_is_committed_when_the_focus_leaves(field, qtbot):
    qtbot.keyClicks(field, "Lind said no")

    with qtbot.waitSignal(field.committed) as commit:
        field.clearFocus()

    assert commit.args == ["Lind said no"]


def test_typing_is_committed_after_a_pause_and_the_field_keeps_its_focus(field, qtbot):
    qtbot.keyClicks(field, "Lind")

    with qtbot.waitSignal(field.committed, timeout=2000) as commit:
        pass

    assert commit.args == ["Lind"]
    assert field.hasFocus()


def test_a_value_from_outside_says_nothing(field, qtbot):
    with qtbot.assertNotEmitted(field.committed):
        field.set_value("Lind said no")
        field.flush()
        field.clearFocus()

    assert field.value() == "Lind said no"


def test_a_value_from_outside_leaves_unsaved_typing_and_the_cursor_alone(field, qtbot):
    field.set_value("said no")
    qtbot.keyClicks(field, "Lind ")

    field.set_value("said yes")
    field.set_value("Lind said no")

    assert field.value() == "Lind said no"
    assert cursor(field) == 5


def test_the_cursor_stays_when_an_undo_changes_the_text(field):
    field.set_value("one two")
    for _ in range(3):
        QGuiApplication.sendEvent(field, key_press(Qt.Key.Key_Right))

    field.set_value("one three")

    assert cursor(field) == 3


def key_press(key):
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)


def test_escape_commits_and_leaves(field, qtbot):
    qtbot.keyClicks(field, "Lind")

    with qtbot.waitSignals([field.committed, field.left], order="strict"):
        qtbot.keyClick(field, Qt.Key.Key_Escape)


def test_tab_goes_on_to_the_next_field(field, qtbot):
    qtbot.keyClick(field, Qt.Key.Key_Tab)

    assert not field.hasFocus()
    assert "\t" not in field.value()


def test_undo_and_redo_are_never_the_fields_own(field, qtbot):
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClicks(field, "Lind")

    for modifiers in (control, control | Qt.KeyboardModifier.ShiftModifier):
        assert not overridden(field, Qt.Key.Key_Z, modifiers)
        qtbot.keyClick(field, Qt.Key.Key_Z, modifiers)

    assert field.value() == "Lind"


def test_escape_is_the_fields_own(field):
    assert overridden(field, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)


def test_a_no_break_space_is_kept(field):
    field.set_value("10\N{NO-BREAK SPACE}000")

    assert field.value() == "10\N{NO-BREAK SPACE}000"
    assert not field.draft.pending


def test_a_pasted_control_character_is_kept_as_it_is(field, qtbot):
    QGuiApplication.clipboard().setText("a\x00b\x07c")

    field.paste()

    assert field.value() == "a\x00b\x07c"


def test_a_field_keeps_none_of_its_menus(field):
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(2, 2), QPoint(2, 2))
    QTimer.singleShot(0, lambda: QApplication.activePopupWidget().close())

    QApplication.sendEvent(field, event)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    assert field.findChildren(QMenu) == []


def test_the_sign_of_a_line_is_one_for_as_long_as_the_line_is(page):
    line = AutoLine(parent=page)
    line.mark("No date.")
    [sign] = line.actions()

    line.mark("")
    assert not sign.isVisible()
    line.mark("No year.")

    assert line.actions() == [sign]
    assert (sign.isVisible(), sign.text()) == (True, "No year.")


def test_a_sign_outlives_what_pyside_took_for_the_owner_of_its_line(page):
    line, label = AutoLine(parent=page), QLabel()
    line.mark("No date.")
    label.setBuddy(line)
    label.buddy()  # from now on PySide holds the line for a child of the label
    del label
    gc.collect()

    line.mark("")

    assert not line.actions()[0].isVisible()
