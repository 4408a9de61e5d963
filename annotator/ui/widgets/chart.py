"""A chart to look at, to point at, and to walk through by keys."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from annotator.domain.direction import isolated
from annotator.domain.figures import Figure, Shape
from annotator.i18n import format_number, tr
from annotator.ui.application.announcing import announce
from annotator.ui.theming import fonts
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.chart_layout import Bar, ChartLayout, lay_out
from annotator.ui.widgets.chart_painting import paint_chart

_LEAST: Final = 360  # the width in pixels for type of 13 pixels
_NEAR: Final = 4.0  # pixels beside a thin bar that belong to it
_WAYS: Final = {
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Left: (0, -1),
}


class Chart(QWidget):
    """Shows a figure; the value that is pointed at is told exactly, and a click opens it.

    Arrows move between values, Home and End to the first and the last, Enter opens.
    """

    opened = Signal(int, int)  # a category and a series, by their places
    pointed = Signal(str)  # the exact value that is current

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("numbers.chart")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._figure: Figure | None = None
        self._layout: ChartLayout | None = None
        self._current: Bar | None = None

    @property
    def figure(self) -> Figure | None:
        """Return the figure that is shown."""
        return self._figure

    @property
    def current(self) -> Bar | None:
        """Return the bar with the focus."""
        return self._current

    def show_figure(self, figure: Figure) -> None:
        """Show a figure; the current value stays if the same one is still there."""
        former = self._current if self._figure and self._figure.id is figure.id else None
        self._figure, self._layout, self._current = figure, None, None
        self.setAccessibleName(figure.title if figure.total else f"{figure.title}. {figure.empty}")
        self.setAccessibleDescription(tr("Arrow keys choose a value, Enter lists what it counts."))
        self.updateGeometry()
        if former:
            bars = self.laid_out().bars
            self._current = next((b for b in bars if _place(b) == _place(former)), None)
        self.update()

    def laid_out(self) -> ChartLayout:
        """Return where everything is, at the present size."""
        if self._layout is None:
            self._layout = self._lay_out(self.width())
        return self._layout

    def words(self, bar: Bar) -> str:
        """Return a value in words: its category, its series, and its part of the whole."""
        assert self._figure is not None  # noqa: S101 - it has bars
        category = isolated(self._figure.categories[bar.category].name)
        series = self._figure.series[bar.series].name
        count = format_number(bar.count)
        if not series:
            return tr("{category}: {count}", category=category, count=count)
        total = format_number(sum(self._figure.values[bar.category]))
        return tr(
            "{category}, {series}: {count} of {total}",
            category=category,
            series=isolated(series),
            count=count,
            total=total,
        )

    def point_at(self, bar: Bar | None) -> None:
        """Make a bar the current one."""
        self._current = bar
        self.update()
        words = self.words(bar) if bar else ""
        self.pointed.emit(words)
        announce(self, words)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return round(self._lay_out(width).size.height()) if self._figure else 0

    @override
    def sizeHint(self) -> QSize:
        return QSize(fonts.pixels(_LEAST) * 2, self.heightForWidth(max(self.width(), 1)))

    @override
    def minimumSizeHint(self) -> QSize:
        width = max(self.width(), fonts.pixels(_LEAST))
        return QSize(fonts.pixels(_LEAST), self.heightForWidth(width))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        place = _place(self._current) if self._current else None
        self._layout = None
        if self._figure and place:
            self._current = next(b for b in self.laid_out().bars if _place(b) == place)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange}:
            self._layout = None
            self.updateGeometry()
        super().changeEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._figure:
            painter = QPainter(self)
            current = self._current if self.hasFocus() else None
            palette = shown_in(self.window())  # that of a scroll area has no ground
            paint_chart(painter, self._figure, self.laid_out(), palette, current)
            painter.end()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        bars = self.laid_out().bars if self._figure else ()
        if bars and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.point_at(self._current or bars[0])
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bars = self.laid_out().bars if self._figure else ()
        key = Qt.Key(event.key())
        if bars and key in _WAYS:
            self.point_at(self._beside(bars, *_WAYS[key]))
        elif bars and key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.point_at(bars[0 if key == Qt.Key.Key_Home else -1])
        elif self._current and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.opened.emit(*_place(self._current))
        else:
            super().keyPressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        bar = self.bar_at(event.position())
        shape = Qt.CursorShape.PointingHandCursor if bar else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        bar = self.bar_at(event.position())
        if bar and event.button() is Qt.MouseButton.LeftButton:
            self.point_at(bar)
            self.opened.emit(*_place(bar))

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.told_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def bar_at(self, point: QPointF) -> Bar | None:
        """Return the bar at a point, or a thin one beside it."""
        bars = self.laid_out().bars if self._figure else ()
        near = [
            each
            for each in bars
            if each.rect.adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR).contains(point)
        ]
        within = (each for each in near if each.rect.contains(point))
        return next(within, None) or min(near, key=lambda each: each.rect.width(), default=None)

    def told_at(self, point: QPointF) -> str:
        """Return what is said of a point: the exact value, or all of a text that is cut."""
        if bar := self.bar_at(point):
            return self.words(bar)
        notes = self.laid_out().notes if self._figure else ()
        cut = (each for each in notes if each.text != each.whole and each.rect.contains(point))
        return next((each.whole for each in cut), "")

    def _lay_out(self, width: int) -> ChartLayout:
        assert self._figure is not None  # noqa: S101 - asked before
        return lay_out(self._figure, width, self.font(), is_mirrored=self.isRightToLeft())

    def _beside(self, bars: tuple[Bar, ...], down: int, right: int) -> Bar:
        """Return the next bar in a direction; the current one where there is none."""
        now = self._current
        if now is None:
            return bars[0]
        right = -right if self.isRightToLeft() else right
        is_timeline = self._figure is not None and self._figure.shape is Shape.TIMELINE
        along, between = (right, -down) if is_timeline else (down, right)
        if between:
            same = [each for each in bars if each.category == now.category]
            return same[min(max(0, same.index(now) + between), len(same) - 1)]
        others = [each for each in bars if (each.category - now.category) * along > 0]
        near = min((abs(each.category - now.category) for each in others), default=0)
        row = [each for each in others if abs(each.category - now.category) == near]
        return min(row, key=lambda each: abs(each.series - now.series), default=now)


def _place(bar: Bar) -> tuple[int, int]:
    return bar.category, bar.series
