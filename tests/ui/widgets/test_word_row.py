"""Words on one line stand on the side where their script begins, and end in a sign when cut."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from annotator.domain.revision import DiffKind, DiffRun
from annotator.ui.theming.palette import load
from annotator.ui.widgets.word_row import paint_words, spoken, word_format

WIDTH, HEIGHT = 400, 24


def inked(words, font, width=WIDTH):
    """Return the columns of a white picture in which something is painted."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_words(painter, QRect(0, 0, width, HEIGHT), words, font, load("light"))
    painter.end()
    white = image.pixel(WIDTH - 1, 0)
    return [
        x for x in range(WIDTH) if any(image.pixel(x, y) != white for y in range(2, HEIGHT - 2))
    ]


@pytest.mark.parametrize(("text", "is_left"), [("no pacts", True), ("אין ערבויות", False)])
def test_words_stand_where_their_script_begins(qapp, text, is_left):
    columns = inked([DiffRun(DiffKind.KEPT, text)], qapp.font())

    assert (columns[0] < 20) is is_left
    assert (columns[-1] > WIDTH - 20) is not is_left


def test_what_does_not_fit_stays_in_its_box(qapp):
    words = [DiffRun(DiffKind.KEPT, "many words "), DiffRun(DiffKind.ADDED, "and more " * 20)]

    assert max(inked(words, qapp.font(), 120)) < 120


def test_what_changes_is_told_by_shape_not_by_colour_alone(qapp):
    palette = load("light")

    assert word_format(DiffKind.REMOVED, palette).fontStrikeOut()
    assert word_format(DiffKind.ADDED, palette).fontUnderline()
    assert not word_format(DiffKind.KEPT, palette).fontUnderline()


def test_words_are_read_aloud_as_one_row():
    assert spoken([DiffRun(DiffKind.KEPT, "a "), DiffRun(DiffKind.ADDED, "b")]) == "a b"
