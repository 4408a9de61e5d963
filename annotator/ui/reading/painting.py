"""Paints what has changed of the sheet: lines across its whole width, and signs beside others."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QRegion

from annotator.domain.span import Span
from annotator.ui.reading.page import Page
from annotator.ui.reading.scene import Scene
from annotator.ui.reading.sheet import Sheet

_OVERHANG = 12  # signs and frames reach this far over their lines, in large type half a line
_EDGE = 8  # of the margin, into which frames reach from the words
_NEAR = 60  # pixels between two parts that are painted as one


def differing(sheet: Sheet, before: Scene, after: Scene) -> QRegion:
    """Return the part of the view that looks different in another scene."""
    region = QRegion()
    if len(sheet.flow.blocks):
        for span in _widest(before.differences(after, sheet.seen())):
            region |= sheet.rows(span).adjusted(0, -_overhang(sheet), 0, _overhang(sheet))
        if before.marks is not after.marks or before.current != after.current:
            region |= _differing_signs(sheet, before, after)
    return region


def _widest(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans that are not within another one."""
    end = 0
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        if span.end > end:
            end = span.end
            yield span


def _differing_signs(sheet: Sheet, before: Scene, after: Scene) -> QRegion:
    """Return where one of two scenes has a sign that the other has not, or not alike."""
    above, region = _above(sheet), QRegion()
    old, new = (
        {(sign.mark.id, sign.rect.getRect()): sign for sign in signs}
        for signs in (
            sheet.writer.signs(sheet.flow, scene, above, above + sheet.height)
            for scene in (before, after)
        )
    )
    for place in old.keys() | new.keys():
        if old.get(place) != new.get(place):
            region |= _around(sheet, (new.get(place) or old[place]).rect)
    return region


def paint(painter: QPainter, region: QRegion, sheet: Sheet, page: Page) -> None:
    """Paint a region of the view."""
    signs = page.signs(*_heights(sheet, region.boundingRect()))
    rest, margin = QRegion(region), _margin(sheet)
    for part in _joined([rect for rect in _rects(region) if not margin.contains(rect)]):
        with _onto(painter, QRegion(part), sheet, page):
            if part.top() + sheet.scroll < sheet.masthead.height:
                painter.translate(0, -sheet.masthead.height)
                sheet.masthead.paint(painter, page.colours)
                painter.translate(0, sheet.masthead.height)
            page.paint(painter, *_heights(sheet, part), signs)
        rest -= part
    if not rest.isEmpty():
        with _onto(painter, rest, sheet, page):
            near = [sign for sign in signs if rest.intersects(_around(sheet, sign.rect))]
            page.paint_beside(painter, *_heights(sheet, rest.boundingRect()), near)


def _above(sheet: Sheet) -> int:
    """Return how far the view begins below the top of the flow."""
    return sheet.scroll - sheet.masthead.height


def _around(sheet: Sheet, rect: QRectF) -> QRect:
    """Return the pixels of the view that something within a rectangle of the flow can touch."""
    view = QRect(0, 0, sheet.width, sheet.height)
    return rect.translated(sheet.left, -_above(sheet)).toAlignedRect() & view


def _margin(sheet: Sheet) -> QRect:
    """Return the part of the view that has nothing but signs, questions and the cursor."""
    if sheet.flow.leftwards:
        left = sheet.left + round(sheet.flow.width) + _EDGE
        return QRect(left, 0, sheet.width - left, sheet.height)
    return QRect(0, 0, sheet.left - _EDGE, sheet.height)


def _heights(sheet: Sheet, part: QRect) -> tuple[float, float]:
    """Return between which heights of the flow something may reach into a part of the view."""
    top, bottom = part.top() + _above(sheet), part.bottom() + 1 + _above(sheet)
    return top - _overhang(sheet), bottom + _overhang(sheet)


def _overhang(sheet: Sheet) -> int:
    return max(_OVERHANG, sheet.face.line // 2)


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
