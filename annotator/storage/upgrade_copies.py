"""The copies of a project that were kept beside it before its file was upgraded."""

import re
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from heapq import merge
from itertools import count
from pathlib import Path
from typing import Final

from annotator.domain.backup import Backup, BackupReason, ProjectKey
from annotator.domain.errors import StorageError
from annotator.domain.project import SUFFIX
from annotator.storage.backups import backups_of, key_of, reading_backup

_NAME: Final = re.compile(r"(?P<stem>.+) before version \d+(?: \(\d+\))?" + re.escape(SUFFIX))


def place_for_copy(path: Path, version: int) -> Path:
    """Return the place beside a project for a copy of it before an upgrade, where nothing is."""
    stem = f"{path.stem} before version {version}"
    names = (f"{stem}{f' ({number})' if number else ''}{path.suffix}" for number in count())
    return next(place for name in names if not (place := path.with_name(name)).exists())


def restorable(path: Path, key: ProjectKey, *folders: Path) -> list[Backup]:
    """Return the backups of a project and its copies before upgrades, the newest first."""
    copies = sorted(_copies(path, key), key=_moment, reverse=True)
    return [*merge(backups_of(key, *folders), copies, key=_moment, reverse=True)]


def _copies(path: Path, key: ProjectKey) -> Iterator[Backup]:
    with suppress(OSError):
        for place in path.parent.iterdir():
            named = _NAME.fullmatch(place.name)
            if named and _is_of(key, place, named["stem"]):
                at = datetime.fromtimestamp(int(place.stat().st_mtime), UTC)  # as in names
                yield Backup(
                    path=place,
                    stem=named["stem"],
                    number=0,
                    at=at,
                    reason=BackupReason.UPGRADE,
                    mark=key.mark,
                )


def _is_of(key: ProjectKey, place: Path, stem: str) -> bool:
    """Return whether a copy is of a project: by its id, or its name where that is unreadable."""
    if not key.mark:
        return stem == key.stem
    with suppress(StorageError), closing(reading_backup(place)) as db:
        return key_of(place, db).mark == key.mark
    return False


def _moment(backup: Backup) -> datetime:
    return backup.at
