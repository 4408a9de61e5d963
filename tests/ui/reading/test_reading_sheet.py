"""What is being read stays where it is, however long the text and whatever changes around it."""

import pytest
from made_up import claim
from PySide6.QtCore import QPointF, Qt

from annotator.domain.span import Span
from annotator.ui.reading import Aside, AsideLook, Edge, Heading
from annotator.ui.reading.mark import Mark, MarkKind

PARAGRAPHS = "\n".join(
    f"Paragraph {n} says {'wide and narrow words ' * (n * 7 % 40)}at last." for n in range(600)
)
LINE = "All of it stands in one line without an end. " * 225_000


@pytest.fixture
def long_view(view):
    view.set_article(Heading("Long", "made up"), PARAGRAPHS, "en")
    return view


def first_seen(view):
    return view.sheet.flow.position_at(view.sheet.in_flow(QPointF(view.sheet.left, 30)))


@pytest.mark.parametrize("change", ["type", "size", "width"])
def test_the_reading_place_is_kept_when_the_text_is_set_anew(long_view, change):
    long_view.verticalScrollBar().setValue(9_000)
    before = first_seen(long_view)

    if change == "type":
        long_view.set_type("DejaVu Serif", 16, 1.6)
    elif change == "size":
        long_view.set_type(None, 24, 1.5)
    else:
        long_view.resize(500, 400)

    place = long_view.sheet.on_screen(long_view.sheet.flow.caret(before).top())
    assert -40 < place < 90


def test_the_sentence_that_is_read_stays_at_its_height(long_view):
    for _ in range(40):
        long_view.next_sentence()
    sentence = long_view.reading.sentence
    before = long_view.sheet.on_screen(long_view.sheet.flow.caret(sentence.start).top())

    long_view.set_type(None, 21, 1.6)

    after = long_view.sheet.on_screen(long_view.sheet.flow.caret(sentence.start).top())
    assert abs(after - before) <= 1


def test_scrolling_up_into_the_unknown_moves_exactly_as_far_as_asked(long_view):
    long_view.verticalScrollBar().setValue(long_view.verticalScrollBar().maximum() // 2)

    for _ in range(30):
        position = first_seen(long_view)
        before = long_view.sheet.on_screen(long_view.sheet.flow.caret(position).top())
        long_view.scroll_by(-90)
        after = long_view.sheet.on_screen(long_view.sheet.flow.caret(position).top())
        assert after - before == 90


def test_reading_on_always_shows_the_sentence_with_room_around_it(long_view):
    for _ in range(120):
        long_view.next_sentence()
        rows = long_view.sheet.rows(long_view.reading.sentence)
        assert rows.top() >= 0
        assert rows.bottom() <= long_view.sheet.height or rows.top() < 110


def test_the_end_of_the_scroll_bar_is_the_end_of_the_text(long_view):
    bar = long_view.verticalScrollBar()

    bar.setValue(bar.maximum())

    assert bar.value() == bar.maximum()
    assert long_view.sheet.seen().end == len(PARAGRAPHS)


def test_a_mark_far_away_is_scrolled_to(long_view):
    mark = claim("Paragraph 500", "c1", text=PARAGRAPHS)
    long_view.set_marks([mark])

    long_view.pick_mark("c1")

    rows = long_view.sheet.rows(mark.spans[0])
    assert 0 < rows.top() < long_view.sheet.height / 2


def test_what_is_seen_is_not_scrolled_to(long_view):
    long_view.reveal(Span(20, 40))

    assert long_view.verticalScrollBar().value() == 0


def test_only_what_is_looked_at_is_laid_out(long_view):
    laid = [index for index in range(600) if long_view.sheet.flow.is_laid(index)]

    assert 0 < len(laid) < 60


@pytest.mark.parametrize("text", [LINE, "a " * 5_000_000, "x" * 10_000_000, "ab\n" * 3_000_000])
def test_ten_million_characters_are_readable(qtbot, view, text):
    view.set_article(Heading("Huge"), text, "en")
    view.viewport().grab()

    view.go_in_article(Edge.END)
    view.resize(600, 420)
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    view.viewport().grab()
    assert view.sheet.seen().end > len(text) - 30_000


def test_five_thousand_marks_lay_out_no_more_than_is_seen(view):
    step = len(PARAGRAPHS) // 5_000
    marks = [
        Mark(
            id=str(n),
            spans=(Span(n * step, n * step + step + 9),),
            sign=f"C{n}",
            tone="refuted",
            kind=MarkKind.CLAIM,
        )
        for n in range(4_900)
    ]
    view.set_article(Heading("Long"), PARAGRAPHS, "en")

    view.set_marks(marks)
    view.viewport().grab()

    assert 0 < sum(view.sheet.flow.is_laid(index) for index in range(600)) < 60


def test_furniture_is_set_small(view):
    view.set_article(Heading("Short"), "Share this\nThe summit closed.", "en")
    flow = view.sheet.flow
    before = flow.height

    view.set_asides([Aside(Span(0, 10), AsideLook.QUIET)])

    assert flow.is_apart(0)
    assert not flow.is_apart(1)
    assert flow.height < before


def test_only_paragraphs_that_look_different_are_laid_out_for_other_asides(view):
    view.set_article(Heading("Menu", "made up"), "A line.\nMenu\nAnother line.", "en")
    flow = view.sheet.flow
    before = [flow.paragraph(index) for index in range(3)]

    view.set_asides([Aside(Span(8, 12), AsideLook.EXCLUDED)])

    assert [flow.paragraph(n) is each for n, each in enumerate(before)] == [True, False, True]


def test_no_part_of_a_text_is_asked_for_before_all_of_it_is_painted(view, monkeypatch):
    asked, rows = [], view.sheet.rows
    monkeypatch.setattr(view.sheet, "rows", lambda span: asked.append(span) or rows(span))
    text = "Words of another article."

    view.set_article(Heading("Another", "made up"), text, "en")
    view.set_marks([claim("Words", "a", text=text)])
    assert not asked

    view.grab()
    view.set_marks([claim("another", "b", text=text)])
    assert asked
