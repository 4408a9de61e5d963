"""Records as they were at a moment of the past, such as that of an export."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cached_property
from typing import TypeVar

from annotator.domain.edit import Record
from annotator.domain.errors import StorageError
from annotator.domain.history import HistoryFilter
from annotator.domain.reading import ProjectReader

R = TypeVar("R", bound=Record)


class FormerRecords:
    """Knows the records of a project as they were at a time, in UTC, from its history.

    Without a time, or where the history cannot be followed, nothing has changed since.
    """

    def __init__(self, reader: ProjectReader, time: str) -> None:
        self._reader = reader
        self._time = time

    def of(self, record: R) -> R:
        """Return a record as it was then; as it is now when it was not there yet."""
        former = self._changed.get((type(record), record.id))
        return former if isinstance(former, type(record)) else record

    def had(self, record: R, is_so: Callable[[R], bool]) -> bool:
        """Return whether a record was so before one of the newest steps of the history."""
        with suppress(StorageError):
            history = self._reader.history
            steps = history.steps(HistoryFilter())
            changes = (c for step in steps for c in step.changes or history.changes(step.lines))
            befores = (c.before for c in changes if c.record.id == record.id)
            return any(isinstance(each, type(record)) and is_so(each) for each in befores)
        return False

    @cached_property
    def _changed(self) -> Mapping[tuple[object, str], Record]:
        if not self._time:
            return {}
        with suppress(StorageError):
            history = self._reader.history
            last = history.steps(HistoryFilter(until=self._time), limit=1)
            changes = history.since(last[0].last) if last else []
            pairs = ((change.record, change.before) for change in changes)
            return {(type(record), record.id): before for record, before in pairs if before}
        return {}
