"""The rows of files that are still being read when their import begins."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal

from annotator.domain.giving_up import require_wanted
from annotator.giving_way import give_way
from annotator.i18n import N_, tr
from annotator.importers import Refusal
from annotator.importers.original import display_name
from annotator.operations.found_drafts import FoundDraft, FoundItem
from annotator.operations.import_rows import ImportRow, KnownTexts, rows_of

Item = ImportRow | Refusal
_Codes = SimpleQueue[Mapping[str, str]]

_PATIENCE: Final = 0.1  # seconds until it is looked again whether anybody waits for the import
_UNCLEAR: Final = N_(
    "“{file}”: it is not clear which column is the text. Import this file separately."
)


class LateRows(QObject):
    """Rows for the worker that imports them: it reads what is left of the files itself.

    `known_texts` are used on that worker only; what finds codes for them is asked on the thread of
    the window, which has the project. `stop_reading` ends the reading that is under way. `wanted`
    is how many wanted rows have been passed on.
    """

    _asked = Signal(object, object)  # hashes of texts, and the queue that their codes are put in

    def __init__(self, known_texts: KnownTexts, stop_reading: Callable[[], None]) -> None:
        super().__init__()
        self.wanted = 0
        self._known_texts = known_texts.asking(self._codes)
        self._find_codes = known_texts.find_codes
        self._stop_reading = stop_reading
        self._put: SimpleQueue[Iterable[FoundItem] | None] = SimpleQueue()
        self._asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def __iter__(self) -> Iterator[Item]:
        """Yield the rows and refusals, waiting for more until the end.

        What would have to be asked or corrected is refused.
        """
        for item in rows_of(self._found(), self._known_texts):
            row = _refused_or(item)
            self.wanted += isinstance(row, ImportRow) and row.is_wanted
            yield row

    def put(self, items: Iterable[FoundItem]) -> None:
        """Add what was found, or what finds more when it is iterated on the worker."""
        self._put.put(items)

    def end(self) -> None:
        """Say that no more will be put in."""
        self._put.put(None)

    def stop(self) -> None:
        """End the reading, and the waiting for it."""
        self._stop_reading()
        self.end()

    def _found(self) -> Iterator[FoundDraft | Refusal]:
        unclear: set[Path] = set()
        while (items := self._next()) is not None:
            for item in items:
                give_way()
                require_wanted()
                if isinstance(item, FoundDraft | Refusal):
                    yield item
                elif item.path not in unclear:  # a file may have several such tables
                    unclear.add(item.path)
                    message = tr(_UNCLEAR, file=display_name(item.path))
                    yield Refusal(item.path, message)

    def _next(self) -> Iterable[FoundItem] | None:
        pool = QThreadPool.globalInstance()
        pool.releaseThread()  # or the reading may wait for the thread that waits for it
        try:
            return self._put.get()
        finally:
            pool.reserveThread()

    def _codes(self, hashes: Sequence[str]) -> Mapping[str, str]:
        codes: _Codes = SimpleQueue()
        self._asked.emit(hashes, codes)
        while True:
            require_wanted()
            with suppress(Empty):
                return codes.get(timeout=_PATIENCE)

    def _answer(self, hashes: Sequence[str], codes: _Codes) -> None:
        codes.put(self._find_codes(hashes))


def _refused_or(item: Item) -> Item:
    if isinstance(item, ImportRow) and item.is_wanted and (complaint := item.complaint):
        return Refusal(item.path or Path(item.draft.file_name), complaint)
    return item
