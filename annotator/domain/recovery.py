"""What can be brought back of a damaged project, and from where."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final

from msgspec import Struct

from annotator.domain.backup import BackupContents
from annotator.i18n import N_


class RecoverySource(StrEnum):
    """Where a state comes from, the best first."""

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
    the check that are left in it.
    """

    source: RecoverySource
    file: Path
    contents: BackupContents
    problems: int = 0
