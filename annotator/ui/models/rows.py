"""A list model of short rows that is updated in place."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal
from typing_extensions import override

from annotator.domain.direction import without_bidi_controls
from annotator.ui.widgets.index import Index

T = TypeVar("T")

ROW = int(Qt.ItemDataRole.UserRole)
"""The role under which a row is found as a `Row`."""


class Row(Struct, frozen=True, kw_only=True):
    """A row for display: a code, a text that may be cut, and a state as a chip.

    `aside` follows the text in a quieter colour; `place` is its position, at the end. A code
    with a tone of its own is a value, a dashed one is only suggested.
    """

    code: str
    text: str
    aside: str = ""
    place: str = ""
    chip: str = ""
    tone: str = ""
    code_tone: str = ""
    is_dashed: bool = False

    @property
    def spoken(self) -> str:
        """Return the text for screen readers."""
        text = f"{self.text}{self.aside}"
        return ", ".join(filter(None, [self.code, text, self.place, self.chip]))


class RowsModel(QAbstractListModel, Generic[T]):
    """Shows items, each as a row that is created when it is first needed.

    `key` returns what identifies an item, `describe` its row.
    """

    replaced = Signal()  # rows came and went; once, where some are removed and others inserted

    def __init__(
        self,
        key: Callable[[T], Hashable],
        describe: Callable[[T], Row],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._key = key
        self._describe = describe
        self._items: list[T] = []
        self._keys: list[Hashable] = []
        self._rows: dict[Hashable, Row] = {}

    def item(self, index: Index) -> T | None:
        """Return the item in a row; None for no row."""
        return self._items[index.row()] if index.isValid() else None

    def key(self, index: Index) -> Hashable:
        """Return the key of the item in a row; None for no row."""
        return self._keys[index.row()] if index.isValid() else None

    def place(self, key: Hashable) -> QModelIndex:
        """Return the index of an item; an invalid one when it is not shown."""
        try:
            return self.index(self._keys.index(key))
        except ValueError:
            return QModelIndex()

    def row(self, place: int) -> Row:
        """Return the row at an index."""
        return self._row(self._items[place])

    def refresh(self, key: Hashable) -> None:
        """Refresh the row of an item, because something outside it changed."""
        place = self.place(key)
        if place.isValid():
            self._rows.pop(key, None)
            self.dataChanged.emit(place, place)

    def set_items(self, items: Sequence[T]) -> None:
        """Show these items; rows that remain are kept, so that the current one stays current."""
        old, new = self._keys, [self._key(item) for item in items]
        if old != new:
            head = _alike(old, new)
            tail = _alike(old[head:][::-1], new[head:][::-1])
            self._remove(head, len(old) - tail)
            end = len(new) - tail
            self._insert(head, items[head:end], new[head:end])
            self.replaced.emit()
        self._renew(items)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._items)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.item(index)
        if item is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._row(item).spoken
            case int(wanted) if wanted == ROW:
                return self._row(item)
            case _:
                return None

    def _row(self, item: T) -> Row:
        key = self._key(item)
        if key not in self._rows:
            row = self._describe(item)
            shown = without_bidi_controls(row.text)
            self._rows[key] = row if shown == row.text else replace(row, text=shown)
        return self._rows[key]

    def _remove(self, first: int, end: int) -> None:
        if first < end:
            self.beginRemoveRows(QModelIndex(), first, end - 1)
            for key in self._keys[first:end]:
                self._rows.pop(key, None)
            del self._items[first:end], self._keys[first:end]
            self.endRemoveRows()

    def _insert(self, first: int, items: Sequence[T], keys: Sequence[Hashable]) -> None:
        if items:
            self.beginInsertRows(QModelIndex(), first, first + len(items) - 1)
            self._items[first:first] = items
            self._keys[first:first] = keys
            self.endInsertRows()

    def _renew(self, items: Sequence[T]) -> None:
        pairs = enumerate(zip(items, self._items, strict=True))
        # unchanged items are mostly the same objects
        others = [row for row, (item, known) in pairs if item is not known and item != known]
        for row in others:
            self._items[row] = items[row]
            self._rows.pop(self._keys[row], None)
            self.dataChanged.emit(self.index(row), self.index(row))


def _alike(some: Sequence[Hashable], others: Sequence[Hashable]) -> int:
    """Return the number of equal items at the beginning."""
    pairs = enumerate(zip(some, others, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(some), len(others)))
