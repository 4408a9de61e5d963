"""The colours of one scheme, read from resources/themes."""

from functools import lru_cache
from typing import Final

import msgspec
from msgspec import Struct
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from annotator import assets

LIGHT, DARK = "light", "dark"

_MOST: Final = 500

_SAME_AS = {
    "negative": "refuted",
    "neutral": "unchecked",
    "positive": "supported",
    "warning": "conflicting",
}


class Tone(Struct, frozen=True):
    """A text colour with a meaning, and its background."""

    ink: QColor
    ground: QColor


class Palette(Struct, frozen=True, kw_only=True):
    """Every colour of one scheme.

    `ink`, `second` and `accent` can be read on every ground; `third` only on paper, chrome,
    window and field. `edge` is the border of what is filled in or pressed, `line` parts areas.
    """

    paper: QColor
    chrome: QColor
    window: QColor
    field: QColor
    ink: QColor
    second: QColor
    third: QColor
    line: QColor
    edge: QColor
    accent: QColor
    accent_ground: QColor
    quiet_ground: QColor
    selected: QColor
    tones: dict[str, Tone]

    def tone(self, name: str) -> Tone:
        """Return the colours of a verdict, of negative, neutral or positive, or of warning.

        An unknown name has the colours of `unchecked`.
        """
        return self.tones.get(_SAME_AS.get(name, name), self.tones["unchecked"])

    @property
    def is_dark(self) -> bool:
        """Return whether the text is light on a dark background."""
        return self.ink.lightness() > self.paper.lightness()


@lru_cache(maxsize=2)
def load(scheme_name: str) -> Palette:
    """Return the colours of the scheme `light` or `dark`.

    Raises FileNotFoundError for any other name.
    """
    table = assets.path(f"themes/{scheme_name}.toml").read_bytes()
    return msgspec.convert(msgspec.toml.decode(table), Palette, dec_hook=_colour)


_known: Final[dict[int, Palette]] = {}
"""By the key that Qt gives to the colours of a widget."""


def shown_in(widget: QWidget) -> Palette:
    """Return the colours of the scheme in which the widget is shown."""
    shown = widget.palette()
    key = shown.cacheKey()
    if key not in _known:
        if len(_known) > _MOST:
            _known.clear()
        ink, ground = shown.color(QPalette.ColorRole.Text), shown.color(QPalette.ColorRole.Base)
        _known[key] = load(DARK if ink.lightness() > ground.lightness() else LIGHT)
    return _known[key]


def _colour(kind: type, value: object) -> QColor:
    colour = QColor(str(value))
    if kind is not QColor or not colour.isValid():
        raise ValueError(f"not a colour: {value}")
    return colour
