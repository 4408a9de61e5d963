"""What was typed is saved as it was typed last, whatever comes while the disk is waited for."""

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


def test_what_was_typed_while_the_former_text_was_saved_stays_to_be_saved(qapp):
    disk, parent = Disk(), QObject()
    pending, later = Pending(disk, [], parent), replace(SOON, text="sooner")
    disk.typing = lambda: pending.keep(later)

    pending.keep(SOON)
    assert not pending.is_saved

    disk.is_full, disk.typing = False, lambda: None
    assert pending.retry()
    assert disk.kept == [SOON, later]
