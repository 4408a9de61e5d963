"""The field for the title of a source, new or known."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from annotator.operations.sources import KnownSource
from annotator.ui.models.source_offers import SourceOffer
from annotator.ui.models.source_search import SourceSearch
from annotator.ui.panels.source_list import SourceList
from annotator.ui.widgets.auto_line import AutoLine
from annotator.ui.widgets.draft import as_typed
from annotator.ui.widgets.keys import is_enter

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class SourceField(AutoLine):
    """Offers known sources while typing; Enter takes the marked one, Tab keeps the typed title.

    `current` returns the id of its source, which is not offered. It commits when the focus leaves,
    not while typing.
    """

    taken = Signal(object)  # KnownSource

    def __init__(
        self,
        placeholder: str,
        search: SourceSearch,
        current: Callable[[], str],
        across: QWidget,
    ) -> None:
        super().__init__(placeholder, pause=0)
        self._search, self._current = search, current
        search.found.connect(self._show)
        self._across = across
        self._list: SourceList | None = None
        self.textEdited.connect(self._offer)

    def is_offering(self) -> bool:
        """Return whether known sources are shown."""
        return self._list is not None and self._list.isVisible()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self._list and self._list.isVisible():
            if key in _STEPS:
                self._list.step(_STEPS[key])
                return
            if is_enter(event):
                self._list.choose()
                return
            if key == Qt.Key.Key_Escape:
                self._leave_list()
                return
        elif key == Qt.Key.Key_Down:
            self._offer(self.text())
            return
        super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._leave_list()

    def _leave_list(self) -> None:
        self._search.stop()
        if self._list:
            self._list.hide()

    def _offer(self, query: str) -> None:
        if self.isReadOnly():
            return
        if self._list is None:
            self._list = SourceList(self.window())
            self._list.chosen.connect(self._take)
        self._search.but = self._current()
        self._search.ask(as_typed(query))

    def _show(self, title: str, offers: Sequence[SourceOffer], is_all: bool) -> None:  # noqa: FBT001 - a signal's value
        if self._list is None:
            return
        keeps_mark = is_all and self._list.isVisible()
        self._list.offer(offers, title, keeps_mark=keeps_mark)
        self._list.place_below(self, self._across)

    def _take(self, known: KnownSource) -> None:
        self._search.stop()
        self.draft.take_back()  # it was typed to find this source, and is not a title
        self.taken.emit(known)
