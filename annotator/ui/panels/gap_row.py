"""What a fact-check still lacks: unfolded on demand, each a button that leads to the place."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.domain.completeness import Gap
from annotator.ui.widgets.flow import FlowLayout
from annotator.ui.widgets.section import flush_button
from annotator.ui.widgets.tabbing import follow_on

_HEIGHT = 22


class GapRow(QWidget):
    """Shows the gaps side by side once they are asked for; `picked` names one to be mended."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._gaps: tuple[Gap, ...] = ()
        self._is_asked = False
        self._buttons: list[QPushButton] = []
        self._flow = FlowLayout(self, gap=4)

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """Show these gaps."""
        self.setHidden(not gaps or not self._is_asked)
        if tuple(gaps) == self._gaps:
            return
        self._gaps = tuple(gaps)
        for button in self._buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(gap) for gap in gaps]
        for button in self._buttons:
            self._flow.addWidget(button)
        follow_on(self, *self._buttons)

    def turn(self) -> None:
        """Show the gaps, or fold them away again."""
        self._is_asked = not self._is_asked
        self.setHidden(not self._gaps or not self._is_asked)

    def _button(self, gap: Gap) -> QPushButton:
        button = flush_button(f"▲ {gap.words}")
        button.setFixedHeight(_HEIGHT)
        button.setObjectName(f"check.gap.{gap.code}")
        button.setAccessibleName(f"To do: {gap.words}")
        button.setToolTip("Go to where it is mended")
        button.clicked.connect(lambda: self.picked.emit(gap.code))
        return button
