"""Rows of unequal height are laid out again where there is less width for them."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QSize, QStringListModel
from PySide6.QtWidgets import QStyledItemDelegate

from annotator.ui.widgets.row_view import RowView

WIDE, LOW, HIGH = 200, 20, 40


class Wrapping(QStyledItemDelegate):
    """Rows that take two lines where the list is not wide."""

    def sizeHint(self, option, index):
        is_wide = self.parent().viewport().width() >= WIDE
        return QSize(10, LOW if is_wide else HIGH)


@pytest.fixture
def rows(qtbot):
    """A list of two rows, just wide enough for rows of one line."""
    rows = RowView()
    qtbot.addWidget(rows)
    rows.setUniformItemSizes(False)
    rows.setItemDelegate(Wrapping(rows))
    rows.setModel(QStringListModel(["one", "two"], rows))
    rows.resize(WIDE, 3 * LOW)
    rows.show()
    qtbot.waitExposed(rows)
    return rows


def heights(rows):
    """Return how far each row is from the next."""
    places = [rows.visualRect(rows.model().index(row, 0)) for row in range(rows.model().rowCount())]
    return {below.top() - above.top() for above, below in pairwise(places)}


def test_rows_are_laid_out_again_when_a_scroll_bar_takes_room(rows, qtbot):
    assert heights(rows) == {LOW}

    rows.model().setStringList(["one"] * 10)

    qtbot.waitUntil(lambda: heights(rows) == {HIGH})
    assert rows.verticalScrollBar().isVisible()


def test_rows_are_laid_out_again_in_another_width(rows, qtbot):
    rows.resize(WIDE - 1, 3 * LOW)

    qtbot.waitUntil(lambda: heights(rows) == {HIGH})
