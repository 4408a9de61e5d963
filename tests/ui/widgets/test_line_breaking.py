"""Lines that are painted one by one read as the text they are from."""

from PySide6.QtGui import QFont, QFontMetrics

from annotator.ui.widgets.line_breaking import cut_lines

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
