"""A field for a name that completes from the names already known."""

import re
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView, QWidget
from typing_extensions import override

from annotator.domain.text import folded
from annotator.i18n import tr
from annotator.ui.application.keyboard import ENTER
from annotator.ui.widgets.auto_line import AutoLine
from annotator.ui.widgets.draft import as_typed
from annotator.ui.widgets.index import Index

_FOLDED, _NAME = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
_MOST = 200  # names that are offered at once


class NameField(AutoLine):
    """Takes a known name or a new one.

    A name with a word that begins as typed is marked, and Enter takes it; Tab keeps the typed text.
    It commits then and when the focus leaves, not while typing, as half a name is a wrong name.
    A known name typed in another case or without its accents is the known one.
    """

    is_open = True
    """Whether it takes names that are not known."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent, pause=0)
        self._names_of: Callable[[], Sequence[str]] = tuple
        self._names: Sequence[str] = ()
        self._folded: dict[str, str] = {}  # by name
        self._known: dict[str, str] = {}  # names by what is folded
        self._is_likely = False  # whether the first offered name begins as typed
        self._completer = _Completer(self)
        self._completer.activated.connect(self._pick)
        self.setCompleter(self._completer)
        self.textEdited.connect(self._offer)

    def set_names(self, names: Iterable[str]) -> None:
        """Offer these names, in this order."""
        listed = tuple(names)
        self.take_names_from(lambda: listed)

    def take_names_from(self, names_of: Callable[[], Sequence[str]]) -> None:
        """Offer the names that a function returns, which is called when they are needed.

        It returns the same object as long as they are the same.
        """
        self._names_of = names_of

    @override
    def accept(self, text: str) -> str:
        name = as_typed(text)
        return self._known_names().get(folded(name), name)

    @override
    def event(self, event: QEvent) -> bool:
        # here, as Tab never comes to keyPressEvent
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in ENTER:
                self._take_marked()
            elif event.key() == Qt.Key.Key_Tab:
                self._completer.close()
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._completer.is_shown():
            event.ignore()  # the list closes, and typing continues
        elif event.key() == Qt.Key.Key_Down and not self._completer.is_shown():
            self._offer_all()
        else:
            super().keyPressEvent(event)
            self._mark_likely()

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        self._mark_likely()

    def _names_with(self, typed: str) -> list[str]:
        """Return the names that contain a folded text, in their order."""
        return [name for known, name in self._known_names().items() if typed in known]

    def _is_known(self, typed: str) -> bool:
        return typed in self._known_names()

    def _known_names(self) -> dict[str, str]:
        names = self._names_of()
        if names is not self._names:
            before = self._folded
            self._folded = {name: before.get(name) or folded(name) for name in names}
            self._names, self._known = names, {}
            for name, known in self._folded.items():
                self._known.setdefault(known, name)
        return self._known

    def _offer(self, text: str) -> None:
        """Offer the names that contain a text, those that begin with it first."""
        typed, words = folded(as_typed(text)), as_typed(text)
        names = self._names_with(typed)
        names.sort(key=lambda name: _rank(folded(name), typed))
        is_new = bool(typed) and not self._is_known(typed)
        self._is_likely = is_new and any(_rank(folded(name), typed) < 2 for name in names[:1])
        self._completer.offer(names[:_MOST], words if is_new and names and self.is_open else "")

    def _mark_likely(self) -> None:
        if self._is_likely and self._completer.is_shown() and not self._completer.marked():
            self._completer.mark_first()

    def _take_marked(self) -> None:
        """Fill in the marked name when the person is done with the field."""
        if name := self._completer.marked():
            self.setText(name)
            self._pick()
            self._completer.close()

    def _offer_all(self) -> None:
        self._offer("")
        self._completer.setCompletionPrefix("")
        self._completer.complete()

    def _pick(self) -> None:
        self.draft.confirm()


class _Completer(QCompleter):
    """Shows a list of names below the field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._names = QStandardItemModel(self)
        self.setModel(self._names)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompletionRole(_FOLDED)
        self.setMaxVisibleItems(8)
        self._popup = QListView()
        self._popup.setObjectName("completions")
        self.setPopup(self._popup)

    def offer(self, names: Sequence[str], typed: str) -> None:
        """Show these names, and the typed text itself if that is to be offered."""
        self._names.clear()
        for name in names:
            self._add(name, name)
        if typed:
            self._add(tr("Keep “{typed}”  (Tab)", typed=typed), typed)

    def is_shown(self) -> bool:
        """Return whether the list of names is open."""
        return self._popup.isVisible()

    def marked(self) -> str:
        """Return the marked name of the open list; '' for none."""
        index = self._popup.currentIndex() if self.is_shown() else QModelIndex()
        return self.pathFromIndex(index) if index.isValid() else ""

    def mark_first(self) -> None:
        """Mark the first name without changing the typed text."""
        selection = self._popup.selectionModel()
        blocked = selection.blockSignals(True)  # noqa: FBT003 - Qt's own; it would type the name
        self._popup.setCurrentIndex(self.completionModel().index(0, 0))
        selection.blockSignals(blocked)
        self._popup.viewport().update()

    def close(self) -> None:
        """Close the list of names."""
        self._popup.hide()

    @override
    def splitPath(self, path: str) -> list[str]:
        return [folded(as_typed(path))]

    @override
    def pathFromIndex(self, index: Index) -> str:
        return str(index.data(_NAME))

    def _add(self, shown: str, name: str) -> None:
        item = QStandardItem(shown)
        item.setData(folded(name), _FOLDED)
        item.setData(name, _NAME)
        self._names.appendRow(item)


def _rank(name: str, typed: str) -> int:
    """Return 0 for a name that begins as typed, 1 if one of its words does, otherwise 2."""
    if name.startswith(typed):
        return 0
    return 1 if re.search(rf"\b{re.escape(typed)}", name) else 2
