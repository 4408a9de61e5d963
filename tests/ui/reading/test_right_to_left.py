"""An article read leftwards has its margin, its signs and its arrow keys the other way round."""

import pytest
from made_up import claim, sentiment, words
from PySide6.QtCore import Qt

from annotator.domain.span import Span
from annotator.ui.reading import Aside, AsideLook, Heading
from annotator.ui.reading.face import Face
from annotator.ui.reading.paragraph import Paragraph, reads_leftwards

ARABIC = (
    "انتهت القمة في فارين. وقالت الوزيرة ذلك.\n\n"
    "NATO قال إن القمة انتهت بلا تعهد جديد.\n\nOnly English here."
)
RIGHT, LEFT = Qt.Key.Key_Right, Qt.Key.Key_Left
SHIFT, PLAIN = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def arabic(view):
    view.set_article(Heading("NATO تقول: انتهت القمة", "The Courier"), ARABIC, "ar")
    return view


@pytest.mark.parametrize(
    ("text", "leftwards"),
    [(ARABIC, True), ("הפסגה", True), ("In English, שלום", False), ("", False), ("12:30", False)],
)
def test_an_article_reads_as_most_of_its_letters_do(text, leftwards):
    assert reads_leftwards(text) == leftwards


def test_a_paragraph_that_begins_with_a_foreign_name_reads_as_the_article_does(arabic):
    flow = arabic.sheet.flow

    assert [flow.paragraph(index).leftwards for index in range(3)] == [True, True, False]
    face = Face.of(None, 16, 1.6)
    assert not Paragraph("NATO قال", face, 400).leftwards
    assert not Paragraph("NATO and the UN: قال", face, 400, among_leftwards=True).leftwards


def test_the_margin_lies_where_lines_begin(arabic, view):
    sheet = arabic.sheet
    right = sheet.width - sheet.left - sheet.flow.width

    assert right == pytest.approx(sheet.margin, abs=1)
    view.resize(420, 500)
    assert view.sheet.width - view.sheet.left - view.sheet.flow.width >= 64
    assert view.sheet.left >= 10
    view.set_article(Heading("A"), "Rightwards again.", "en")
    assert view.sheet.left == view.sheet.margin


def test_the_bar_of_the_cursor_stands_right_of_the_column(arabic):
    image = arabic.viewport().grab().toImage()
    sheet = arabic.sheet
    y = round(sheet.on_screen(sheet.flow.caret(0).center().y()))
    right = round(sheet.left + sheet.flow.width)

    accent = arabic.colours.accent.name()
    assert image.pixelColor(right + 14, y).name() == accent
    assert image.pixelColor(sheet.left - 14, y).name() != accent


def test_signs_of_sentiment_stand_right_of_the_column(arabic):
    arabic.set_marks([sentiment("انتهت القمة", "s1", text=ARABIC)])
    page = arabic.page()

    (sign,) = page.signs(0, 1)
    assert sign.in_margin
    assert sign.rect.left() >= page.flow.width
    assert page.sign_at(sign.rect.center()).id == "s1"
    assert sign.rect.right() + arabic.sheet.left <= arabic.sheet.width


def test_the_sign_of_a_claim_stands_over_its_first_word(arabic):
    arabic.set_marks([claim("القمة في فارين", "c1", text=ARABIC)])
    page = arabic.page()

    (sign,) = page.signs(0, 1)
    first = page.flow.rects(Span(6, 11), range(1))[-1]
    assert sign.rect.right() == pytest.approx(first.right(), abs=2)


def test_a_question_is_written_into_the_right_margin(arabic):
    arabic.set_asides([])
    arabic.resize(1200, 500)
    before = margins(arabic)

    arabic.set_asides([Aside(Span(0, 40), AsideLook.PROPOSED, "menu?")])

    after = margins(arabic)
    assert before[0] == after[0]
    assert before[1] != after[1]


def margins(view):
    picture = view.viewport().grab().toImage()
    sheet, height = view.sheet, picture.height()
    end = sheet.left + round(sheet.flow.width)
    left = picture.copy(0, 0, sheet.left - 2, height)
    return bytes(left.constBits()), bytes(picture.copy(end + 2, 0, 200, height).constBits())


def test_arrows_select_where_they_point(qtbot, arabic):
    arabic.reading.put_caret(0)

    qtbot.keyClick(arabic, LEFT, SHIFT)
    assert words(arabic) == "انتهت"
    qtbot.keyClick(arabic, LEFT, SHIFT)
    assert words(arabic) == "انتهت القمة"
    qtbot.keyClick(arabic, RIGHT, SHIFT)
    assert words(arabic) == "انتهت"
    qtbot.keyClick(arabic, LEFT, CTRL | SHIFT)
    assert words(arabic) == "انتهت القمة في فارين."


def test_arrows_move_the_caret_where_they_point(qtbot, arabic):
    arabic.select(Span(6, 11))
    qtbot.keyClick(arabic, LEFT)
    assert arabic.reading.ends.moving == 11
    arabic.select(Span(6, 11))
    qtbot.keyClick(arabic, RIGHT)
    assert arabic.reading.ends.moving == 6


def test_arrows_follow_the_paragraph_in_which_the_cursor_stands(qtbot, arabic):
    arabic.reading.put_caret(ARABIC.index("Only"))

    qtbot.keyClick(arabic, RIGHT, SHIFT)

    assert words(arabic) == "Only"


def test_arrows_do_nothing_in_an_empty_text(qtbot, view):
    view.set_article(Heading(), "", "ar")

    qtbot.keyClick(view, LEFT, SHIFT)

    assert view.selection() is None


def test_a_coloured_sign_leaves_no_hole_in_a_selection(qapp):
    text = "וכי 👨‍👩‍👧‍👦 כולל NATO"

    assert len(Paragraph(text, Face.of(None, 16, 1.6), 900).rects(0, len(text))) == 1
