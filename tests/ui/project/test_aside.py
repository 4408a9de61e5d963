"""The project is read on a worker thread while the window lives."""

from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import QTimer

from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.errors import AnnotatorError
from annotator.domain.giving_up import GivenUp, require_wanted
from annotator.domain.people import Entity
from annotator.storage.project import create_project
from annotator.ui.application.task import cancel_all
from annotator.ui.models import claim_offers
from annotator.ui.models.claim_offers import ClaimOffers
from annotator.ui.project.aside import read_aside
from annotator.ui.project.focus import Focus
from annotator.ui.project.workspace import Workspace


@pytest.fixture
def filed(tmp_path, schemes, qapp):
    """A project in a file, in which Ana works."""
    path = tmp_path / "trial.annotator"
    store = create_project(path, "Trial", schemes, tmp_path / "seen")
    store.sign_in("Ana")
    workspace = Workspace(store, path)
    yield workspace
    workspace.close()


def test_events_are_processed_while_a_worker_reads(filed):
    seen = Event()
    QTimer.singleShot(0, seen.set)

    def find(reader):
        return seen.wait(20), reader.count(Entity), current_thread() is main_thread()

    assert read_aside(filed, find) == (True, 0, False)


def test_what_fails_is_raised_here(filed):
    def fail(_reader):
        raise AnnotatorError("It cannot be read.")

    with pytest.raises(AnnotatorError, match="cannot be read"):
        read_aside(filed, fail)


def test_the_end_of_the_program_gives_it_up(filed):
    def find(_reader):
        while True:
            require_wanted()

    QTimer.singleShot(0, cancel_all)

    with pytest.raises(GivenUp):
        read_aside(filed, find)


def test_claims_are_read_again_when_something_was_edited_meanwhile(filed, monkeypatch):
    compared, edited = claim_offers._compared, Event()
    claim = Claim(text="So", created_by=filed.annotator.id)

    def compare(reader):
        found = compared(reader)  # of the state before
        edited.wait(20)
        return found

    def add():
        filed.do(Edit.add("Add", claim))
        edited.set()

    monkeypatch.setattr(claim_offers, "_compared", compare)
    QTimer.singleShot(50, add)

    assert ClaimOffers(Focus(filed)).ranked(None) == [claim.id]
