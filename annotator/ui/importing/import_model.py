"""The table model of an import: the articles, with fields to fill in."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from typing_extensions import override

from annotator.domain.text import headline_in
from annotator.i18n import N_, tr
from annotator.importers import Draft
from annotator.importers.draft import FolderAs, Omission
from annotator.importers.omitted_content import with_passages
from annotator.importers.original import name_of_folder
from annotator.operations.found_drafts import FoundDraft
from annotator.operations.import_rows import Column, FindCodes, ImportRow, KnownTexts
from annotator.operations.similar_texts import SimilarText
from annotator.ui.widgets.index import Index
from annotator.ui.widgets.typed import tooltip

_Role = Qt.ItemDataRole

ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""Under which a row gives its `ImportRow`."""

_NAMES: Final = (
    N_("File"),
    N_("Headline"),
    N_("Publisher"),
    N_("Link"),
    N_("Published"),
    N_("Encoding"),
    N_("State"),
)


class ImportModel(QAbstractTableModel):
    """Every article that was read.

    `find_codes` returns the codes of the project's articles with these texts, by their hashes.
    """

    def __init__(self, find_codes: FindCodes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.known_texts = KnownTexts(find_codes)
        self._rows: list[ImportRow] = []
        self._has_guesses = False
        self._wanted = 0
        self._complaints: dict[int, str] = {}

    def add(self, found: Sequence[FoundDraft]) -> None:
        """Add rows; a text that is already in the project is offered, but not wanted."""
        if found:
            row = len(self._rows)
            self.beginInsertRows(QModelIndex(), row, row + len(found) - 1)
            self._rows += self._rows_of(found)
            for place in range(row, len(self._rows)):
                self._note(place)
            self.endInsertRows()

    def remove(self, path: Path) -> None:
        """Remove all rows of a file."""
        self.beginResetModel()
        self._rows = [each for each in self._rows if each.path != path]
        self.known_texts.keep_only(self._rows)
        self._wanted, self._complaints = 0, {}
        for row in range(len(self._rows)):
            self._note(row)
        self.endResetModel()

    def row(self, row: int) -> ImportRow:
        """Return the article in a row."""
        return self._rows[row]

    def has_guesses(self) -> bool:
        """Return whether the encoding of any file is or was guessed."""
        return self._has_guesses

    def rows(self) -> list[ImportRow]:
        """Return all rows."""
        return list(self._rows)

    def compare(self, found: Mapping[str, SimilarText]) -> None:
        """Show which texts are similar to others, by their hashes."""
        for row, item in enumerate(self._rows):
            if not item.duplicate_of and (similar := found.get(item.sha256)):
                self._put(row, replace(item, similar=similar))

    def decide(self, row: int, note: str, version_of: str = "", *, is_wanted: bool) -> None:
        """Import or skip an article, with a note on it, or add it as a version of another."""
        item = self._rows[row]
        kept = replace(item, note=note, is_wanted=is_wanted, version_of=version_of)
        self._put(row, kept)

    def reread(self, row: int, draft: Draft) -> None:
        """Show another reading of the same bytes, keeping completed fields."""
        old = self._rows[row]
        was_typed = not headline_in(old.draft.text).startswith(old.draft.headline.rstrip("…"))
        kept = replace(
            draft,
            headline=old.draft.headline if was_typed else draft.headline,
            publisher=old.draft.publisher,
            source_url=old.draft.source_url,
        )
        self._put(row, replace(self._again(old, kept), published=old.published))

    def add_passages(self, row: int, passages: Sequence[Omission]) -> None:
        """Show an article with these omitted passages of its page, and no others, added."""
        old = self._rows[row]
        read = old.as_read or old.draft
        more = with_passages(read, passages)
        again = self._again(
            old,
            replace(
                old.draft, text=more.text, reason=more.reason, omitted_count=more.omitted_count
            ),
        )
        is_wanted = old.is_wanted if again.duplicate_of == old.duplicate_of else again.is_wanted
        kept = replace(old, draft=again.draft, sha256=again.sha256, duplicate_of=again.duplicate_of)
        self._put(row, replace(kept, is_wanted=is_wanted, taken=tuple(passages), as_read=read))

    def versions(self) -> list[ImportRow]:
        """Return the rows that are to become versions of the project's articles."""
        return [item for item in self._rows if item.version_of]

    def wanted_count(self) -> int:
        """Return the number of wanted rows."""
        return self._wanted

    def complaint(self) -> str:
        """Return what must be corrected before the selected files can be imported."""
        return self._complaints[min(self._complaints)] if self._complaints else ""

    def fill_down(self, index: Index) -> None:
        """Copy a cell into all rows below it."""
        text = self._rows[index.row()].text(index.column())
        for row in range(index.row() + 1, len(self._rows)):
            self._put(row, self._rows[row].with_text(index.column(), text))

    def has_folders(self) -> bool:
        """Return whether any file was read from a folder."""
        return any(each.path for each in self._rows)

    def use_folders(self, folder_as: FolderAs) -> None:
        """Use the name of its folder for every article, as missing publisher or as note."""
        for row, each in enumerate(self._rows):
            if each.path:
                draft = each.draft.with_folder(name_of_folder(each.path), folder_as)
                self._put(row, replace(each, draft=draft))

    def _again(self, old: ImportRow, draft: Draft) -> ImportRow:
        """Return a row with another text; the former text is no longer its duplicate."""
        self.known_texts.forget(old)
        [row] = self._rows_of([FoundDraft.of(draft, old.path, has_columns=old.has_columns)])
        return row

    def _rows_of(self, found: Sequence[FoundDraft]) -> list[ImportRow]:
        self._has_guesses = self._has_guesses or any(each.draft.is_guessed for each in found)
        return self.known_texts.rows(found)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Vertical or role != _Role.DisplayRole:
            return None
        return tr(_NAMES[section])

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid():
            return flags
        if index.column() == Column.FILE:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        is_fixed = index.column() in (Column.ENCODING, Column.STATE)
        return flags if is_fixed else flags | Qt.ItemFlag.ItemIsEditable

    @override
    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self._rows[index.row()]
        if role in (_Role.DisplayRole, _Role.EditRole):
            return item.text(index.column())
        if role == _Role.ToolTipRole:
            wrong = item.complaint if index.column() == Column.PUBLISHED else ""
            return tooltip(wrong or item.text(index.column()))
        if role == _Role.CheckStateRole and index.column() == Column.FILE:
            return Qt.CheckState.Checked if item.is_wanted else Qt.CheckState.Unchecked
        return item if role == ROW_ROLE else None

    @override
    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:
        item = self._rows[index.row()]
        if role == _Role.CheckStateRole and index.column() == Column.FILE:
            is_wanted = Qt.CheckState(value) is Qt.CheckState.Checked
            self._put(index.row(), replace(item, is_wanted=is_wanted, version_of=""))
            return True
        if role == _Role.EditRole and self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self._put(index.row(), item.with_text(index.column(), str(value)))
            return True
        return False

    def _put(self, row: int, item: ImportRow) -> None:
        self._wanted -= self._rows[row].is_wanted
        self._rows[row] = item
        self._note(row)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def _note(self, row: int) -> None:
        """Update the counts for a changed row, so that counting all is not necessary."""
        item = self._rows[row]
        self._wanted += item.is_wanted
        self._complaints.pop(row, None)
        if item.is_wanted and (complaint := item.complaint):
            self._complaints[row] = complaint
