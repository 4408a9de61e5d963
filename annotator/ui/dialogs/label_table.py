"""The table of the labels of one scheme."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidgetItem
from typing_extensions import override

from annotator.domain.codebook import Label, Scheme
from annotator.domain.label_key import LabelKey
from annotator.i18n import N_, format_number, tr
from annotator.ui.application.keyboard import ENTER
from annotator.ui.models.codebook_words import tone_name
from annotator.ui.theming import fonts
from annotator.ui.theming.theme import shown_in
from annotator.ui.widgets.row_tree import RowTree
from annotator.ui.widgets.typed import tooltip

_HEADS: Final = (
    *(N_("Label"), N_("Short name"), N_("Key"), N_("Colour"), N_("Number")),
    *(N_("Records"), N_("Code")),
)
_CODES: Final = 6  # a column
_NUMBERS: Final = (4, 5)  # columns, which are aligned at their end
_LOWEST, _NAME = 150, 150
_CODE = int(Qt.ItemDataRole.UserRole)
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class LabelTable(RowTree):
    """Alt and an arrow move the selected label; Enter, F2 and a double click edit it."""

    chosen = Signal(str)  # the code of a label
    move_asked = Signal(int)  # by how many places
    edit_asked = Signal()
    removal_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("codebook.labels")
        self.setAccessibleName(tr("Labels"))
        self.setHeaderLabels([tr(head) for head in _HEADS])
        self.setRootIsDecorated(False)
        self.setMinimumHeight(fonts.pixels(_LOWEST))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(fonts.pixels(40))
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.currentItemChanged.connect(self._tell)
        self.itemDoubleClicked.connect(lambda *_: self.edit_asked.emit())

    @property
    def code(self) -> str:
        """Return the code of the selected label; '' without one."""
        item = self.currentItem()
        return str(item.data(0, _CODE)) if item else ""

    def show_labels(self, scheme: Scheme, uses: Mapping[LabelKey, int] | None, code: str) -> None:
        """Show the labels of a scheme with their counts (None while counting), and select one."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.clear()
        for label in scheme.labels:
            count = None if uses is None else uses.get(scheme.key(label.code), 0)
            self.addTopLevelItem(self._item(label, count))
        codes = [label.code for label in scheme.labels]
        place = codes.index(code) if code in codes else 0
        self.setCurrentIndex(self.model().index(place, 0))
        self.blockSignals(False)  # noqa: FBT003 - Qt's own
        self._fit_names()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_names()

    def _fit_names(self) -> None:
        """Give the names the rest of the width, but never less than they need to be told apart."""
        header = self.header()
        others = [
            max(self.sizeHintForColumn(column), header.sectionSizeHint(column))
            for column in range(1, len(_HEADS))
        ]
        room = self.viewport().width() - sum(others)
        has_room = room >= fonts.pixels(_NAME)
        self.setColumnHidden(_CODES, not has_room)  # in the tooltip of the name, too
        room += 0 if has_room else others[-1]
        self.setColumnWidth(0, max(fonts.pixels(_NAME), room))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, is_alt = Qt.Key(event.key()), event.modifiers() == Qt.KeyboardModifier.AltModifier
        if is_alt and key in _STEPS:
            self.move_asked.emit(_STEPS[key])
        elif key in (*ENTER, Qt.Key.Key_F2):
            self.edit_asked.emit()
        elif key == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)

    def _item(self, label: Label, count: int | None) -> QTreeWidgetItem:
        name = tr("{label} (retired)", label=label.name) if label.is_retired else label.name
        number = "" if label.number is None else f"{label.number:.12g}".replace("-", "−")
        records = "…" if count is None else format_number(count)
        colour = tone_name(label.colour)
        item = QTreeWidgetItem([name, label.short, label.key, colour, number, records, label.code])
        item.setData(0, _CODE, label.code)
        item.setToolTip(0, tooltip("\n".join(filter(None, [name, label.definition, label.code]))))
        palette = shown_in(self)
        for column in range(len(_HEADS)):
            if label.is_retired:
                item.setForeground(column, QBrush(palette.second))
            if column in _NUMBERS:
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
        if label.colour:
            item.setForeground(3, QBrush(palette.tone(label.colour).ink))
        item.setForeground(_CODES, QBrush(palette.second))
        return item

    def _tell(self) -> None:
        if self.code:
            self.chosen.emit(self.code)
