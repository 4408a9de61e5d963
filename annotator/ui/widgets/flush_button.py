"""A button that is only its words."""

from annotator.ui.theming import fonts
from annotator.ui.widgets.enter_button import EnterButton


def flush_button(text: str) -> EnterButton:
    """Return a button that is only its words, in line with what stands above and below."""
    button = EnterButton(text.replace("&", "&&"))
    button.setProperty("look", "flush")
    button.setFont(fonts.small(button.font()))
    return button
