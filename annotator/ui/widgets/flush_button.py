"""A button that is only its words."""

from PySide6.QtWidgets import QPushButton

from annotator.ui.theming import fonts


def flush_button(text: str) -> QPushButton:
    """Return a button that is only its words, in line with what stands above and below."""
    button = QPushButton(text.replace("&", "&&"))
    button.setAutoDefault(False)
    button.setProperty("look", "flush")
    button.setFont(fonts.small(button.font()))
    return button
