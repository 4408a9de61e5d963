"""The list of known sources below the title field of a source."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.i18n import N_, tr
from annotator.ui.application.announcing import announce
from annotator.ui.models.source_offers import SourceOffer
from annotator.ui.models.spoken_items import ITEM, SpokenItems
from annotator.ui.panels.source_painting import paint_offer
from annotator.ui.theming import fonts
from annotator.ui.widgets.index import Index
from annotator.ui.widgets.plain_label import small
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.rule import rule

_ROW, _EDGE, _FOOT = 44, 4, 30
_KEEPS = N_("Enter takes it and fills the rest      Tab: keep “{title}”")
_GOES_ON = N_("Enter takes it and fills the rest      Tab: go on")


class SourceList(QFrame):
    """Shows sources below a field that keeps the keyboard focus and passes on keys."""

    chosen = Signal(object)  # KnownSource

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("evidence.sources")
        self.setProperty("look", "popup")
        self.hide()
        self._model = SpokenItems[SourceOffer](self)
        self._list = RowView()
        self._list.setAccessibleName(tr("Known sources"))
        self._list.setModel(self._model)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setItemDelegate(_Delegate(self._list))
        self._list.clicked.connect(lambda _: self.choose())
        self._foot = small(QLabel(), "second")
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        column.setSpacing(0)
        column.addWidget(self._list, 1)
        column.addWidget(rule())
        line = QHBoxLayout()
        line.setContentsMargins(8, 0, 8, 0)
        line.addWidget(self._foot)
        column.addLayout(line)

    def offer(self, offers: Sequence[SourceOffer], title: str, *, keeps_mark: bool = False) -> None:
        """Show these sources, the first one marked, and whether Tab keeps a typed title.

        With `keeps_mark`, the source that was marked is, if it is still there.
        """
        marked = self._list.currentIndex().data(ITEM) if keeps_mark else None
        same = (row for row, each in enumerate(offers) if marked and each.spoken == marked.spoken)
        self._model.show_items(offers)
        self._list.setCurrentIndex(self._model.index(next(same, 0)))
        self._foot.setText(tr(_KEEPS if title else _GOES_ON, title=title))
        self.setVisible(bool(offers))
        self.raise_()
        self._announce()

    def place_below(self, field: QWidget, across: QWidget) -> None:
        """Move directly below a field, with the width of another widget."""
        window = self.parentWidget()
        assert window is not None  # noqa: S101 - it is made in one
        rows = self._model.rowCount() * fonts.pixels(_ROW)
        height = rows + fonts.pixels(_FOOT) + 2 * _EDGE
        top = field.mapTo(window, QPoint(0, field.height() + _EDGE)).y()
        left = across.mapTo(window, QPoint()).x()
        room = window.height() - top - _EDGE
        self.setGeometry(QRect(left, top, across.width(), min(height, room)))

    def step(self, by: int) -> None:
        """Mark the next source, or the previous one."""
        row = (self._list.currentIndex().row() + by) % max(self._model.rowCount(), 1)
        self._list.setCurrentIndex(self._model.index(row))
        self._announce()

    def choose(self) -> None:
        """Choose the marked source."""
        offer = self._list.currentIndex().data(ITEM)
        if isinstance(offer, SourceOffer):
            self.hide()
            self.chosen.emit(offer.known)

    def _announce(self) -> None:
        offer = self._list.currentIndex().data(ITEM)
        if isinstance(offer, SourceOffer):
            announce(self, offer.spoken)


class _Delegate(QStyledItemDelegate):
    """Paints two lines: the title and where it is used, then what distinguishes it."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, fonts.pixels(_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint_offer(painter, option, index.data(ITEM), is_current=is_current)
        painter.restore()
