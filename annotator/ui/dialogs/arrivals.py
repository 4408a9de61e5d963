"""The files of an import as a table: what is known of each, and what a person fills in."""

from collections.abc import Callable
from enum import IntEnum
from typing import Final, TypeAlias

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from annotator.domain.dates import parse_date
from annotator.importers import Draft
from annotator.ui.widgets.typed import one_line, tooltip

_Index: TypeAlias = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole

ARRIVAL_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""Under which a row gives its `Arrival`."""


class Column(IntEnum):
    """The columns, in order."""

    FILE = 0
    HEADLINE = 1
    PUBLISHER = 2
    LINK = 3
    PUBLISHED = 4
    STATE = 5


_NAMES: Final = ("File", "Headline", "Publisher", "Link", "Published", "State")


class Arrival(Struct, frozen=True):
    """One draft as it is filled in.

    `twin` says where the same text is already; `published` is the date as typed, which need not
    be one.
    """

    draft: Draft
    twin: str = ""
    is_wanted: bool = True
    published: str = ""

    @property
    def complaint(self) -> str:
        """Return what must be put right before it can come in; empty when nothing."""
        if not self.draft.headline:
            return f"“{self.draft.file_name}” needs a headline."
        try:
            parse_date(self.published)
        except ValueError as error:
            return f"“{self.draft.file_name}”: {error}"
        return ""

    @property
    def filled(self) -> Draft:
        """Return the draft with its date; raises ValueError when there is a complaint."""
        return replace(self.draft, published_at=parse_date(self.published) or "")

    def text(self, column: int) -> str:
        """Return what a column shows."""
        return (
            self.draft.file_name,
            self.draft.headline,
            self.draft.publisher,
            self.draft.source_url,
            self.published,
            self.twin or "new",
        )[column]

    def with_text(self, column: int, text: str) -> "Arrival":
        """Return this with another text in a column that can be edited."""
        typed = one_line(text).strip()
        match column:
            case Column.HEADLINE:
                return replace(self, draft=replace(self.draft, headline=typed))
            case Column.PUBLISHER:
                return replace(self, draft=replace(self.draft, publisher=typed))
            case Column.LINK:
                return replace(self, draft=replace(self.draft, source_url=typed))
            case _:
                return replace(self, published=typed)


class ArrivalModel(QAbstractTableModel):
    """Every file that was read; `find_twin` names the article that has the same text, or ''."""

    def __init__(self, find_twin: Callable[[Draft], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._find_twin = find_twin
        self._arrivals: list[Arrival] = []
        self._files: dict[str, str] = {}

    def add(self, draft: Draft) -> None:
        """Add a row; a text that is here already is offered, not wanted."""
        code, sha256 = self._find_twin(draft), draft.sha256
        twin = f"already here as {code}" if code else ""
        if not twin and sha256 in self._files:
            twin = f"same as {self._files[sha256]}"
        self._files.setdefault(sha256, draft.file_name)
        row = len(self._arrivals)
        self.beginInsertRows(QModelIndex(), row, row)
        self._arrivals.append(
            Arrival(draft, twin, is_wanted=not twin, published=draft.published_at)
        )
        self.endInsertRows()

    def wanted(self) -> list[Arrival]:
        """Return the files that are to come in."""
        return [arrival for arrival in self._arrivals if arrival.is_wanted]

    def complaint(self) -> str:
        """Return what must be put right before the wanted files can come in."""
        return next((each.complaint for each in self.wanted() if each.complaint), "")

    def fill_down(self, index: _Index) -> None:
        """Copy a cell into all rows below it."""
        text = self._arrivals[index.row()].text(index.column())
        for row in range(index.row() + 1, len(self._arrivals)):
            self._put(row, self._arrivals[row].with_text(index.column(), text))

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._arrivals)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Vertical or role != _Role.DisplayRole:
            return None
        return _NAMES[section]

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid():
            return flags
        if index.column() == Column.FILE:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags if index.column() == Column.STATE else flags | Qt.ItemFlag.ItemIsEditable

    @override
    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        arrival = self._arrivals[index.row()]
        if role in (_Role.DisplayRole, _Role.EditRole):
            return arrival.text(index.column())
        if role == _Role.ToolTipRole:
            wrong = arrival.complaint if index.column() == Column.PUBLISHED else ""
            return tooltip(wrong or arrival.text(index.column()))
        if role == _Role.CheckStateRole and index.column() == Column.FILE:
            return Qt.CheckState.Checked if arrival.is_wanted else Qt.CheckState.Unchecked
        return arrival if role == ARRIVAL_ROLE else None

    @override
    def setData(self, index: _Index, value: object, role: int = _Role.EditRole) -> bool:
        arrival = self._arrivals[index.row()]
        if role == _Role.CheckStateRole and index.column() == Column.FILE:
            is_wanted = Qt.CheckState(value) is Qt.CheckState.Checked
            self._put(index.row(), replace(arrival, is_wanted=is_wanted))
            return True
        if role == _Role.EditRole and self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self._put(index.row(), arrival.with_text(index.column(), str(value)))
            return True
        return False

    def _put(self, row: int, arrival: Arrival) -> None:
        self._arrivals[row] = arrival
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))
