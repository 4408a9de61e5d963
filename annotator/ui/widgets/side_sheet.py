"""A sheet over the end side of a window, from its menu bar to its status bar."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QStyle,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.ui.theming import fonts
from annotator.ui.widgets.rule import rule
from annotator.ui.widgets.tabbing import next_stop

WIDTH, LEAST_WIDTH = 520, 320

_BAR, _SIDE, _TOP = 48, 12, 12
_LAID_OUT = (QEvent.Type.Resize, QEvent.Type.LayoutRequest)
_SEEN_OR_NOT = (QEvent.Type.Show, QEvent.Type.Hide)


class SideSheet(QFrame):
    """Has a header, scrolling contents and a footer; Tab stays in it.

    It is 520 pixels wide, or narrower if `limit` leaves less: the end of the text, in pixels
    from the side of the window where lines begin.
    """

    closed = Signal()

    def __init__(self, window: QWidget, limit: Callable[[], int]) -> None:
        super().__init__(window)
        self._window = window
        self.hide()
        self.setProperty("look", "sheet")
        self.setProperty("mirrored", self.isRightToLeft())
        self._limit = limit
        self._scroll = QScrollArea(self)
        self._column = QVBoxLayout()
        for each in (window, self._scroll.verticalScrollBar()):
            each.installEventFilter(self)

    def fill(self, head: QWidget, contents: QWidget, foot: QWidget) -> None:
        """Set the header, the contents and the footer."""
        inside = QWidget(self._scroll.viewport())
        inside.setLayout(self._column)
        self._column.addWidget(contents)
        self._column.addStretch(1)
        self._set_margins()
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        layout = QVBoxLayout(self)
        line = (0, 0, 1, 0) if self.isRightToLeft() else (1, 0, 0, 0)  # at its edge
        layout.setContentsMargins(*line)
        layout.setSpacing(0)
        for part in (head, rule(), self._scroll, rule(), foot):
            layout.addWidget(part)

    def show_sheet(self) -> None:
        """Show the sheet over the window."""
        self.place()
        self.show()
        self.raise_()

    def close_sheet(self) -> None:
        """Go."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def enter(self, field: QWidget) -> None:
        """Focus a field, and scroll to it."""
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._scroll.ensureWidgetVisible(field, 0, _SIDE)

    def go_on(self) -> None:
        """Focus the next field."""
        self.focusNextChild()

    def scrolls(self) -> bool:
        """Return whether the contents do not fit without scrolling."""
        return self._scroll.verticalScrollBar().maximum() > 0

    def place(self) -> None:
        """Move to the end side of the window."""
        window = self._window
        area = window.rect()
        if isinstance(window, QMainWindow):
            area.setTop(window.menuBar().geometry().bottom() + 1)
            area.setBottom(window.statusBar().y() - 1)
        room = max(area.width() - self._limit(), fonts.pixels(LEAST_WIDTH))
        width = min(fonts.pixels(WIDTH), room, area.width())
        place = QRect(area.right() + 1 - width, area.top(), width, area.height())
        self.setGeometry(QStyle.visualRect(window.layoutDirection(), window.rect(), place))

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        if stop := next_stop(self, back=not next):
            reason = Qt.FocusReason
            stop.setFocus(reason.TabFocusReason if next else reason.BacktabFocusReason)
            self._scroll.ensureWidgetVisible(stop, 0, _SIDE)
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        # keys without a meaning here are not for the window below

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() in _LAID_OUT and self.isVisible():
            self.place()
        elif watched is not self._window and event.type() in _SEEN_OR_NOT:
            self._set_margins()
        return False

    def _set_margins(self) -> None:
        """Let a scroll bar stand in the margin, so that it does not change how wide fields are."""
        scroll_bar = self._scroll.verticalScrollBar()
        taken = scroll_bar.sizeHint().width() if scroll_bar.isVisible() else 0
        sides = _SIDE, max(0, _SIDE - taken)
        start, end = sides[::-1] if self.isRightToLeft() else sides
        self._column.setContentsMargins(start, _TOP, end, 8)


def bar() -> tuple[QWidget, QHBoxLayout]:
    """Return an empty header or footer, and its layout."""
    widget = QWidget()
    widget.setFixedHeight(fonts.pixels(_BAR) - 1)
    line = QHBoxLayout(widget)
    line.setContentsMargins(_SIDE, 0, _SIDE, 0)
    line.setSpacing(8)
    return widget, line
