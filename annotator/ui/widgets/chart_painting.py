"""Painting a chart; each series has a pattern, so that no colour is needed to tell it."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from annotator.domain.figures import Figure, Shape
from annotator.i18n import format_number
from annotator.ui.theming import fonts
from annotator.ui.theming.palette import Palette
from annotator.ui.widgets.chart_layout import Bar, ChartLayout

_STEP: Final = 6  # pixels between the lines of a pattern
_RING: Final = 2
_BESIDE: Final = 4  # pixels between a value and the pattern, which could be read as its sign
_PATTERNS: Final = (
    (),
    ("up",),
    ("across",),
    ("up", "down"),
    ("along",),
    ("down",),
    ("across", "along"),
    ("up", "across"),
    ("down", "along"),
)
"""The lines of each pattern; there are more series than patterns only in a large codebook."""

_SIDES: Final = {
    "negative": (("down",), ("down", "across"), ("down", "across", "along")),
    "positive": (("up",), ("up", "along"), ("up", "along", "across")),
}
"""The patterns on both sides of a middle, the denser the farther from it; neutral has none."""


class Fill(Struct, frozen=True):
    """How a series is painted: its colours, and the lines of its pattern."""

    ink: QColor
    ground: QColor
    lines: tuple[str, ...]


def fills(figure: Figure, palette: Palette) -> list[Fill]:
    """Return how each series is painted: all have different patterns."""
    found: list[Fill] = []
    for place, each in enumerate(figure.series):
        tone, is_alone = palette.tone(each.tone), not each.name
        ink = tone.ink if each.tone else palette.accent
        ground = tone.ground if each.tone else palette.accent_ground
        found.append(Fill(ink, ink if is_alone else ground, _pattern(figure, place)))
    return found


def _pattern(figure: Figure, place: int) -> tuple[str, ...]:
    series = figure.series
    if figure.shape is not Shape.DIVERGING:  # the last one, which has no verdict, is the calmest
        return _PATTERNS[(len(series) - 1 - place) % len(_PATTERNS)]
    tone = series[place].tone
    inwards = series[place + 1 :] if tone == "negative" else series[:place]
    patterns = _SIDES.get(tone, ((),))
    return patterns[sum(each.tone == tone for each in inwards) % len(patterns)]


def paint_chart(
    painter: QPainter,
    figure: Figure,
    layout: ChartLayout,
    palette: Palette,
    current: Bar | None = None,
) -> None:
    """Paint a chart with the painter's font; `current` is the bar with the focus."""
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(palette.line, 1))
    painter.drawLines(layout.lines)
    kinds = fills(figure, palette)
    for box, fill in zip(layout.swatches, kinds, strict=False):
        _paint_box(painter, box, fill)
    is_mixed = len(figure.series) > 1
    for bar in layout.bars:
        fill = kinds[bar.series]
        _paint_box(painter, bar.rect, fill)
        if bar.is_cut:
            _paint_cut(painter, bar, figure, palette, is_mirrored=_is_mirrored(layout))
        if is_mixed:
            _paint_count(painter, bar, fill)
    if current:
        painter.setPen(QPen(palette.ink, _RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(_on_pixels(current.rect).adjusted(-_RING, -_RING, _RING, _RING))
    _paint_notes(painter, layout, palette)


def _paint_notes(painter: QPainter, layout: ChartLayout, palette: Palette) -> None:
    font = painter.font()
    for note in layout.notes:
        painter.setFont(fonts.strong(font) if note.is_title else font)
        painter.setPen(palette.ink)
        flags = Qt.AlignmentFlag.AlignVCenter | note.side | Qt.AlignmentFlag.AlignAbsolute
        flags |= Qt.TextFlag.TextDontClip | Qt.TextFlag.TextSingleLine
        painter.drawText(note.rect, int(flags), note.text)
    painter.setFont(font)


def _paint_box(painter: QPainter, box: QRectF, fill: Fill) -> None:
    edges = _on_pixels(box)
    painter.fillRect(edges, fill.ground)
    pen = QPen(fill.ink, 1)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    inside = edges.adjusted(0.5, 0.5, -0.5, -0.5)
    for kind in fill.lines:
        painter.drawLines(list(_lines(inside, kind)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(inside)


def _on_pixels(box: QRectF) -> QRectF:
    """Return a box with its edges between pixels, where lines are sharp; neighbours still touch."""
    left, top = round(box.left()), round(box.top())
    right, bottom = round(box.right()), round(box.bottom())
    return QRectF(left, top, max(right - left, 1), max(bottom - top, 1))


def _lines(box: QRectF, kind: str) -> Iterator[QLineF]:
    """Yield the lines of a pattern within a box: drawn, as no format of pictures has them all."""
    step = fonts.pixels(_STEP)
    if kind == "across":
        yield from (
            QLineF(box.left(), y, box.right(), y) for y in _from(box.top(), box.bottom(), step)
        )
        return
    if kind == "along":
        yield from (
            QLineF(x, box.top(), x, box.bottom()) for x in _from(box.left(), box.right(), step)
        )
        return
    for offset in _from(0, box.width() + box.height(), step):
        first = QPointF(min(offset, box.width()), max(0.0, offset - box.width()))
        last = QPointF(max(0.0, offset - box.height()), min(offset, box.height()))
        if kind == "down":
            first.setX(box.width() - first.x())
            last.setX(box.width() - last.x())
        yield QLineF(box.topLeft() + first, box.topLeft() + last)


def _from(start: float, end: float, step: float) -> Iterator[float]:
    at = start + step // 2
    while at < end:
        yield at
        at += step


def _paint_count(painter: QPainter, bar: Bar, fill: Fill) -> None:
    """Write a value on its bar where there is room."""
    text, font = format_number(bar.count), painter.font()
    small = fonts.chip(QFont(font))
    metrics = QFontMetricsF(small)
    width, height = metrics.horizontalAdvance(text) + 4, metrics.height()
    if width + 4 > bar.rect.width() or height > bar.rect.height():
        return
    inside = _on_pixels(bar.rect).adjusted(1, 1, -1, -1)
    painter.fillRect(_plate(inside, width - 4, metrics, fill), fill.ground)
    painter.setFont(small)
    painter.setPen(fill.ink)
    painter.drawText(inside, int(Qt.AlignmentFlag.AlignCenter), text)
    painter.setFont(font)


def _plate(inside: QRectF, width: float, metrics: QFontMetricsF, fill: Fill) -> QRectF:
    """Return the part of a bar that has no pattern, for the value on it.

    Lines across the bar end beside no value: they would be read as minus signs.
    """
    beside = _BESIDE if "across" in fill.lines else _BESIDE / 2
    wide, tall = width + 2 * beside, metrics.height()
    if fill.lines == ("across",):
        wide, tall = inside.width(), metrics.capHeight() + 2
    plate = QRectF(0, 0, wide, tall)
    plate.moveCenter(inside.center())
    return _on_pixels(plate).intersected(inside)


def _paint_cut(
    painter: QPainter, bar: Bar, figure: Figure, palette: Palette, *, is_mirrored: bool
) -> None:
    """Show that a bar is longer than it is drawn: a gap across it near its end."""
    box, wide = bar.rect, 4.0
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.paper)
    if figure.shape is Shape.TIMELINE:
        y = box.top() + min(10.0, box.height() / 2)
        corners = [(box.left() - 1, y + 3), (box.right() + 1, y - 3)]
        shape = [*corners, *((x, y + wide) for x, y in reversed(corners))]
    else:
        inwards = min(10.0, box.width() / 2)
        x = box.left() + inwards if is_mirrored else box.right() - inwards
        corners = [(x + 3, box.top() - 1), (x - 3, box.bottom() + 1)]
        shape = [*corners, *((x - wide, y) for x, y in reversed(corners))]
    painter.drawPolygon(QPolygonF([QPointF(*each) for each in shape]))


def _is_mirrored(layout: ChartLayout) -> bool:
    """Return whether the chart begins at the right: its title does, then."""
    return layout.notes[0].side is Qt.AlignmentFlag.AlignRight
