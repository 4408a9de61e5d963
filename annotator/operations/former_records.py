"""Records as they were at a moment of the past, such as that of an export."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cached_property
from typing import Self, TypeVar

from annotator.domain.edit import Record
from annotator.domain.errors import StorageError
from annotator.domain.history import HistoryFilter
from annotator.domain.reading import ProjectReader

R = TypeVar("R", bound=Record)


class FormerRecords:
    """Knows the records of a project as they were after a line of its history.

    Without a line, or where the history cannot be followed, nothing has changed since.
    """

    def __init__(self, reader: ProjectReader, line: int | None) -> None:
        self._reader = reader
        self._line = line

    @classmethod
    def at(cls, reader: ProjectReader, time: str) -> Self:
        """Return those of a time in UTC; '' where none is known."""
        with suppress(StorageError):
            until = HistoryFilter(until=f"{time}~")  # an edit of that millisecond was before
            last = reader.history.steps(until, limit=1) if time else []
            return cls(reader, last[0].last if last else None)
        return cls(reader, None)

    @property
    def is_known(self) -> bool:
        """Return whether it is known when that was."""
        return self._line is not None

    @property
    def is_now(self) -> bool:
        """Return whether the project is known to be as it was then."""
        return self.is_known and not self._changed

    def of(self, record: R) -> R:
        """Return a record as it was then; as it is now when it was not there yet."""
        former = self._changed.get((type(record), record.id))
        return former if isinstance(former, type(record)) else record

    def has(self, record: Record) -> bool:
        """Return whether a record was there."""
        return self._changed.get((type(record), record.id), record) is not None

    def had(self, record: R, is_so: Callable[[R], bool]) -> bool:
        """Return whether a record passed `is_so` before one of the newest steps of the history."""
        with suppress(StorageError):
            history = self._reader.history
            steps = history.steps(HistoryFilter())
            changes = (c for step in steps for c in step.changes or history.changes(step.lines))
            befores = (c.before for c in changes if c.record.id == record.id)
            return any(isinstance(each, type(record)) and is_so(each) for each in befores)
        return False

    @cached_property
    def _changed(self) -> Mapping[tuple[object, str], Record | None]:
        if self._line is None:
            return {}
        with suppress(StorageError):
            changes = self._reader.history.since(self._line)
            return {(type(c.record), c.record.id): c.before for c in changes}
        return {}
