"""Where the bars, the texts and the lines of a chart are, for a width."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QLineF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from annotator.domain.figures import Figure, Heading, Shape
from annotator.i18n import format_number
from annotator.ui.theming import fonts

PITCH: Final = 28
"""The height of a row of a chart in pixels, for type of 13 pixels."""

_BAR, _GAP, _EDGE = 18, 8, 4
_SWATCH = 14
_LABELS: Final = 0.34  # of the width, at most
_LEGEND: Final = 240  # of a name
_COLUMNS: Final = 240  # the height of a timeline
_COLUMN: Final = 8, 48  # the widths of a column with the space beside it
_THIN: Final = 2.0  # pixels of the smallest value that is not 0


class Bar(Struct, frozen=True):
    """One value; `is_cut` says that it is longer than there is room for."""

    category: int
    series: int
    count: int
    rect: QRectF
    is_cut: bool = False


class Note(Struct, frozen=True):
    """A text, cut to its room; `whole` is all of it."""

    rect: QRectF
    text: str
    whole: str
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    is_title: bool = False


class ChartLayout(Struct, frozen=True):
    """Everything to paint, in pixels from the upper left corner."""

    size: QSizeF
    bars: tuple[Bar, ...]
    notes: tuple[Note, ...]
    swatches: tuple[QRectF, ...]
    lines: tuple[QLineF, ...]


def lay_out(figure: Figure, width: float, font: QFont, *, is_mirrored: bool = False) -> ChartLayout:
    """Return where everything is; mirrored for languages that are read from right to left."""
    drawing = _Drawing(figure, width, font)
    drawing.place_title()
    drawing.place_legend()
    if not figure.total:
        drawing.place_empty()
    elif figure.shape is Shape.TIMELINE:
        drawing.place_columns()
    else:
        drawing.place_rows()
    made = drawing.layout()
    return _mirrored(made) if is_mirrored else made


class _Drawing:
    """Places one part below the other, from left to right."""

    def __init__(self, figure: Figure, width: float, font: QFont) -> None:
        self._figure, self._width = figure, width
        self._metrics = QFontMetricsF(font)
        self._title = QFontMetricsF(fonts.strong(font))
        self._y = 0.0
        self._bars: list[Bar] = []
        self._notes: list[Note] = []
        self._swatches: list[QRectF] = []
        self._lines: list[QLineF] = []
        self._totals = [sum(values) for values in figure.values]

    def layout(self) -> ChartLayout:
        """Return what was placed."""
        return ChartLayout(
            QSizeF(self._width, self._y + fonts.pixels(_GAP)),
            tuple(self._bars),
            tuple(self._notes),
            tuple(self._swatches),
            tuple(self._lines),
        )

    def place_title(self) -> None:
        """Place the title over the whole width."""
        box = QRectF(0, 0, self._width, fonts.pixels(PITCH))
        text = self._title.elidedText(self._figure.title, Qt.TextElideMode.ElideRight, box.width())
        self._notes.append(Note(box, text, self._figure.title, is_title=True))
        self._y = box.bottom()

    def place_legend(self) -> None:
        """Place a swatch and a name for each series, in as many lines as they need."""
        if not any(each.name for each in self._figure.series):
            return
        side, gap, height = (fonts.pixels(each) for each in (_SWATCH, _GAP, PITCH))
        x = 0.0
        for each in self._figure.series:
            room = min(float(fonts.pixels(_LEGEND)), self._width - side - gap)
            length = min(self._metrics.horizontalAdvance(each.name) + 1, room)
            if x and x + side + gap + length > self._width:
                x, self._y = 0.0, self._y + height
            self._swatches.append(QRectF(x, self._y + (height - side) / 2, side, side))
            self._write(QRectF(x + side + gap / 2, self._y, length, height), each.name)
            x += side + length + 2.5 * gap
        self._y += height

    def place_empty(self) -> None:
        """Say that there is nothing."""
        box = QRectF(0, self._y, self._width, fonts.pixels(PITCH))
        self._write(box, self._figure.empty)
        self._y = box.bottom()

    def place_rows(self) -> None:
        """Place a bar of all series in a row for each category, with its name and its sum."""
        names = [self._metrics.horizontalAdvance(each.name) + 1 for each in self._figure.categories]
        label = min(max(names), self._width * _LABELS)
        sums = [format_number(each) for each in self._totals]
        number = max(map(self._metrics.horizontalAdvance, sums)) + 1
        gap, height, bar = (fonts.pixels(each) for each in (_GAP, PITCH, _BAR))
        left = label + gap
        room = self._width - left - number - gap - _THIN * len(self._figure.series)
        scale = _Scale(self._figure, max(room, float(gap)))
        top = self._y
        for row, values in enumerate(self._figure.values):
            box = QRectF(0, self._y, label, height)
            self._write(box, self._figure.categories[row].name, Qt.AlignmentFlag.AlignRight)
            end = self._place_row(row, values, scale, left, self._y + (height - bar) / 2)
            self._write(QRectF(end + gap / 2, self._y, number, height), sums[row])
            self._y += height
        axis = left + scale.middle
        self._lines.append(QLineF(axis, top, axis, self._y))

    def _place_row(
        self, row: int, values: Sequence[int], scale: "_Scale", left: float, top: float
    ) -> float:
        """Place the values of a category one after the other, and return where they end."""
        start, by = scale.of(values)
        x, height = left + start, float(fonts.pixels(_BAR))
        last = max((n for n, value in enumerate(values) if value), default=0)
        for series, value in enumerate(values):
            if value:
                width = max(value * by, _THIN)
                is_cut = series == last and by < scale.unit
                box = QRectF(x, top, width, height)
                self._bars.append(Bar(row, series, value, box, is_cut))
                x += width
        return max(x, left + scale.middle)

    def place_columns(self) -> None:
        """Place a column of all series for each category, side by side, with a scale."""
        figure, gap = self._figure, fonts.pixels(_GAP)
        highest = _highest(figure.categories, self._totals)
        shown = format_number(highest)
        left = self._metrics.horizontalAdvance(shown) + 1 + gap
        least, most = map(fonts.pixels, _COLUMN)
        pitch = min(max((self._width - left) / len(figure.categories), least), most)
        top, height = self._y + gap, float(fonts.pixels(_COLUMNS))
        self._place_grid(left, top, height, highest)
        for place, values in enumerate(figure.values):
            box = QRectF(left + place * pitch, top, pitch, height)
            self._place_column(place, values, box, highest)
        self._y = top + height
        self._place_days(left, pitch)

    def _place_column(self, place: int, values: Sequence[int], box: QRectF, highest: int) -> None:
        inner = box.adjusted(box.width() / 10, 0, -box.width() / 10, 0)
        total = sum(values)
        by = inner.height() / max(highest, total)
        y = inner.bottom()
        last = max((n for n, value in enumerate(values) if value), default=0)
        for series, value in enumerate(values):
            if value:
                height = max(value * by, _THIN)
                is_cut = series == last and total > highest
                rect = QRectF(inner.left(), y - height, inner.width(), height)
                self._bars.append(Bar(place, series, value, rect, is_cut))
                y -= height

    def _place_grid(self, left: float, top: float, height: float, highest: int) -> None:
        line = self._metrics.height()
        marks = {0, highest // 2, highest} if highest > 1 else {0, highest}
        for value in sorted(marks):
            y = top + height * (1 - value / highest)
            self._lines.append(QLineF(left, y, self._width, y))
            box = QRectF(0, y - line / 2, left - fonts.pixels(_GAP), line)
            self._write(box, format_number(value), Qt.AlignmentFlag.AlignRight)

    def _place_days(self, left: float, pitch: float) -> None:
        """Name as many categories as there is room for, the last one always."""
        categories, height = self._figure.categories, fonts.pixels(PITCH)
        widest = max(self._metrics.horizontalAdvance(each.name) for each in categories)
        step = max(1, -int(-(widest + fonts.pixels(_GAP)) // pitch))
        for place in range(len(categories) - 1, -1, -step):
            middle = left + (place + 0.5) * pitch
            x = min(max(0.0, middle - widest / 2 - 1), self._width - widest - 2)
            box = QRectF(x, self._y, widest + 2, height)
            self._write(box, categories[place].name, Qt.AlignmentFlag.AlignHCenter)
        self._y += height

    def _write(
        self, box: QRectF, text: str, side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    ) -> None:
        shown = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        self._notes.append(Note(box, shown, text, side))


class _Scale:
    """How long values are: `unit` pixels each, on both sides of a middle.

    The rest may be longer than there is room for, as it would make everything else tiny.
    """

    def __init__(self, figure: Figure, room: float) -> None:
        self._sides = [_weight(figure, each) for each in figure.series]
        named = [values for values, each in zip(figure.values, figure.categories, strict=True)
                 if not each.group.is_rest] or figure.values  # fmt: skip
        befores, afters = self._lengths(named)
        all_before, all_after = self._lengths(figure.values)
        self._before, self._after = befores or all_before, afters or all_after
        self.unit = room / (self._before + self._after)
        self.middle = self._before * self.unit

    def of(self, values: Sequence[int]) -> tuple[float, float]:
        """Return where the bar of a category begins, and the pixels of one."""
        before = self._part(values)
        after = sum(values) - before
        by = min(
            [self.unit, *self._fitting(before, self._before), *self._fitting(after, self._after)]
        )
        return self.middle - before * by, by

    def _lengths(self, rows: Sequence[Sequence[int]]) -> tuple[float, float]:
        """Return the longest part of any row before and after the middle."""
        before = max(self._part(values) for values in rows)
        return before, max(sum(values) - self._part(values) for values in rows)

    def _fitting(self, wanted: float, there_is: float) -> Iterator[float]:
        if wanted > there_is:
            yield self.unit * there_is / wanted

    def _part(self, values: Sequence[int]) -> float:
        """Return how much of a bar is before the middle."""
        return sum(value * side for value, side in zip(values, self._sides, strict=True))


def _weight(figure: Figure, series: Heading) -> float:
    """Return how much of a series is before the middle: what is neutral is on both sides."""
    if figure.shape is not Shape.DIVERGING:
        return 0.0
    return {"negative": 1.0, "positive": 0.0}.get(series.tone, 0.5)


def _highest(categories: Sequence[Heading], totals: Sequence[int]) -> int:
    pairs = zip(categories, totals, strict=True)
    return max((total for each, total in pairs if not each.group.is_rest), default=0) or max(totals)


def _mirrored(made: ChartLayout) -> ChartLayout:
    width = made.size.width()
    others = {
        Qt.AlignmentFlag.AlignLeft: Qt.AlignmentFlag.AlignRight,
        Qt.AlignmentFlag.AlignRight: Qt.AlignmentFlag.AlignLeft,
    }

    def turned(box: QRectF) -> QRectF:
        return QRectF(width - box.right(), box.top(), box.width(), box.height())

    return ChartLayout(
        made.size,
        tuple(Bar(b.category, b.series, b.count, turned(b.rect), b.is_cut) for b in made.bars),
        tuple(
            Note(turned(n.rect), n.text, n.whole, others.get(n.side, n.side), n.is_title)
            for n in made.notes
        ),
        tuple(map(turned, made.swatches)),
        tuple(QLineF(width - n.x1(), n.y1(), width - n.x2(), n.y2()) for n in made.lines),
    )
