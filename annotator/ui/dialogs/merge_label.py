"""The dialog that asks into which label another one is merged."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from annotator.domain.codebook import Label, Scheme
from annotator.i18n import ngettext, tr
from annotator.ui.application.shortcuts import shortcut
from annotator.ui.dialogs.dialog_widgets import button, buttons, column_of, fit, text_label

_WIDTH = 460
_CODE = int(Qt.ItemDataRole.UserRole)


class MergeLabel(QDialog):
    """Shows how many records will be changed."""

    def __init__(
        self, scheme: Scheme, label: Label, count: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("merge_label")
        self._label, self._count = label, count
        self._list = QListWidget()
        self._list.setObjectName("merge_label.list")
        self._list.setAccessibleName(tr("Merge into"))
        for each in scheme.labels:
            if each.code != label.code and not each.is_retired:
                item = QListWidgetItem(each.name)
                item.setData(_CODE, each.code)
                item.setToolTip(each.definition)
                self._list.addItem(item)
        self._message = text_label("", ink="second")
        self._message.setObjectName("merge_label.message")
        self._box = buttons(self, tr("Merge"))
        column = column_of(self, tr("Merge “{label}” into", label=label.name))
        column.addWidget(self._list, 1)
        column.addWidget(self._message)
        column.addWidget(self._box)
        self._list.itemSelectionChanged.connect(self._follow)
        self._list.itemActivated.connect(self.accept)
        self._list.setCurrentRow(0)
        self._follow()
        fit(self, _WIDTH)
        self._list.setFocus()

    @classmethod
    def ask(
        cls, scheme: Scheme, label: Label, count: int, parent: QWidget | None = None
    ) -> str | None:
        """Return the code of the label to merge into; None for none."""
        dialog = cls(scheme, label, count, parent)
        is_wanted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.code if is_wanted and dialog.code else None

    @property
    def code(self) -> str:
        """Return the code of the chosen label; '' without one."""
        chosen = self._list.selectedItems()
        return str(chosen[0].data(_CODE)) if chosen else ""

    def _follow(self) -> None:
        chosen = self._list.selectedItems()
        button(self._box, "do").setEnabled(bool(chosen))
        if not chosen:
            self._message.setText(tr("There is no other label to merge into."))
            return
        moves = ngettext(
            "{count} record moves to “{kept}”, and “{label}” is removed. {key} undoes it.",
            "{count} records move to “{kept}”, and “{label}” is removed. {key} undoes it.",
            self._count,
            kept=chosen[0].text(),
            label=self._label.name,
            key=shortcut("edit.undo"),
        )
        nothing = tr(
            "No record uses “{label}”. It is removed. {key} undoes it.",
            label=self._label.name,
            key=shortcut("edit.undo"),
        )
        self._message.setText(moves if self._count else nothing)
