"""Corrections are what was changed in a check after it had been completed."""

import pytest
from msgspec.structs import replace

from annotator.domain.check import CheckStatus, FactCheck
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.operations.corrections import corrections
from annotator.operations.history_names import Names


@pytest.fixture
def claim(store):
    """A claim of its own."""
    claim = Claim(code="C1", text="It doubled.", created_by=store.annotator.id)
    store.apply(Edit.add("Claim", claim))
    return claim


@pytest.fixture
def check(store, claim):
    """A check that is in progress."""
    check = FactCheck(claim_id=claim.id, checked_by=store.annotator.id, conclusion="First")
    store.apply(Edit.add("Check", check))
    return check


@pytest.fixture
def change(store):
    """Change fields of a record."""

    def change(record, **fields):
        changed = replace(record, **fields)
        store.apply(Edit.swap("Change", record, changed))
        return changed

    return change


@pytest.fixture
def told(store, claim):
    """Return the corrected fields, before and after."""

    def told():
        names = Names(store.reader)
        found = [field for each in corrections(claim, names) for field in each.fields(names)]
        return [(field.label, field.before, field.after) for field in found]

    return told


def test_a_claim_without_a_history_has_none(store):
    claim = Claim(code="C9", text="It fell.", created_by=store.annotator.id)

    assert corrections(claim, Names(store.reader)) == []


def test_what_changes_before_completion_is_no_correction(change, check, told):
    change(check, conclusion="Second")

    assert told() == []


def test_a_completed_check_that_says_something_else_is_corrected(change, check, told):
    done = change(check, status=CheckStatus.COMPLETED)
    change(done, conclusion="Second", notes="Aside")

    assert told() == [("Conclusion", "First", "Second")]


def test_notes_and_a_return_to_work_are_no_corrections(change, check, told):
    done = change(check, status=CheckStatus.COMPLETED)
    change(done, status=CheckStatus.IN_PROGRESS, notes="Aside")

    assert told() == []


def test_a_withdrawn_check_is_corrected(change, check, told):
    done = change(check, status=CheckStatus.COMPLETED)
    change(done, status=CheckStatus.WITHDRAWN)

    assert told() == [("Status", "Completed", "Withdrawn")]


def test_one_persons_changes_of_one_day_are_one_correction(change, check, told):
    done = change(check, status=CheckStatus.COMPLETED)
    again = change(done, conclusion="Sec")
    change(again, conclusion="Second")

    assert told() == [("Conclusion", "First", "Second")]


def test_what_was_taken_back_is_no_correction(store, change, check, told):
    done = change(check, status=CheckStatus.COMPLETED)
    change(done, conclusion="Second")
    store.undo()

    assert told() == []


def test_another_persons_change_is_another_correction(store, change, check, told):
    done = change(check, status=CheckStatus.COMPLETED)
    again = change(done, conclusion="Second")
    store.sign_in("Bo")
    change(again, conclusion="Third")

    assert told() == [("Conclusion", "First", "Second"), ("Conclusion", "Second", "Third")]


def test_the_history_is_read_to_its_end(change, check, told):
    done = change(check, status=CheckStatus.COMPLETED)
    change(done, conclusion="Second")
    for number in range(110):
        done = change(
            replace(done, conclusion="Second", notes=f"{number - 1}" if number else ""),
            notes=f"{number}",
        )

    assert told() == [("Conclusion", "First", "Second")]


def test_a_step_with_many_changes_is_read_too(store, change, check, told, claim):
    done = change(check, status=CheckStatus.COMPLETED)
    others = [Claim(code=f"C{n}", text="x", created_by=store.annotator.id) for n in range(2, 60)]
    corrected = replace(done, conclusion="Second")
    store.apply(Edit.joined("Many", [Edit.add("", *others), Edit.swap("", done, corrected)]))

    assert told() == [("Conclusion", "First", "Second")]
