"""A place for rare fields, folded away until someone needs them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.ui.widgets.flush_button import flush_button


class Fold(QWidget):
    """A toggle over its content; it is closed at first."""

    turned = Signal(bool)

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._content = content
        self._toggle = flush_button(title)
        self._toggle.setAccessibleName(title)
        self._toggle.clicked.connect(self._turn)
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
        self._toggle.setText(f"{self._title} {'▾' if open_ else '▸'}")
        self._toggle.setAccessibleDescription("open" if open_ else "folded")

    def _turn(self) -> None:
        self.set_open(open_=not self.is_open())
        self.turned.emit(self.is_open())
