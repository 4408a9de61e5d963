"""A collapsible area for rare fields."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from annotator.i18n import pgettext
from annotator.ui.theming import fonts, icons
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.enter_button import flush_button

_ARROW = 14  # pixels, as in the head of a section


class Fold(QWidget):
    """A toggle button over its content, closed at first."""

    turned = Signal(bool)

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._toggle = flush_button(title)
        self._toggle.setAccessibleName(title)
        self._toggle.clicked.connect(self._turn)
        self._toggle.setIconSize(QSize(1, 1) * fonts.pixels(_ARROW))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(content)
        self.set_open(open_=False)

    def is_open(self) -> bool:
        """Return whether the content is shown."""
        return not self._content.isHidden()

    def set_open(self, *, open_: bool) -> None:
        """Show or hide the content."""
        self._content.setVisible(open_)
        self._toggle.setAccessibleDescription(
            pgettext("state", "open") if open_ else pgettext("state", "closed")
        )
        self._draw()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        arrow = "unfold" if self.is_open() else "folded"
        ink, is_mirrored = shown_in(self).second, self.isRightToLeft()
        self._toggle.setIcon(icons.icon(arrow, ink, is_mirrored=is_mirrored))

    def _turn(self) -> None:
        self.set_open(open_=not self.is_open())
        self.turned.emit(self.is_open())
