"""The head of a section: its title, how many there are, what is to do, and how to add one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from annotator.ui.theming import fonts
from annotator.ui.widgets.typed import explain


class SectionHeader(QWidget):
    """A title in spaced capitals; at the other end a warning, a count and buttons."""

    warning_pressed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = _label("second")
        self._title.setFont(fonts.heading(self.font()))
        self._warning = flush_button("")
        self._warning.setObjectName("section.warning")
        self._warning.setEnabled(False)
        self._warning.clicked.connect(self.warning_pressed)
        self._count = _label("second")
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        self._line.addWidget(self._title)
        self._line.addStretch(1)
        self._count.setFont(fonts.small(self.font()))
        for part in (self._warning, self._count):
            part.hide()
            self._line.addWidget(part)
        self.setMinimumHeight(28)
        self.set_title(title)

    def title(self) -> str:
        """Return the title as it was given."""
        return self._title.text()

    def set_title(self, title: str) -> None:
        """Show another title; capitals are a matter of type, not of the text."""
        self._title.setText(title)
        self._title.setAccessibleName(title)

    def set_count(self, count: str) -> None:
        """Show how many there are, such as `5` or `3 of 4`; '' shows nothing."""
        self._count.setText(count)
        self._count.setVisible(bool(count))

    def set_warning(self, warning: str, details: str = "") -> None:
        """Show what is to do, such as `2 to do`, with details on pointing; '' shows nothing."""
        self._warning.setText(f"▲ {warning}" if warning else "")
        self._warning.setAccessibleName(warning)
        explain(self._warning, details)
        self._warning.setEnabled(bool(warning))
        self._warning.setVisible(bool(warning))

    def add_button(self, text: str, name: str, details: str = "") -> QPushButton:
        """Return a new button at the end, such as `+ C`, with a name for screen readers."""
        # the wide sign is missing from most interface types
        button = flush_button(text.replace("＋", "+"))
        button.setAccessibleName(name)
        explain(button, details or name)
        self._line.addWidget(button)
        return button


def flush_button(text: str) -> QPushButton:
    """Return a button that is only its words, in line with what stands above and below."""
    button = QPushButton(text.replace("&", "&&"))
    button.setAutoDefault(False)
    button.setProperty("look", "flush")
    button.setFont(fonts.small(button.font()))
    return button


def _label(ink: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("ink", ink)
    return label
