"""In a language that nobody speaks nothing of the window is left in English, nor is it cut."""

import pytest
from foreign import foreign_schemes
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shown_texts import cut, has_english, painted, untranslated

from annotator.i18n import tr

ARTICLE = """Саміт коштував 3000 крон. Прем’єр Лінд не дав гарантій.

«Забудьте про пакт», — сказав він.
"""
OPENS = {"project.import_report", "project.watch", "project.close", "help.keys", "help.about"}
"""Actions that open something without saying so by an ellipsis, or close the window."""


@pytest.fixture(scope="module")
def schemes():
    """The codebook in other letters: what of the window is English is not from it."""
    return foreign_schemes()


@pytest.fixture
def article(pseudo, add_article):
    return add_article(ARTICLE, headline="Саміт")


@pytest.fixture
def window(workspace, window_of):
    window = window_of(workspace)
    window.resize(1366, 768)
    QApplication.processEvents()
    return window


@pytest.fixture
def labelled(window, press):
    """The window with a claim, its check with evidence, and a sentiment."""
    for keys in (("J", "C", "Escape"), ("V", "2", "Escape"), ("J", "S", "2", "Escape")):
        press(*keys)
    press("K", "E")
    QApplication.processEvents()
    return window


def left(window):
    """Return what of a window is in English, what is cut, and what is shortened without a tip."""
    for _ in range(50):
        if not cut(window):  # what was said just now is laid out later
            break
        QTest.qWait(10)
    with painted() as drawn, painted(cut_only=True) as elided:
        window.grab()
    english = [*untranslated(window), *(text for text in drawn if has_english(text))]
    whole = " ".join(each.toolTip() for each in window.findChildren(QWidget))
    return english, cut(window), [text for text in elided if text not in whole]


def test_what_translators_are_not_given_stays_english(pseudo):
    assert tr("A sentence that is in no template") == "A sentence that is in no template"
    assert has_english(tr("A sentence that is in no template"))


def test_window_is_translated_and_nothing_is_cut(window):
    assert left(window) == ([], [], [])


def test_panels_with_labels_are_translated_and_nothing_is_cut(labelled):
    assert left(labelled) == ([], [], [])
    for panel in labelled.desk.panels:
        panel.reveal_requested.emit()
        QApplication.processEvents()
        assert left(labelled) == ([], [], [])


def test_what_actions_say_is_translated(labelled, nobody_answers):
    said = []
    labelled.workspace.notices.posted.connect(said.append)

    for action in labelled.actions_.all():
        if "…" not in action.text() and action.objectName() not in OPENS:
            action.trigger()
            labelled.desk.go_to_text()

    assert len(said) > 5
    assert [text for text in said if has_english(text)] == []
