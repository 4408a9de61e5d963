"""The rows of files that are still being read when their import begins."""

from collections.abc import Callable, Iterator, Sequence
from queue import SimpleQueue

from PySide6.QtCore import QThreadPool

from annotator.importers import Refusal
from annotator.operations.import_rows import ImportRow

Item = ImportRow | Refusal


class LateRows:
    """Passes rows from the GUI thread, where they are found, to the worker that imports them.

    `stop_reading` ends the reading of the files. `wanted` is how many wanted rows were put in.
    """

    def __init__(self, stop_reading: Callable[[], None]) -> None:
        self.wanted = 0
        self._stop_reading = stop_reading
        self._found: SimpleQueue[Sequence[Item] | None] = SimpleQueue()

    def __iter__(self) -> Iterator[Item]:
        """Yield the rows and refusals, waiting for more until the end."""
        while (items := self._next()) is not None:
            yield from items

    def put(self, items: Sequence[Item]) -> None:
        """Add rows and refusals."""
        self.wanted += sum(isinstance(item, ImportRow) and item.is_wanted for item in items)
        self._found.put(items)

    def end(self) -> None:
        """Say that no more will be found."""
        self._found.put(None)

    def stop(self) -> None:
        """End the reading, and the waiting for it."""
        self._stop_reading()
        self.end()

    def _next(self) -> Sequence[Item] | None:
        pool = QThreadPool.globalInstance()
        pool.releaseThread()  # or the reading may wait for the thread that waits for it
        try:
            return self._found.get()
        finally:
            pool.reserveThread()
