"""The typefaces of the interface and of the reading column, and their sizes."""

from functools import cache

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication

_INTERFACE = ("Inter", "Noto Sans", "Segoe UI", "SF Pro Text", "SF Pro")
READING = (
    "Source Serif 4",
    "Source Serif Pro",
    "Source Serif",
    "Charter",
    "Georgia",
    "Noto Serif",
    "DejaVu Serif",
    "Liberation Serif",
)
_PLAIN = ("Liberation Sans", "DejaVu Sans", "Arial")
_POINTS_PER_INCH = 72
_USUAL = 13  # pixels
_USUAL_POINTS = {"windows": 9, "cocoa": 13}  # of a desktop's own texts; elsewhere 10 or 11


def interface(scale: float = 1.0) -> QFont:
    """Return the type of the interface, 13 pixels high at a scale of 1."""
    return _sized(_first_of(_INTERFACE), _USUAL * scale)


def desktop_scale() -> float:
    """Return the scale of the desktop's texts, from 1 to 2.

    What a desktop enlarges as a whole, text and pictures, Qt enlarges by itself.
    """
    usual = _USUAL_POINTS.get(QGuiApplication.platformName(), 11)
    chosen = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    return min(max(1.0, chosen / usual), 2.0)


def pixels(at_usual_size: float) -> int:
    """Return a length of the interface, given for type of 13 pixels, in the type it is set in."""
    size = QGuiApplication.font().pointSizeF() * _dots() / _POINTS_PER_INCH
    return round(at_usual_size * size / _USUAL)


def pixel_size(width: float, height: float) -> QSize:
    """Return a size of the interface, given for type of 13 pixels, in the type it is set in."""
    return QSize(pixels(width), pixels(height))


def reading(size: float = 16) -> QFont:
    """Return the serif type of texts, its height in pixels where the interface has 13."""
    font = _sized(_first_of(READING), pixels(size))
    font.setStyleHint(QFont.StyleHint.Serif)
    return font


def small(font: QFont, scale: float = 1.0) -> QFont:
    """Return the interface font for second lines and buttons: 11.5 where it has 13 pixels."""
    return _scaled(font, 11.5 / 13 * scale)


def button(font: QFont) -> QFont:
    """Return the interface font for labels of fields and rows of buttons: 12 where it has 13."""
    return _scaled(font, 12 / 13)


def tiny(font: QFont) -> QFont:
    """Return the interface font for keys beside names: 10.5 where it has 13 pixels."""
    return _scaled(font, 10.5 / 13)


def chip(font: QFont) -> QFont:
    """Return the interface font for chips: 11 where it has 13 pixels."""
    return _scaled(font, 11 / 13)


def strong(font: QFont) -> QFont:
    """Return the font in the weight of what is chosen."""
    heavier = QFont(font)
    heavier.setWeight(QFont.Weight.DemiBold)
    return heavier


def heading(font: QFont) -> QFont:
    """Return the interface font for section heads: spaced capitals, 10.5 where it has 13 pixels."""
    capitals = strong(_scaled(font, 10.5 / 13))
    capitals.setCapitalization(QFont.Capitalization.AllUppercase)
    capitals.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 108)
    return capitals


@cache
def _first_of(families: tuple[str, ...]) -> str:
    # one list of what is installed, as each question goes through all; makers stand in brackets
    known = {name.partition(" [")[0] for name in QFontDatabase.families()}
    usual = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if QFontInfo(usual).fixedPitch():  # where fontconfig knows none of the fonts that are installed
        families += _PLAIN
    return next((family for family in families if family in known), usual.family())


def _sized(family: str, pixels: float) -> QFont:
    font = QFont(family)
    # in points, as a size in pixels could not be 11.5
    font.setPointSizeF(pixels * _POINTS_PER_INCH / _dots())
    return font


def _dots() -> float:
    return QGuiApplication.primaryScreen().logicalDotsPerInchY()


def _scaled(font: QFont, ratio: float) -> QFont:
    other = QFont(font)
    other.setPointSizeF(QFontInfo(font).pointSizeF() * ratio)
    return other
