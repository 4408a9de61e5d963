"""A panel with its header: open or closed in the column, or floating in a window."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.i18n import N_, tr
from annotator.ui.panels.panel import Panel

_OUT, _BACK = N_("Float section"), N_("Dock section")


class Section(QWidget):
    """Holds a panel and its header; the column places and opens it."""

    float_requested = Signal()  # to be a separate window
    back_requested = Signal()  # to be in the column again

    def __init__(self, panel: Panel) -> None:
        super().__init__()
        self.panel, self.head = panel, panel.header
        self.setObjectName(f"section.{panel.name}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(panel, 1)
        self.head.menu_requested.connect(self._offer)

    @property
    def is_open(self) -> bool:
        """Return whether the panel is shown, not only its header."""
        return not self.panel.isHidden()

    def set_open(self, *, is_open: bool) -> None:
        """Show the panel, or only its header."""
        if is_open and self.panel.needs_filling():
            self.panel.fill_once()
        if is_open is not self.is_open or is_open is not self.head.is_open():
            self.panel.setVisible(is_open)
            self.head.set_open(is_open=is_open)

    @property
    def is_floating(self) -> bool:
        """Return whether it floats in a separate window."""
        return self.isWindow() and self.parentWidget() is not None

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Dock in the column instead of closing."""
        event.ignore()
        self.back_requested.emit()

    def _offer(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words, asks = (
            (_BACK, self.back_requested) if self.is_floating else (_OUT, self.float_requested)
        )
        menu.addAction(tr(words), asks.emit)
        menu.popup(place)
