"""A backup of a project: its file name says what it is, so that no list of them can be lost."""

import os
import re
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final, Self

from msgspec import Struct

from annotator.domain.checksum import sha256
from annotator.domain.edit_label import EditLabel
from annotator.i18n import N_

SUFFIX: Final = ".annotator-backup"
"""The suffix of backups, which differs from that of projects so that nobody works in one."""

FOLDER: Final = "Annotator backups"
"""The folder of backups beside a project: the same in every language, as a project may travel."""

_NAME: Final = re.compile(
    r"(?P<stem>.*) (?P<number>\d{4,9}) (?P<at>\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\dZ)"
    r" (?P<reason>[a-z]+) (?P<mark>[0-9a-f]{8})(?P<damaged> damaged)?" + re.escape(SUFFIX),
    re.DOTALL,
)
_TIME: Final = "%Y-%m-%d %H.%M.%SZ"
_LONGEST: Final = 100  # bytes of the project's name; file systems allow 255 in all


class BackupReason(StrEnum):
    """Why a backup was made."""

    DAY = "day"
    UNDO = "undo"
    IMPORT = "import"
    MERGE = "merge"
    UPGRADE = "upgrade"
    RESTORE = "restore"
    ASKED = "asked"


REASONS: Final[Mapping[BackupReason, str]] = {
    BackupReason.DAY: N_("Daily"),
    BackupReason.UNDO: N_("Before a large undo"),
    BackupReason.IMPORT: N_("Before importing labels"),
    BackupReason.MERGE: N_("Before a merge"),
    BackupReason.UPGRADE: N_("Before an upgrade"),
    BackupReason.RESTORE: N_("Before restoring"),
    BackupReason.ASKED: N_("By hand"),
}
"""What each reason is called; translated where it is shown."""


class Backup(Struct, frozen=True, kw_only=True):
    """A backup as its file name describes it.

    `number` counts the backups of a project: clocks can be set back, numbers cannot. It is 0 for
    the copy before an upgrade, which lies beside the project and is never removed. `at` is in UTC.
    A damaged one has problems that the project itself had.
    """

    path: Path
    stem: str
    number: int
    at: datetime
    reason: BackupReason
    mark: str
    is_damaged: bool = False

    @classmethod
    def of(cls, path: Path) -> Self | None:
        """Return the backup at a path; None where the name is another one."""
        found = _NAME.fullmatch(path.name)
        if not found:
            return None
        try:
            at = datetime.fromisoformat(found["at"].replace(".", ":"))  # strptime is slow to load
            reason = BackupReason(found["reason"])
        except ValueError:
            return None
        return cls(
            path=path,
            stem=found["stem"],
            number=int(found["number"]),
            at=at,
            reason=reason,
            mark=found["mark"],
            is_damaged=bool(found["damaged"]),
        )


class ProjectKey(Struct, frozen=True):
    """What a project is known by among backups: its mark, or its name where that is unreadable."""

    stem: str
    mark: str = ""

    @classmethod
    def of(cls, path: Path, project_id: str = "") -> Self:
        """Return the key of a project file, whose id may be unknown."""
        stem = os.fsencode(path.stem)[:_LONGEST].decode("utf-8", "ignore")
        return cls(stem, sha256(project_id.encode())[:8] if project_id else "")

    def has(self, backup: Backup) -> bool:
        """Return whether a backup is of this project."""
        return backup.mark == self.mark if self.mark else backup.stem == self.stem

    def name(self, number: int, at: datetime, reason: BackupReason) -> str:
        """Return the file name of a new backup, without its suffix."""
        return f"{self.stem} {number:04} {at:{_TIME}} {reason} {self.mark}"


class BackupContents(Struct, frozen=True, kw_only=True):
    """What a state of a project holds: numbers of records, and the end of its history."""

    articles: int
    claims: int
    marks: int
    edits: int
    last_at: str = ""
    last_edit: EditLabel | str = ""


class RestoreLoss(Struct, frozen=True, kw_only=True):
    """What the present state has that a backup lacks.

    `edits` are lines of the history; `last` is the newest of them. With `is_other`, the backup has
    edits of its own that the present state lacks, as after restoring an older one.
    """

    edits: int
    last: EditLabel | str = ""
    is_other: bool = False


class BackupDetails(Struct, frozen=True, kw_only=True):
    """What a backup holds, and what restoring it would discard; None where that is unknown."""

    contents: BackupContents
    loss: RestoreLoss | None


class Restored(Struct, frozen=True):
    """The end of restoring: the place where the state before is kept; None where none was left."""

    kept: Path | None
