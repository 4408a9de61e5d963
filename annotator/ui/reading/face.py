"""How the text of an article is set: typeface, line height and the width of the column."""

from msgspec import Struct
from PySide6.QtGui import QFont, QFontMetricsF

from annotator.ui.theming import fonts

CHARACTERS = 72  # in a line of ordinary prose

_PROSE = "It closed on a Thursday in spring, and nobody who had come to the river signed anything. "


class Face(Struct, frozen=True):
    """A font with the measures that follow from it; all in pixels.

    Lines are `line` high with the baseline `baseline` below their top, whatever fallback fonts
    they need; `gap` stands between paragraphs; `column` is the widest a line gets.
    """

    font: QFont
    size: float
    line: int
    baseline: int
    gap: int
    column: int

    @classmethod
    def of(cls, family: str | None, size: float, line_height: float) -> "Face":
        """Set text in a family, or the first good serif installed.

        `size` is in pixels, `line_height` a multiple of it.
        """
        return cls.around(fonts.reading() if family is None else QFont(family), size, line_height)

    @classmethod
    def around(cls, font: QFont, size: float, line_height: float) -> "Face":
        """Set text in a font, at another size than its own."""
        sized = QFont(font)
        sized.setPixelSize(round(size))
        metrics = QFontMetricsF(sized)
        line = round(size * line_height)
        baseline = round((line + metrics.ascent() - metrics.descent()) / 2)
        column = metrics.horizontalAdvance(_PROSE) / len(_PROSE) * CHARACTERS
        return cls(sized, size, line, baseline, round(line / 2), round(column / 4) * 4)
