"""The open project is backed up in the background, and the window says how that went."""

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.domain.backup import FOLDER, BackupReason
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.storage import backups as storage_backups
from annotator.storage import copying, engine
from annotator.storage.backups import reading_backup
from annotator.storage.project import create_project, open_project
from annotator.ui.dialogs.message import Message
from annotator.ui.project.workspace import Workspace

MANY = [Entity(name=f"Person {number}") for number in range(30)]


@pytest.fixture
def folder(tmp_path):
    """The folder of backups."""
    return tmp_path / FOLDER


@pytest.fixture
def path(tmp_path, schemes):
    """A project file."""
    path = tmp_path / "Trial.annotator"
    create_project(path, "Trial", schemes, tmp_path / "seen").close()
    return path


@pytest.fixture
def filed(path, window_of):
    """The window on the project file."""
    store = open_project(path, path.parent / "seen")
    store.sign_in("Ana")
    return window_of(Workspace(store, path))


@pytest.fixture
def backups(filed):
    """What backs the project up."""
    return filed.backups.backups


@pytest.fixture
def wait(qtbot, backups):
    """Wait until no backup is being made."""
    return lambda: qtbot.waitUntil(lambda: not backups.is_running)


@pytest.fixture
def answer(monkeypatch):
    """Give an answer to every question; returns what was asked."""

    def give(choice):
        asked = []

        def ask(cls, parent, sentence, choices, details="", **_):
            asked.append(sentence)
            return choice

        monkeypatch.setattr(Message, "ask", classmethod(ask))
        return asked

    return give


def sign(window):
    return window.findChild(QPushButton, "status.backup")


def people(backup):
    with closing(reading_backup(backup.path)) as db:
        return db.execute("SELECT count(*) FROM entity").fetchone()[0]


def test_one_backup_a_day_is_made_by_itself(filed, backups, wait):
    backups.make_daily()
    wait()
    filed.workspace.do(Edit.add("Add", Entity(name="Anna")))
    backups.make_daily()
    wait()

    (made,) = backups.found()
    assert made.reason is BackupReason.DAY
    assert sign(filed).isHidden()


def test_a_backup_on_request_says_when_it_was_made_and_takes_what_is_typed(filed, backups, wait):
    filed.actions_["project.backup"].trigger()
    wait()

    assert [each.reason for each in backups.found()] == [BackupReason.ASKED]
    assert "Backed up " in filed.status._message.text()


def test_the_state_before_a_large_undo_is_kept(filed, backups, wait):
    filed.workspace.do(Edit.add("Add many", *MANY))

    for _ in range(2):
        filed.actions_["edit.undo"].trigger()
    assert filed.workspace.reader.count(Entity) == 0
    wait()

    (made,) = backups.found()
    assert (made.reason, people(made)) == (BackupReason.UNDO, 30)


def test_a_small_undo_is_no_reason_for_a_backup(filed, backups, wait):
    filed.workspace.do(Edit.add("Add", Entity(name="Anna")))
    filed.actions_["edit.undo"].trigger()

    assert not backups.is_running
    assert backups.found() == []


def test_without_a_log_a_large_change_waits_for_its_backup(
    path, window_of, monkeypatch, wait_for_none
):
    monkeypatch.setattr(engine, "is_safe_for_wal", lambda _: False)
    with closing(engine.open_for_writing(path)) as db:
        db.execute("PRAGMA journal_mode = DELETE").fetchone()
    store = open_project(path, path.parent / "seen")
    store.sign_in("Ana")
    window = window_of(Workspace(store, path))
    window.workspace.do(Edit.add("Add many", *MANY))

    window.backups.backups.keep_state(BackupReason.MERGE)

    assert not window.backups.backups.is_running
    assert [each.reason for each in window.backups.backups.found()] == [BackupReason.MERGE]


@pytest.fixture
def wait_for_none():
    """Let what runs in the background end with the test."""
    yield
    QThreadPool.globalInstance().waitForDone()


def test_none_is_made_by_itself_where_the_settings_keep_none(filed, backups, preferences, wait):
    preferences.change(backups_kept=0)

    backups.make_daily()
    filed.workspace.protecting.emit(BackupReason.MERGE)
    assert not backups.is_running
    backups.make()
    wait()

    assert [each.reason for each in backups.found()] == [BackupReason.ASKED]


def test_only_as_many_as_the_settings_keep_are_left(backups, preferences, wait):
    preferences.change(backups_kept=2)
    for _ in range(4):
        backups.make()
        wait()

    assert [each.number for each in backups.found()] == [4, 3]


def test_backups_go_where_the_settings_say_and_are_found_where_they_were(
    backups, preferences, wait, tmp_path, folder
):
    backups.make()
    wait()
    preferences.change(backup_folder=str(tmp_path / "other"))
    backups.make()
    wait()

    assert len([*folder.iterdir()]) == len([*(tmp_path / "other").iterdir()]) == 1
    assert len(backups.found()) == 2


def test_a_failure_is_said_until_a_backup_is_made(filed, backups, wait, folder, answer):
    folder.write_bytes(b"in the way")
    backups.make()
    wait()

    assert sign(filed).text() == "▲ no backup"
    assert "▲ No backup was made" in filed.status._message.text()
    assert filed.status._saved.text() == "✓ all saved"

    folder.unlink()
    asked = answer("Try again")
    sign(filed).click()
    wait()
    assert "No backup was made" in asked[0]
    assert sign(filed).isHidden()
    assert len(backups.found()) == 1


@pytest.fixture
def failed(filed, backups, wait, folder):
    """What was said of backups that failed, after the first one: something is in the way."""
    folder.write_bytes(b"in the way")
    backups.make_daily()
    wait()
    said = []
    backups.failed.connect(said.append)
    return said


def save(window):
    window.workspace.do(Edit.add("Add", Entity(name="Anna")))


def come_back(window):
    QApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


@pytest.mark.parametrize("work", [save, come_back])
def test_after_a_failure_it_is_tried_again_when_somebody_works(
    filed, backups, wait, folder, failed, work
):
    backups._rest.stop()  # some seconds later
    folder.unlink()

    work(filed)
    wait()

    assert [each.reason for each in backups.found()] == [BackupReason.DAY]
    assert sign(filed).isHidden()
    backups._rest.stop()
    work(filed)
    assert not backups.is_running


def test_one_that_fails_again_is_not_said_again_and_not_tried_at_once(filed, backups, wait, failed):
    backups._rest.stop()

    save(filed)
    wait()
    come_back(filed)

    assert not backups.is_running
    assert failed == []
    assert sign(filed).text() == "▲ no backup"


def test_one_that_failed_while_it_was_copied_is_tried_every_half_hour(
    filed, backups, wait, failed, folder, monkeypatch
):
    def break_off(*_):
        raise OSError(5, "Input/output error")

    folder.unlink()
    monkeypatch.setattr(storage_backups, "flush", break_off)
    backups._rest.stop()

    save(filed)
    wait()

    assert len(failed) == 1
    assert backups._rest.interval() > 1_000_000


def test_a_failure_leads_to_the_settings(filed, backups, wait, folder, answer, monkeypatch):
    shown = []
    monkeypatch.setattr(filed.dialogs.settings, "show_at", shown.append)
    folder.write_bytes(b"in the way")
    backups.make()
    wait()

    answer("Settings…")
    sign(filed).click()
    answer("Close")
    sign(filed).click()

    assert [place.page for place in shown] == ["backups"]


def test_a_project_file_that_is_gone_is_a_failure(filed, backups, path):
    moved = path.rename(path.with_name("moved"))
    failed = []
    backups.failed.connect(failed.append)

    backups.make()

    assert "There is no file" in str(failed[0])
    assert sign(filed).isVisible()
    moved.rename(path)


def test_a_damaged_project_is_said(filed, backups, wait, path):
    with closing(engine.open_for_writing(path)) as db:
        db.execute("INSERT INTO text VALUES (?, 'other', NULL, 5)", ["0" * 64])

    backups.make()
    wait()

    assert "the project has problems" in filed.status._message.text()


def test_while_a_backup_is_made_it_is_said_and_closing_ends_it(
    filed, backups, qtbot, folder, monkeypatch
):
    monkeypatch.setattr(copying, "_PAGES", 1)
    with qtbot.waitSignal(backups.started):
        backups.make()
        backups.make()
    assert sign(filed).text() == "backing up…"

    sign(filed).click()  # nothing has failed yet
    filed.close()

    assert not [each for each in folder.iterdir() if each.name.startswith(".")]


def test_a_project_without_a_file_and_a_read_only_one_are_not_backed_up(
    window, path, window_of, backups
):
    for action in ("project.backup", "project.restore"):
        window.actions_[action].trigger()
        assert "has no file yet" in window.status._message.text()
    window.backups.backups.make_daily()
    window.backups.backups.begin()
    assert not window.backups.backups.is_running

    reading = window_of(Workspace(open_project(path, path.parent / "s", read_only=True), path))
    reading.actions_["project.backup"].trigger()
    assert "Only a project that can be changed" in reading.status._message.text()
    assert not Path(path.parent / FOLDER).exists()
