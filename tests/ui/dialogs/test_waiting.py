"""What takes long is found on a worker thread, with a dialog that can give it up."""

from contextlib import closing
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QPushButton

from annotator import open_errors
from annotator.domain.edit import Edit
from annotator.domain.errors import AnnotatorError
from annotator.domain.giving_up import GivenUp, require_wanted
from annotator.domain.people import Entity
from annotator.storage.project import create_project
from annotator.ui.application.task import cancel_all
from annotator.ui.dialogs import waiting
from annotator.ui.dialogs.waiting import WaitingDialog, read_in_background, run_in_background


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

    assert read_in_background(backed_up, find, "Looking", None) == (3, False)


def test_a_dialog_says_what_is_looked_for_until_it_is_found(backed_up, monkeypatch):
    monkeypatch.setattr(waiting, "_SOON", 0)
    shown, seen = Event(), []
    show = WaitingDialog.showEvent

    def note(self, event):
        seen.append(self.windowTitle())
        shown.set()
        show(self, event)

    monkeypatch.setattr(WaitingDialog, "showEvent", note, raising=False)

    assert read_in_background(backed_up, lambda _: shown.wait(20), "Looking", None)
    assert seen == ["Looking"]


def test_what_was_given_up_is_not_told_any_more(backed_up, when_asked, monkeypatch, refused, qtbot):
    monkeypatch.setattr(waiting, "_SOON", 0)
    given_up = Event()

    def find(reader):
        given_up.wait(20)
        fail(reader)

    when_asked(lambda dialog: dialog.findChild(QPushButton, "leave").click())

    assert read_in_background(backed_up, find, "Looking", None) is None
    given_up.set()
    QThreadPool.globalInstance().waitForDone()
    qtbot.wait(1)
    assert refused == []


def test_a_failure_is_told(backed_up, refused, workspace):
    told = []
    workspace.notices.refused.connect(lambda error: told.append(str(error)))

    assert read_in_background(backed_up, fail, "Looking", None) is None
    assert read_in_background(workspace, fail, "Looking", None) is None  # in memory
    assert refused == told == ["It cannot be read."]


def test_what_cannot_be_given_up_stays_until_it_is_done(when_asked, monkeypatch, qtbot):
    monkeypatch.setattr(waiting, "_SOON", 0)
    refused = Event()

    def leave(dialog):
        dialog.reject()
        assert dialog.isVisible()
        refused.set()

    when_asked(leave)

    assert run_in_background(lambda: refused.wait(20), "Opening", None)


def test_what_cannot_be_given_up_is_finished_when_the_program_is_asked_to_end(
    when_asked, monkeypatch, qtbot
):
    monkeypatch.setattr(waiting, "_SOON", 0)
    ended = Event()
    when_asked(lambda dialog: (dialog.done(0), ended.set()))  # as quitting ends its loop

    assert run_in_background(lambda: ended.wait(20) and "whole", "Opening", None) == "whole"


def test_what_reads_for_long_is_given_up_when_the_program_is_asked_to_end(
    when_asked, monkeypatch, qtbot
):
    monkeypatch.setattr(waiting, "_SOON", 0)
    when_asked(lambda dialog: (cancel_all(), dialog.done(0)))

    def read():
        while True:
            require_wanted()

    with pytest.raises(GivenUp):
        run_in_background(read, "Opening", None)


def test_the_error_of_what_runs_in_the_background_is_raised(qtbot):
    with pytest.raises(AnnotatorError, match="cannot be read"):
        run_in_background(lambda: fail(None), "Opening", None)


def test_a_project_that_takes_long_to_open_is_opened_on_a_worker(
    tmp_path, schemes, monkeypatch, qtbot
):
    path = tmp_path / "trial.annotator"
    create_project(path, "Trial", schemes, tmp_path / "state").close()
    threads = []
    opening = open_errors.open_project
    monkeypatch.setattr(open_errors, "takes_long", lambda _: True)
    monkeypatch.setattr(
        open_errors,
        "open_project",
        lambda *args, **how: threads.append(current_thread()) or opening(*args, **how),
    )

    with closing(open_errors.open_apart(None, path)) as store:
        store.sign_in("Anna")
        assert store.apply(Edit.add("Add", Entity(name="Anna")))

    assert main_thread() not in threads
