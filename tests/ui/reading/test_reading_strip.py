"""The strip beside the text shows in which rows marks begin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.span import Span
from annotator.ui.reading.index import MarkIndex
from annotator.ui.reading.mark import Mark, MarkKind, ReadingColours
from annotator.ui.reading.scene import Scene
from annotator.ui.reading.strip import _TICK, MarkStrip
from annotator.ui.theming.palette import shown_in

LENGTH, ROWS = 60, 40

PLACES = st.lists(st.integers(0, LENGTH + 5), max_size=25)


@pytest.fixture(scope="module")
def strip(qapp):
    """A strip of forty rows for a text of sixty characters."""
    from PySide6.QtWidgets import QWidget  # noqa: PLC0415 - once there is an application

    window = QWidget()
    colours = ReadingColours.of(shown_in(window))
    strip = MarkStrip(colours, lambda shares: [int(each * LENGTH) for each in shares], window)
    strip.resize(10, ROWS * _TICK)
    yield strip
    window.deleteLater()


def rows(strip, marks):
    """Return the rows that have ticks, from the top."""
    strip.show_scene(Scene(marks=marks))
    strip._arrange()
    return [row // _TICK for row, _ in strip._ticks]


@given(PLACES)
def test_each_row_in_which_marks_begin_has_a_tick(strip, places):
    spans = [Span(place, place + 1) for place in places]
    marks = [
        Mark(id=str(n), spans=(span,), sign="C", tone="refuted", kind=MarkKind.CLAIM)
        for n, span in enumerate(spans)
    ]

    starts = [int(row / ROWS * LENGTH) for row in range(ROWS)]
    wanted = {
        max(row for row in range(ROWS) if starts[row] <= each) for each in places if each < 60
    }
    assert rows(strip, MarkIndex(marks)) == sorted(wanted)


def test_rows_without_marks_are_not_looked_at(strip, monkeypatch):
    looked_at, find = [], MarkIndex.marks_beginning
    monkeypatch.setattr(
        MarkIndex,
        "marks_beginning",
        lambda *given: (looked_at.append(given[1]), find(*given))[1],
    )
    mark = Mark(id="1", spans=(Span(30, 31),), sign="C", tone="refuted", kind=MarkKind.CLAIM)

    assert rows(strip, MarkIndex([mark])) == [20]
    assert looked_at == [30]
