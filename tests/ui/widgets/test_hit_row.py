"""Rows that can be ticked set off words in their text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate

from annotator.domain.span import Span
from annotator.ui.theming.palette import load
from annotator.ui.widgets.hit_row import HITS, HitRowPainter

TEXT = "𝐖𝐞 ask 𝐧𝐨𝐰 what a guarantee is worth, and to whom it was given, and by whom, and until when"


@pytest.fixture
def rows(qtbot):
    """A list of one row that is two lines high, and can be ticked."""
    rows = QListWidget()
    rows.setWordWrap(True)
    rows.setTextElideMode(Qt.TextElideMode.ElideNone)
    rows.setItemDelegate(HitRowPainter(rows))
    item = QListWidgetItem(TEXT, rows)
    item.setCheckState(Qt.CheckState.Checked)
    rows.resize(360, 120)
    qtbot.addWidget(rows)
    return rows


def picture(rows):
    return rows.viewport().grab().toImage()


def set_off(rows):
    """Return the columns and lines of pixels where words are set off."""
    image, ground = picture(rows), load("light").accent_ground
    places = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return [place for place in places if image.pixelColor(*place) == ground]


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_without_hits_the_text_stands_where_qt_writes_it(rows, direction):
    rows.setLayoutDirection(direction)
    painted = picture(rows)
    rows.setItemDelegate(QStyledItemDelegate(rows))

    assert painted == picture(rows)


def test_a_hit_is_set_off_where_its_words_are(rows):
    start = TEXT.index("guarantee")
    rows.item(0).setData(HITS, (Span(start, start + len("guarantee")),))
    metrics = rows.fontMetrics()
    before = metrics.horizontalAdvance(TEXT[:start])
    width = metrics.horizontalAdvance("guarantee")

    found = [x for x, _ in set_off(rows)]

    assert abs(max(found) - min(found) - width) < 4
    left = min(found) - before
    assert 0 < left < 40  # the box, and the margin
    assert len({y for _, y in set_off(rows)}) < 2 * metrics.height()
