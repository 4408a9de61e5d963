"""The places that a search found, below their headings, of which one is the current one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from annotator.i18n import N_, tr
from annotator.ui.models.search_answer import SearchAnswer
from annotator.ui.models.search_rows import SearchRow
from annotator.ui.models.spoken_items import ITEM, SpokenItems
from annotator.ui.theming import fonts
from annotator.ui.views.search_row import SearchRowPainter
from annotator.ui.widgets.row_view import RowView

_AIR = 16
_NOTHING = N_("Nothing found in text, claims, notes and sources.")
_NOTHING_YET = N_("Nothing found yet. The project is still being indexed.")


class SearchResults(QWidget):
    """A list without the keyboard focus, which stays in the field; headings are passed over."""

    changed = Signal()  # another row is the current one
    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.has_moved = False  # whether somebody chose the current row
        self._model = SpokenItems[SearchRow](self)
        self._list = RowView()
        self._list.setObjectName("palette.list")
        self._list.setAccessibleName(tr("Results"))
        self._list.setModel(self._model)
        self._painter = SearchRowPainter(self._list)
        self._list.setItemDelegate(self._painter)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.selectionModel().currentChanged.connect(lambda *_: self.changed.emit())
        self._list.clicked.connect(lambda _: self.clicked.emit())
        self._nothing = _nothing()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._list)
        column.addWidget(self._nothing)

    def begin(self) -> None:
        """Let the first row be the current one when others are shown."""
        self.has_moved = False

    def current(self) -> SearchRow | None:
        """Return the current row; None without one."""
        row: SearchRow | None = self._list.currentIndex().data(ITEM)
        return row

    def show_rows(self, rows: Sequence[SearchRow], answer: SearchAnswer) -> None:
        """Show rows; the current one stays if somebody has moved to it and it is there still.

        Without rows it says that nothing was found, if the search is over, or nothing so far, if
        not the whole project was searched.
        """
        former = self.current() if self.has_moved else None
        self._painter.letters = max((len(row.code) for row in rows), default=0)
        self._model.show_items(rows)
        place = next((n for n, row in enumerate(rows) if former and row.is_like(former)), None)
        first = next((n for n, row in enumerate(rows) if not row.is_head), 0)
        self._list.setCurrentIndex(self._model.index(first if place is None else place))
        if place is None:
            self._list.scrollToTop()
        self._list.setVisible(bool(rows) or not answer.is_over)
        self._nothing.setText(tr(_NOTHING if answer.is_whole else _NOTHING_YET))
        self._nothing.setVisible(not rows and answer.is_over)
        self.changed.emit()

    def remove(self) -> None:
        """Remove what the current row stands for, if somebody moved to it and it can be removed."""
        if (row := self.current()) and row.remove and self.has_moved:
            row.remove()

    def step(self, by: int) -> None:
        """Move by some rows, past headings."""
        self.has_moved = True
        last = self._model.rowCount() - 1
        place = max(0, min(self._list.currentIndex().row() + by, last))
        on = 1 if by > 0 else -1
        while 0 <= place <= last and self._model.index(place).data(ITEM).is_head:
            place += on
        if 0 <= place <= last:
            self._list.setCurrentIndex(self._model.index(place))


def _nothing() -> QLabel:
    label = QLabel()
    label.setObjectName("palette.nothing")
    label.setProperty("ink", "second")
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    margin = fonts.pixels(_AIR)
    label.setContentsMargins(margin, margin, margin, margin)
    label.hide()
    return label
