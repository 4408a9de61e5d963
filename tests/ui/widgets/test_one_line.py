"""A line that is too long is cut where it ends, whichever way it is written."""

from PySide6.QtGui import QColor

from annotator.ui.widgets.one_line import OneLine

WORDS = "وصوّت البرلمان بأغلبية 211 صوتًا لصالح العضوية في عام"


def height_of_ink(picture, columns):
    ground = picture.pixelColor(0, 0)
    seen = {y for x in columns for y in range(picture.height()) if darker(picture, x, y, ground)}
    return max(seen) - min(seen) + 1


def darker(picture, x, y, ground: QColor):
    return ground.lightness() - picture.pixelColor(x, y).lightness() > 60


def test_words_from_right_to_left_end_at_the_left_in_dots(qtbot):
    line = OneLine(WORDS)
    qtbot.addWidget(line)
    line.resize(120, 30)

    picture = line.grab().toImage()

    assert line.visible_text().endswith("…")
    assert height_of_ink(picture, range(8)) < 5
    assert height_of_ink(picture, range(104, 120)) > 5


def test_a_shorter_text_keeps_its_room(qtbot):
    line = OneLine()
    qtbot.addWidget(line)

    line.set_words("12 in this article", "12")

    assert line.minimumSizeHint().width() >= line.fontMetrics().horizontalAdvance("12")
