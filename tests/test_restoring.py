"""A backup is restored in the window: it closes, and opens again on the restored project."""

from contextlib import closing

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel

from annotator import places
from annotator.app import Program
from annotator.domain.backup import BackupReason
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.storage import engine
from annotator.storage.project import create_project
from annotator.ui.application.settings import Settings, save
from annotator.ui.dialogs.work import Work
from annotator.ui.window.leaving import Leaving


@pytest.fixture
def program(qapp, tmp_path):
    """A program on a project with a backup before its last edit."""
    path = tmp_path / "Trial.annotator"
    create_project(path, "Trial", [], places.state_folder()).close()
    save(Settings(annotator_name="Ana"), places.settings_folder())
    program = Program(qapp)
    program.open(path)
    program.window.workspace.do(Edit.add("Add Anna", Entity(name="Anna")))
    yield program
    program.window.close()
    program.window.deleteLater()
    program.theme.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def backup(program, qtbot):
    """A backup with Anna, before Bea was added."""
    backups = program.window.backups.backups
    backups.keep_state(BackupReason.ASKED)
    qtbot.waitUntil(lambda: not backups.is_running)
    program.window.workspace.do(Edit.add("Add Bea", Entity(name="Bea")))
    return backups.found()[0]


@pytest.fixture
def told(qtbot, monkeypatch):
    """What the work of restoring said at last."""
    said = []

    def run(cls, parent, name, steps):
        work = cls(parent, name, steps)
        qtbot.addWidget(work)
        work.show()
        work.start()
        qtbot.waitUntil(lambda: work._task.is_over)
        said.append(work.findChild(QLabel, "work.words").text())
        work.close()

    monkeypatch.setattr(Work, "run", classmethod(run))
    return said


def people(window):
    return [each.name for each in window.workspace.reader.find(Entity)]


def restore(program, backup):
    program.window.backups.restore_requested.emit(backup)


def test_the_window_goes_on_with_the_restored_project(program, backup, told, qtbot):
    former = program.window

    restore(program, backup)

    assert "was restored. The state before is kept as" in told[0]
    assert program.window is not former
    assert people(program.window) == ["Anna"]
    assert program.window.workspace.warning == ""
    kept = program.window.backups.backups.found()[0]
    restore(program, kept)
    assert people(program.window) == ["Anna", "Bea"]


def test_a_damaged_backup_leaves_the_project_and_the_window(program, backup, told):
    with closing(engine.open_for_writing(backup.path)) as db:
        db.execute("UPDATE entity SET name = 'Other'")

    restore(program, backup)

    assert "Nothing was restored" in told[0]
    assert people(program.window) == ["Anna", "Bea"]


def test_a_file_that_is_gone_comes_back(program, backup, told, monkeypatch):
    monkeypatch.setattr(Leaving, "is_allowed", lambda self: True)
    program.window.workspace.path.unlink()

    restore(program, backup)

    assert told[0].endswith("was restored.")
    assert people(program.window) == ["Anna"]


def test_text_that_cannot_be_saved_keeps_the_window(program, backup, told, monkeypatch):
    monkeypatch.setattr(Leaving, "is_allowed", lambda self: False)

    restore(program, backup)

    assert told == []
    assert people(program.window) == ["Anna", "Bea"]
