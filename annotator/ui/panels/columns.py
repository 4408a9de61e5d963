"""Places the article list, the text and the panels side by side."""

from msgspec import Struct
from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QStyle, QWidget
from typing_extensions import override

from annotator.ui.panels.section_column import SectionColumn
from annotator.ui.theming import fonts
from annotator.ui.widgets.rule import placed_rule

RAIL = 40
"""The width of the list that shows only the state and the code of articles."""

LEAST_TEXT = 600
"""The width of the text with what stands beside it: 60 characters to a line."""

NARROWEST, WIDEST = 448, 540
"""How wide a person may drag the panels."""

_TABLE: tuple[tuple[int, int, tuple[int, ...]], ...] = (
    (1808, 248, (464, 480)),
    (1600, RAIL, (464, 480)),
    (1300, 216, (472,)),
)
_LIST = 216
_GRIP = 5  # pixels, all of them beside the panels, which could not scroll below it


class Widths(Struct, frozen=True):
    """The widths of list and panels, in pixels for type of 13 pixels; the text has the rest.

    Where there is no room beside the text, the panels are over it.
    """

    articles: int
    panels: tuple[int, ...]
    is_over: bool = False


def widths(window: int, dragged: int = 0) -> Widths:
    """Return the widths for a window's width; `dragged` is a width set by hand, or 0."""
    for least, articles, panels in _TABLE:
        if window >= least:
            return Widths(articles, _dragged(window - articles, panels, dragged))
    is_over = window < RAIL + NARROWEST + LEAST_TEXT
    panels = (NARROWEST,) if is_over else _dragged(window - RAIL, (NARROWEST,), dragged)
    return Widths(RAIL, panels, is_over=is_over)


def _dragged(room: int, panels: tuple[int, ...], dragged: int) -> tuple[int, ...]:
    if not dragged:
        return panels
    most = min(WIDEST, room - LEAST_TEXT - sum(panels[1:]))
    return (max(NARROWEST, min(dragged, most)), *panels[1:])


class Columns(QWidget):
    """Places list, text and panels; only resizing the window or dragging moves them."""

    def __init__(self, articles: QWidget, text: QWidget, panels: SectionColumn) -> None:
        super().__init__()
        self._articles, self._text, self._panels = articles, text, panels
        self._rules = [placed_rule(self), placed_rule(self)]
        self._edge = _Edge(self)
        self._by_hand: dict[int, int] = {}  # width of the first panels by the number of columns
        self._is_called, self._is_list_called = False, False
        articles.setAutoFillBackground(True)  # it may be over the text
        for part in (articles, text, panels, *self._rules, self._edge):
            part.setParent(self)
        for part in (articles, self._rules[0], panels, self._rules[1], self._edge):
            part.raise_()  # once: a part that is raised is painted whole, with what is below
        self._edge.moved.connect(self._drag)
        self._edge.reset.connect(self._undrag)

    def widths_by_hand(self) -> dict[int, int]:
        """Return the widths set by dragging, by the number of panel columns."""
        return dict(self._by_hand)

    def set_widths_by_hand(self, by_hand: dict[int, int]) -> None:
        """Restore widths set by dragging, by the number of panel columns."""
        self._by_hand = dict(by_hand)
        self._lay_out()

    @property
    def covers_text(self) -> bool:
        """Return whether the panels are over the text when shown."""
        return self._widths().is_over

    @property
    def covers_text_with_list(self) -> bool:
        """Return whether the full article list is over the text now."""
        return self._is_list_called

    def call_panels(self) -> None:
        """Show the panels over the text if there is no room beside it."""
        self._is_called = True
        self._lay_out()

    def dismiss_panels(self) -> None:
        """Hide the panels that are over the text."""
        self._is_called = False
        self._lay_out()

    def call_list(self) -> None:
        """Show the full article list over the text if there is only room for the rail."""
        self._is_list_called = True
        self._lay_out()

    def dismiss_list(self) -> None:
        """Hide the article list that is over the text; the rail stays."""
        self._is_list_called = False
        self._lay_out()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.pixels(NARROWEST), fonts.pixels(320))  # of panels over the text

    def _widths(self) -> Widths:
        window = round(self.width() / fonts.pixels(100) * 100)
        columns = len(widths(window).panels)
        return widths(window, self._by_hand.get(columns, 0))

    def _lay_out(self) -> None:
        found = self._widths()
        articles = fonts.pixels(found.articles)
        panels = [fonts.pixels(width) for width in found.panels]
        width = self.width()
        beside = 0 if found.is_over else sum(panels)
        edge = width - sum(panels)
        listed = fonts.pixels(_LIST) if self._is_list_called else articles
        self._put(self._articles, 0, max(listed, articles) - 1)
        self._put(self._text, articles, width - articles - beside)
        self._put(self._panels, edge + 1, sum(panels) - 1)
        self._panels.set_widths((panels[0] - 1, *panels[1:]))
        self._panels.setVisible(self._is_called or not found.is_over)
        self._put(self._rules[0], max(listed, articles) - 1, 1)
        self._put(self._rules[1], edge, 1)
        self._put(self._edge, edge + 1 - _GRIP, _GRIP)
        for part in (self._rules[1], self._edge):
            part.setVisible(self._panels.isVisibleTo(self))

    def _put(self, part: QWidget, start: int, width: int) -> None:
        """Place a part over the whole height; `start` counts from the side where lines begin."""
        place = QRect(start, 0, width, self.height())
        part.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))

    def _drag(self, x: int) -> None:
        x = self.width() - 1 - x if self.isRightToLeft() else x
        found = self._widths()
        others = fonts.pixels(sum(found.panels[1:]))
        width = round((self.width() - x - others) / fonts.pixels(100) * 100)
        self._by_hand[len(found.panels)] = max(NARROWEST, min(width, WIDEST))
        self._lay_out()

    def _undrag(self) -> None:
        self._by_hand.pop(len(self._widths().panels), None)
        self._lay_out()


class _Edge(QWidget):
    """The edge of the panels, which can be dragged; a double click resets it."""

    moved = Signal(int)  # the x of the parent to which the line between text and panels is dragged
    reset = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panels.edge")
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self._beside = 0  # how far it was pressed beside the line, in pixels

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        line = 0 if self.isRightToLeft() else self.width() - 1
        self._beside = event.position().toPoint().x() - line

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.moved.emit(self.mapToParent(event.position().toPoint()).x() - self._beside)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.reset.emit()
