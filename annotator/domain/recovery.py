"""What can be brought back of a damaged project, and from where."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final

from msgspec import Struct

from annotator.domain.backup import BackupContents
from annotator.i18n import N_


class RecoverySource(StrEnum):
    """Where a state comes from, in the order in which they are offered."""

    BACKUP = "backup"
    HISTORY = "history"
    RECORDS = "records"


SOURCES: Final[Mapping[RecoverySource, str]] = {
    RecoverySource.BACKUP: N_("The newest backup"),
    RecoverySource.HISTORY: N_("Rebuilt from the history of changes"),
    RecoverySource.RECORDS: N_("What can still be read, without its history"),
}
"""What each source is called; translated where it is shown."""


_RECORDS: Final = RecoverySource.RECORDS


class Recovery(Struct, frozen=True, kw_only=True):
    """A state that can take the place of a damaged project.

    `file` is a backup, or a draft that was made from the damaged file. `problems` are findings of
    the check that are left in it. A history `is_cut_off` where its later edits cannot be read.
    """

    source: RecoverySource
    file: Path
    contents: BackupContents
    problems: int = 0
    is_cut_off: bool = False


def best_of(found: Collection[Recovery]) -> Recovery:
    """Return which of several states brings back most; of equal ones, it is the first.

    A later state with its history brings back more than an earlier one. What can be read without a
    history may have been deleted, so that it is the best only where a whole history is missing.
    """
    best = max(found, key=lambda each: (each.source is not _RECORDS, each.contents.edits))
    is_whole = any(each.source is RecoverySource.HISTORY and not each.is_cut_off for each in found)
    for each in found:
        if each.source is _RECORDS and not is_whole and _size(each) > _size(best):
            return each
    return best


def _size(recovery: Recovery) -> int:
    held = recovery.contents
    return held.articles + held.claims + held.marks
