"""Tables with their columns, each of which can be ticked, as a model of a tree.

A model, not the items of a tree widget: Qt deletes those with the widget, and the binding then now
and then reads a Python object that is already gone, which takes the program with it.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from msgspec import Struct
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt
from typing_extensions import override

from annotator.exporters.table_choice import Columns
from annotator.i18n import tr
from annotator.ui.widgets.index import Index

TABLE: Final = int(Qt.ItemDataRole.UserRole)
"""The role of the name of the table that a row is of; empty for the row above all tables."""

_Flag, _Role, _State = Qt.ItemFlag, Qt.ItemDataRole, Qt.CheckState
_FLAGS: Final = _Flag.ItemIsEnabled | _Flag.ItemIsSelectable | _Flag.ItemIsUserCheckable
_NOWHERE: Final = QModelIndex()
_ROOT: Final = 0  # the number of the node above all others, which has no row


class _Node(Struct):
    text: str
    table: str = ""
    above: int = _ROOT
    place: int = 0  # among those below the same node
    below: list[int] = []
    is_ticked: bool = True  # of one that has none below it


class TableTicks(QAbstractItemModel):
    """All tables, below them each table, below it its columns; of one table, its columns alone."""

    def __init__(self, known: Mapping[str, tuple[str, ...]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._nodes = [_Node("")]
        self._tables: dict[str, int] = {}
        top = self._add(_ROOT, tr("All tables")) if len(known) > 1 else _ROOT
        for name, columns in known.items():
            shown = name if len(known) > 1 else tr("All columns")
            self._tables[name] = table = self._add(top, shown, name)
            for column in columns:
                self._add(table, column, name)

    def columns(self) -> Columns:
        """Return the ticked columns of each ticked table."""
        return {
            name: tuple(self._nodes[each].text for each in self._ticked(self._nodes[table].below))
            for name, table in self._tables.items()
            if any(self._ticked(self._leaves(table)))
        }

    def tick(self, columns: Columns) -> None:
        """Tick these columns and no others."""
        for name, table in self._tables.items():
            own = columns.get(name)
            for leaf in self._leaves(table):
                node = self._nodes[leaf]
                node.is_ticked = own is not None and (leaf == table or node.text in own)
        self._tell()

    @override
    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        below = self._nodes[_number(parent)].below
        if column == 0 and 0 <= row < len(below):
            return self.createIndex(row, 0, below[row])
        return QModelIndex()

    @override
    def parent(self, child: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        above = self._nodes[_number(child)].above
        return self.createIndex(self._nodes[above].place, 0, above) if above else QModelIndex()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return len(self._nodes[_number(parent)].below)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 1

    @override
    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self._nodes[_number(index)]
        if role == _Role.DisplayRole:
            return node.text
        if role == _Role.CheckStateRole:
            return self._state(_number(index))
        return node.table if role == TABLE else None

    @override
    def setData(self, index: Index, value: Any, role: int = _Role.EditRole) -> bool:
        if role != _Role.CheckStateRole:
            return False
        for leaf in self._leaves(_number(index)):
            self._nodes[leaf].is_ticked = _State(value) is _State.Checked
        self._tell()
        return True

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else _Flag.NoItemFlags

    def _add(self, above: int, text: str, table: str = "") -> int:
        number, siblings = len(self._nodes), self._nodes[above].below
        self._nodes.append(_Node(text, table, above, len(siblings)))
        siblings.append(number)
        return number

    def _leaves(self, number: int) -> Iterator[int]:
        """Yield what is ticked itself at or below a node."""
        below = self._nodes[number].below
        for each in below:
            yield from self._leaves(each)
        if not below:
            yield number

    def _ticked(self, numbers: Iterator[int] | list[int]) -> Iterator[int]:
        return (each for each in numbers if self._nodes[each].is_ticked)

    def _state(self, number: int) -> Qt.CheckState:
        found = {self._nodes[leaf].is_ticked for leaf in self._leaves(number)}
        if len(found) > 1:
            return _State.PartiallyChecked
        return _State.Checked if found == {True} else _State.Unchecked

    def _tell(self) -> None:
        for node in self._nodes:
            if node.below:
                first, last = node.below[0], node.below[-1]
                ends = (self.createIndex(self._nodes[n].place, 0, n) for n in (first, last))
                self.dataChanged.emit(*ends, [_Role.CheckStateRole])


def _number(index: Index) -> int:
    return index.internalId() if index.isValid() else _ROOT
