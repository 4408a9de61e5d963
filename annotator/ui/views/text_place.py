"""The central area: the text, with bars over its lower edge and lists below it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override


class TextPlace(QWidget):
    """Contains the text; showing or hiding a bar does not move its lines."""

    def __init__(self, text: QWidget, bars: Sequence[QWidget], below: Sequence[QWidget]) -> None:
        super().__init__()
        self._text, self._bars = text, tuple(bars)
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

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out_bars()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Resize}:
            self._lay_out_bars()
        elif event.type() is QEvent.Type.LayoutRequest:
            self._lay_out_bars(renews=False)  # which would request another layout, endlessly
        return False

    def _lay_out_bars(self, *, renews: bool = True) -> None:
        """Stack the visible bars from the lower edge of the text upwards."""
        bottom, width = self._text.geometry().bottom() + 1, self.width()
        for bar in self._bars:
            if not bar.isHidden():
                height = max(bar.sizeHint().height(), bar.heightForWidth(width))
                bottom -= height
                bar.setGeometry(0, bottom, width, height)
                layout = bar.layout()
                if renews and layout:  # its buttons may be narrower than when it was created
                    layout.invalidate()
                    layout.activate()
                bar.raise_()
