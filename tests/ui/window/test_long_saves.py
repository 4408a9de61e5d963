"""What takes long to save can be given up by a dialog, and by whoever ends the program."""

from threading import Event

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from annotator import places
from annotator.app import Program
from annotator.domain.edit import Edit
from annotator.domain.giving_up import require_wanted
from annotator.domain.people import Entity
from annotator.storage import disk_thread, writing
from annotator.storage.project import create_project
from annotator.ui.application.settings import Settings, save
from annotator.ui.project import saving

PEOPLE = tuple(Entity(name=f"Person {each}") for each in range(1001))


@pytest.fixture
def program(tmp_path, schemes, qapp):
    """The program on a project in a file."""
    save(Settings(annotator_name="Ana"), places.settings_folder())
    path = tmp_path / "Trial.annotator"
    create_project(path, "Trial", schemes, places.state_folder()).close()
    program = Program(qapp)
    assert program.open(path)
    yield program
    program.window.close()
    program.window.deleteLater()
    program.theme.deleteLater()


@pytest.fixture
def workspace(program):
    """The project that is open."""
    return program.window.workspace


@pytest.fixture
def go_on(monkeypatch):
    """Let an edit of many records take until this is set or it is given up, and be long at once."""
    go_on, coded = Event(), writing.coded

    def after_waiting(*given):
        while not go_on.wait(0.01):
            require_wanted()
        return coded(*given)

    monkeypatch.setattr(disk_thread, "_AT_ONCE", 0)
    monkeypatch.setattr(writing, "coded", after_waiting)
    monkeypatch.setattr(saving, "_LONG", 0)
    return go_on


def dialogs():
    return [each for each in QApplication.topLevelWidgets() if each.objectName() == "waiting"]


def test_it_is_given_up_by_its_dialog(program, workspace, go_on, when_asked, qapp):
    told = []
    workspace.notices.posted.connect(told.append)

    def cancel(dialog):
        assert dialog.windowTitle() == "People"
        dialog.findChild(QPushButton, "leave").click()
        assert not dialog.findChild(QPushButton, "leave").isEnabled()

    when_asked(cancel)

    assert not workspace.do(Edit.add("People", *PEOPLE))
    assert told == ["Cancelled. Nothing was changed."]
    assert workspace.reader.count(Entity) == 0
    assert program.window.status._saved.text() == "✓ all saved"
    assert not any(each.isVisible() for each in dialogs())
    go_on.set()
    assert workspace.do(Edit.add("People", *PEOPLE))


def test_its_dialog_goes_when_it_is_saved(workspace, go_on):
    shown = []
    timer = QTimer(interval=1)
    timer.timeout.connect(lambda: dialogs() and (shown.append(dialogs()[0]), go_on.set()))
    timer.start()

    assert workspace.do(Edit.add("People", *PEOPLE))
    timer.stop()
    assert workspace.reader.count(Entity) == len(PEOPLE)
    assert shown
    assert not shown[0].isVisible()


def test_undo_is_given_up_too(workspace, go_on, when_asked):
    go_on.set()
    workspace.do(Edit.add("People", *PEOPLE))
    go_on.clear()

    when_asked(lambda dialog: dialog.reject())

    workspace.undo()
    assert workspace.reader.count(Entity) == len(PEOPLE)
    assert workspace.undo_label() == "People"


def test_who_ends_the_program_does_not_wait_for_it(program, workspace, go_on, qapp):
    done = []

    def work():
        QTimer.singleShot(0, program.end)
        done.append(workspace.do(Edit.add("People", *PEOPLE)))

    QTimer.singleShot(0, work)
    qapp.exec()

    assert done == [False]
    assert workspace.reader.count(Entity) == 0
    assert not any(each.isVisible() for each in dialogs())


def test_nothing_is_given_up_where_nothing_is_saved(workspace):
    workspace.saves.give_up()

    assert workspace.do(Edit.add("Add", Entity(name="Anna")))
    workspace.saves.give_up()
    assert workspace.do(Edit.add("Add", Entity(name="Bea")))


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_it_is_not_given_up_by_what_is_typed_when_its_dialog_opens(workspace, go_on, key):
    shown = []

    def type_on():
        if not shown and dialogs() and dialogs()[0].isActiveWindow():
            shown.extend(dialogs())
            QTest.keyClick(QApplication.focusWidget(), key)
            go_on.set()

    timer = QTimer(interval=1)
    timer.timeout.connect(type_on)
    timer.start()

    assert workspace.do(Edit.add("People", *PEOPLE))
    timer.stop()
    assert shown
