"""Marks are painted where their words stand, each tone in its own pattern."""

import pytest
from made_up import TEXT, claim, sentiment, span
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLineEdit

from annotator.domain.span import Span
from annotator.ui.reading import (
    Aside,
    AsideLook,
    Heading,
    Mark,
    MarkKind,
    ReadingColours,
)
from annotator.ui.theming.palette import load

VERDICTS = ("refuted", "conflicting", "supported", "unchecked")
WORDS = "warmly, with no signature"


def boxes(view, passage):
    flow = view.sheet.flow
    for rect in flow.rects(passage, range(len(flow.blocks))):
        top = view.sheet.on_screen(rect.top())
        yield QRect(
            round(rect.left() + view.sheet.left),
            round(top),
            round(rect.width()),
            round(rect.height()),
        )


def colours_in(view, box):
    image = view.viewport().grab(box).toImage()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


def row_of_ink(view, box, ink):
    """The row below the words with most of an ink, as a string of marks and gaps."""
    image = view.viewport().grab(box).toImage()
    rows = [
        "".join("x" if image.pixelColor(x, y) == ink else "." for x in range(image.width()))
        for y in range(view.sheet.face.baseline + 1, image.height())
    ]
    return max(rows, key=lambda row: row.count("x")), sum("x" in row for row in rows)


@pytest.mark.parametrize("tone", VERDICTS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_claim_has_a_band_in_its_tone(view, tone, scheme):
    view.set_colours(ReadingColours.of(load(scheme)))
    view.set_marks([claim(WORDS, "c1", tone)])

    box = next(boxes(view, span(WORDS)))

    assert load(scheme).tone(tone).ground.name() in colours_in(view, box)


def test_each_verdict_has_its_own_pattern(view):
    rows = {}
    for tone in VERDICTS:
        view.set_marks([claim(WORDS, "c1", tone)])
        box = next(boxes(view, span(WORDS)))
        rows[tone] = row_of_ink(view, box.adjusted(2, 0, -2, 0), load("light").tone(tone).ink)

    assert "." not in rows["refuted"][0]
    assert "." not in rows["unchecked"][0]
    assert "xx" in rows["conflicting"][0]
    assert "..." in rows["conflicting"][0]
    assert "xxx" not in rows["supported"][0]
    assert rows["supported"][0].count("x.") > 20


def test_a_removed_mark_leaves_no_trace(view):
    before = view.viewport().grab().toImage()
    view.set_marks([claim(WORDS, "c1"), sentiment("no guarantees", "s1")])
    assert view.viewport().grab().toImage() != before

    view.set_marks([])

    assert view.viewport().grab().toImage() == before


def test_overlapping_claims_are_underlined_in_two_lanes(view):
    view.set_marks([claim(WORDS, "c1", "refuted"), claim("with no", "c2", "supported")])

    found = colours_in(view, next(boxes(view, span("with no"))))

    assert load("light").tone("refuted").ink.name() in found
    assert load("light").tone("supported").ink.name() in found


def test_of_three_overlapping_claims_the_last_covers_the_line_of_the_first(view):
    view.set_type(None, 16, 1.75)
    both = [claim(WORDS, "c1", "refuted"), claim("with no", "c2", "unchecked")]
    tone = load("light").tone
    box = next(boxes(view, span("no")))
    face = view.sheet.face
    lane = QRect(box.left() + 3, box.top() + face.baseline + 4, box.width() - 6, 2)
    view.set_marks(both)
    assert tone("refuted").ink.name() in colours_in(view, lane)

    view.set_marks([*both, claim("no", "c3", "supported")])

    found = colours_in(view, lane)
    assert tone("supported").ink.name() in found
    assert tone("refuted").ink.name() not in found


def test_sentiment_is_a_sign_in_the_margin_and_tints_words_only_while_current(view):
    ground = load("light").tone("negative").ground.name()
    view.set_marks([sentiment(WORDS, "s1")])
    box = next(boxes(view, span(WORDS)))
    margin = QRect(0, box.top(), view.sheet.left - 4, box.height())

    assert ground in colours_in(view, margin)
    assert ground not in colours_in(view, box)

    view.pick_mark("s1")
    assert ground in colours_in(view, box)


def test_the_current_mark_wears_a_frame(view):
    accent = load("light").accent.name()
    view.set_marks([claim(WORDS, "c1")])
    box = next(boxes(view, span(WORDS))).adjusted(-4, -4, 4, 4)
    assert accent not in colours_in(view, box)

    view.pick_mark("c1")

    assert accent in colours_in(view, box)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_cursor_is_a_bar_and_a_band_that_turn_grey_without_the_keyboard(view, qtbot, scheme):
    palette, other = load(scheme), QLineEdit()
    qtbot.addWidget(other)
    view.set_colours(ReadingColours.of(palette))
    line = next(boxes(view, view.reading.sentence))
    bar = QRect(view.sheet.left - 15, line.top() + 4, 2, 10)

    assert colours_in(view, bar) == {palette.accent.name()}
    assert palette.accent_ground.name() in colours_in(view, line)

    other.show()
    other.activateWindow()
    other.setFocus()
    qtbot.waitUntil(lambda: not view.hasFocus())
    assert colours_in(view, bar) == {palette.third.name()}
    assert palette.quiet_ground.name() in colours_in(view, line)


def test_the_band_shows_above_and_below_a_mark(view):
    view.set_type(None, 16, 1.75)
    view.set_marks([claim("The summit", "c1")])
    line = next(boxes(view, span("The summit")))
    column = QRect(line.center().x(), line.top(), 1, line.height())

    image = view.viewport().grab(column).toImage()

    band = load("light").accent_ground.name()
    assert image.pixelColor(0, 1).name() == band
    assert image.pixelColor(0, line.height() - 2).name() == band
    assert image.pixelColor(0, 5).name() == load("light").tone("refuted").ground.name()


def test_a_line_has_a_tick_at_either_end(view):
    view.set_marks([claim(WORDS, "c1", "supported")])
    line, ink = next(boxes(view, span(WORDS))), load("light").tone("supported").ink.name()
    image = view.viewport().grab(line).toImage()
    below = range(view.sheet.face.baseline + 1, line.height())

    inked = [sum(image.pixelColor(x, y).name() == ink for y in below) for x in (0, 4, 5)]
    last = max(
        sum(image.pixelColor(line.width() - n, y).name() == ink for y in below) for n in (1, 2)
    )

    assert inked[0] >= 6 > max(inked[1:])
    assert last >= 6


def test_small_type_has_an_ink_that_can_be_read_on_marks_and_hits(view):
    view.set_asides([Aside(Span(0, len(TEXT)), AsideLook.QUIET)])
    inks = view.page().colours
    last = len(view.reading.blocks) - 1

    assert view.page()._ink(last) == inks.second

    view.set_found([Span(len(TEXT) - 3, len(TEXT))])
    assert view.page()._ink(last) == inks.ink
    assert view.page()._ink(0) == inks.second


def letters(view):
    return {sign.text for sign in view.page().signs(0, 1e6)}


def test_the_letter_of_the_current_mark_says_which_of_overlapping_ones_it_is(view):
    view.set_marks([claim(WORDS, "c1"), claim("with no", "c2"), sentiment(WORDS, "s1")])
    assert letters(view) == {"C1", "C2", "−2"}

    view.pick_mark("c2")

    assert letters(view) == {"C1", "C2 · 2 of 2", "−2"}


def test_the_letter_of_the_current_mark_is_filled(view):
    view.set_marks([claim("The summit", "c1")])
    (sign,) = view.page().signs(0, 1)
    top = view.sheet.on_screen(sign.rect.top())
    box = QRect(round(sign.rect.left()) + view.sheet.left + 1, round(top) + 2, 2, 6)
    assert colours_in(view, box) == {load("light").tone("refuted").ground.name()}

    view.pick_mark("c1")

    assert colours_in(view, box) == {load("light").accent.name()}


def test_the_signs_of_claims_that_begin_together_do_not_collide(view):
    view.set_marks([claim(WORDS[: 6 + n], f"c{n}") for n in range(8)])

    signs = list(view.page().signs(0, 1e6))

    assert len(signs) == 8
    assert not [
        (one, other)
        for one in signs
        for other in signs
        if one is not other and one.rect.intersects(other.rect)
    ]


@pytest.mark.parametrize("words", [TEXT[n : n + 3] for n in range(0, 88, 3)])
def test_the_sign_of_a_claim_stays_beside_the_lines_it_is_in(view, words):
    view.set_marks([claim(words, "c20001"), claim(words, "c2")])
    view.pick_mark("c20001")

    signs = view.page().signs(0, 1e6)

    assert {sign.text for sign in signs} >= {"C20001 · 1 of 2"}
    here = next(sign for sign in signs if sign.is_here)
    assert here.in_margin or 0 <= here.rect.left() <= here.rect.right() <= view.sheet.flow.width


@pytest.mark.parametrize("text", ["The bridge is new.", "新桥的费用翻了一番。", "ใหม่เมื่อวันอังคาร"])
@pytest.mark.parametrize("asides", [(), (Aside(Span(0, 10), AsideLook.QUIET),)])
def test_the_sign_of_a_claim_covers_no_letter_of_a_first_line(view, text, asides):
    view.set_article(Heading(), text, "en")
    view.set_asides(asides)
    view.set_marks([claim(text[:5], "c1", text=text)])

    (sign,) = view.page().signs(0, 1e6)

    face, tall = view.sheet.flow.paragraph(0).face, 0.75 if text[0] == "T" else 0.88
    top = view.sheet.flow.top(0) + face.baseline - tall * face.size
    assert sign.rect.bottom() <= top + 0.5


def test_the_signs_of_sentiments_on_one_line_do_not_collide(view):
    view.set_marks([sentiment(WORDS[: 6 + n], f"s{n}") for n in range(5)])

    rects = [sign.rect for sign in view.page().signs(0, 1e6)]

    assert len(rects) == 5
    assert not [1 for n, one in enumerate(rects) for other in rects[:n] if one.intersects(other)]
    assert all(rect.left() + view.sheet.left >= 0 for rect in rects)


def test_further_passages_of_a_claim_carry_a_sign_that_says_so(view):
    view.set_marks(
        [
            Mark(
                id="c1",
                spans=(span("The summit"), span("Premier")),
                sign="C1",
                tone="refuted",
                kind=MarkKind.CLAIM,
            )
        ]
    )

    signs = view.page().signs(0, 1e6)

    assert [sign.text for sign in signs] == ["C1", "C1…"]


def test_a_mark_to_be_reviewed_is_hatched(view):
    sure = Mark(
        id="c1", spans=(span("The summit"),), sign="C1", tone="refuted", kind=MarkKind.CLAIM
    )
    view.set_marks([sure])
    plain = view.grab().toImage()
    view.set_marks([replace(sure, is_sure=False)])

    assert view.grab().toImage() != plain


class Painted(QObject):
    """Notes which parts of a widget are painted."""

    def __init__(self, widget):
        super().__init__(widget)
        self.rects = []
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.rects.append(event.rect())
        return False


def test_only_the_lines_of_a_changed_mark_are_painted_anew(qtbot, view):
    first, second = claim("The summit", "c1"), claim("voted by", "c2")
    view.set_marks([first])
    qtbot.wait(20)
    painted = Painted(view.viewport())

    view.set_marks([first, second])
    qtbot.waitUntil(lambda: bool(painted.rects))

    assert painted.rects[0].top() > next(boxes(view, first.spans[0])).bottom()
    assert painted.rects[0].contains(next(boxes(view, second.spans[0])))


def test_setting_the_same_marks_paints_nothing(qtbot, view):
    view.set_marks([claim(WORDS, "c1")])
    qtbot.wait(20)
    painted = Painted(view.viewport())

    view.set_marks([claim(WORDS, "c1")])
    qtbot.wait(20)

    assert painted.rects == []


def test_selection_hits_and_flash_are_shown(qtbot, view):
    box = next(boxes(view, span(WORDS)))
    plain = colours_in(view, box)

    view.select(span(WORDS))
    assert load("light").selected.name() in colours_in(view, box)
    view.select(None)

    view.set_found(view.find_all("with"))
    assert colours_in(view, box) - plain
    view.set_found([])

    view.flash(span(WORDS))
    assert view.scene.flash
    qtbot.waitUntil(lambda: view.scene.flash is None, timeout=2_000)
    assert colours_in(view, box) == plain


def test_the_map_shows_the_gravest_verdict_of_a_place(view):
    view.set_marks([claim("The summit", "c1", "supported"), claim("The summit closed", "c2")])

    image = view._strip.grab().toImage()
    inks = {QColor(image.pixelColor(5, y)).name() for y in range(image.height())}

    assert load("light").tone("refuted").ink.name() in inks
    assert load("light").tone("supported").ink.name() not in inks


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_shows_where_one_reads(view, scheme):
    text = "The middle of it. " * 400
    view.set_colours(ReadingColours.of(load(scheme)))
    view.set_article(Heading(), text, "en")

    def lines():
        image = view._strip.grab().toImage()
        accent = load(scheme).accent
        return [y for y in range(image.height()) if image.pixelColor(5, y) == accent]

    view.show_scene(replace(view.scene, sentence=Span(0, 17)))
    assert len(lines()) == 3
    assert lines()[0] < 20

    view.show_scene(replace(view.scene, sentence=Span(3600, 3617)))
    assert abs(lines()[0] - view._strip.height() / 2) < 20


def test_the_map_follows_the_text_when_it_is_set_anew(view):
    text = "Share this story.\n" * 150 + "The middle of it.\n" * 150
    view.set_article(Heading(), text, "en")
    view.set_marks([claim("The middle", "c1", text=text)])
    view._strip.grab()
    (before, _), *_ = view._strip._ticks

    view.set_asides([Aside(Span(0, 18 * 150), AsideLook.QUIET)])

    view._strip.grab()
    (after, _), *_ = view._strip._ticks
    assert after < before - 20


def test_the_map_follows_another_text_that_is_as_high(view):
    rows = []
    for lines in (["Short.", "The longer lines."], ["The longer lines.", "Short."]):
        words = [line for line in lines for _ in range(150)]
        words[100] = "Marked"
        view.set_article(Heading(), "\n".join(words), "en")
        view.set_marks([claim("Marked", "c1", text="\n".join(words))])
        view._strip.grab()
        rows += [row for row, _ in view._strip._ticks]

    assert rows[0] == rows[1]


def test_the_map_asks_where_its_rows_are_once_for_all_marks_of_a_text(view, monkeypatch):
    asked = []
    places = view._strip._places_of
    monkeypatch.setattr(view._strip, "_places_of", lambda at: asked.append(at) or places(at))
    view.set_article(Heading(), "The middle of it.\n" * 300, "en")

    for number in range(3):
        text = "The middle of it.\n" * 300
        view.set_marks([claim("The middle", f"c{number}", text=text)])
        view._strip.grab()

    assert len(asked) == 1


def test_a_mark_outside_the_text_harms_nobody(view):
    beyond = Span(len(TEXT) + 5, len(TEXT) + 9)
    view.set_marks([Mark(id="x", spans=(beyond,), sign="C9", tone="odd", kind=MarkKind.CLAIM)])
    view.pick_mark("x")
    view.pick_mark("unknown")

    assert not view.viewport().grab().isNull()
