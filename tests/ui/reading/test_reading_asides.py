"""Lines that are not the article, or might not be: how they look, and how reading passes them."""

import tomllib

import pytest
from made_up import claim
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontInfo, QFontMetricsF
from PySide6.QtTest import QTest

from annotator import assets
from annotator.domain.span import Span
from annotator.domain.zone import Zone, ZoneKind
from annotator.ui.models.zones import QUESTIONS, question
from annotator.ui.reading import Aside, AsideLook, Edge, Heading

LINES = ("Home | News", "The summit closed. It rained.", "  Share this", "Tags: x", "Nobody came.")
TEXT = "\n".join(LINES)


def span(words):
    start = TEXT.index(words)
    return Span(start, start + len(words))


def excluded(*lines):
    return [Aside(span(words), AsideLook.EXCLUDED) for words in lines]


def proposed(words, question="tags?"):
    return Aside(span(words), AsideLook.PROPOSED, question)


@pytest.fixture
def page(view):
    """A view with the text, nothing aside."""
    view.set_article(Heading("Short"), TEXT, "en")
    return view


def read(view):
    return view.reading.sentence.of(TEXT)


def inks(view, index, columns):
    """Return the colours of a block in some columns of the view."""
    flow = view.sheet.flow
    y = view.sheet.on_screen(flow.top(index))
    image = view.viewport().grab().toImage()
    rows = range(round(y), round(y) + flow.paragraph(index).height)
    return {image.pixelColor(x, row).name() for x in columns for row in rows}


def test_what_is_left_out_is_small_also_where_spaces_stand_before_it(page):
    page.set_asides(excluded("Share this"))

    assert page.sheet.flow.is_apart(2)
    assert not page.sheet.flow.is_apart(1)


def test_part_of_a_line_does_not_stand_aside(page):
    page.set_asides(excluded("The summit closed."))

    assert not page.sheet.flow.asides.excluded


def test_a_proposal_is_grey_in_ordinary_size_with_dots_beside_it(page):
    height = page.sheet.flow.height
    page.set_asides([proposed("Tags: x")])

    assert page.sheet.flow.height == height
    left = page.sheet.left
    margin, words = range(left), range(left, left + 300)
    assert page.colours.second.name() in inks(page, 3, words)
    assert page.colours.second.name() not in inks(page, 4, words)
    assert len(inks(page, 3, margin)) > len(inks(page, 4, margin)) == 1


def test_reading_passes_by_what_is_left_out(page):
    page.set_asides(excluded("Share this", "Tags: x"))
    page.select(span("It rained."))
    page.clear()

    page.next_sentence()
    assert read(page) == "Nobody came."
    page.previous_sentence()
    assert read(page) == "It rained."


def test_reading_does_not_pass_by_proposals(page):
    page.set_asides([proposed("Share this")])
    page.reading.read(span("It rained.").start)

    page.next_sentence()

    assert read(page).strip() == "Share this"


def test_what_stands_aside_is_told_to_a_screen_reader(page):
    page.set_asides([*excluded("Tags: x"), proposed("Share this", "share?")])

    page.move_cursor(lambda: page.reading.read(span("Share this").start))
    assert page.accessibleDescription().startswith("Suggested boilerplate: share?. ")
    page.move_cursor(lambda: page.reading.read(span("Tags: x").start))
    assert page.accessibleDescription() == "Excluded from the article. Tags: x"


def test_reading_begins_with_the_article(page):
    page.set_asides(excluded("Home | News"))

    assert read(page) == "The summit closed."
    page.go_in_article(Edge.END)
    page.go_in_article(Edge.START)
    assert read(page) == "The summit closed."


def test_reading_goes_back_when_only_furniture_follows(page):
    page.reading.read(span("Tags: x").start)

    page.set_asides(excluded("Share this", "Tags: x", "Nobody came."))

    assert read(page) == "It rained."
    page.next_sentence()
    assert read(page) == "It rained."


def test_a_click_reads_what_is_left_out(page):
    page.set_asides(excluded("Tags: x"))
    caret = page.sheet.flow.caret(span("Tags: x").start + 2)
    point = QPointF(page.sheet.left + caret.x(), page.sheet.on_screen(caret.center().y()))

    QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=point.toPoint())

    assert page.reading.sentence.of(TEXT) == "Tags: x"


def test_what_is_left_out_can_be_folded_away_and_shown_again(page):
    page.set_asides(excluded("Home | News", "Share this", "Tags: x"))
    page.scroll_by(0)
    flow = page.sheet.flow
    height = flow.height

    page.fold(folds=True)

    assert flow.top(1) == 0
    assert flow.top(2) == flow.top(3) == flow.top(4)
    assert not flow.rects(span("Tags: x"), range(5))
    assert flow.position_at(QPointF(0, flow.height - 3)) == span("Nobody came.").start
    page.fold(folds=False)
    assert flow.height == height


def test_the_sign_of_a_mark_is_hidden_with_its_line(page):
    page.set_asides(excluded("Tags: x"))
    page.set_marks([claim("Tags: x", "c1", text=TEXT)])
    assert [sign.text for sign in page.page().signs(0, 1e6)] == ["C1"]

    page.fold(folds=True)
    assert page.page().signs(0, 1e6) == []

    page.fold(folds=False)
    assert [sign.text for sign in page.page().signs(0, 1e6)] == ["C1"]


def test_everything_can_be_folded_away(page):
    page.fold(folds=True)

    page.set_asides(excluded(TEXT))

    assert page.sheet.flow.height == 0
    assert not page.viewport().grab().isNull()


def test_a_place_that_is_gone_to_is_unfolded_with_its_neighbours(page):
    page.set_asides(excluded("Home | News", "Share this", "Tags: x"))
    page.fold(folds=True)

    page.reveal(span("Tags: x"))

    folded = [index for index in range(5) if page.sheet.flow.is_folded(index)]
    assert folded == [0]
    assert page.sheet.flow.rects(span("Tags: x"), range(5))


def test_another_article_has_nothing_aside(page):
    page.set_asides(excluded("Home | News"))

    page.set_article(Heading("Other"), TEXT, "en")

    assert not page.sheet.flow.asides.excluded
    assert read(page) == "Home | News"


FILES = assets.path("zones").glob("*.toml")
RULES = {rule for file in FILES for rule in tomllib.loads(file.read_text("utf-8"))}


def test_margin_has_a_question_for_each_rule_and_kind():
    assert QUESTIONS.keys() >= RULES
    assert {*ZoneKind} <= QUESTIONS.keys()


@pytest.mark.in_english("a longer question is a question mark alone")
@pytest.mark.parametrize("rule", sorted(RULES | {"dateline", "headline", "repeated", *ZoneKind}))
def test_questions_are_in_small_type_and_fit_into_the_narrowest_margin(page, rule):
    writer = page.page().writer
    words = question(Zone(text_id="", start=0, end=1, kind="body", rule=f"en.{rule}"))

    assert QFontInfo(writer.question_font).pixelSize() / QFontInfo(
        page.font()
    ).pixelSize() == pytest.approx(11.5 / 13, abs=0.06)
    metrics = QFontMetricsF(writer.question_font)
    is_short = metrics.horizontalAdvance(words) <= 7 * metrics.horizontalAdvance("0")
    assert writer.fitting_question(words) == words or is_short  # where letters are wide
