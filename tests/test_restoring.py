"""A backup is restored in the window: it closes, and opens again on the restored project."""

from contextlib import closing

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel

from annotator import open_errors, places
from annotator.app import Program
from annotator.domain.backup import BackupReason
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.storage import engine
from annotator.storage.project import create_project
from annotator.ui.application.settings import Settings, save
from annotator.ui.dialogs.message import Message
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
        return work.outcome

    monkeypatch.setattr(Work, "run", classmethod(run))
    return said


@pytest.fixture
def cancelled(qtbot, monkeypatch):
    """Any work is cancelled before its first step."""

    def run(cls, parent, name, steps):
        work = cls(parent, name, steps)
        qtbot.addWidget(work)
        work.show()
        work.reject()
        work.start()
        qtbot.waitUntil(lambda: not work.isVisible())
        return work.outcome

    monkeypatch.setattr(Work, "run", classmethod(run))


@pytest.fixture
def asked(monkeypatch):
    """What was asked, with its choices; the answers are to be put in `answers`."""

    class Asked(list):
        answers = ()

    asked = Asked()

    def ask(cls, parent, sentence, choices, details="", **_):
        asked.append((sentence, [*choices]))
        asked.answers, answer = asked.answers[1:], asked.answers[0]
        return answer

    monkeypatch.setattr(Message, "ask", classmethod(ask))
    return asked


@pytest.fixture
def damaged(program, backup):
    """The file of the project, closed and cut short."""
    path = program.window.workspace.path
    program.welcome()
    path.write_bytes(path.read_bytes()[:-9000])
    return path


def people(window):
    return [each.name for each in window.workspace.reader.find(Entity)]


def restore(program, backup):
    program.window.backups.restore_requested.emit(backup)


def test_the_window_goes_on_with_the_restored_project(program, backup, told, qtbot):
    former = program.window

    restore(program, backup)

    assert "was restored. The previous state is now the newest backup." in told[0]
    assert program.window is not former
    assert people(program.window) == ["Anna"]
    assert program.window.workspace.warning == ""
    kept = program.window.backups.backups.found()[0]
    restore(program, kept)
    assert people(program.window) == ["Anna", "Bea"]


def test_a_window_whose_restoring_was_cancelled_says_that_all_is_as_it_was(
    program, backup, cancelled
):
    restore(program, backup)

    said = program.window.findChild(QLabel, "status.told").text()
    assert said == "Nothing was restored. The project is as it was."
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


def test_a_damaged_project_offers_what_can_be_brought_back(program, damaged, told, asked):
    asked.answers = ["Recover…", "Restore backup"]

    assert program.open(damaged)

    (first, choices), (offered, ways) = asked
    assert "is cut short" in first
    assert choices == ["Close", "Recover…"]
    assert offered.count("This brings back most.") == 1
    _, history, *_ = offered.split("\n\n")
    assert history.startswith("Rebuilt from the history of changes: 0 articles")
    assert history.endswith("This brings back most.")
    assert ways[:2] == ["Restore backup", "Rebuild from history"]
    assert told[-1].endswith("Trial (damaged 1).annotator”.")
    assert people(program.window) == ["Anna"]


def test_a_recovery_that_is_declined_leaves_the_file(program, damaged, told, asked):
    before = damaged.read_bytes()
    asked.answers = ["Recover…", "Cancel", "Close"]

    assert not program.open(damaged)

    assert damaged.read_bytes() == before


def test_a_recovery_that_is_cancelled_while_it_looks_says_nothing_of_what_is_left(
    program, damaged, cancelled, asked
):
    asked.answers = ["Recover…", "Close"]

    assert not program.open(damaged)

    assert ["Recover…" in choices for _, choices in asked] == [True, True]


def test_a_project_of_which_nothing_is_left_says_so(program, damaged, told, asked, tmp_path):
    for backup in (tmp_path / "Annotator backups").iterdir():
        backup.unlink()
    damaged.write_bytes(b"")
    asked.answers = ["Recover…", "Close", "Close"]

    assert not program.open(damaged)

    assert "Nothing can be recovered" in asked[1][0]


def test_a_project_with_damaged_pages_is_read_only_or_recovered(program, backup, told, asked):
    path = program.window.workspace.path
    program.welcome()
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 3 + 200] = b"\xff" * 200
    path.write_bytes(content)
    asked.answers = ["Recover…", "Rebuild from history"]

    assert program.open(path)

    assert asked[0][1] == ["Open read-only", "Recover…", "Cancel"]
    assert people(program.window) == ["Anna", "Bea"]
    assert not program.window.workspace.is_read_only


def test_a_project_without_its_name_is_recovered(program, backup, told, asked):
    path = program.window.workspace.path
    program.welcome()
    with closing(engine.open_for_writing(path)) as db:
        db.execute("DELETE FROM project")
    asked.answers = ["Recover…", "Rebuild from history"]

    assert program.open(path)

    assert people(program.window) == ["Anna", "Bea"]


def test_a_project_that_another_window_has_open_is_not_recovered(program, backup, asked):
    path = program.window.workspace.path
    asked.answers = ["Cancel"]

    assert open_errors.opened(None, path) is None

    assert asked[0][1] == ["Open read-only", "Cancel"]


def test_a_damaged_file_that_a_backup_replaced_is_named(program, backup, told, monkeypatch):
    monkeypatch.setattr(Leaving, "is_allowed", lambda self: True)
    path = program.window.workspace.path
    path.write_bytes(path.read_bytes()[:9000])

    restore(program, backup)

    assert "Trial (damaged 1).annotator" in told[0]
    assert people(program.window) == ["Anna"]
