"""The to-do list of a fact-check: each line is a button that leads to the field."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyle, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.i18n import tr
from annotator.ui.theming import fonts
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.enter_button import EnterButton
from annotator.ui.widgets.focus_ring import paint_focus_ring
from annotator.ui.widgets.tabbing import follow_on
from annotator.ui.widgets.typed import tooltip

_LINE, _SIDE, _GAP = 24, 8, 8
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class ToDo(Struct, frozen=True):
    """A gap in words, with its code, and the name of the field that resolves it."""

    code: str
    text: str
    leads: str


class ToDoList(QWidget):
    """Shows the gaps, the most important first; `picked` is emitted for a chosen one."""

    picked = Signal(object)  # ToDo

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[ToDo, ...] = ()
        self._last: ToDo | None = None
        self._buttons: list[_Line] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_items(self, items: Sequence[ToDo]) -> None:
        """Show these gaps."""
        self.setHidden(not items)
        if tuple(items) == self._items:
            return
        self._items = tuple(items)
        for button in self._buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._line(item) for item in items]
        for button in self._buttons:
            self._column.addWidget(button)
        follow_on(self, *self._buttons)

    def forget(self) -> None:
        """Start with the first again, as for another claim."""
        self._last = None

    def next(self) -> bool:
        """Pick the gap after the last picked one, wrapping around; return whether there is one."""
        if not self._items:
            return False
        codes = [item.code for item in self._items]
        place = codes.index(self._last.code) + 1 if self._last and self._last.code in codes else 0
        self._pick(self._items[place % len(codes)])
        return True

    def _pick(self, item: ToDo) -> None:
        self._last = item
        self.picked.emit(item)

    def _line(self, item: ToDo) -> "_Line":
        line = _Line(item)
        line.clicked.connect(lambda: self._pick_now(item.code))
        return line

    def _pick_now(self, code: str) -> None:
        """Pick the gap with this code, if it still exists: pressing may have committed a field."""
        if item := next((item for item in self._items if item.code == code), None):
            self._pick(item)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(shown_in(self).line))
        box = self.contentsRect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, 4, 4)


class _Line(EnterButton):
    """One line: the gap, and at the end the name of the field."""

    def __init__(self, item: ToDo) -> None:
        super().__init__()
        self.item = item
        self.setObjectName(f"check.gap.{item.code}")
        self.setAccessibleName(tr("To do: {words}", words=item.text))
        self.setAccessibleDescription(item.leads)
        self.setToolTip(tooltip(item.text))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @override
    def text(self) -> str:
        """Return the line as read aloud."""
        return f"▲ {self.item.text} {self._leads()}"

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, max(_LINE, QFontMetrics(self._type()).height() + 6))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        palette = shown_in(self)
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect().adjusted(1, 1, -1, -1), palette.window)
        if self.hasFocus():
            paint_focus_ring(painter, self.rect(), palette)
        painter.setPen(palette.tone("warning").ink)
        painter.setFont(self._type())
        room = self.rect().adjusted(_SIDE, 0, -_SIDE, 0)
        leads = self._leads()
        width = painter.fontMetrics().horizontalAdvance(leads)
        goal = QRect(room.right() - width + 1, room.top(), width, room.height())
        box = room.adjusted(0, 0, -width - _GAP, 0)
        mode = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(f"▲  {self.item.text}", mode, box.width())
        painter.drawText(self._mirrored(box), int(_MIDDLE | Qt.AlignmentFlag.AlignLeading), shown)
        painter.setFont(_underlined(self._type()))
        painter.drawText(self._mirrored(goal), int(_MIDDLE | Qt.AlignmentFlag.AlignTrailing), leads)

    def _leads(self) -> str:
        return f"{self.item.leads} {'←' if self.isRightToLeft() else '→'}"

    def _mirrored(self, box: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), box)

    def _type(self) -> QFont:
        return fonts.small(self.font())


def _underlined(font: QFont) -> QFont:
    font.setUnderline(True)
    return font
