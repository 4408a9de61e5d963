"""Looks for known sources while somebody types: among the newest at once, then among all."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from annotator.operations.sources import KnownSource, known_sources
from annotator.ui.application.newest import Newest
from annotator.ui.models.source_offers import SourceOffer, offer
from annotator.ui.project.workspace import Workspace

AT_ONCE: Final = 3000
"""The newest articles, and as many sources, are looked through at once: about 10 ms."""

_OFFERED: Final = 6


class SourceSearch(QObject):
    """Offers known sources for words; older ones follow from a worker thread."""

    found = Signal(str, object, bool)  # the words, list[SourceOffer], whether these are all

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.but = ""  # the id of a source that is not offered
        self._words = ""
        self._older: Newest[list[KnownSource]] = Newest(self)
        self._older.came.connect(self._tell_all)

    def ask(self, words: str) -> None:
        """Look for sources, and forget what was asked before."""
        self.stop()
        self._words, workspace = words, self._workspace
        is_long = workspace.path and workspace.reader.listing.last_position() > AT_ONCE
        among = AT_ONCE if is_long else None
        today = date.today().isoformat()
        known = known_sources(workspace.reader, words, today, _OFFERED, self.but, among)
        self._tell(known, is_all=not is_long)
        if is_long:
            self._older.begin(partial(self._steps, words, today, self.but))

    def stop(self) -> None:
        """Tell no more of what was asked."""
        self._older.stop()

    def _steps(self, words: str, today: str, but: str) -> Iterator[list[KnownSource]]:
        with self._workspace.reading() as reader:
            yield known_sources(reader, words, today, _OFFERED, but)

    def _tell_all(self, known: list[KnownSource]) -> None:
        if self._workspace.is_open:
            self._tell(known, is_all=True)

    def _tell(self, known: list[KnownSource], *, is_all: bool) -> None:
        codebook = self._workspace.codebook
        offers: list[SourceOffer] = [offer(each, self._words, codebook) for each in known]
        self.found.emit(self._words, offers, is_all)
