"""In a language that nobody speaks nothing of the window is left in English, nor is it cut."""

import pytest
from foreign import foreign_schemes
from PySide6.QtWidgets import QApplication
from shown_texts import cut, has_english, painted, untranslated

ARTICLE = """Саміт коштував 3000 крон. Прем’єр Лінд не дав гарантій.

«Забудьте про пакт», — сказав він.
"""


@pytest.fixture(scope="module")
def schemes():
    """The codebook in other letters: what of the window is English is not from it."""
    return foreign_schemes()


@pytest.fixture
def article(pseudo, bring_in):
    return bring_in(ARTICLE, headline="Саміт")


@pytest.fixture
def window(workspace, window_of):
    window = window_of(workspace)
    window.resize(1366, 768)
    QApplication.processEvents()
    return window


@pytest.mark.xfail(reason="the window is being translated", strict=True)
def test_window_is_translated(window):
    with painted() as drawn:
        window.grab()

    assert untranslated(window) == []
    assert [text for text in drawn if has_english(text)] == []


@pytest.mark.xfail(reason="the window is being translated")
def test_nothing_of_the_window_is_cut(window):
    with painted(cut_only=True) as elided:
        window.grab()

    assert (cut(window), elided) == ([], [])
