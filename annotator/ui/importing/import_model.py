"""The files of an import as a table: what is known of each, and what a person fills in."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from msgspec.structs import replace
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from annotator.domain.text import headline_in
from annotator.importers import Draft
from annotator.importers.draft import FolderAs
from annotator.importers.html import LeftOut
from annotator.importers.left_out import enlarged
from annotator.importers.original import name_of_folder
from annotator.ui.importing.finds import Find
from annotator.ui.importing.import_row import Arrival, Column
from annotator.ui.importing.likenesses import Nearly
from annotator.ui.widgets.typed import tooltip

_Index: TypeAlias = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole

ARRIVAL_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""Under which a row gives its `Arrival`."""

_NAMES: Final = ("File", "Headline", "Publisher", "Link", "Published", "Encoding", "State")


class ArrivalModel(QAbstractTableModel):
    """Every article that was read.

    `find_twin` names the article of the project that has the text with a hash, or ''.
    """

    def __init__(self, find_twin: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._find_twin = find_twin
        self._arrivals: list[Arrival] = []
        self._files: dict[str, str] = {}
        self._has_guesses = False
        self._wanted = 0
        self._complaints: dict[int, str] = {}

    def add(self, finds: Sequence[Find]) -> None:
        """Add rows; a text that is here already is offered, not wanted."""
        if finds:
            row = len(self._arrivals)
            self.beginInsertRows(QModelIndex(), row, row + len(finds) - 1)
            self._arrivals += [self._arrival(find) for find in finds]
            for place in range(row, len(self._arrivals)):
                self._note(place)
            self.endInsertRows()

    def remove(self, path: Path) -> None:
        """Take out all that was read from a file."""
        self.beginResetModel()
        self._arrivals = [each for each in self._arrivals if each.path != path]
        self._files = {each.sha256: each.draft.file_name for each in self._arrivals[::-1]}
        self._wanted, self._complaints = 0, {}
        for row in range(len(self._arrivals)):
            self._note(row)
        self.endResetModel()

    def arrival(self, row: int) -> Arrival:
        """Return what is in a row."""
        return self._arrivals[row]

    def has_guesses(self) -> bool:
        """Return whether the encoding of any file is or was a guess."""
        return self._has_guesses

    def arrivals(self) -> list[Arrival]:
        """Return everything that was read."""
        return list(self._arrivals)

    def compare(self, found: Mapping[str, Nearly]) -> None:
        """Show which texts are nearly the same as others, by their hashes."""
        for row, arrival in enumerate(self._arrivals):
            if not arrival.twin and (nearly := found.get(arrival.sha256)):
                self._put(row, replace(arrival, nearly=nearly))

    def decide(self, row: int, note: str, version_of: str = "", *, is_wanted: bool) -> None:
        """Take an article in or leave it out, with a note on it, or as another's text."""
        arrival = self._arrivals[row]
        kept = replace(arrival, note=note, is_wanted=is_wanted, version_of=version_of)
        self._put(row, kept)

    def reread(self, row: int, draft: Draft) -> None:
        """Show another reading of the same bytes, what was filled in kept."""
        old = self._arrivals[row]
        was_typed = not headline_in(old.draft.text).startswith(old.draft.headline.rstrip("…"))
        kept = replace(
            draft,
            headline=old.draft.headline if was_typed else draft.headline,
            publisher=old.draft.publisher,
            source_url=old.draft.source_url,
        )
        self._put(row, replace(self._again(old, kept), published=old.published))

    def take_in(self, row: int, passages: Sequence[LeftOut]) -> None:
        """Show an article with these passages of its page, and no others, taken into its text."""
        old = self._arrivals[row]
        read = old.as_read or old.draft
        more = enlarged(read, passages)
        again = self._again(
            old, replace(old.draft, text=more.text, reason=more.reason, left_out=more.left_out)
        )
        is_wanted = old.is_wanted if again.twin == old.twin else again.is_wanted
        kept = replace(old, draft=again.draft, sha256=again.sha256, twin=again.twin)
        self._put(row, replace(kept, is_wanted=is_wanted, taken=tuple(passages), as_read=read))

    def versions(self) -> list[Arrival]:
        """Return the files that are other texts of articles of the project."""
        return [arrival for arrival in self._arrivals if arrival.version_of]

    def wanted_count(self) -> int:
        """Return how many files are to come in."""
        return self._wanted

    def complaint(self) -> str:
        """Return what must be put right before the wanted files can come in."""
        return self._complaints[min(self._complaints)] if self._complaints else ""

    def fill_down(self, index: _Index) -> None:
        """Copy a cell into all rows below it."""
        text = self._arrivals[index.row()].text(index.column())
        for row in range(index.row() + 1, len(self._arrivals)):
            self._put(row, self._arrivals[row].with_text(index.column(), text))

    def has_folders(self) -> bool:
        """Return whether any file was read from a folder."""
        return any(each.path for each in self._arrivals)

    def use_folders(self, folder_as: FolderAs) -> None:
        """Give every article the name of its folder, as publisher where it has none or as note."""
        for row, each in enumerate(self._arrivals):
            if each.path:
                draft = each.draft.with_folder(name_of_folder(each.path), folder_as)
                self._put(row, replace(each, draft=draft))

    def _again(self, old: Arrival, draft: Draft) -> Arrival:
        """Return a row's draft with another text; the former one is no twin of it."""
        if self._files.get(old.sha256) == old.draft.file_name and not old.twin:
            del self._files[old.sha256]
        return self._arrival(Find.of(draft, old.path, has_columns=old.has_columns))

    def _arrival(self, find: Find) -> Arrival:
        draft, sha256 = find.draft, find.sha256
        code = self._find_twin(sha256)
        twin = f"already here as {code}" if code else ""
        if not twin and sha256 in self._files:
            twin = f"same as {self._files[sha256]}"
        self._files.setdefault(sha256, draft.file_name)
        self._has_guesses = self._has_guesses or draft.is_guessed
        return Arrival.of(find, twin)

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
        is_fixed = index.column() in (Column.ENCODING, Column.STATE)
        return flags if is_fixed else flags | Qt.ItemFlag.ItemIsEditable

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
            self._put(index.row(), replace(arrival, is_wanted=is_wanted, version_of=""))
            return True
        if role == _Role.EditRole and self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self._put(index.row(), arrival.with_text(index.column(), str(value)))
            return True
        return False

    def _put(self, row: int, arrival: Arrival) -> None:
        self._wanted -= self._arrivals[row].is_wanted
        self._arrivals[row] = arrival
        self._note(row)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def _note(self, row: int) -> None:
        """Count a row that was put, so that nothing need be counted when all are many."""
        arrival = self._arrivals[row]
        self._wanted += arrival.is_wanted
        self._complaints.pop(row, None)
        if arrival.is_wanted and (complaint := arrival.complaint):
            self._complaints[row] = complaint
