"""What was typed is saved as it was typed last, whatever comes while the disk is waited for."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject

from annotator.domain.errors import StorageError
from annotator.domain.unconfirmed import Unconfirmed
from annotator.ui.project.pending import Pending

SOON = Unconfirmed(record_id="x", field="date", label="Date", text="soon")


class Disk:
    """Keeps texts; while it keeps the first, another one is typed, which it refuses."""

    def __init__(self):
        self.kept, self.is_full, self.typing = [], False, lambda: None

    def keep(self, typed):
        if self.is_full:
            raise StorageError("The disk is full.")
        self.is_full = True
        self.typing()
        self.kept.append(typed)

    def drop(self, typed):
        pass


@pytest.fixture
def disk():
    return Disk()


@pytest.fixture
def pending(disk, qapp):
    parent = QObject()
    yield Pending(disk, [], parent)
    del parent


LATER = replace(SOON, text="sooner")


@pytest.mark.parametrize("is_retried", [False, True])
def test_what_was_typed_while_the_former_text_was_saved_stays_to_be_saved(
    disk, pending, is_retried
):
    disk.is_full = is_retried
    if is_retried:
        pending.keep(SOON)
    disk.is_full, disk.typing = False, lambda: pending.keep(LATER)

    pending.retry() if is_retried else pending.keep(SOON)
    assert not pending.is_saved

    disk.is_full, disk.typing = False, lambda: None
    assert pending.retry()
    assert disk.kept == [SOON, LATER]


def test_a_text_that_was_let_go_while_another_was_tried_again_is_not_tried(disk, pending):
    other = replace(SOON, field="venue")
    disk.is_full = True
    pending.keep(SOON)
    pending.keep(other)
    disk.is_full = False
    disk.typing = lambda: [pending.drop(*each.key) for each in (SOON, other)]

    pending.retry()

    assert len(disk.kept) == 1
    assert pending.is_saved
