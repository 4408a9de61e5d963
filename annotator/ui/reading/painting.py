"""Paints what has changed of the sheet: lines across its whole width, and signs beside others."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QRegion

from annotator.domain.span import Span
from annotator.ui.reading.page import Page, below
from annotator.ui.reading.scene import Scene
from annotator.ui.reading.sheet import Sheet

_OVERHANG = 12  # signs and frames reach this far over their lines
_EDGE = 8  # of the margin, into which frames reach from the words
_NEAR = 60  # pixels between two parts that are painted as one


def differing(sheet: Sheet, before: Scene, after: Scene) -> QRegion:
    """Return the part of the view that looks different in another scene."""
    region = QRegion()
    if len(sheet.flow.blocks):
        for span in _widest(before.differences(after, sheet.seen())):
            region |= _touched(sheet, span)
    return region


def _widest(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans that are not within another one."""
    end = 0
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        if span.end > end:
            end = span.end
            yield span


def _touched(sheet: Sheet, span: Span) -> QRegion:
    """Return the part of the view that may look different when a passage does.

    That is its lines, and the margin of its blocks: the signs there depend on each other.
    """
    flow = sheet.flow
    blocks = sheet.rows(flow.blocks.around(span)).adjusted(0, -_OVERHANG, 0, below(flow))
    if any(map(flow.is_apart, flow.blocks.within(span))):  # their ink changes as well
        return QRegion(blocks)
    lines = sheet.rows(span).adjusted(0, -_OVERHANG, 0, _OVERHANG)
    return QRegion(lines) | (_margin(sheet) & blocks)


def paint(painter: QPainter, region: QRegion, sheet: Sheet, page: Page) -> None:
    """Paint a region of the view."""
    above = sheet.scroll - sheet.masthead.height  # from the view to the flow
    bounds = region.boundingRect()
    signs = page.signs(*_heights(bounds, above))
    rest, margin = QRegion(region), _margin(sheet)
    for part in _joined([rect for rect in _rects(region) if not margin.contains(rect)]):
        with _onto(painter, QRegion(part), sheet, page):
            if part.top() + sheet.scroll < sheet.masthead.height:
                painter.translate(0, -sheet.masthead.height)
                sheet.masthead.paint(painter, page.colours)
                painter.translate(0, sheet.masthead.height)
            page.paint(painter, *_heights(part, above), signs)
        rest -= part
    if not rest.isEmpty():
        with _onto(painter, rest, sheet, page):
            seen = QRectF(margin.translated(-sheet.left, above))
            near = [sign for sign in signs if sign.rect.intersects(seen)]
            page.paint_beside(painter, *_heights(rest.boundingRect(), above), near)


def _margin(sheet: Sheet) -> QRect:
    """Return the part of the view that has nothing but signs, questions and the cursor."""
    if sheet.flow.leftwards:
        left = sheet.left + round(sheet.flow.width) + _EDGE
        return QRect(left, 0, sheet.width - left, sheet.height)
    return QRect(0, 0, sheet.left - _EDGE, sheet.height)


def _heights(part: QRect, above: int) -> tuple[float, float]:
    """Return between which heights of the flow something may reach into a part of the view."""
    return above + part.top() - _OVERHANG, above + part.bottom() + 1 + _OVERHANG


def _rects(region: QRegion) -> Iterator[QRect]:
    return iter(region)  # type: ignore[call-overload, no-any-return] # it can be iterated


def _joined(rects: Sequence[QRect]) -> list[QRect]:
    """Return the parts from top to bottom, those close to each other as one."""
    parts: list[QRect] = []
    for rect in sorted(rects, key=QRect.top):
        if parts and rect.top() <= parts[-1].bottom() + _NEAR:
            parts[-1] = parts[-1].united(rect)
        else:
            parts.append(QRect(rect))
    return parts


@contextmanager
def _onto(painter: QPainter, region: QRegion, sheet: Sheet, page: Page) -> Iterator[None]:
    """Let the block paint a region of the view in the coordinates of the flow, on paper."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRegion(region)  # what is translucent must not be painted twice
    painter.fillRect(region.boundingRect(), page.colours.paper)
    painter.translate(sheet.left, sheet.masthead.height - sheet.scroll)
    yield
    painter.restore()
