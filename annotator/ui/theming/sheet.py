"""The style sheet: the template in resources/themes filled with the colours of a scheme."""

from string import Template
from typing import Final

from msgspec.structs import fields
from PySide6.QtGui import QColor

from annotator import assets
from annotator.ui.theming.palette import Palette

BOX: Final = 14
"""The inner side of a box to be ticked, in pixels; its border has one more on each side."""
_DASH: Final = 6  # pixels of a box ticked in part; the dash takes the rest
_RING: Final = 5  # pixels around the dot of a round one
_ARROW, _DROP = 12, 20  # pixels of the arrow of a list that drops down, and of its place


def style_sheet(palette: Palette, text_scale: float = 1.0) -> str:
    """Return the style sheet of the program in the colours of the scheme.

    Boxes to be ticked and arrows are `text_scale` times as large as usual, as is the text beside
    them.
    Raises KeyError when the template names a colour that the scheme does not have.
    """
    template = Template(assets.path("themes/annotator.qss").read_text(encoding="utf-8"))
    return template.substitute(_words(palette) | _lengths(text_scale))


def _lengths(text_scale: float) -> dict[str, str]:
    """Return the lengths that grow with the text: of boxes, of round ones, and of arrows."""
    box = round(BOX * text_scale)
    ring = round(_RING * text_scale)
    lengths = {
        "box": box,
        "half_box": box - _DASH,
        "round": (box + 2) // 2,
        "ring": ring,
        "dot": box + 2 - 2 * ring,
        "arrow": round(_ARROW * text_scale),
        "drop": round(_DROP * text_scale),
    }
    return {name: f"{length}px" for name, length in lengths.items()}


def _words(palette: Palette) -> dict[str, str]:
    values = {field.name: getattr(palette, field.name) for field in fields(palette)}
    colours = {name: value.name() for name, value in values.items() if isinstance(value, QColor)}
    for name, tone in palette.tones.items():
        colours[f"{name}_ink"], colours[f"{name}_ground"] = tone.ink.name(), tone.ground.name()
    scheme = "dark" if palette.is_dark else "light"
    return colours | {"scheme": scheme, "themes": assets.path("themes").as_posix()}
