"""What the disk refused is kept, is said across the window, and is saved when that works again."""

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.errors import Remedy, StorageError
from annotator.storage import engine, writing
from annotator.ui.dialogs.message import tell


@pytest.fixture
def disk(monkeypatch):
    """A disk that is full until `free` is called."""
    begun = writing.Transaction.begun

    class Disk:
        def fill(self):
            monkeypatch.setattr(writing.Transaction, "begun", refuse)

        def free(self):
            monkeypatch.setattr(writing.Transaction, "begun", begun)

    def refuse(*_):
        raise engine.OperationalError("database or disk is full")

    yield Disk()
    Disk().free()


def strip(window):
    return window.refusals.strip


def words(window):
    return window.findChild(QLabel, "not_saved.words").text()


def type_note(window, disk):
    """Type into the text of a new claim while the disk is full, and leave the field."""
    window.actions_["claim.add"].trigger()
    window.desk.claims.edit_text()
    field = window.focusWidget()
    disk.fill()
    field.setPlainText("What was typed")
    window.workspace.pending.flush()
    return field


def texts(window):
    return [claim.text for claim in window.workspace.reader.find(Claim)]


def test_a_full_disk_is_said_across_the_window_and_the_text_stays(window, disk):
    field = type_note(window, disk)

    assert strip(window).isVisible()
    assert "the disk is full" in words(window)
    assert "Your text is kept" in words(window)
    assert field.toPlainText() == "What was typed"
    assert window.workspace.undo_label() != ""


def test_it_is_tried_again_without_being_told_again_until_it_is_saved(window, disk):
    type_note(window, disk)
    told = []
    window.workspace.notices.refused.connect(told.append)
    assert window.refusals.retrying.is_waiting

    window.refusals.retrying._timer.timeout.emit()
    assert told == []
    assert strip(window).isVisible()

    disk.free()
    window.refusals.retrying._timer.timeout.emit()
    assert texts(window) == ["What was typed"]
    assert strip(window).isHidden()
    assert not window.refusals.retrying.is_waiting
    assert window.status._saved.text().startswith("✓ saved")


def test_it_can_be_tried_at_once(window, disk):
    type_note(window, disk)
    disk.free()

    window.findChild(QPushButton, "not_saved.again").click()

    assert texts(window) == ["What was typed"]
    assert strip(window).isHidden()


def test_the_strip_offers_a_copy(window, monkeypatch):
    saved = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: saved.append(1) or ("", ""))
    window.workspace.notices.refuse(StorageError("The disk is full.", Remedy.COPY))

    window.findChild(QPushButton, "not_saved.copy").click()

    assert saved == [1]


def test_a_refusal_that_no_copy_gets_around_has_no_strip(window):
    window.workspace.notices.refuse(StorageError("That is not allowed."))

    assert strip(window).isHidden()
    assert not window.refusals.retrying.is_waiting


def test_nothing_is_tried_while_a_question_is_open(window, disk, when_asked):
    type_note(window, disk)
    disk.free()

    def look(dialog):
        window.refusals.retrying._timer.timeout.emit()
        assert texts(window) != ["What was typed"]

    when_asked(look)
    tell(window, "A question")


def test_what_was_done_is_done_again_when_that_is_asked_for(window, disk):
    disk.fill()
    window.actions_["claim.add"].trigger()
    assert texts(window) == []
    assert words(window).endswith("Free some space and try again.")

    window.refusals.retrying._timer.timeout.emit()
    window.findChild(QPushButton, "not_saved.again").click()
    assert texts(window) == []
    assert strip(window).isVisible()

    disk.free()
    window.refusals.retrying._timer.timeout.emit()  # nobody has asked for it
    assert texts(window) == []

    window.findChild(QPushButton, "not_saved.again").click()
    assert len(texts(window)) == 1
    assert strip(window).isHidden()
    window.refusals.retrying.retry()
    assert len(texts(window)) == 1


@pytest.mark.parametrize("turn", ["undo", "redo"])
def test_an_undo_is_done_again_too(window, disk, turn):
    window.actions_["claim.add"].trigger()
    if turn == "redo":
        window.workspace.undo()
    before = texts(window)
    disk.fill()
    getattr(window.workspace, turn)()
    disk.free()

    window.findChild(QPushButton, "not_saved.again").click()

    assert len(texts(window)) == 1 - len(before)
    assert strip(window).isHidden()


@pytest.mark.parametrize("action", ["claim.add", "edit.undo"])
def test_what_was_done_is_not_done_again_by_somebody_who_has_taken_over(window, disk, action):
    workspace = window.workspace
    ana = workspace.annotator.name
    workspace.signing.sign_in("Bea")
    window.actions_["claim.add"].trigger()
    workspace.signing.sign_in(ana)
    workspace.do(Edit.add("Add", Claim(text="Ana’s", created_by=workspace.annotator.id)))
    before = texts(window)
    disk.fill()
    window.actions_[action].trigger()
    workspace.signing.sign_in("Bea")
    disk.free()

    window.findChild(QPushButton, "not_saved.again").click()

    assert texts(window) == before
    assert strip(window).isHidden()


def test_what_was_refused_for_another_reason_is_not_done_again(window, disk, monkeypatch):
    def conflicting():
        raise StorageError("Somebody else has changed it since.")
        yield

    window.actions_["claim.add"].trigger()
    with monkeypatch.context() as refusing:
        refusing.setattr(window.workspace._store, "undoing", conflicting)
        window.workspace.undo()
    window.workspace.notices.refuse(StorageError("The disk is full.", Remedy.COPY))

    window.findChild(QPushButton, "not_saved.again").click()

    assert len(texts(window)) == 1


def test_what_cannot_be_repeated_is_over_and_said_to_be_started_again(window):
    window.workspace.notices.refuse(StorageError("The disk is full.", Remedy.COPY))

    window.findChild(QPushButton, "not_saved.again").click()

    assert strip(window).isHidden()
    assert (
        window.findChild(QLabel, "status.told")
        .text()
        .startswith("Nothing is waiting to be saved. Start again")
    )
    assert not window.refusals.retrying.is_waiting
