"""A chart above the list of the records behind one of its values."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QSplitter

from annotator.ui.theming import fonts
from annotator.ui.views.rows_behind import RowsBehind
from annotator.ui.widgets.chart import Chart

_ROWS, _LOWEST = 150, 120


class ChartOverRows(QSplitter):
    """The chart scrolls where it is higher than its half; the list takes what the chart leaves."""

    def __init__(self, chart: Chart, rows: RowsBehind) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._chart, self._rows = chart, rows
        self._scroll = QScrollArea()
        self._scroll.setWidget(chart)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setMinimumHeight(fonts.pixels(_LOWEST))
        self.addWidget(self._scroll)
        self.addWidget(rows)
        self.setStretchFactor(0, 1)
        self.setChildrenCollapsible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(fonts.pixels(_LOWEST + _ROWS))

    def begin_rows(self, value: str, count: int) -> None:
        """Name the value whose records are looked for; a list that appears gets its height."""
        is_first = self._rows.isHidden()
        self._rows.begin(value, count)
        if is_first:
            room = self.height() - self.handleWidth()
            needed = self._chart.heightForWidth(self._scroll.viewport().width())
            upper = max(min(needed, room - fonts.pixels(_ROWS)), fonts.pixels(_LOWEST))
            self.setSizes([upper, room - upper])

    def scroll_to(self, x: int, y: int) -> None:
        """Scroll the chart to a place in it."""
        self._scroll.ensureVisible(x, y)

    def scroll_to_top(self) -> None:
        """Show the chart from its title on."""
        self._scroll.verticalScrollBar().setValue(0)
