"""The colours of a scheme in the roles by which Qt's own widgets know them."""

from PySide6.QtGui import QColor, QPalette

from annotator.ui.theming.palette import Palette

_Role = QPalette.ColorRole


def qt_palette(palette: Palette) -> QPalette:
    """Return Qt's palette for the scheme, disabled texts included."""
    filled = QPalette()
    for role, colour in _roles(palette).items():
        filled.setColor(role, colour)
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.HighlightedText):
        filled.setColor(QPalette.ColorGroup.Disabled, role, palette.third)
    filled.setColor(QPalette.ColorGroup.Disabled, _Role.Base, palette.chrome)
    return filled


def _roles(palette: Palette) -> dict[QPalette.ColorRole, QColor]:
    return {
        _Role.Window: palette.chrome,
        _Role.WindowText: palette.ink,
        _Role.Base: palette.field,
        _Role.AlternateBase: palette.window,
        _Role.Text: palette.ink,
        _Role.PlaceholderText: palette.third,
        _Role.Button: palette.chrome,
        _Role.ButtonText: palette.ink,
        _Role.BrightText: palette.tone("warning").ink,
        _Role.ToolTipBase: palette.paper,
        _Role.ToolTipText: palette.ink,
        _Role.Highlight: palette.selected,
        _Role.HighlightedText: palette.ink,
        _Role.Accent: palette.accent,
        _Role.Link: palette.accent,
        _Role.LinkVisited: palette.accent,
        _Role.Light: palette.paper,
        _Role.Midlight: palette.window,
        _Role.Mid: palette.line,
        _Role.Dark: palette.third,
        _Role.Shadow: palette.second,
    }
