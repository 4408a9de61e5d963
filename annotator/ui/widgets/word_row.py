"""Runs of words on one line, removed ones struck through, added ones underlined."""

from collections.abc import Sequence
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from annotator.domain.revision import DiffKind, DiffRun
from annotator.ui.application.qt_text import kept_whole
from annotator.ui.theming.palette import Palette


def word_format(kind: DiffKind, palette: Palette) -> QTextCharFormat:
    """Return the format of words of a kind, never by colour alone."""
    shape = QTextCharFormat()
    shape.setForeground(palette.ink)
    if kind is DiffKind.KEPT:
        return shape
    is_added = kind is DiffKind.ADDED
    tone = palette.tone("supported" if is_added else "refuted")
    shape.setForeground(tone.ink)
    shape.setBackground(tone.ground)
    if is_added:
        shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        shape.setUnderlineColor(tone.ink)
    else:
        shape.setFontStrikeOut(True)
    return shape


def spoken(words: Sequence[DiffRun]) -> str:
    """Return runs of words as read aloud."""
    return "".join(each.text for each in words)


def paint_words(
    painter: QPainter, box: QRect, words: Sequence[DiffRun], font: QFont, palette: Palette
) -> None:
    """Paint words on one line into a box, vertically centred, cut off at its end."""
    layout = _laid_out(words, font, palette)
    line = layout.lineAt(0)
    is_right = layout.textOption().textDirection() is Qt.LayoutDirection.RightToLeft
    painter.save()
    painter.setPen(palette.ink)
    painter.setFont(font)
    if line.naturalTextWidth() > box.width():
        box = _with_ellipsis(painter, box, is_right=is_right)
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    top = box.top() + (box.height() - line.height()) / 2
    left = box.right() - line.naturalTextWidth() if is_right else box.left()
    layout.draw(painter, QPointF(left, top))
    painter.restore()


def _with_ellipsis(painter: QPainter, box: QRect, *, is_right: bool) -> QRect:
    """Paint an ellipsis at the end of a box, and return the rectangle before it."""
    width = painter.fontMetrics().horizontalAdvance("…")
    side = Qt.AlignmentFlag.AlignLeft if is_right else Qt.AlignmentFlag.AlignRight
    absolute = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(box, int(side | absolute), "…")
    return box.adjusted(width, 0, 0, 0) if is_right else box.adjusted(0, 0, -width, 0)


def _laid_out(words: Sequence[DiffRun], font: QFont, palette: Palette) -> QTextLayout:
    text = spoken(words)
    layout = QTextLayout(kept_whole(text), font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    if not _is_right_to_left(text):
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    else:
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    layout.setTextOption(option)
    layout.setFormats(_ranges(words, palette))
    layout.beginLayout()
    layout.createLine().setNumColumns(len(text) * 2 + 1)
    layout.endLayout()
    return layout


def _ranges(words: Sequence[DiffRun], palette: Palette) -> list[QTextLayout.FormatRange]:
    ranges, place = [], 0
    for each in words:
        found = QTextLayout.FormatRange()
        found.start = place
        found.length = len(each.text.encode("utf-16-le", "surrogatepass")) // 2
        found.format = word_format(each.kind, palette)
        place += found.length
        ranges.append(found)
    return ranges


def _is_right_to_left(text: str) -> bool:
    strong = (bidirectional(char) for char in text)
    return next((kind != "L" for kind in strong if kind in {"L", "R", "AL"}), False)
