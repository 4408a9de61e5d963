"""The suggested repairs of a text by kind, to be ticked singly or by kind."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)
from typing_extensions import override

from annotator.i18n import N_, format_number, tr
from annotator.language.repairs.proposing import Repair, RepairKind
from annotator.ui.models.excerpts import repair_excerpt
from annotator.ui.theming import fonts
from annotator.ui.theming.theme import shown_in
from annotator.ui.widgets.index import Index
from annotator.ui.widgets.typed import tooltip
from annotator.ui.widgets.word_row import paint_words, spoken

KINDS: Final = {
    RepairKind.MISSING_SPACE: N_("Missing space"),
    RepairKind.DOUBLE_SPACE: N_("Extra space"),
    RepairKind.HYPHENATION: N_("Hyphenated line break"),
    RepairKind.MOJIBAKE: N_("Wrong encoding"),
    RepairKind.ONE_LINE: N_("Missing paragraph breaks"),
    RepairKind.PAGE_HEADER: N_("Page header or footer"),
}
"""What each kind of repair is called; translated where it is shown."""

_Flag = Qt.ItemFlag
_WORDS: Final = int(Qt.ItemDataRole.UserRole)
_REPAIR: Final = _WORDS + 1
_TICKABLE = _Flag.ItemIsEnabled | _Flag.ItemIsSelectable | _Flag.ItemIsUserCheckable
_ROW, _BOX = 28, 16


class RepairTree(QTreeWidget):
    """Shows each repair before and after; Space ticks a repair, or all of a kind."""

    ticked = Signal(int)  # how many are ticked now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("repairs.list")
        self.setAccessibleName(tr("Repairs"))
        self.setHeaderLabels([tr("Current"), tr("Repaired")])
        self.setItemDelegate(_Cell(self))
        self.setUniformRowHeights(True)
        self.setIndentation(20)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.header().setSectionsMovable(False)
        # ticking a kind changes each of its rows; they are counted once, afterwards
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(lambda: self.ticked.emit(len(self.chosen())))
        self.itemChanged.connect(lambda *_: self._timer.start())

    def show_repairs(self, text: str, repairs: Sequence[Repair]) -> None:
        """Show the repairs of a text, all ticked."""
        self.clear()
        for kind, name in KINDS.items():
            found = [repair for repair in repairs if repair.kind == kind]
            if found:
                self._add_kind(tr(name), text, found)
        self.expandAll()
        if kinds := self._kinds():
            self.setCurrentItem(kinds[0])

    def chosen(self) -> list[Repair]:
        """Return the ticked repairs, by kind."""
        ticked = (row for row in self._rows() if row.checkState(0) is Qt.CheckState.Checked)
        return [row.data(0, _REPAIR) for row in ticked]

    def tick_all(self, *, ticked: bool) -> None:
        """Tick all repairs, or none."""
        state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        for kind in self._kinds():
            kind.setCheckState(0, state)

    def _kinds(self) -> list[QTreeWidgetItem]:
        return _children(self.invisibleRootItem())

    def _rows(self) -> list[QTreeWidgetItem]:
        return [row for kind in self._kinds() for row in _children(kind)]

    def _add_kind(self, name: str, text: str, repairs: Sequence[Repair]) -> None:
        kind = QTreeWidgetItem([f"{name} · {format_number(len(repairs))}"])
        kind.setFlags(_TICKABLE | _Flag.ItemIsAutoTristate)
        kind.setFont(0, fonts.strong(self.font()))
        kind.addChildren([_row(text, repair) for repair in repairs])
        self.addTopLevelItem(kind)
        kind.setFirstColumnSpanned(True)


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (item.child(place) for place in range(item.childCount()))
    return [child for child in found if child]


def _row(text: str, repair: Repair) -> QTreeWidgetItem:
    before, after = repair_excerpt(text, repair)
    row = QTreeWidgetItem()
    row.setFlags(_TICKABLE)
    row.setCheckState(0, Qt.CheckState.Checked)
    row.setData(0, _REPAIR, repair)
    for column, words in enumerate((before, after)):
        row.setData(column, _WORDS, words)
        row.setData(column, Qt.ItemDataRole.AccessibleTextRole, spoken(words))
        row.setToolTip(column, tooltip(tr("Reason: {reason}.", reason=repair.reason)))
    return row


class _Cell(QStyledItemDelegate):
    """Paints text with its changes."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), fonts.pixels(_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        pieces = index.data(_WORDS)
        if pieces is None:
            return
        self.initStyleOption(option, index)
        style = option.widget.style()
        part = QStyle.SubElement.SE_ItemViewItemText
        shown = style.subElementRect(part, option, option.widget)
        box = style.visualRect(option.direction, option.rect, shown)  # as in a left-to-right layout
        box.setLeft(box.left() + 4)
        box.setRight(option.rect.right() - 12)
        if index.column() == 0:  # Qt assumes a box of normal size
            box.setLeft(box.left() + fonts.pixels(_BOX) - _BOX)
        box = style.visualRect(option.direction, option.rect, box)
        paint_words(painter, box, pieces, option.font, shown_in(option.widget))
