"""When the window says that it answers a person, and that it has."""

import threading

import pytest
import shiboken6
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotator import giving_way as way
from annotator.giving_way import WINDOW
from annotator.ui.application.answering import Answering
from annotator.ui.application.task import Task, wait_for_all


class Sheet(QWidget):
    """A window that notes whether it is answering a person when it is used and painted."""

    def __init__(self):
        super().__init__()
        self.painted = []
        self.used = []
        self.answer = QAction(self, shortcut="Ctrl+Down")
        self.answer.triggered.connect(self.note)
        self.addAction(self.answer)

    def note(self):
        self.used.append(WINDOW.is_answering)

    def mousePressEvent(self, event):
        self.note()

    def paintEvent(self, event):
        self.painted.append(WINDOW.is_answering)


@pytest.fixture
def answering(qapp):
    """Watch the window that has the focus."""
    owner = QObject()
    answering = Answering(owner)
    answering.follow(qapp)
    yield answering
    WINDOW.end()


@pytest.fixture
def sheet(answering, qtbot):
    """Show a window that has the focus."""
    return shown(qtbot)


@pytest.fixture
def patient(monkeypatch):
    """Let work rest for so long that a test which waits for that would never end."""
    monkeypatch.setattr(way, "LONGEST", 10_000.0)


def shown(qtbot):
    sheet = Sheet()
    qtbot.addWidget(sheet)
    with qtbot.waitActive(sheet):
        sheet.show()
        sheet.activateWindow()
    sheet.painted.clear()
    return sheet


def press(sheet):
    QTest.keyPress(sheet.windowHandle(), Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)


def answered():
    return not WINDOW.is_answering


def test_a_key_is_answered_until_what_it_does_is_painted(sheet, qtbot):
    sheet.answer.triggered.connect(sheet.update)

    press(sheet)
    qtbot.waitUntil(answered)

    assert sheet.painted
    assert all(sheet.painted)


def test_what_a_key_leaves_for_a_moment_later_is_part_of_the_answer(sheet, qtbot):
    sheet.answer.triggered.connect(lambda: QTimer.singleShot(0, sheet.update))

    press(sheet)
    qtbot.waitUntil(lambda: bool(sheet.painted) and answered())

    assert all(sheet.painted)


def test_the_shortcut_of_a_key_is_part_of_the_answer(sheet):
    press(sheet)

    assert sheet.used == [True]


def test_a_click_is_answered_too(sheet, qtbot):
    QTest.mousePress(sheet.windowHandle(), Qt.MouseButton.LeftButton)

    assert sheet.used == [True]
    qtbot.waitUntil(answered)


def test_a_dialog_that_a_key_opens_is_an_answer(sheet, patient):
    ended = []

    def ask():
        loop, look = QEventLoop(), QTimer(interval=1)
        look.timeout.connect(lambda: loop.quit() if answered() else None)
        look.start()
        loop.exec()
        ended.append(True)

    sheet.answer.triggered.connect(ask)

    press(sheet)

    assert ended


def test_the_window_that_has_the_focus_now_is_watched(sheet, qtbot):
    other = shown(qtbot)

    press(sheet)  # the shortcut is that of the window that has the focus
    press(other)

    assert other.used == [False, True]


def test_a_window_that_is_gone_is_not_watched(answering, qtbot):
    gone = Sheet()
    gone.show()
    answering._move(gone.windowHandle())
    shiboken6.delete(gone)

    other = shown(qtbot)
    press(other)

    assert other.used == [True]


def test_a_task_rests_while_a_key_is_answered(sheet, patient, qtbot):
    at_work, notes = threading.Event(), []

    def steps():
        at_work.set()
        yield "a piece"
        notes.append(answered())

    task = Task(steps)

    def answer():
        task.start()
        at_work.wait()

    sheet.answer.triggered.connect(answer)

    press(sheet)
    qtbot.waitUntil(lambda: task.is_over)

    assert notes == [True]


def test_a_task_that_rests_can_be_cancelled(patient, qtbot):
    told = []
    task = Task(lambda: iter(range(3)))
    task.finished.connect(told.append)

    WINDOW.begin()
    task.start()
    task.cancel()
    WINDOW.end()
    qtbot.waitUntil(lambda: task.is_over)

    assert told == [False]


def test_nobody_waits_for_a_task_that_rests(patient, qtbot):
    task = Task(lambda: iter(range(3)))
    WINDOW.begin()
    task.start()

    wait_for_all()  # would not return

    qtbot.waitUntil(lambda: task.is_over)
