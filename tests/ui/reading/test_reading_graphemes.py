"""No position is ever taken in the middle of what a reader sees as one character."""

import pytest
from PySide6.QtCore import Qt

from annotator.domain.span import Span
from annotator.ui.reading import Heading
from annotator.ui.reading.blocks import Blocks
from annotator.ui.reading.graphemes import Graphemes

FAMILY, FLAG, THUMB, NURSE, KEYCAP = "👨\u200d👩\u200d👧\u200d👦", "🇺🇦", "👍🏽", "👩🏽\u200d⚕️", "1️⃣"
SIGNS = [
    FAMILY,
    FLAG,
    THUMB,
    NURSE,
    KEYCAP,
    "e\u0301",
    "א\u05b8",
    "ع\u064e",
    "हि",
    "กำ",
    "か\u3099",
]
BESIDE = ["", "x", "א", "ع", "漢", "ไทย", "हिन्दी", "বাংলা", "မြန်", "ខ្មែរ", "தமிழ்", "🇩🇪", "👦", "^"]


@pytest.mark.parametrize("beside", BESIDE)
@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_is_one_whatever_stands_beside_it(sign, beside):
    text = f"{beside}{sign} {beside}"
    start, end = len(beside), len(beside) + len(sign)
    graphemes = Graphemes(text, Blocks(text))

    assert graphemes.snapped(Span(start, start + 1)) == Span(start, end)
    for inside in range(start + 1, end):
        assert (graphemes.floor(inside), graphemes.ceil(inside)) == (start, end)


def test_plain_letters_are_signs_of_their_own():
    text = "a^b`c क^"
    graphemes = Graphemes(text, Blocks(text))

    assert [graphemes.floor(place) for place in range(len(text) + 1)] == list(range(len(text) + 1))


@pytest.mark.parametrize("key", [Qt.Key.Key_Left, Qt.Key.Key_Right])
@pytest.mark.parametrize("sign", SIGNS)
def test_no_key_splits_a_sign(qtbot, view, sign, key):
    text = f"يا {sign}{sign} हि {sign} ไทย"
    view.set_article(Heading(), text, "")
    signs = [place for place in range(len(text)) if text.startswith(sign, place)]
    view.reading.put_caret(len(text) // 2)

    for _ in range(8):
        qtbot.keyClick(view, key, Qt.KeyboardModifier.ShiftModifier)

        chosen = view.reading.ends
        for end in (chosen.anchor, chosen.moving):
            assert not any(place < end < place + len(sign) for place in signs)
