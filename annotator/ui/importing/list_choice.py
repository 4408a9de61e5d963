"""The dialog for choosing the list of articles in a file with several lists."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QListWidgetItem, QWidget

from annotator.domain.direction import listed
from annotator.domain.text import one_line
from annotator.i18n import ngettext, tr
from annotator.importers.original import display_name
from annotator.operations.found_drafts import SeveralLists, Unmatched
from annotator.ui.dialogs.dialog_widgets import buttons, column_of, text_label
from annotator.ui.importing.column_match import first_rows
from annotator.ui.theming import fonts

_SIZE = (900, 520)
_ROLE: Final = Qt.ItemDataRole.UserRole


class ListChoice(QDialog):
    """Shows the lists of a file, the one with texts first, and the first rows of the chosen one."""

    def __init__(self, file: SeveralLists, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lists")
        self._names = QListWidget()
        self._names.setObjectName("lists.names")
        self._names.setAccessibleName(tr("Lists in file"))
        for each in sorted(file.lists, key=_has_no_text):
            item = QListWidgetItem(_label(each))
            item.setData(_ROLE, each)
            self._names.addItem(item)
        self._names.setFixedHeight((2 + min(4, len(file.lists))) * self.fontMetrics().height())
        self._column = column_of(self, tr("Lists"), tr("Which list contains the articles?"))
        name = display_name(file.path)
        lists = ngettext(
            "{file} has {count} list.", "{file} has {count} lists.", len(file.lists), file=name
        )
        self._column.addWidget(text_label(lists, ink="second"))
        self._column.addWidget(self._names)
        self._rows: QWidget = QLabel()
        self._column.addWidget(self._rows, 1)
        self._column.addWidget(buttons(self, tr("Use list"), tr("Skip file")))
        self._names.currentItemChanged.connect(self._show)
        self._names.itemActivated.connect(self.accept)
        self._names.setCurrentRow(0)
        self._names.setFocus()
        self.resize(fonts.pixel_size(*_SIZE))

    @classmethod
    def ask(cls, file: SeveralLists, parent: QWidget | None = None) -> str | None:
        """Return the name of the chosen list; None when the file is to be skipped."""
        dialog = cls(file, parent)
        is_chosen = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.chosen().name if is_chosen else None

    def chosen(self) -> Unmatched:
        """Return the chosen list."""
        item = self._names.currentItem()
        assert item is not None  # noqa: S101 - a file that is asked about has lists
        found: Unmatched = item.data(_ROLE)
        return found

    def _show(self) -> None:
        rows = first_rows(self.chosen())
        self._column.replaceWidget(self._rows, rows)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = rows


def _has_no_text(each: Unmatched) -> bool:
    return each.match.text is None


def _label(each: Unmatched) -> str:
    columns = listed(map(one_line, each.columns))
    return f"{each.name.partition('“')[2].removesuffix('”')}:  {columns}"
