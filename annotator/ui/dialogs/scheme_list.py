"""The list of the schemes of a codebook, with what can be done to each."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem
from typing_extensions import override

from annotator.domain.codebook import Codebook, Scheme
from annotator.i18n import tr
from annotator.ui.models.codebook_words import layer_name
from annotator.ui.widgets.described_rows import DescribedRows

_ID = int(Qt.ItemDataRole.UserRole)
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SchemeList(QListWidget):
    """Shows the layer of each scheme, and its name below; Alt and an arrow move one."""

    chosen = Signal(str)  # the id of a scheme
    move_asked = Signal(int)  # by how many places

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("codebook.schemes")
        self.setAccessibleName(tr("Schemes"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(DescribedRows(self))
        self.currentItemChanged.connect(self._tell)

    def show_schemes(self, codebook: Codebook, scheme_id: str) -> None:
        """Show the schemes, and select one, otherwise the first."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.clear()
        for scheme in codebook.schemes:
            item = QListWidgetItem(_described(scheme))
            item.setData(_ID, scheme.id)
            self.addItem(item)
        ids = [scheme.id for scheme in codebook.schemes]
        self.setCurrentRow(ids.index(scheme_id) if scheme_id in ids else 0)
        self.blockSignals(False)  # noqa: FBT003 - Qt's own

    @property
    def scheme_id(self) -> str:
        """Return the id of the selected scheme; '' without one."""
        chosen = self.selectedItems()
        return str(chosen[0].data(_ID)) if chosen else ""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and key in _STEPS:
            self.move_asked.emit(_STEPS[key])
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        if self.scheme_id:
            self.chosen.emit(self.scheme_id)


def _described(scheme: Scheme) -> str:
    name = layer_name(scheme)
    return name if name == scheme.title else f"{name}\n{scheme.title}"
