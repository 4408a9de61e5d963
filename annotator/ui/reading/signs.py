"""The positions of the signs of marks: over the line, or in the margin if there is no room."""

from itertools import takewhile
from math import ceil

from msgspec import Struct
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from annotator.domain.span import Span
from annotator.ui.reading.flow import Flow
from annotator.ui.reading.index import Fragment
from annotator.ui.reading.mark import Mark, MarkKind, ReadingColours
from annotator.ui.reading.paragraph import Paragraph
from annotator.ui.reading.scene import Scene

_LABEL, _PILL, _NARROWEST = 13, 18, 30  # heights, and the width of a sign in the margin
_LABEL_TYPE, _PILL_TYPE, _QUESTION_TYPE = 10, 11, 11.5
_RAISED, _LITTLE = 5, 2  # how far a label rises out of its line, and farther at most
_HIGH, _TALL = 0.75, 0.88  # how high letters are, and those of Asia, for their size
_BESIDE = 26  # from the words to a sign in the margin; the cursor stands between
_NEAR = 20  # from the words to a question
_APART = 2
_SLIDE = 90  # how far a label may move along its line before it goes to the margin
_LINES_BELOW = 6  # the last of its block, to which its signs may reach where the margin is full
_KEPT = 100  # blocks whose signs stay in memory
_ROUNDING = 2.0
_ORDINARY, _LARGEST = 16, 2.0  # size of type for which these measures are, and how far they grow


class Sign(Struct, frozen=True):
    """A sign, its position, and its mark; `line` is the top of the line that it stands at."""

    rect: QRectF
    line: float
    text: str
    mark: Mark
    in_margin: bool
    is_here: bool


class _Placed(Struct):
    """The signs of a block: one for each fragment that begins in it, or None.

    `current` is the mark that is current there, and its rank.
    """

    paragraph: Paragraph
    top: int
    begun: list[Fragment]
    current: tuple[str | None, str]
    signs: list[Sign | None]

    def staying(self, then: "_Placed") -> list[Sign | None]:
        """Return the first of these signs, up to one that another state of the block may move."""
        if self.paragraph is not then.paragraph or self.top != then.top:
            return []
        moving = {self.current[0], then.current[0]} if self.current != then.current else set()
        pairs = zip(self.begun, then.begun, strict=False)
        same = takewhile(lambda pair: pair[0] == pair[1] and pair[0].mark.id not in moving, pairs)
        return self.signs[: sum(1 for _ in same)]


class Signwriter:
    """Places the signs of a page. Their positions depend on the block only, not on scrolling."""

    def __init__(self, font: QFont, size: float, margin: float) -> None:
        self._scale = min(max(1.0, size / _ORDINARY), _LARGEST)
        self._margin = margin
        self._label = _sized(font, _LABEL_TYPE * self._scale)
        self._pill = _sized(font, _PILL_TYPE * self._scale)
        self._label_metrics, self._pill_metrics = map(QFontMetricsF, (self._label, self._pill))
        self._placed: dict[int, _Placed] = {}  # by block
        self.question_font = _sized(font, _QUESTION_TYPE * self._scale, is_bold=False)

    def signs(self, flow: Flow, scene: Scene, top: float, bottom: float) -> list[Sign]:
        """Return the signs of the blocks from which one may reach between two heights."""
        starts, ends = flow.blocks.starts, flow.blocks.ends
        found: list[Sign] = []
        for index in flow.visible_blocks(top - _LINES_BELOW * flow.face.line, bottom):
            begun = scene.marks.beginning(starts[index], ends[index])
            if begun and not flow.is_folded(index):
                found += filter(None, self._of_block(flow, index, begun, scene))
        return found

    def _of_block(
        self, flow: Flow, index: int, begun: list[Fragment], scene: Scene
    ) -> list[Sign | None]:
        """Return the signs of a block; those before one that changes are not placed again."""
        is_here = any(fragment.mark.id == scene.current for fragment in begun)
        current = (scene.current, scene.rank()) if is_here else (None, "")
        new = _Placed(flow.paragraph(index), flow.top(index), begun, current, [])
        if former := self._placed.get(index):
            new.signs.extend(former.staying(new))
        if len(new.signs) < len(begun):
            self._place(flow, index, new, scene)
        if len(self._placed) > _KEPT:
            self._placed.clear()
        self._placed[index] = new
        return new.signs

    def _place(self, flow: Flow, index: int, placed: _Placed, scene: Scene) -> None:
        """Add the signs of the fragments that have none yet; coordinates are the flow's."""
        sides = {"mirrored": flow.leftwards, "leftwards": placed.paragraph.leftwards}
        room = _Room(self._margin, flow.width, **sides)
        for kept in filter(None, placed.signs):
            room.take(kept)
        for fragment in placed.begun[len(placed.signs) :]:
            sign = self._sign(fragment, flow, index, room, scene)
            placed.signs.append(sign)
            if sign:
                room.take(sign)

    def _sign(
        self, fragment: Fragment, flow: Flow, index: int, room: "_Room", scene: Scene
    ) -> Sign | None:
        """Return the sign of a fragment; None for a later one of a sentiment, or white space."""
        rects = flow.rects(Span(fragment.start, fragment.end), range(index, index + 1))
        if rects and fragment.mark.kind is not MarkKind.SENTIMENT:
            line = _beginning(rects, leftwards=room.leftwards)
            raised = self._raised(flow, index, fragment.start, line)
            return self._claim(fragment, line, room, scene, raised)
        if rects and fragment.first:
            return self._beside(fragment.mark, rects[0], room, scene)
        return None

    def paint(self, painter: QPainter, sign: Sign, colours: ReadingColours) -> None:
        """Paint a sign: an outlined label over the line, a round one in the margin.

        That of the current mark is filled.
        """
        tone = colours.tone(sign.mark.tone)
        ground = colours.accent if sign.is_here else tone.ground
        ink = colours.paper if sign.is_here else tone.ink
        if sign.mark.kind is MarkKind.SUGGESTION and not sign.is_here:
            ground, ink = colours.paper, colours.second
            _dash(painter, sign.rect, ink, ground)
        elif sign.in_margin:
            _fill(painter, sign.rect, ground, sign.rect.height() / 2)
        else:
            _fill(painter, sign.rect, ground if sign.is_here else ink, _ROUNDING)
            _fill(painter, sign.rect.adjusted(1, 1, -1, -1), ground, _ROUNDING - 1)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setFont(self._pill if sign.in_margin else self._label)
        painter.setPen(ink)
        painter.drawText(sign.rect, Qt.AlignmentFlag.AlignCenter, sign.text)

    def fitting_question(self, question: str) -> str:
        """Return a question, or only a question mark if it does not fit into the margin."""
        room, metrics = self._margin - _NEAR, QFontMetricsF(self.question_font)
        return question if metrics.horizontalAdvance(question) <= room else "?"

    def paint_question(self, painter: QPainter, question: str, line: QRectF, ink: QColor) -> None:
        """Write the question about some lines into the margin beside the first of them.

        `line` is that line; its width is 0 if the margin is on its left.
        """
        rect = QRectF(-self._margin, line.top(), self._margin - _NEAR, line.height())
        if line.width():
            rect.moveLeft(line.right() + _NEAR)
        shown = self.fitting_question(question)
        painter.setFont(self.question_font)
        painter.setPen(ink)
        near = Qt.AlignmentFlag.AlignLeft if line.width() else Qt.AlignmentFlag.AlignRight
        side = near | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignAbsolute, shown)

    def _raised(self, flow: Flow, index: int, start: int, line: QRectF) -> int:
        """Return how far a label rises out of a line, so that it covers none of its letters.

        Where there is a line above, it rises little, and may cover the tops of high letters.
        """
        face, letter = flow.paragraph(index).face, flow.text[start]
        is_tall = letter >= "\u0900" and letter.isalpha()  # from the scripts of India on
        letters = face.baseline - face.size * (_TALL if is_tall else _HIGH)
        needed, least = _LABEL * self._scale - letters, _RAISED * self._scale
        is_first = line.top() <= flow.top(index)
        return round(max(least, needed if is_first else min(needed, least + _LITTLE)))

    def _claim(
        self, fragment: Fragment, line: QRectF, room: "_Room", scene: Scene, raised: int
    ) -> Sign:
        mark, is_here = fragment.mark, fragment.mark.id == scene.current
        text = mark.sign if fragment.first else f"{mark.sign}…"
        if is_here and fragment.first:
            text += scene.rank()
        width = ceil(self._label_metrics.horizontalAdvance(text)) + 8 * self._scale
        rect = room.over(line, width, round(_LABEL * self._scale), raised)
        if rect is None:
            return self._beside(mark, line, room, scene)
        return Sign(rect, line.top(), text, mark, in_margin=False, is_here=is_here)

    def _beside(self, mark: Mark, line: QRectF, room: "_Room", scene: Scene) -> Sign:
        words = self._pill_metrics.horizontalAdvance(mark.sign)
        width = max(_NARROWEST * self._scale, words + 12 * self._scale)
        rect, top = room.beside(line, width, _PILL * self._scale)
        is_here = mark.id == scene.current
        return Sign(rect, top, mark.sign, mark, in_margin=True, is_here=is_here)


class _Room:
    """The space already taken around the lines of one block."""

    def __init__(self, margin: float, column: float, *, mirrored: bool, leftwards: bool) -> None:
        self.leftwards = leftwards
        self._column = column  # its width
        self._is_mirrored = mirrored  # then its margin is on the right
        self._margin = margin
        self._over: dict[float, list[QRectF]] = {}
        self._beside: dict[float, float] = {}

    def take(self, sign: Sign) -> None:
        """Take the space of a sign."""
        if sign.in_margin:
            end = sign.rect.right() - self._column if self._is_mirrored else -sign.rect.left()
            self._beside[sign.line] = end + 2 * _APART
        else:
            self._over.setdefault(sign.line, []).append(sign.rect)

    def over(self, line: QRectF, width: float, height: float, raised: float) -> QRectF | None:
        """Return free space over the beginning of the words; None where it is too crowded.

        It stays within the column: what is beside that, such as a sheet, would cover it.
        """
        wanted = line.right() - width if self.leftwards else line.left()
        wanted = max(0.0, min(wanted, self._column - width))
        rect = QRectF(round(wanted), round(line.top()) - raised, width, height)
        row = self._over.get(line.top(), ())
        for other in sorted(row, key=QRectF.left, reverse=self.leftwards):
            if rect.adjusted(-_APART, 0, _APART, 0).intersects(other):
                free = other.left() - _APART - width if self.leftwards else other.right() + _APART
                rect.moveLeft(free)
        return None if abs(rect.left() - wanted) > _SLIDE else rect

    def beside(self, line: QRectF, width: float, height: float) -> tuple[QRectF, float]:
        """Return free space in the margin beside a line, or below it if that is full.

        The top of the line beside which it is follows.
        """
        top = line.top()
        while top in self._beside and self._margin - self._beside[top] < width:
            top += line.height()
        away = self._beside.get(top, _BESIDE)
        left = self._column + away if self._is_mirrored else -away - width
        return QRectF(left, top + (line.height() - height) / 2, width, height), top


def _beginning(rects: list[QRectF], *, leftwards: bool) -> QRectF:
    """Return the rectangle in which a passage begins."""
    first = [rect for rect in rects if rect.top() == rects[0].top()]
    return first[-1] if leftwards else first[0]


def _fill(painter: QPainter, rect: QRectF, colour: QColor, rounding: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(rect, rounding, rounding)


def _dash(painter: QPainter, rect: QRectF, ink: QColor, ground: QColor) -> None:
    """Draw a sign’s border dashed."""
    painter.setBrush(ground)
    pen = QPen(ink, 1, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern((2.0, 2.0))
    painter.setPen(pen)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _ROUNDING, _ROUNDING)


def _sized(font: QFont, pixels: float, *, is_bold: bool = True) -> QFont:
    small = QFont(font)
    small.setPixelSize(round(pixels))
    small.setBold(is_bold)
    return small
