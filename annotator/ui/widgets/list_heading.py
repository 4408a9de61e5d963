"""A heading over a list: its title in spaced capitals; at the other end a count and buttons."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from annotator.ui.theming import fonts
from annotator.ui.widgets.flush_button import flush_button
from annotator.ui.widgets.typed import explain


class ListHeading(QWidget):
    """Shows what is listed and how much of it; capitals are a matter of type, not of the text."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._count = _label(), _label()
        self._title.setFont(fonts.heading(self.font()))
        self._count.setFont(fonts.small(self.font()))
        self._count.hide()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        self._line.addWidget(self._title)
        self._line.addStretch(1)
        self._parts: list[QWidget] = []
        self.add_part(self._count)
        self.setMinimumHeight(28)
        self.set_title(title)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the title give way where all does not fit, as in a language with longer words."""
        shown = [self._title, *(part for part in self._parts if not part.isHidden())]
        needed = sum(part.sizeHint().width() + self._line.spacing() for part in shown)
        margins = self.contentsMargins()
        self._title.setVisible(needed <= self.width() - margins.left() - margins.right())

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)
        self._title.setAccessibleName(title)

    def set_count(self, count: str) -> None:
        """Show how many there are, such as `5` or `3 of 4`; '' shows nothing."""
        self._count.setText(count)
        self._count.setVisible(bool(count))

    def add_button(self, text: str, name: str) -> QPushButton:
        """Return a new button at the end, such as `✕`, with a name for screen readers."""
        button = flush_button(text)
        button.setAccessibleName(name)
        explain(button, name)
        self.add_part(button)
        return button

    def add_part(self, part: QWidget) -> None:
        """Let something else stand at the end."""
        self._parts.append(part)
        self._line.addWidget(part)


def _label() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("ink", "second")
    return label
