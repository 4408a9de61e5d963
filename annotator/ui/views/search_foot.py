"""The keys of the search, below what was found."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from annotator.i18n import tr
from annotator.ui.theming import fonts
from annotator.ui.widgets.flow import FlowLayout

_HEIGHT, _SIDE, _GAP = 32, 16, 24


class SearchFoot(QWidget):
    """Says what the keys do, and where Esc returns to."""

    def __init__(self) -> None:
        super().__init__()
        self._back = _label("")
        keys = FlowLayout(gap=fonts.pixels(_GAP))
        for text in (
            tr("↓ ↑ choose"),
            tr("Tab next kind"),
            tr("Enter go there"),
            tr("Shift+Enter go there, stay here"),
        ):
            keys.addWidget(_label(text))
        line = QHBoxLayout(self)
        air = (fonts.pixels(_HEIGHT) - self._back.sizeHint().height()) // 2
        line.setContentsMargins(fonts.pixels(_SIDE), air, fonts.pixels(_SIDE), air)
        line.setSpacing(fonts.pixels(_GAP))
        line.addLayout(keys, 1)
        line.addWidget(self._back)

    def show_back(self, place: str) -> None:
        """Show where Esc returns to."""
        self._back.setText(tr("Esc back to {place}", place=place) if place else tr("Esc closes"))


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("ink", "second")
    label.setFont(fonts.button(label.font()))
    return label
