"""Collects damaged records, each once, with the name by which people know it."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import msgspec

from annotator.domain.damage import Damage
from annotator.domain.errors import StorageError
from annotator.i18n import tr
from annotator.storage.clock import require_wanted
from annotator.storage.engine import Connection, EngineError, reason
from annotator.storage.record_names import article_of, list_name, record_name, record_without_name

Damaged: Final = (EngineError, UnicodeDecodeError, msgspec.MsgspecError)
"""The errors of reading a damaged row; `require_damage` excludes other failures."""

_SIGNS: Final = ("malformed", "decode", "blob", "user-defined function", "not a database")


def require_damage(error: BaseException) -> None:
    """Raise StorageError unless the file is damaged: a failing disk is not damage."""
    require_wanted()
    if isinstance(error, EngineError) and not any(sign in str(error).lower() for sign in _SIGNS):
        message = tr("The project could not be read: {reason}.", reason=reason(error))
        raise StorageError(message) from error


class FullDiskError(StorageError):
    """The disk is full, so that nothing is known of what can be read."""


def require_room(error: BaseException) -> None:
    """Raise FullDiskError when that led to an error: what was not written is not lost.

    Nor is what was interrupted: it raises what `require_wanted` does then.
    """
    require_wanted()
    for each in (error, error.__cause__, error.__context__):
        if "disk is full" in str(each) or getattr(each, "errno", 0) == errno.ENOSPC:
            message = tr("The disk is full. Free some space and try again.")
            raise FullDiskError(message) from error


@contextmanager
def spelling_out(db: Connection, spelled: list[str]) -> Iterator[None]:
    """Show invalid UTF-8 as hexadecimal inside the block; collect the affected texts."""

    def text(raw: bytes) -> str:
        try:
            return raw.decode()
        except UnicodeDecodeError:
            spelled.append(raw.decode("utf-8", "backslashreplace"))
            return spelled[-1]

    former: Callable[[bytes], object] | type = db.text_factory
    db.text_factory = text
    try:
        yield
    finally:
        db.text_factory = former


_MARKS_ON: Final = (
    "SELECT 'claim_mention', id FROM claim_mention WHERE anchor_id = ?1"
    " UNION ALL SELECT 'sentiment', id FROM sentiment WHERE anchor_id = ?1"
    " UNION ALL SELECT 'suggestion', id FROM suggestion WHERE anchor_id = ?1"
)


class Damages:
    """The damage found so far, in order."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._found: dict[tuple[str, str], Damage] = {}

    def __iter__(self) -> Iterator[Damage]:
        return iter(self._found.values())

    def add(self, table: str, id: str, reason: str) -> None:  # noqa: A002 - the column's own name
        """Record that a record is damaged; `id` is empty for a part of the table.

        For an anchor, its marks are recorded, since people do not know anchors.
        """
        marks = self._marks_on(id) if table == "anchor" and id else []
        for kind, id_ in marks or [(table, id)]:
            self._add(kind, id_, reason)

    def _marks_on(self, anchor_id: str) -> list[tuple[str, str]]:
        try:
            return self._db.execute(_MARKS_ON, [anchor_id]).fetchall()
        except Damaged:
            return []

    def _add(self, table: str, id: str, reason: str) -> None:  # noqa: A002
        if (table, id) in self._found:
            return
        name, article_id = tr("a part of {list}", list=list_name(table)), ""
        if id:
            with spelling_out(self._db, []):
                unnamed = record_without_name(table, id)
                name = self._read_or(lambda: record_name(self._db, table, id), unnamed)
                article_id = self._read_or(lambda: article_of(self._db, table, id), "")
        self._found[table, id] = Damage(
            table=table, id=id, name=name, reason=reason, article_id=article_id
        )

    def _read_or(self, read: Callable[[], str], default: str) -> str:
        try:
            return read()
        except Damaged:
            return default
