"""What is wrong with a project is said while it is open, and closing does not wait for it."""

import time

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QDialog, QWidget

from annotator.ui.project.verifying import Verification


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (["One."], "One. Save a copy"),
        (["One.", "Two."], "One. The check found 1 more problem. Save a copy"),
        (["One.", "Two.", "Three."], "One. The check found 2 more problems."),
    ],
)
def test_what_is_found_is_said_once(qtbot, window, found, words):
    verification = Verification(window, lambda is_wanted: iter(found))

    with qtbot.waitSignal(verification.found) as said:
        verification.begin()
    assert said.args[0].startswith(words)


def told(verification):
    said = []
    verification.found.connect(said.append)
    verification.begin()
    QThreadPool.globalInstance().waitForDone()
    return said


def test_a_sound_project_is_no_news(qtbot, window):
    assert told(Verification(window, lambda is_wanted: iter(()))) == []


def test_what_is_found_waits_while_something_else_is_asked(qtbot, window, monkeypatch):
    monkeypatch.setattr("annotator.ui.project.verifying._AGAIN", 1)
    verification = Verification(window, lambda is_wanted: iter(["One."]))
    window.show()
    dialog = QDialog(window)
    dialog.open()
    qtbot.waitExposed(dialog)
    said = told(verification)
    qtbot.wait(20)
    assert said == []

    dialog.close()
    qtbot.waitUntil(lambda: len(said) == 1)


def test_a_window_that_is_closed_before_it_begins_is_not_looked_through(window):
    looked = []
    verification = Verification(window, lambda is_wanted: looked.append(is_wanted) or iter(()))
    window.close()

    verification.begin()  # as its timer does, until the window is gone

    assert QThreadPool.globalInstance().waitForDone(5000)
    assert looked == []


def test_closing_ends_it_without_a_word(qtbot, window):
    def look(is_wanted):
        while is_wanted():
            time.sleep(0.001)
        yield "Interrupted."

    said = []
    verification = Verification(window, look)
    verification.found.connect(said.append)
    verification.begin()
    window.close()

    assert QThreadPool.globalInstance().waitForDone(5000)
    qtbot.wait(1)
    assert said == []
