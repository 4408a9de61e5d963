"""The items of a list that paints them itself; each says how it is read aloud."""

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt
from typing_extensions import override

from annotator.ui.widgets.index import Index

ITEM = int(Qt.ItemDataRole.UserRole)
"""The role under which a row is found as its item."""

_TEXTS = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}


class Spoken(Protocol):
    """Something that can be read aloud."""

    @property
    def spoken(self) -> str:
        """Return it as it is read aloud."""


S = TypeVar("S", bound=Spoken)


class SpokenItems(QAbstractListModel, Generic[S]):
    """Shows a few items, all of them anew whenever they change."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._items: Sequence[S] = ()

    def show_items(self, items: Sequence[S]) -> None:
        """Show these in place of what is there."""
        self.beginResetModel()
        self._items = items
        self.endResetModel()

    def change_items(self, items: Sequence[S]) -> None:
        """Show something else in each row; as many items, so that the current row stays."""
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
