"""The changes of a codebook import, shown before they are made."""

from PySide6.QtWidgets import QDialog, QWidget

from annotator.i18n import ngettext, tr
from annotator.operations.codebook_import import SchemeDifference
from annotator.ui.application.shortcuts import shortcut
from annotator.ui.dialogs.codebook_tree import CodebookTree
from annotator.ui.dialogs.dialog_widgets import buttons, column_of, text_label
from annotator.ui.theming import fonts

_SIZE = (680, 460)


class CodebookImport(QDialog):
    """An import removes nothing, and is undone as one step."""

    def __init__(
        self, name: str, found: list[SchemeDifference], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("codebook_import")
        tree = CodebookTree("codebook_import.tree")
        tree.show_differences(found)
        column = column_of(self, tr("Import codebook “{name}”", name=name))
        message = text_label(_summary(found), ink="second")
        message.setObjectName("codebook_import.message")
        column.addWidget(message)
        column.addWidget(tree, 1)
        column.addWidget(buttons(self, tr("Import")))
        self.resize(fonts.pixel_size(*_SIZE))

    @classmethod
    def ask(cls, name: str, found: list[SchemeDifference], parent: QWidget | None = None) -> bool:
        """Return whether the codebook is to be imported."""
        dialog = cls(name, found, parent)
        is_wanted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return is_wanted


def _summary(found: list[SchemeDifference]) -> str:
    added = sum(len(each.added) for each in found)
    changed = sum(len(each.changed) for each in found)
    sentences = [
        ngettext("{count} label is added.", "{count} labels are added.", added) if added else "",
        ngettext("{count} label is changed.", "{count} labels are changed.", changed)
        if changed
        else "",
        tr("Nothing is removed. {key} undoes it.", key=shortcut("edit.undo")),
    ]
    return " ".join(filter(None, sentences))
