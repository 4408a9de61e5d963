"""What the disk refused is kept, is said across the window, and is saved when that works again."""

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim
from annotator.domain.errors import Remedy, StorageError
from annotator.domain.people import Annotator
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
    return type_into_claim(window, disk)


def type_into_claim(window, disk):
    """Type into the text of the claim while the disk is full, and leave the field."""
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


@pytest.fixture
def relay(window):
    """A project in which Bea has added a claim and then Ana, who works."""
    workspace = window.workspace
    workspace.signing.sign_in("Bea")
    window.actions_["claim.add"].trigger()
    workspace.signing.sign_in("Ana")
    window.actions_["claim.add"].trigger()
    return window


def bea_frees(window, disk, *names):
    """Let others sign in, the last one Bea, free the disk, and try again."""
    for name in (*names, "Bea"):
        window.workspace.signing.sign_in(name)
    disk.free()
    window.findChild(QPushButton, "not_saved.again").click()


def authors(window):
    """Return whose each claim is, oldest first."""
    reader = window.workspace.reader
    return [reader.get(Annotator, each.created_by).name for each in reader.find(Claim)]


def steps(window):
    """Return whose each step of the history is, oldest first."""
    reader = window.workspace.reader
    lines = window.workspace.saves.settled()._journal.rows()
    whose = [values[2] for values, _, _ in lines if values[3] != "setup"]
    return [reader.get(Annotator, each).name for each in whose]


def test_what_was_done_is_done_again_as_that_of_who_did_it(relay, disk):
    before = steps(relay)
    disk.fill()
    relay.actions_["claim.add"].trigger()

    bea_frees(relay, disk)

    assert authors(relay) == ["Bea", "Ana", "Ana"]
    assert steps(relay) == [*before, "Ana"]
    assert relay.workspace.annotator.name == "Bea"
    assert strip(relay).isHidden()


@pytest.mark.parametrize("turn", ["undo", "redo"])
def test_an_undo_that_is_done_again_is_of_who_pressed_it(relay, disk, turn):
    if turn == "redo":
        relay.workspace.undo()
    before = steps(relay)
    disk.fill()
    getattr(relay.workspace, turn)()

    bea_frees(relay, disk)

    assert authors(relay) == (["Bea"] if turn == "undo" else ["Bea", "Ana"])
    assert steps(relay) == [*before, "Ana"]


@pytest.mark.parametrize("typist", ["Ana", "Zoe"])
def test_what_was_typed_is_saved_as_that_of_who_typed_it(relay, disk, typist):
    before = steps(relay)
    relay.workspace.signing.sign_in(typist)  # Zoe is new to the project
    type_into_claim(relay, disk)

    bea_frees(relay, disk, "Cem")

    assert "What was typed" in texts(relay)
    assert steps(relay) == [*before, typist]
    assert "Cem" not in relay.workspace.signing.people()


def test_what_is_tried_again_by_itself_is_of_who_typed_it_too(relay, disk):
    before = steps(relay)
    type_into_claim(relay, disk)
    relay.workspace.signing.sign_in("Bea")
    disk.free()

    relay.refusals.retrying._timer.timeout.emit()

    assert steps(relay) == [*before, "Ana"]


def test_what_somebody_else_goes_on_typing_is_theirs(relay, disk):
    before = steps(relay)
    field = type_into_claim(relay, disk)
    relay.workspace.signing.sign_in("Bea")
    field.setPlainText("What Bea typed")

    bea_frees(relay, disk)

    assert steps(relay) == [*before, "Bea"]


def test_what_was_typed_is_of_who_typed_it_when_somebody_else_redoes_it(relay, disk):
    before = steps(relay)
    field = type_into_claim(relay, disk)
    relay.labelling._undoing.undo()
    relay.workspace.signing.sign_in("Bea")
    field.setPlainText("What Bea typed")
    field.draft.take_back()
    relay.labelling._undoing.redo()
    assert field.toPlainText() == "What was typed"

    bea_frees(relay, disk)

    assert steps(relay) == [*before, "Ana"]


def test_what_was_typed_before_another_claim_was_shown_is_of_who_typed_it(relay, disk):
    before = steps(relay)
    other, claim = relay.workspace.reader.find(Claim)
    relay.desk.go_to_record(claim)
    field = type_into_claim(relay, disk)
    relay.desk.go_to_record(other)
    bea_frees(relay, disk)
    assert "What was typed" not in texts(relay)

    relay.desk.go_to_record(claim)
    field.draft.confirm()

    assert "What was typed" in texts(relay)
    assert steps(relay) == [*before, "Ana"]


def test_notes_that_begin_a_check_are_of_who_typed_them(relay, disk):
    before = steps(relay)
    relay.desk.fact_check.begin_note()
    disk.fill()
    relay.focusWidget().setPlainText("Ask the ministry")
    relay.workspace.pending.flush()

    bea_frees(relay, disk)

    (check,) = relay.workspace.reader.each(FactCheck)
    checker = relay.workspace.reader.get(Annotator, check.checked_by)
    assert (check.notes, checker.name) == ("Ask the ministry", "Ana")
    assert steps(relay) == [*before, "Ana"]


def test_what_was_done_is_done_again_beside_what_was_typed(window, disk):
    type_note(window, disk)
    window.actions_["claim.add"].trigger()
    disk.free()

    window.findChild(QPushButton, "not_saved.again").click()

    assert len(texts(window)) == 2
    assert "What was typed" in texts(window)


def test_an_undo_does_not_take_back_the_text_that_is_saved_first(window, disk):
    type_note(window, disk)
    window.workspace.undo()
    disk.free()

    window.findChild(QPushButton, "not_saved.again").click()

    assert texts(window) == ["What was typed"]
    told = window.findChild(QLabel, "status.told").text()
    assert told.endswith("Nothing was undone: something else was done meanwhile.")


def test_what_was_refused_for_another_reason_is_not_done_again(window, disk, monkeypatch):
    def conflicting(*_):
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
