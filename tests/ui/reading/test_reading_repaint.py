"""What is painted of a changed scene makes the view equal to one that is painted whole."""

import random

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter, QRegion

from annotator.domain.span import Span
from annotator.ui.reading import ArticleView, Heading, Mark, MarkKind, ReadingColours
from annotator.ui.reading.index import MarkIndex
from annotator.ui.reading.painting import differing, paint
from annotator.ui.reading.scene import Scene, SelectionEnds
from annotator.ui.theming.palette import load

PARAGRAPH = "The summit closed on Thursday, warmly, with no signature, and nobody was surprised. "
ARABIC = "انتهت القمة في فارين مساء الخميس بلا توقيع ولم يفاجأ أحد بذلك. "
TEXTS = {"en": f"{PARAGRAPH * 3}\n{PARAGRAPH}\n\n{PARAGRAPH * 2}{ARABIC}{PARAGRAPH}"}
THAI = "การประชุมสุดยอดปิดลงเมื่อวันพฤหัสบดีโดยไม่มีการลงนามใด ๆ "
TEXTS["th"] = "\n".join([THAI * 2, THAI, THAI] * 3)
TEXTS["ar"] = f"{ARABIC * 4}\n{ARABIC * 2}\n{PARAGRAPH}"
TONES = ("refuted", "conflicting", "supported", "unchecked")
STEPS = 60


@pytest.fixture(params=[("en", 16), ("ar", 16), ("th", 16), ("th", 32)], ids=str)
def view(qtbot, request):
    return opened(qtbot, *request.param)


@pytest.fixture
def other(qtbot, view):
    """Another view of the text, in which nothing is kept from one painting to the next."""
    return opened(qtbot, view.language, view.size_px)


def opened(qtbot, language, size_px):
    shown = ArticleView()
    qtbot.addWidget(shown)
    shown.set_colours(ReadingColours.of(load("light")))
    shown.resize(420, 700)
    shown.set_article(Heading("Summit ends"), TEXTS[language], language)
    shown.set_type(None, size_px, 1.75)
    shown.language, shown.size_px = language, size_px
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def some_span(chance, length, longest):
    start = chance.randrange(length - 1)
    return Span(start, min(length, start + chance.randint(1, longest)))


def some_mark(chance, text):
    number, length = chance.randrange(12), len(text)
    kind = chance.choice((MarkKind.CLAIM, MarkKind.CLAIM, MarkKind.SENTIMENT, MarkKind.SUGGESTION))
    first = some_span(chance, length // 2, 90)
    if chance.random() < 0.1:
        first = Span(text.index("\n"), text.index("\n") + 5)
    later = Span(length // 2 + first.start // 2, length // 2 + first.start // 2 + 9)
    return Mark(
        id=f"m{number}",
        spans=(first, later) if chance.random() < 0.3 else (first,),
        sign=f"C{number}",
        tone=chance.choice(TONES if kind is MarkKind.CLAIM else ("negative", "positive")),
        kind=kind,
        is_sure=chance.random() < 0.8,
    )


def next_scene(chance, scene, text):
    """A scene with two things changed, as a key or an edit changes them."""
    length, marks = len(text), scene.marks
    ids = [each.id for each in marks.ordered]
    ends = SelectionEnds(*chance.choices((0, length, *chance.sample(range(length), 4)), k=2))
    caret = SelectionEnds(ends.anchor, ends.anchor)
    places = sorted(chance.sample(range(0, length - 8, 8), chance.randrange(4)))
    changes = (
        {"marks": marks.changed(set(), [some_mark(chance, text)])},
        {"marks": marks.changed(set(chance.sample(ids, min(1, len(ids)))), [])},
        {"current": chance.choice([None, *ids])},
        {"sentence": some_span(chance, length, 120)},
        {"ends": chance.choice((None, ends, caret))},
        {"found": tuple(Span(start, start + 8) for start in places)},
        {"flash": some_span(chance, length, 60), "strength": chance.random()},
        {"flash": None},
    )
    one, another = chance.choices(changes, k=2)
    return replace(scene, **(one | another))


def painted(view, region, onto=None):
    image = onto or QImage(view.viewport().size(), QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        painter.setClipRegion(region)
        paint(painter, region, view.sheet, view.page())
    return image


@pytest.mark.parametrize("seed", range(10))
def test_the_parts_that_differ_are_all_that_is_to_be_painted(view, other, seed):
    chance, whole = random.Random(seed), QRegion(view.viewport().rect())
    text = view.reading.text
    view.scene = Scene(MarkIndex(some_mark(chance, text) for _ in range(5)))
    shown = painted(view, whole)

    for step in range(STEPS):
        before = view.scene
        view.scene = other.scene = next_scene(chance, before, text)
        shown = painted(view, differing(view.sheet, before, view.scene), shown)

        other.sheet.arrange()
        afresh = painted(other, whole)
        assert shown == afresh, f"step {step}: {differences(shown, afresh)}"


def test_a_sign_below_its_line_is_painted_when_its_mark_is_gone_to(view, other):
    look = {"sign": "−2", "tone": "negative", "kind": MarkKind.SENTIMENT}
    signs = [Mark(id=f"m{n}", spans=(Span(n, n + 2),), **look) for n in range(5)]
    view.scene = Scene(MarkIndex(signs), current="m0")
    shown, before = painted(view, QRegion(view.viewport().rect())), view.scene

    view.scene = other.scene = replace(before, current="m4")

    shown = painted(view, differing(view.sheet, before, view.scene), shown)
    assert shown == painted(other, QRegion(other.viewport().rect()))


def differences(one, other):
    """The first pixels that differ."""
    every = (QPoint(x, y) for y in range(one.height()) for x in range(one.width()))
    return [point.toTuple() for point in every if one.pixel(point) != other.pixel(point)][:5]
