"""A list model for items that a delegate paints; each provides its text for screen readers."""

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt
from typing_extensions import override

from annotator.ui.widgets.index import Index

ITEM = int(Qt.ItemDataRole.UserRole)
"""The role under which a row is found as its item."""

_TEXTS = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}


class Spoken(Protocol):
    """An item with a text for screen readers."""

    @property
    def spoken(self) -> str:
        """Return the text for screen readers."""


S = TypeVar("S", bound=Spoken)


class SpokenItems(QAbstractListModel, Generic[S]):
    """Shows a few items; a change replaces them all."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._items: Sequence[S] = ()

    def show_items(self, items: Sequence[S]) -> None:
        """Replace all items."""
        self.beginResetModel()
        self._items = items
        self.endResetModel()

    def change_items(self, items: Sequence[S]) -> None:
        """Replace the items by as many others, so that the current row stays."""
        self._items = items
        self.dataChanged.emit(self.index(0), self.index(len(items) - 1))

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._items)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == ITEM:
            return item
        return item.spoken if role in _TEXTS else None
