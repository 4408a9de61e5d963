"""What can be brought back of a damaged project, and from where."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final

from msgspec import Struct

from annotator.domain.backup import BackupContents
from annotator.i18n import N_


class RecoverySource(StrEnum):
    """Where a state comes from."""

    BACKUP = "backup"
    HISTORY = "history"
    RECORDS = "records"


SOURCES: Final[Mapping[RecoverySource, str]] = {
    RecoverySource.BACKUP: N_("The newest backup"),
    RecoverySource.HISTORY: N_("Rebuilt from the history of changes"),
    RecoverySource.RECORDS: N_("What can still be read, without its history"),
}
"""What each source is called; translated where it is shown."""


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


def best_first(found: Collection[Recovery]) -> list[Recovery]:
    """Return states in the order of what they bring back, where equal in that of the sources.

    A later state with its history brings back more than an earlier one. What can be read without a
    history may have been deleted, so that it comes last unless a whole history is missing.
    """
    records = [each for each in found if each.source is RecoverySource.RECORDS]
    ranked = [each for each in found if each.source is not RecoverySource.RECORDS]
    ranked.sort(key=lambda each: (-each.contents.edits, each.source))
    is_whole = any(each.source is RecoverySource.HISTORY and not each.is_cut_off for each in found)
    for each in records:
        less = (n for n, other in enumerate(ranked) if _size(other) < _size(each))
        ranked.insert(len(ranked) if is_whole else next(less, len(ranked)), each)
    return ranked


def _size(recovery: Recovery) -> int:
    held = recovery.contents
    return held.articles + held.claims + held.marks
