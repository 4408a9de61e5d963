"""A text as Qt's text widgets store it, and its positions there."""

import re
from bisect import bisect_left, bisect_right

from annotator.domain.span import Utf16Map

_LINE_END = re.compile("\r\n?")
_REFUSED = re.compile("[\ud800-\udfff\ufdd0\ufdd1]")
_SECOND_OF_PAIR = re.compile("(?<=\r)\n")


class QtText:
    """Converts positions of one text between code points and those of a QTextDocument.

    Qt counts UTF-16 units and makes one line end of CR LF. Half surrogates and the two code
    points that Qt keeps for frames are shown as U+FFFD. Nothing is ever read back from Qt.
    """

    def __init__(self, text: str = "") -> None:
        self.source = text
        self._units = Utf16Map(text)
        self._dropped = [match.start() for match in _SECOND_OF_PAIR.finditer(text)]
        self._ends = [self.to_qt(place + 1) for place in self._dropped]

    def display_text(self) -> str:
        """Return the text for Qt to display."""
        return _REFUSED.sub("\ufffd", _LINE_END.sub("\n", self.source))

    def to_qt(self, position: int) -> int:
        """Return Qt's position for a position in code points."""
        return self._units.to_utf16(position) - bisect_left(self._dropped, position)

    def to_code_points(self, place: int) -> int:
        """Return the position in code points for Qt's; inside a character, the end of it."""
        return self._units.to_code_points(place + bisect_right(self._ends, place))
