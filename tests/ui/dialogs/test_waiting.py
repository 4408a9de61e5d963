"""What takes long is found on a worker thread, with a dialog that can give it up."""

from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QPushButton

from annotator.domain.errors import AnnotatorError
from annotator.domain.people import Entity
from annotator.ui.dialogs import waiting
from annotator.ui.dialogs.waiting import found_in


@pytest.fixture
def refused(backed_up):
    """What the workspace refused."""
    told = []
    backed_up.notices.refused.connect(lambda error: told.append(str(error)))
    return told


def fail(_reader):
    raise AnnotatorError("It cannot be read.")


def test_what_is_found_comes_from_a_worker_without_a_dialog(backed_up):
    def find(reader):
        return reader.count(Entity), current_thread() is main_thread()

    assert found_in(backed_up, find, "Looking", None) == (3, False)


def test_a_dialog_says_what_is_looked_for_until_it_is_found(backed_up, monkeypatch):
    monkeypatch.setattr(waiting, "_SOON", 0)
    shown, seen = Event(), []
    show = waiting._Waiting.showEvent

    def note(self, event):
        seen.append(self.windowTitle())
        shown.set()
        show(self, event)

    monkeypatch.setattr(waiting._Waiting, "showEvent", note, raising=False)

    assert found_in(backed_up, lambda _: shown.wait(20), "Looking", None)
    assert seen == ["Looking"]


def test_what_was_given_up_is_not_told_any_more(backed_up, when_asked, monkeypatch, refused, qtbot):
    monkeypatch.setattr(waiting, "_SOON", 0)
    given_up = Event()

    def find(reader):
        given_up.wait(20)
        fail(reader)

    when_asked(lambda dialog: dialog.findChild(QPushButton, "leave").click())

    assert found_in(backed_up, find, "Looking", None) is None
    given_up.set()
    QThreadPool.globalInstance().waitForDone()
    qtbot.wait(1)
    assert refused == []


def test_a_failure_is_told(backed_up, refused, workspace):
    told = []
    workspace.notices.refused.connect(lambda error: told.append(str(error)))

    assert found_in(backed_up, fail, "Looking", None) is None
    assert found_in(workspace, fail, "Looking", None) is None  # in memory
    assert refused == told == ["It cannot be read."]
