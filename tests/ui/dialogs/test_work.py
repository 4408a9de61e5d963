"""What takes a while shows how far it is, can be stopped, and says what came of it."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QProgressBar, QPushButton

from annotator.domain.errors import StorageError
from annotator.ui.dialogs import work as work_dialog
from annotator.ui.dialogs.work import Outcome, Stage, Work


@pytest.fixture
def begin(qtbot):
    """Show a dialog that does these steps."""

    def begin(steps):
        work = Work(None, "Check project", steps)
        qtbot.addWidget(work)
        work.show()
        work.start()
        return work

    return begin


def told(work):
    return work.findChild(QLabel, "work.words").text()


def leave(work):
    return work.findChild(QPushButton, "leave")


def test_it_shows_how_far_it_is(qtbot, begin):
    go = Event()

    def steps():
        yield Stage("Copying", 1, 2000)
        go.wait(10)

    work = begin(steps)
    qtbot.waitUntil(lambda: told(work) == "Copying: 1 of 2,000")

    assert work.findChild(QProgressBar).maximum() == 2000
    assert leave(work).text() == "Cancel"
    go.set()
    qtbot.waitUntil(lambda: not work.isVisible())


def test_it_counts_nothing_where_no_number_is_known(qtbot, begin):
    go = Event()

    def steps():
        yield Stage("Reading the file", 0, 0)
        go.wait(10)

    work = begin(steps)
    qtbot.waitUntil(lambda: told(work) == "Reading the file…")

    assert work.findChild(QProgressBar).maximum() == 0
    go.set()
    qtbot.waitUntil(lambda: not work.isVisible())


def test_its_bar_moves_by_itself_while_one_step_takes_long(qtbot, begin, monkeypatch):
    monkeypatch.setattr(work_dialog, "_STILL", 30)
    go = Event()

    def steps():
        yield Stage("Checking", 1, 8)
        go.wait(10)
        yield Stage("Checking", 2, 8)
        go.wait(10)

    work = begin(steps)
    bar = work.findChild(QProgressBar)
    qtbot.waitUntil(lambda: told(work) == "Checking: 1 of 8" and bar.maximum() == 0)
    shown = []
    bar.valueChanged.connect(lambda value: shown.append((value, bar.maximum())))

    go.set()
    qtbot.waitUntil(lambda: not work.isVisible())
    assert (2, 8) in shown


def test_what_came_of_it_is_reported_and_can_be_copied(qtbot, begin):
    work = begin(lambda: iter([Stage("a", 1, 1), Outcome("Two problems:", ("one", "<b>two"))]))
    qtbot.waitUntil(lambda: told(work) == "Two problems:")

    assert work.findChild(QPlainTextEdit, "work.lines").toPlainText() == "one\n<b>two"
    work.findChild(QPushButton, "work.copy").click()
    assert QGuiApplication.clipboard().text() == "Two problems:\none\n<b>two"
    leave(work).click()
    assert not work.isVisible()


def test_a_failure_is_reported(qtbot, begin):
    def steps():
        yield Stage("Copying", 1, 2)
        raise StorageError("The disk is full.")

    work = begin(steps)

    qtbot.waitUntil(lambda: told(work) == "The disk is full.")
    assert work.outcome is None
    assert not work.findChild(QPlainTextEdit, "work.lines").isVisible()


def test_it_is_stopped_after_the_step_it_is_at(qtbot, begin):
    go, ended = Event(), []

    def steps():
        try:
            yield Stage("Copying", 1, 2)
            go.wait(10)
            yield Stage("Copying", 2, 2)
            yield Outcome("Copied.")
        finally:
            ended.append("put away")

    work = begin(steps)
    qtbot.waitUntil(lambda: told(work) != "")
    leave(work).click()
    assert (leave(work).text(), leave(work).isEnabled()) == ("Cancelling…", False)
    assert work.isVisible()

    go.set()
    qtbot.waitUntil(lambda: not work.isVisible())
    assert (ended, work.outcome) == (["put away"], None)


def test_what_was_done_before_it_could_be_stopped_is_reported(qtbot, begin):
    go = Event()

    def steps():
        yield Stage("Copying", 1, 2)
        go.wait(10)
        yield Outcome("Restored.")

    work = begin(steps)
    qtbot.waitUntil(lambda: told(work) != "")
    leave(work).click()

    go.set()
    qtbot.waitUntil(lambda: leave(work).text() == "Close")
    assert (told(work), work.outcome) == ("Restored.", Outcome("Restored."))


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_no_key_that_is_pressed_by_habit_stops_it(qtbot, begin, key):
    go = Event()

    def steps():
        go.wait(10)
        yield Outcome("Restored.")

    work = begin(steps)
    qtbot.waitUntil(work.isActiveWindow)
    QTest.keyClick(QApplication.focusWidget(), key)
    assert leave(work).text() == "Cancel"

    go.set()
    qtbot.waitUntil(lambda: told(work) == "Restored.")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert not work.isVisible()


@pytest.mark.parametrize("keys", [[Qt.Key.Key_Escape], [Qt.Key.Key_Tab, Qt.Key.Key_Return]])
def test_keys_that_are_meant_stop_it(qtbot, begin, keys):
    go = Event()

    def steps():
        go.wait(10)
        yield Stage("a", 1, 1)

    work = begin(steps)
    qtbot.waitUntil(work.isActiveWindow)
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)

    assert leave(work).text() == "Cancelling…"
    go.set()
    qtbot.waitUntil(lambda: not work.isVisible())
