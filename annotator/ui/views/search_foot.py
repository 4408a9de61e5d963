"""The keys of the search, below what was found."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from annotator.i18n import tr
from annotator.ui.theming import fonts

_HEIGHT, _SIDE, _GAP = 32, 16, 24


class SearchFoot(QWidget):
    """Says what the keys do, and where Esc returns to."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(fonts.pixels(_HEIGHT))
        self._back = _label("")
        line = QHBoxLayout(self)
        line.setContentsMargins(fonts.pixels(_SIDE), 0, fonts.pixels(_SIDE), 0)
        line.setSpacing(fonts.pixels(_GAP))
        for text in (
            tr("↓ ↑ choose"),
            tr("Tab next kind"),
            tr("Enter go there"),
            tr("Shift+Enter go there, stay here"),
        ):
            line.addWidget(_label(text))
        line.addStretch(1)
        line.addWidget(self._back)

    def show_back(self, place: str) -> None:
        """Show where Esc returns to."""
        self._back.setText(tr("Esc back to {place}", place=place) if place else tr("Esc closes"))


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("ink", "second")
    label.setFont(fonts.button(label.font()))
    label.setMinimumWidth(1)
    return label
