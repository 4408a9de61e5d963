"""The mouse selects words and picks marks, in the same characters that are stored."""

import pytest
from made_up import TEXT, claim, point_of, read_aloud, sentiment, span, words
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from annotator.domain.span import Span
from annotator.ui.reading import Heading

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def drag(qtbot, view, start, end, modifier=NONE):
    qtbot.mousePress(view.viewport(), LEFT, modifier, pos=start)
    send_move(view, (start + end) / 2, modifier)
    send_move(view, end, modifier)
    qtbot.mouseRelease(view.viewport(), LEFT, modifier, pos=end)


def send_move(view, point, modifier=NONE):
    position = QPointF(point)
    event = QMouseEvent(
        QEvent.Type.MouseMove, position, view.viewport().mapToGlobal(position), LEFT, LEFT, modifier
    )
    QApplication.sendEvent(view.viewport(), event)


def click(qtbot, view, position, modifier=NONE):
    qtbot.mouseClick(view.viewport(), LEFT, modifier, pos=point_of(view, position))


def double_click(qtbot, view, point):
    qtbot.mouseClick(view.viewport(), LEFT, pos=point)
    qtbot.mouseDClick(view.viewport(), LEFT, pos=point)


def sign_point(view, mark_id):
    signs = view.page().signs(0, 1e6)
    rect = next(sign.rect for sign in signs if sign.mark.id == mark_id)
    x, y = rect.center().x() + view.sheet.left, view.sheet.on_screen(rect.center().y())
    return QPoint(round(x), round(y))


def test_dragging_selects_what_lies_between(qtbot, view):
    start, end = span("no guarantees").start, span("no guarantees").end
    half = QPoint(4, 0)

    drag(qtbot, view, point_of(view, start) - half, point_of(view, end - 1) + half)

    assert words(view) == "no guarantees"


def test_a_drag_takes_whole_words(qtbot, view):
    start, end = point_of(view, TEXT.index("uarantees")), point_of(view, TEXT.index("old rep"))

    drag(qtbot, view, start, end)
    assert words(view) == TEXT[TEXT.index("guarantees") : TEXT.index(" reporters")]

    drag(qtbot, view, end, start)
    assert words(view) == TEXT[TEXT.index("guarantees") : TEXT.index(" reporters")]


def test_a_drag_takes_single_characters_with_alt_or_by_choice(qtbot, view):
    start, half = point_of(view, TEXT.index("uarantees")), QPoint(4, 0)
    end = point_of(view, TEXT.index("ntees"))

    drag(qtbot, view, start - half, end - half, Qt.KeyboardModifier.AltModifier)
    assert words(view) == "uara"

    view.selects_words = False
    drag(qtbot, view, start - half, end - half)
    assert words(view) == "uara"


def test_a_drag_after_a_double_click_goes_on_by_words(qtbot, view):
    view.selects_words = False
    double_click(qtbot, view, point_of(view, TEXT.index("Lind")))
    send_move(view, point_of(view, TEXT.index("o guarantees")))
    qtbot.mouseRelease(view.viewport(), LEFT, pos=point_of(view, TEXT.index("o guarantees")))

    assert words(view) == "Lind gave no"


def test_white_space_at_the_ends_of_a_drag_is_dropped(qtbot, view):
    quarter = QPoint(1, 0)
    before, behind = TEXT.index(" summit"), TEXT.index(" on Thursday")

    drag(qtbot, view, point_of(view, before) - quarter, point_of(view, behind) + quarter)

    assert words(view) == "summit closed"


def test_dragging_goes_over_lines_and_paragraphs(qtbot, view):
    start = point_of(view, TEXT.index("gave")) - QPoint(4, 0)

    drag(qtbot, view, start, QPoint(700, point_of(view, TEXT.index("reporters")).y()))

    assert words(view) == TEXT[TEXT.index("gave") : TEXT.index("\nParliament")]


def test_a_drag_never_cuts_an_emoji(qtbot, view):
    text = "Yes 👨‍👩‍👧‍👦 no e\u0301t"
    view.set_article(Heading(), text, "en")
    left = point_of(view, 0)

    for x in range(0, 200, 3):
        drag(qtbot, view, left, left + QPoint(x + 12, 0))
        assert (words(view) or "").count("\u200d") in (0, 3)


def test_dragging_below_the_window_scrolls_on(qtbot, view):
    view.set_article(Heading(), "Another line of it.\n" * 400, "en")
    qtbot.mousePress(view.viewport(), LEFT, pos=point_of(view, 0))

    send_move(view, QPoint(100, view.height() + 60))
    qtbot.waitUntil(lambda: view.sheet.scroll > 400)
    qtbot.mouseRelease(view.viewport(), LEFT, pos=QPoint(100, view.height() + 60))

    assert len(view.selection()) > 400


def test_a_double_click_selects_a_word_and_a_third_the_sentence(qtbot, view):
    point = point_of(view, TEXT.index("guarantees"))

    double_click(qtbot, view, point)
    assert words(view) == "guarantees"

    qtbot.mouseClick(view.viewport(), LEFT, pos=point)
    assert words(view) == "Premier Lind gave no guarantees."


def test_a_click_moves_the_reading_cursor(qtbot, view):
    click(qtbot, view, TEXT.index("voted"))

    assert view.selection() is None
    assert read_aloud(view).startswith("Parliament voted")


def test_shift_and_a_click_select_up_to_there(qtbot, view):
    view.reading.put_caret(TEXT.index("Premier"))

    click(qtbot, view, TEXT.index("guarantees"), Qt.KeyboardModifier.ShiftModifier)

    assert words(view).startswith("Premier Lind gave no")


def test_clicks_on_overlapping_claims_go_round_from_the_shortest(qtbot, view):
    view.set_marks(
        [
            claim("The Pact — you can forget about it", "long"),
            claim("forget about", "short"),
            sentiment("forget", "mood"),
        ]
    )
    picked = []
    view.mark_picked.connect(picked.append)

    for _ in range(3):
        click(qtbot, view, TEXT.index("forget"))
        QTest.qWait(QApplication.doubleClickInterval() + 20)

    assert picked == ["short", "long", "short"]


@pytest.mark.parametrize("mark", [claim("no guarantees", "m"), sentiment("no guarantees", "m")])
def test_a_click_on_a_sign_picks_its_mark(qtbot, view, mark):
    view.set_marks([mark])

    with qtbot.waitSignal(view.mark_picked, check_params_cb=lambda found: found == "m"):
        qtbot.mouseClick(view.viewport(), LEFT, pos=sign_point(view, "m"))

    assert view.scene.current == "m"


def test_a_double_click_on_a_mark_opens_it(qtbot, view):
    view.set_marks([claim("no guarantees", "c1")])

    with qtbot.waitSignal(view.mark_opened, check_params_cb=lambda found: found == "c1"):
        double_click(qtbot, view, point_of(view, TEXT.index("guarantees")))


def test_words_of_the_other_direction_can_be_dragged_over(qtbot, view):
    text = "He said שלום to them"
    view.set_article(Heading(), text, "en")
    first, last = point_of(view, text.index("ש")), point_of(view, text.index("ם"))

    drag(qtbot, view, first + QPoint(2, 0), last - QPoint(2, 0))

    assert words(view) == "שלום"


def test_the_tooltip_says_what_the_mark_is_in_plain_text(view):
    view.set_marks([claim("no guarantees", "c1", description="Claim <b>refuted</b>")])
    point = point_of(view, TEXT.index("guarantees"))
    place = view.viewport().mapToGlobal(point)

    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, point, place))

    assert QToolTip.text() == "<p>Claim &lt;b&gt;refuted&lt;/b&gt;</p>"
    QToolTip.hideText()


def test_the_wheel_scrolls_by_pixels(view):
    view.set_article(Heading(), "Another line of it.\n" * 400, "en")
    here = QPointF(100, 100)
    for turned in (QPoint(0, -37), QPoint(0, 7)):
        event = QWheelEvent(
            here,
            here,
            turned,
            QPoint(),
            Qt.MouseButton.NoButton,
            NONE,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view.viewport(), event)

    assert view.verticalScrollBar().value() == 30


def test_a_click_on_the_map_goes_there(qtbot, view):
    view.set_article(Heading(), "Another line of it.\n" * 400, "en")

    qtbot.mouseClick(view._strip, LEFT, pos=QPoint(5, view._strip.height() // 2))

    seen = view.sheet.seen()
    assert seen.start < len(view.reading.text) / 2 < seen.end


def test_an_empty_article_survives_clicks(qtbot, view):
    view.set_article(Heading(), "\n \n", "en")
    for point in (QPoint(5, 5), QPoint(200, 200)):
        double_click(qtbot, view, point)
        drag(qtbot, view, point, point + QPoint(50, 50))

    assert view.selection() is None
    assert view.find_words("x") is None
    view.select(Span(0, 1))
    view.reveal(Span(0, 1))


def test_a_double_click_in_chinese_selects_the_likely_word_and_a_drag_any_character(qtbot, view):
    text = "联合国秘书长周二在纽约表示。"
    view.set_article(Heading("新闻"), text, "zh")

    qtbot.mouseDClick(view.viewport(), LEFT, pos=point_of(view, 4))
    assert view.selection().of(text) == "秘书长"
    send_move(view, point_of(view, 7))
    qtbot.mouseRelease(view.viewport(), LEFT, pos=point_of(view, 7))
    assert view.selection().of(text) == "秘书长周二"

    half = QPoint(4, 0)
    drag(qtbot, view, point_of(view, 1) - half, point_of(view, 3) - half)
    assert view.selection().of(text) == "合国"
