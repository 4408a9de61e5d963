"""Lines that are painted one by one read as the text they are from."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter

from annotator.ui.theming import fonts, lettering
from annotator.ui.widgets.line_breaking import (
    cut_line,
    cut_lines,
    draw_line,
    laid_out,
    line_width,
)

TO_LEFT, TO_RIGHT = "\u200f", "\u200e"


def broken(first, second):
    """The two lines of a text whose first line ends before the second of these."""
    font = QFont()
    return cut_lines(f"{first} {second}", font, QFontMetrics(font).horizontalAdvance(first) + 2, 2)


def test_a_line_of_a_right_to_left_text_that_begins_with_latin_letters_is_read_from_the_right(qapp):
    first = "לפי הלשכה המרכזית לסטטיסטיקה של ישראל"

    assert broken(first, "CBS המחירים ירדו") == (first, f"{TO_LEFT}CBS המחירים ירדו")
    assert broken(first, "7.4%") == (first, f"{TO_LEFT}7.4%")
    assert broken(first, "המחירים") == (first, "המחירים")


def test_a_line_of_a_left_to_right_text_that_begins_with_hebrew_is_read_from_the_left(qapp):
    first = "According to the bureau of statistics of Israel"

    assert broken(first, "ירדו they fell") == (first, f"{TO_RIGHT}ירדו they fell")
    assert broken(first, "by 7.4%") == (first, "by 7.4%")


@pytest.fixture
def font(qapp, monkeypatch):
    """A font that is also the one for simplified Chinese, so that nothing else is drawn."""
    font = fonts.reading()
    monkeypatch.setitem(lettering._SERIF, "zh-Hans", (font.family(),))
    lettering._family.cache_clear()
    yield font
    lettering._family.cache_clear()


CHINESE = "联合国秘书长说，NATO 的经济复苏"
PART = "中山公園"  # of a text whose other characters are simplified


def painted(font, draw):
    image = QImage(400, 60, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.setFont(font)
        draw(painter)
    return image


@pytest.mark.parametrize("text", [CHINESE, "plain", "café"])
@pytest.mark.parametrize("side", [Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight])
@pytest.mark.parametrize("height", [Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignVCenter])
def test_a_line_stands_where_qt_draws_it(font, text, side, height):
    box, sides = QRect(10, 5, 380, 50), side | height

    drawn = painted(font, lambda painter: draw_line(painter, box, text, sides))

    assert drawn == painted(font, lambda painter: painter.drawText(box, int(sides), text))
    assert drawn != painted(font, lambda painter: None)


def test_a_line_that_is_wider_than_its_box_is_drawn_as_one(font):
    box, sides = QRect(0, 0, 40, 30), Qt.AlignmentFlag.AlignLeft

    drawn = painted(font, lambda painter: draw_line(painter, box, CHINESE, sides))

    assert drawn == painted(font, lambda painter: painter.drawText(0, font_ascent(font), CHINESE))


def font_ascent(font):
    return QFontMetrics(font).ascent()


def test_a_cut_line_fits_its_room(font):
    room = line_width(CHINESE, font) - 1

    cut = cut_line(CHINESE, font, room)

    assert cut.endswith("…")
    assert CHINESE.startswith(cut[:-1])
    assert len(CHINESE) - len(cut) <= 2
    assert line_width(cut, font) <= room
    assert cut_line(CHINESE, font, room + 1) == CHINESE


def test_a_part_is_set_as_the_text_that_it_is_cut_from(font):
    def families(whole):
        formats = laid_out(PART, font, 400, whole=whole).formats()
        return [each.format.fontFamilies() for each in formats]

    assert families("") == []
    assert families(CHINESE + PART) == [[font.family(), *font.families()]]


def test_letters_of_east_asia_are_not_slanted(font):
    font.setItalic(True)

    assert not laid_out(CHINESE, font, 400).formats()[0].format.fontItalic()
