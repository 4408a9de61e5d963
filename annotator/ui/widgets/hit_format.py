"""How words that were looked for are set off in a text."""

from PySide6.QtGui import QTextCharFormat

from annotator.ui.theming.palette import Palette


def hit_format(palette: Palette) -> QTextCharFormat:
    """Return how words that were looked for are set off, never by colour alone."""
    shown = QTextCharFormat()
    shown.setBackground(palette.accent_ground)
    shown.setForeground(palette.ink)
    shown.setFontUnderline(True)
    shown.setUnderlineColor(palette.accent)
    return shown
