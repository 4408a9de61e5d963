"""The look of the program: one scheme, applied to the whole application."""

from enum import Enum
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from annotator.i18n import N_
from annotator.ui.theming import fonts, icons
from annotator.ui.theming.palette import DARK, LIGHT, Palette, Tone, load, shown_in
from annotator.ui.theming.roles import qt_palette
from annotator.ui.theming.sheet import style_sheet

__all__ = ["Palette", "Scheme", "Theme", "Tone", "apply", "dress", "icon", "load", "shown_in"]


class Scheme(Enum):
    """The schemes to choose from."""

    LIGHT = LIGHT
    DARK = DARK
    SYSTEM = "system"


SCHEME_NAMES: Final = {
    Scheme.SYSTEM: N_("Match system"),
    Scheme.LIGHT: N_("Light"),
    Scheme.DARK: N_("Dark"),
}
"""What each scheme is called, in the order in which they are offered."""


class Theme(QObject):
    """The scheme in use; it follows the system for as long as it is asked to.

    `text_scale` enlarges the type; without it, the type follows the desktop. Colours and type are
    there at once. The style sheet comes with `dress`, since widgets that
    are put together under one are styled again at every step: a first window is dressed whole.
    """

    changed = Signal(object)  # Palette

    def __init__(
        self,
        app: QApplication,
        scheme: Scheme = Scheme.SYSTEM,
        text_scale: float | None = None,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._scheme = scheme
        self._text_scale = fonts.desktop_scale() if text_scale is None else text_scale
        dress = apply if app.styleSheet() else colour
        self._palette = dress(app, scheme, self._text_scale)
        app.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def palette(self) -> Palette:
        """Return the colours in use."""
        return self._palette

    @property
    def text_scale(self) -> float:
        """Return the scale of the interface's type."""
        return self._text_scale

    @property
    def scheme(self) -> Scheme:
        """Return the chosen scheme, which may be that of the system."""
        return self._scheme

    def set_scheme(self, scheme: Scheme) -> None:
        """Show everything in another scheme, at once."""
        if scheme is not self._scheme:
            self._scheme = scheme
            self._refresh()

    def set_text_scale(self, scale: float) -> None:
        """Set the scale of the interface's type.

        Existing widgets keep their lengths: the window has to be created again.
        """
        self._text_scale = scale
        self._app.setFont(fonts.interface(scale))
        if self._app.styleSheet():
            self.dress()

    def dress(self) -> None:
        """Set the application's style sheet, unless it is set."""
        sheet = style_sheet(self._palette, self._text_scale)
        if self._app.styleSheet() != sheet:
            self._app.setStyleSheet(sheet)

    def _follow(self) -> None:
        if self._scheme is Scheme.SYSTEM and _resolved(self._app, Scheme.SYSTEM) != self._palette:
            self._refresh()

    def _refresh(self) -> None:
        self._palette = apply(self._app, self._scheme, self._text_scale)
        self.changed.emit(self._palette)


def dress() -> None:
    """Set the style sheet now, as for a question before the first window."""
    app = QApplication.instance()
    for theme in app.findChildren(Theme) if app else ():
        theme.dress()


def apply(app: QApplication, scheme: Scheme, text_scale: float = 1.0) -> Palette:
    """Give the application the colours, type and style of the scheme, and return its colours.

    What it wears already is left alone: a style sheet is worked through for every widget there is.
    """
    palette = _asked_for(app, scheme)
    sheet = style_sheet(palette, text_scale)
    if app.styleSheet() != sheet:
        _colour(app, palette, text_scale)
        app.setStyleSheet(sheet)
    return palette


def colour(app: QApplication, scheme: Scheme, text_scale: float = 1.0) -> Palette:
    """Give the application the colours and type of the scheme, and return its colours."""
    palette = _asked_for(app, scheme)
    _colour(app, palette, text_scale)
    return palette


def icon(name: str, colour: QColor) -> QIcon:
    """Return the icon `resources/icons/<name>.svg` in one colour, crisp at every scale."""
    return icons.icon(name, colour)


_REQUESTS = {
    Scheme.LIGHT: Qt.ColorScheme.Light,
    Scheme.DARK: Qt.ColorScheme.Dark,
    Scheme.SYSTEM: Qt.ColorScheme.Unknown,
}


def _asked_for(app: QApplication, scheme: Scheme) -> Palette:
    # many Linux desktops ignore the request, so the palette is always set as well
    app.styleHints().setColorScheme(_REQUESTS[scheme])
    return _resolved(app, scheme)


def _colour(app: QApplication, palette: Palette, text_scale: float) -> None:
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(qt_palette(palette))
    app.setFont(fonts.interface(text_scale))


def _resolved(app: QApplication, scheme: Scheme) -> Palette:
    if scheme is Scheme.SYSTEM:
        return load(DARK if app.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT)
    return load(scheme.value)
