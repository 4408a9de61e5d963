"""The wordings of a claim below one another, with their differences."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QWidget
from typing_extensions import override

from annotator.domain.claim import Claim, Mention
from annotator.domain.direction import isolated
from annotator.i18n import N_, tr
from annotator.ui.application.keyboard import ENTER
from annotator.ui.dialogs.dialog_widgets import buttons, column_of, text_label
from annotator.ui.dialogs.wording_row import Compared, WordingRow
from annotator.ui.models.spoken_items import ITEM, SpokenItems
from annotator.ui.models.wordings import Wording, differences
from annotator.ui.theming import fonts
from annotator.ui.widgets.index import Index
from annotator.ui.widgets.row_view import RowView

_SIZE = (760, 600)
_KEYS = N_("↓ ↑ passage · Space compares the others with it · Enter opens it in its article")


class CompareWordings(QDialog):
    """Shows how each article words a claim, read-only."""

    def __init__(
        self, claim: Claim, shown: Sequence[Wording], current: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("compare")
        self.mention: Mention | None = None  # the one to open
        self._model = _Compared(shown, self)
        self._list = _List(self._model)
        self._list.opened.connect(self._open)
        name = tr("Wordings of {code}", code=claim.code)
        column = column_of(self, name, heading=f"{claim.code}  {isolated(claim.text)}")
        column.addWidget(text_label(tr(_KEYS), ink="second"))
        column.addWidget(self._list, 1)
        row = buttons(self, tr("Open passage"), tr("Close"))
        row.accepted.disconnect()
        row.accepted.connect(lambda: self._open(self._list.currentIndex()))
        column.addWidget(row)
        self.resize(fonts.pixel_size(*_SIZE))
        self._list.setCurrentIndex(self._model.index(current))
        self._list.setFocus()

    @classmethod
    def ask(
        cls, claim: Claim, shown: Sequence[Wording], current: int, parent: QWidget | None = None
    ) -> Mention | None:
        """Show the wordings; return the mention to open in its article, if any."""
        dialog = cls(claim, shown, current, parent)
        dialog.exec()
        dialog.deleteLater()
        return dialog.mention

    def _open(self, index: Index) -> None:
        row = index.data(ITEM)
        if isinstance(row, Compared):
            self.mention = row.wording.mention
            self.accept()


class _Compared(SpokenItems[Compared]):
    """The wordings, compared with one of them."""

    def __init__(self, shown: Sequence[Wording], parent: QWidget) -> None:
        super().__init__(parent)
        self._shown = shown
        self.show_items(self._compared(0))

    def compare_with(self, reference: int) -> None:
        """Compare all with the wording in a row."""
        self.change_items(self._compared(reference))

    def _compared(self, reference: int) -> list[Compared]:
        found = differences(self._shown, reference)
        return [
            Compared(wording, difference, number == reference)
            for number, (wording, difference) in enumerate(zip(self._shown, found, strict=True))
        ]


class _List(RowView):
    """The wordings: arrows move, Space compares with one, Enter or a double click opens it."""

    opened = Signal(object)  # QModelIndex

    def __init__(self, model: _Compared) -> None:
        super().__init__()
        self.setObjectName("compare.list")
        self.setAccessibleName(tr("Wordings"))
        self.setUniformItemSizes(False)
        self._compared = model
        self.setModel(model)
        self.setItemDelegate(WordingRow(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(self.opened.emit)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.opened.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Space:
            self._compared.compare_with(self.currentIndex().row())
            self.scheduleDelayedItemsLayout()
        else:
            super().keyPressEvent(event)
