"""What stands around the panels, in languages that nobody speaks: translated and whole."""

import pytest
from foreign import foreign_schemes
from PySide6.QtWidgets import QApplication
from shown_texts import faults, untranslated

from annotator.domain.span import Span
from annotator.operations.text_versions import corrected
from annotator.ui.views.find_bar import FindBar
from annotator.ui.views.review_list import ReviewList
from annotator.ui.views.welcome import WelcomePage

ARTICLE = "Саміт коштував 3000 крон. Прем’єр Лінд не дав гарантій.\n"


@pytest.fixture(scope="module")
def schemes():
    """The codebook in other letters."""
    return foreign_schemes()


@pytest.fixture
def article(pseudo, add_article):
    return add_article(ARTICLE, headline="Саміт", publisher="Газета", byline="Ганна")


@pytest.fixture
def window(workspace, window_of):
    """The window with a claim on each sentence."""
    window = window_of(workspace)
    window.resize(1366, 768)
    for span in (Span(0, 25), Span(26, 55)):
        window.desk.text.select(span)
        window.actions_["claim.add"].trigger()
    window.desk.go_to_text()
    return window


@pytest.fixture
def rewritten(window, workspace):
    """The window after the text of one mark was changed, and that of the other removed."""
    article, by = window.desk.focus.article, workspace.annotator.id
    workspace.do(corrected(workspace.reader, article, "Прем’єр дав гарантії.\n", "", by))
    return window


def test_marks_to_review_are_translated_and_whole(rewritten):
    rewritten.actions_["article.review"].trigger()

    review = rewritten.findChild(ReviewList)
    assert review.isVisible()
    assert faults(review) == ([], [], [], [])


def test_head_of_the_claims_is_whole_beside_a_warning(rewritten):
    rewritten.desk.claims.reveal_requested.emit()

    assert faults(rewritten.desk.claims.header) == ([], [], [], [])


def test_search_of_everything_is_translated(rewritten):
    rewritten.actions_["edit.palette"].trigger()

    assert faults(rewritten.finding.everything) == ([], [], [], [])


def test_list_that_opens_over_the_window_is_translated(window):
    window.desk.text.select(Span(0, 10))
    window.actions_["claim.mention"].trigger()
    popup = QApplication.activePopupWidget()

    assert faults(popup) == ([], [], [], [])
    popup.close()


def test_bar_to_find_words_is_translated(window):
    window.actions_["edit.find"].trigger()

    assert faults(window.findChild(FindBar)) == ([], [], [], [])


def test_first_page_is_translated(pseudo, qtbot, preferences, theme, tmp_path):
    preferences.put(preferences.settings.with_recent(str(tmp_path / "немає.annotator")))
    page = WelcomePage(preferences, theme)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()

    english = [(where, text) for where, text in untranslated(page) if str(tmp_path) not in text]
    assert english == []
