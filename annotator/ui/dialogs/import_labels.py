"""The dialog that shows what a file of labels would do, and asks what to take over."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from annotator.i18n import ngettext, tr
from annotator.operations.label_files import Choice, LabelFile
from annotator.ui.dialogs.dialog_widgets import button, buttons, column_of, text_label
from annotator.ui.theming import fonts

_SIZE = (640, 480)
_REFUSED = 3  # how many refusals of two lines are seen at once


class ImportLabels(QDialog):
    """Says what comes of a file; of an edited table, the changes that are ticked are taken.

    Labels made elsewhere are imported as labels, or as suggestions to accept one by one.
    """

    def __init__(self, name: str, found: LabelFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import_labels")
        self._has_rest = found.has_more
        column = column_of(self, tr("Import labels"))
        column.addWidget(text_label(f"“{name}”", ink="second"))
        self._found = found
        self._as_suggestions = self._offer_ways(column)
        self._summary = text_label("")
        column.addWidget(self._summary)
        self._as_suggestions.toggled.connect(lambda _: self._summarise())
        self._summarise()
        self._choices = _list("import_labels.changes", tr("Changes"))
        for choice in found.choices:
            _add(self._choices, choice)
        self._choices.itemChanged.connect(lambda _: self._count())
        if self._choices.count():
            column.addWidget(self._choices, 2)
        if found.refused:
            column.addWidget(text_label(_refused(found.refused), ink="second"))
            refused = _list("import_labels.refused", tr("Refused"))
            refused.addItems(found.refused)
            rows = range(min(_REFUSED, refused.count()))
            refused.setFixedHeight(sum(2 * refused.sizeHintForRow(row) for row in rows) + 2)
            column.addWidget(refused)
        column.addStretch(0 if self._choices.count() else 1)
        self._buttons = buttons(self, tr("Import"))
        column.addWidget(self._buttons)
        self._count()
        self.resize(fonts.pixel_size(*_SIZE))

    def _offer_ways(self, column: QVBoxLayout) -> QRadioButton:
        """Add the choice how labels are imported, if there is one, and return its second button."""
        as_labels = QRadioButton(tr("As &labels"))
        as_suggestions = QRadioButton(tr("As &suggestions, to accept or reject one by one"))
        as_labels.setObjectName("import_labels.as_labels")
        as_suggestions.setObjectName("import_labels.as_suggestions")
        ways = QButtonGroup(self)
        for way in (as_labels, as_suggestions):
            ways.addButton(way)
            way.setVisible(self._found.as_suggestions is not None)
            column.addWidget(way)
        as_labels.setChecked(True)
        return as_suggestions

    @classmethod
    def ask(
        cls, name: str, found: LabelFile, parent: QWidget | None = None
    ) -> tuple[LabelFile, list[int]] | None:
        """Return what is wanted, and the places of its changes; None when the dialog is left."""
        dialog = cls(name, found, parent)
        is_taken = dialog.exec() == QDialog.DialogCode.Accepted
        chosen = (dialog.wanted, dialog.chosen()) if is_taken else None
        dialog.deleteLater()
        return chosen

    @property
    def wanted(self) -> LabelFile:
        """Return the file with its labels as labels, or as suggestions."""
        suggested = self._found.as_suggestions
        return suggested if suggested and self._as_suggestions.isChecked() else self._found

    def chosen(self) -> list[int]:
        """Return the places of the changes that are ticked."""
        rows = range(self._choices.count())
        ticked = Qt.CheckState.Checked
        return [row for row in rows if self._choices.item(row).checkState() == ticked]

    def _summarise(self) -> None:
        self._summary.setText("\n".join(self.wanted.summary))

    def _count(self) -> None:
        do = button(self._buttons, "do")
        count = len(self.chosen())
        if self._choices.count():
            do.setText(ngettext("Import {count} change", "Import {count} changes", count))
        do.setEnabled(bool(count) or self._has_rest)


def _list(name: str, title: str) -> QListWidget:
    made = QListWidget()
    made.setObjectName(name)
    made.setAccessibleName(title)
    made.setWordWrap(True)
    made.setTextElideMode(Qt.TextElideMode.ElideNone)  # it would cut text that fits
    return made


def _add(target: QListWidget, choice: Choice) -> None:
    item = QListWidgetItem(choice.line, target)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked if choice.is_taken else Qt.CheckState.Unchecked)


def _refused(reasons: Sequence[str]) -> str:
    return ngettext("{count} is refused:", "{count} are refused:", len(reasons))
