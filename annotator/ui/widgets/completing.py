"""A field for a name that completes from the names already known."""

import re
import unicodedata
from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView, QWidget
from typing_extensions import override

from annotator.ui.widgets.auto_line import AutoLine
from annotator.ui.widgets.draft import as_typed
from annotator.ui.widgets.keys import ENTER

_Index: TypeAlias = QModelIndex | QPersistentModelIndex
_LEAVING = (*ENTER, Qt.Key.Key_Tab)
_FOLDED = Qt.ItemDataRole.UserRole + 1
_LEAST = 3  # letters of which a name is known


def folded(text: str) -> str:
    """Return the text as names are compared: without case, accents and marks."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


class NameField(AutoLine):
    """Picks one of the known names, or takes a new one.

    It commits on picking, on Enter and when the focus leaves, never while one types: half a name
    is a wrong name. A known name typed in other case or without its accents is the known one. The
    only name that begins a word with what is typed is marked for Enter; Esc takes the mark away.
    """

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent, pause=0)
        self._known: dict[str, str] = {}
        self._completer = _Completer(self)
        self._completer.activated.connect(self._pick)
        self.setCompleter(self._completer)

    def set_names(self, names: Sequence[str]) -> None:
        """Offer these names, in this order."""
        self._known = {folded(name): name for name in reversed(names)}
        self._completer.offer(names)

    @override
    def accept(self, text: str) -> str:
        name = as_typed(text)
        return self._known.get(folded(name), name)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._take_marked(event)  # here, as Tab never comes to keyPressEvent
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._completer.is_shown():
            event.ignore()  # the list closes, and the person goes on typing
        elif event.key() == Qt.Key.Key_Down and not self._completer.is_shown():
            self._offer_all()
        else:
            super().keyPressEvent(event)
            if event.text().isprintable() and event.text():
                self._completer.mark_only(folded(self.text()))

    def _take_marked(self, event: QKeyEvent) -> None:
        """Take the name that is marked in the list, when the field is done with."""
        if event.key() in _LEAVING and (name := self._completer.marked()):
            self.setText(name)
            self._pick()
            self._completer.close()

    def _offer_all(self) -> None:
        self._completer.setCompletionPrefix("")
        self._completer.complete()

    def _pick(self) -> None:
        self.draft.confirm()


class _Completer(QCompleter):
    """Finds names by any part of them, whatever their case and accents."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._names = QStandardItemModel(self)
        self.setModel(self._names)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompletionRole(_FOLDED)
        self.setMaxVisibleItems(8)
        self.setWrapAround(False)  # what is marked stays so with one Down more
        popup = QListView()
        popup.setObjectName("completions")
        self.setPopup(popup)

    def offer(self, names: Sequence[str]) -> None:
        """Complete from these names."""
        self._names.clear()
        for name in names:
            item = QStandardItem(name)
            item.setData(folded(name), _FOLDED)
            self._names.appendRow(item)

    def is_shown(self) -> bool:
        """Return whether the list of names is open."""
        popup = self.popup()
        return popup is not None and popup.isVisible()

    def marked(self) -> str:
        """Return the name that is marked in the open list; '' when none is."""
        popup = self.popup()
        index = popup.currentIndex() if popup and popup.isVisible() else QModelIndex()
        return self.pathFromIndex(index) if index.isValid() else ""

    def mark_only(self, typed: str) -> None:
        """Mark the name in the open list if it is the only one, and its word is not finished.

        “Ukr” is “Ukraine’s ministry”, and “Ukraine” need not be.
        """
        popup, found = self.popup(), self.completionModel()
        if not popup or not popup.isVisible() or len(typed) < _LEAST or found.rowCount() != 1:
            return
        only = found.index(0, self.completionColumn())
        if re.search(rf"\b{re.escape(typed)}\B", str(only.data(_FOLDED))):
            with QSignalBlocker(self):  # which else writes the name into the field
                popup.setCurrentIndex(only)

    def close(self) -> None:
        """Close the list of names."""
        if popup := self.popup():
            popup.hide()

    @override
    def splitPath(self, path: str) -> list[str]:
        return [folded(path)]

    @override
    def pathFromIndex(self, index: _Index) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole))
