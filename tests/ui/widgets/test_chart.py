"""A chart: where its bars are, what it says of them, and how keys and the mouse move in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mirrored import backwards, onwards
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from annotator.domain.figures import Figure, FigureId, Group, Heading, Shape
from annotator.ui.theming.theme import load
from annotator.ui.widgets.chart import Chart
from annotator.ui.widgets.chart_layout import Bar, ChartLayout, lay_out
from annotator.ui.widgets.chart_painting import fills, paint_chart

NEGATIVE, NEUTRAL, POSITIVE = (Heading.of(tone, tone, tone) for tone in
                               ("negative", "neutral", "positive"))  # fmt: skip
PLAIN = Heading.of("", "")
REST = Heading("3 others", Group(("Post",), is_rest=True))
WIDTH = 640


def figure(values, series=(PLAIN,), shape=Shape.BARS, names=()):
    categories = [Heading.of(name, name) for name in names] or [
        Heading.of(f"Paper {n}", f"Paper {n}") for n in range(len(values))
    ]
    return Figure(
        id=FigureId.VERDICTS_BY_PUBLISHER,
        title="Verdicts by publisher",
        shape=shape,
        categories=tuple(categories),
        series=tuple(series),
        values=tuple(values),
        empty="There are no claims yet.",
    )


def with_rest(shown):
    return replace(shown, categories=(*shown.categories[:-1], REST))


@pytest.fixture
def font(qapp):
    return qapp.font()


@pytest.fixture
def chart(qtbot):
    """A chart of two publishers by attitude; the first has nothing neutral."""
    chart = Chart()
    qtbot.addWidget(chart)
    chart.show_figure(figure([(2, 0, 6), (1, 4, 3)], (NEGATIVE, NEUTRAL, POSITIVE)))
    chart.resize(WIDTH, chart.heightForWidth(WIDTH))
    chart.show()
    qtbot.waitExposed(chart)
    return chart


def place(bar):
    return bar.category, bar.series


def lengths(layout):
    return [bar.rect.width() for bar in layout.bars]


def test_bars_are_as_long_as_their_values(font):
    assert [
        length / unit
        for layout in [lay_out(figure([(10,), (40,), (20,)]), WIDTH, font)]
        for unit in [lengths(layout)[0]]
        for length in lengths(layout)
    ] == pytest.approx([1, 4, 2])


VALUES = st.lists(
    st.tuples(*[st.integers(0, 10**7)] * 3).filter(any), min_size=1, max_size=6
)  # fmt: skip


@given(
    values=VALUES,
    shape=st.sampled_from(Shape),
    is_mirrored=st.booleans(),
    width=st.integers(300, 2000),
)
def test_nothing_leaves_the_chart_and_no_bar_covers_another(
    qapp, values, shape, is_mirrored, width
):
    shown = figure(values, (NEGATIVE, NEUTRAL, POSITIVE), shape)

    layout = lay_out(shown, width, qapp.font(), is_mirrored=is_mirrored)

    assert [place(bar) for bar in layout.bars] == [
        (row, cell) for row, each in enumerate(values) for cell, value in enumerate(each) if value
    ]
    boxes = [*(bar.rect for bar in layout.bars), *(note.rect for note in layout.notes)]
    for box in boxes:
        assert -0.01 <= box.left() <= box.right() <= width + 0.01
        assert -0.01 <= box.top() <= box.bottom() <= layout.size.height() + 0.01
    bars = [bar.rect.adjusted(0.01, 0.01, -0.01, -0.01) for bar in layout.bars]
    assert not any(one.intersects(other) for n, one in enumerate(bars) for other in bars[:n])


def test_what_is_negative_and_what_is_positive_is_on_two_sides_of_a_line(font):
    values = [(2, 4, 6), (8, 0, 1)]
    layout = lay_out(figure(values, (NEGATIVE, NEUTRAL, POSITIVE), Shape.DIVERGING), WIDTH, font)
    middle = layout.lines[0].x1()
    negative, neutral, positive, other, last = (bar.rect for bar in layout.bars)

    assert negative.right() < middle < positive.left()
    assert neutral.center().x() == pytest.approx(middle)
    assert other.right() == pytest.approx(middle) == pytest.approx(last.left())
    assert other.width() == pytest.approx(4 * negative.width())


def test_columns_stand_on_one_line_and_above_each_other(font):
    layout = lay_out(figure([(1, 3), (2, 0)], (NEGATIVE, POSITIVE), Shape.TIMELINE), WIDTH, font)
    low, high, beside = (bar.rect for bar in layout.bars)

    assert low.bottom() == beside.bottom() == pytest.approx(layout.lines[0].y1())
    assert low.top() == pytest.approx(high.bottom())
    assert high.height() == pytest.approx(3 * low.height())
    assert beside.left() > low.right()


def test_others_that_are_longer_than_all_named_are_cut_and_say_so(font):
    shown = with_rest(figure([(10,), (500,)]))
    first, rest = lay_out(shown, WIDTH, font).bars

    assert (first.is_cut, rest.is_cut) == (False, True)
    assert rest.rect.width() == pytest.approx(first.rect.width())
    assert "500" in [note.text for note in lay_out(shown, WIDTH, font).notes]
    columns = lay_out(replace(shown, shape=Shape.TIMELINE), WIDTH, font).bars
    assert [bar.is_cut for bar in columns] == [False, True]


def test_others_on_a_side_where_no_other_is_stay_on_that_side(font):
    shown = with_rest(figure([(0, 5), (9, 1)], (NEGATIVE, POSITIVE), Shape.DIVERGING))
    layout = lay_out(shown, WIDTH, font)

    assert layout.bars[1].rect.right() <= layout.lines[0].x1() + 0.01


def test_a_long_name_is_cut_and_whole_on_being_pointed_at(chart):
    name = "The Very Long Name of an Institute for Research into Long Names of Institutes"
    chart.show_figure(figure([(1,)], names=[name]))
    note = next(each for each in chart.laid_out().notes if each.whole == name)

    assert note.text.endswith("…")
    assert chart.told_at(note.rect.center()) == name
    assert chart.told_at(QPointF(1, 1)) == ""


def test_every_series_has_a_pattern_of_its_own(qapp):
    verdicts = [Heading.of(str(n), str(n), tone) for n, tone in
                enumerate(["refuted", "refuted", "supported", "conflicting", "", "x"])]  # fmt: skip
    shown = fills(figure([(1,) * 6], verdicts), load("light"))

    assert len({each.lines for each in shown}) == 6
    assert shown[0].ink != shown[2].ink


def test_the_stronger_an_attitude_the_denser_its_pattern_on_both_sides(qapp):
    series = [Heading.of(str(n), str(n), tone) for n, tone in
              enumerate(["negative", "negative", "neutral", "positive", "positive"])]  # fmt: skip
    shown = fills(figure([(1,) * 5], series, Shape.DIVERGING), load("dark"))

    assert [len(each.lines) for each in shown] == [2, 1, 0, 1, 2]
    assert len({each.lines for each in shown}) == 5


@pytest.mark.parametrize("shift", [0.0, 0.3, 0.5, 0.8])
@pytest.mark.parametrize("series", range(7))
def test_a_bar_and_its_pattern_end_at_its_edges_and_look_alike_everywhere(font, series, shift):
    tones = ["negative"] * 3 + ["neutral"] + ["positive"] * 3
    series_of = [Heading.of(str(n), str(n), tone) for n, tone in enumerate(tones)]
    shown = figure([(1000,) * 7], series_of, Shape.DIVERGING)

    def painted(start, end):
        box = QRectF(QPointF(start, start), QPointF(end, 20 + start))
        bar = Bar(0, series, 1000, box)
        image = QImage(80, 40, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.magenta)
        with QPainter(image) as painter:
            painter.setFont(font)
            paint_chart(
                painter, shown, ChartLayout(QSizeF(80, 40), (bar,), (), (), ()), load("light")
            )
        return image

    image, sharp = painted(10 + shift, 70 + shift), painted(10 + round(shift), 70 + round(shift))

    touched = QRegion()
    for y in range(image.height()):
        for x in range(image.width()):
            if image.pixelColor(x, y) != QColor(Qt.GlobalColor.magenta):
                touched += QRect(x, y, 1, 1)
    assert touched == QRegion(10 + round(shift), 10 + round(shift), 60, 20)
    assert image == sharp


def test_an_empty_figure_says_so_in_words(chart):
    chart.show_figure(replace(figure([]), series=()))

    assert chart.laid_out().notes[-1].text == "There are no claims yet."
    assert "There are no claims yet." in chart.accessibleName()
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert chart.current is None


def walk(chart, *keys):
    for key in keys:
        QTest.keyClick(chart, key)
    return place(chart.current)


DOWN, UP, RIGHT = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Right


def test_arrows_go_from_value_to_value(chart):
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    chart.point_at(chart.laid_out().bars[0])

    assert walk(chart, onwards()) == (0, 2)  # past what is not there
    assert walk(chart, DOWN, backwards()) == (1, 1)
    assert walk(chart, DOWN, UP) == (0, 0)
    assert walk(chart, Qt.Key.Key_End) == (1, 2)
    assert walk(chart, Qt.Key.Key_Home, backwards()) == (0, 0)


def test_arrows_go_where_they_point_in_columns_and_from_right_to_left(chart):
    chart.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    chart.show_figure(replace(chart.figure, shape=Shape.TIMELINE))
    assert walk(chart, DOWN) == (0, 0)
    assert walk(chart, UP) == (0, 2)
    assert walk(chart, RIGHT) == (1, 2)

    chart.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    first, *_, last = chart.laid_out().bars
    assert first.rect.left() > last.rect.left()
    assert walk(chart, RIGHT) == (0, 2)


def test_the_exact_value_is_told_and_enter_and_a_click_open_it(chart, qtbot):
    told, opened = [], []
    chart.point_at(None)
    chart.pointed.connect(told.append)
    chart.opened.connect(lambda *at: opened.append(at))
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert opened == []

    walk(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    bar = chart.laid_out().bars[-1]
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=bar.rect.center().toPoint())
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))

    assert told == ["Paper 0, negative: 2 of 8",
                    "Paper 1, positive: 3 of 8"]  # fmt: skip
    assert opened == [(0, 0), (1, 2)]


def test_the_mouse_shows_what_can_be_opened_and_tells_it(chart):
    bar = chart.laid_out().bars[0]
    QTest.mouseMove(chart, bar.rect.center().toPoint())
    at = bar.rect.center().toPoint()
    QApplication.sendEvent(chart, QHelpEvent(QEvent.Type.ToolTip, at, chart.mapToGlobal(at)))

    assert "2 of 8" in QToolTip.text()
    assert chart.bar_at(QPointF(bar.rect.left() + 1, bar.rect.top() - 2)) == bar
    QToolTip.hideText()


def test_the_current_value_stays_through_another_size_and_new_counts(chart):
    walk(chart, Qt.Key.Key_End)
    chart.resize(WIDTH // 2, chart.height())
    assert place(chart.current) == (1, 2)
    assert chart.current in chart.laid_out().bars

    chart.show_figure(replace(chart.figure, values=((2, 0, 6), (1, 4, 5))))
    assert chart.current.count == 5

    chart.show_figure(replace(chart.figure, id=FigureId.GAPS))
    assert chart.current is None


@pytest.mark.parametrize("shape", Shape)
def test_a_chart_is_painted_with_its_focus(chart, shape):
    chart.show_figure(with_rest(replace(chart.figure, shape=shape, values=((9, 9, 9), (99, 9, 9)))))
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    walk(chart, Qt.Key.Key_End)

    image = chart.grab().toImage()

    colours = {image.pixelColor(x, y).name() for x in range(0, WIDTH, 3) for y in range(40, 90, 2)}
    assert len(colours) > 3


def test_no_line_of_a_pattern_stands_before_a_value_as_a_minus_sign(font):
    shown = figure([(50, 50, 50)], [Heading.of(f"{n}", f"{n}", "unchecked") for n in range(3)])
    fill = fills(shown, load("light"))[0]
    layout = lay_out(shown, WIDTH, font)
    image = QImage(WIDTH, 200, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        painter.setFont(font)
        paint_chart(painter, shown, layout, load("light"))

    bar = layout.bars[0].rect.toRect()
    before, middle = range(bar.left() + 2, bar.left() + 60), bar.center().y()
    beside = {image.pixel(x, y) for x in before for y in range(middle - 3, middle + 4)}
    assert fill.lines == ("across",)
    assert beside == {fill.ground.rgb()}
    assert {image.pixel(x, bar.top() + 3) for x in before} == {fill.ink.rgb()}
