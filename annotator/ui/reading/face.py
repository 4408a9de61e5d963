"""The typography of the text: typeface, line height and column width."""

from functools import lru_cache

from msgspec import Struct
from PySide6.QtGui import QFont, QFontMetricsF

from annotator.ui.theming import fonts

CHARACTERS = 72  # in a line of ordinary prose

_KEPT = 16
_PROSE = "It closed on a Thursday in spring, and nobody who had come to the river signed anything. "


class Face(Struct, frozen=True):
    """A font with the measures that follow from it; all in pixels.

    Lines are `line` high with the baseline `baseline` below their top, whatever fallback fonts
    they need; `gap` is the space between paragraphs; `column` is the maximum width of a line.
    `forms` tags the forms of letters, where languages write some differently.
    """

    font: QFont
    size: float
    line: int
    baseline: int
    gap: int
    column: int
    forms: str = ""

    @classmethod
    def of(cls, family: str | None, size: float, line_height: float) -> "Face":
        """Return the face for a font family; without one, for the first suitable serif installed.

        `size` is in pixels, `line_height` a multiple of it.
        """
        return cls.around(fonts.reading() if family is None else QFont(family), size, line_height)

    @classmethod
    def around(cls, font: QFont, size: float, line_height: float) -> "Face":
        """Return the face for a font at another size."""
        return _measured(QFont(font), size, line_height)  # its own, to be kept


@lru_cache(maxsize=_KEPT)  # three are needed for each article
def _measured(font: QFont, size: float, line_height: float) -> Face:
    sized = QFont(font)
    sized.setPixelSize(round(size))
    metrics = QFontMetricsF(sized)
    line = round(size * line_height)
    baseline = round((line + metrics.ascent() - metrics.descent()) / 2)
    column = metrics.horizontalAdvance(_PROSE) / len(_PROSE) * CHARACTERS
    return Face(sized, size, line, baseline, round(line / 2), round(column / 4) * 4)
