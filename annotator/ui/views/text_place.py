"""The central area: the text, with bars over its lower edge and lists below it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from annotator.ui.theming import fonts

_PLACED = {QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.Resize}
_LEAST = 240  # pixels of a bar beside a sheet; with less room it lies under the sheet


class TextPlace(QWidget):
    """Contains the text; showing or hiding a bar does not move its lines."""

    def __init__(self, text: QWidget, bars: Sequence[QWidget], below: Sequence[QWidget]) -> None:
        super().__init__()
        self._text, self._bars = text, tuple(bars)
        self._sheet: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(text, 1)
        for part in below:
            column.addWidget(part)
        for bar in self._bars:
            bar.setParent(self)
            bar.setProperty("look", "bar")
            bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            bar.installEventFilter(self)
        text.installEventFilter(self)

    def keep_beside(self, sheet: QWidget) -> None:
        """Keep the bars beside a sheet of the window while it is visible."""
        self._sheet = sheet
        sheet.installEventFilter(self)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out_bars()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _PLACED:
            self._lay_out_bars()
        elif event.type() is QEvent.Type.LayoutRequest:
            self._lay_out_bars(renews=False)  # which would request another layout, endlessly
        return False

    def _lay_out_bars(self, *, renews: bool = True) -> None:
        """Stack the visible bars from the lower edge of the text upwards."""
        bottom = self._text.geometry().bottom() + 1
        left, width = self._uncovered()
        for bar in self._bars:
            if not bar.isHidden():
                height = max(bar.sizeHint().height(), bar.heightForWidth(width))
                bottom -= height
                bar.setGeometry(left, bottom, width, height)
                layout = bar.layout()
                if renews and layout:  # its buttons may be narrower than when it was created
                    layout.invalidate()
                    layout.activate()
                bar.raise_()

    def _uncovered(self) -> tuple[int, int]:
        """Return the left edge and the width of a bar that no sheet covers, in pixels."""
        if self._sheet is None or self._sheet.isHidden():
            return 0, self.width()
        place = QRect(self.mapFrom(self.window(), self._sheet.pos()), self._sheet.size())
        covered = place & QRect(0, place.y(), self.width(), place.height())
        width = self.width() - covered.width()
        if width < fonts.pixels(_LEAST):
            return 0, self.width()
        return (0 if covered.left() else covered.width()), width
