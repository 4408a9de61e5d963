"""The headline above the text, the line of details below it, and notes on the article."""

from math import ceil

from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter

from annotator.ui.reading.face import Face
from annotator.ui.reading.mark import Heading, ReadingColours
from annotator.ui.reading.paragraph import Paragraph

_ABOVE, _BELOW = 20, 16
_ABOVE_NOTES = 4
_UNDERLINED = 2.5  # pixels above the end of the line
_LARGER, _SMALLER = 1.5, 0.75  # than the text


class Masthead:
    """A heading laid out above the column; it scrolls away with the text."""

    def __init__(
        self,
        heading: Heading,
        face: Face,
        interface: QFont,
        width: float,
        *,
        among_leftwards: bool = False,
    ) -> None:
        bold = QFont(face.font)
        bold.setBold(True)
        self._headline = Paragraph(
            heading.headline,
            replace(Face.around(bold, face.size * _LARGER, 1.35), forms=face.forms),
            width,
            among_leftwards=among_leftwards,
        )
        small = Face.around(interface, max(11.0, face.size * _SMALLER), 1.5)
        small = replace(small, forms=face.forms)
        self._details = Paragraph(heading.details, small, width)
        rects = self._details.rects(0, len(heading.details)) if self._headline.leftwards else []
        # under a headline that begins at the right, the details begin there, too
        self._indent = width - max(rect.right() for rect in rects) if rects else 0.0
        span = heading.link_span
        rects = self._details.rects(span.start, span.end) if span else []
        self._link = [rect.translated(self._indent, self._details_top) for rect in rects]
        self._notes = Paragraph(heading.notes, small, width) if heading.notes else None
        notes_height = self._notes.height + _ABOVE_NOTES if self._notes else 0
        self._notes_top = self._details_top + self._details.height + _ABOVE_NOTES
        self.height = self._details_top + self._details.height + notes_height + _BELOW

    @property
    def _details_top(self) -> int:
        return _ABOVE + self._headline.height

    def is_link(self, point: QPointF) -> bool:
        """Return whether a point is on the link; x counts from the column's left edge."""
        return any(rect.contains(point) for rect in self._link)

    def paint(self, painter: QPainter, colours: ReadingColours) -> None:
        """Paint with the upper left corner of the column at the painter's origin."""
        clip = QRectF(-1e6, 0, 2e6, ceil(self.height))
        painter.setPen(colours.ink)
        self._headline.draw(painter, QPointF(0, _ABOVE), clip)
        painter.setPen(colours.second)
        at = QPointF(self._indent, self._details_top)
        self._details.draw(painter, at, clip)
        if self._notes:
            painter.setPen(colours.ink)
            self._notes.draw(painter, QPointF(0, self._notes_top), clip)
        painter.setPen(colours.accent)
        for rect in self._link:
            painter.save()
            painter.setClipRect(rect)
            painter.fillRect(rect, colours.paper)
            self._details.draw(painter, at, clip)
            painter.restore()
            line = rect.bottom() - _UNDERLINED
            painter.drawLine(QPointF(rect.left(), line), QPointF(rect.right(), line))
