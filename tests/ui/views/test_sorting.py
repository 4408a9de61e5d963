"""The lists of articles and of claims are sorted by a menu, which a key opens, too."""

import pytest
from PySide6.QtWidgets import QApplication, QListView, QToolButton


@pytest.fixture
def article(add_article):
    """Two articles; the first."""
    first = add_article()
    add_article("Other words.", headline="Borders")
    return first


def choose(window, name, text):
    """Choose in the menu of a button that sorts."""
    menu = window.findChild(QToolButton, name).menu()
    next(action for action in menu.actions() if action.text() == text).trigger()


def shown(window, name):
    rows = window.findChild(QListView, name)
    return [rows.model().index(row, 0).data() for row in range(rows.model().rowCount())]


def test_the_articles_are_sorted_and_the_open_one_stays_open(window):
    choose(window, "article_order", "Headline")
    assert shown(window, "article_list") == ["Borders", "Summit ends"]

    choose(window, "article_order", "Descending")

    assert shown(window, "article_list") == ["Summit ends", "Borders"]
    rows = window.findChild(QListView, "article_list")
    assert rows.currentIndex().data() == "Summit ends"
    button = window.findChild(QToolButton, "article_order")
    assert button.accessibleDescription() == "Sort articles: Headline, Descending"


@pytest.mark.usefixtures("claim")
def test_the_claims_are_sorted_and_the_order_is_remembered(window, workspace, window_of):
    window.desk.focus.select((window.desk.text.passage() or window.desk.focus.here.sentence,))
    window.actions_["claim.add"].trigger()
    before = shown(window, "claim.list")

    choose(window, "claim_order", "Code")
    choose(window, "claim_order", "Descending")

    assert shown(window, "claim.list") == sorted(before, reverse=True)
    again = window_of(workspace)
    assert shown(again, "claim.list") == shown(window, "claim.list")


@pytest.mark.parametrize(
    ("action", "name"), [("article.sort", "article_order"), ("claim.sort", "claim_order")]
)
def test_a_command_opens_the_menu(window, action, name):
    window.actions_[action].trigger()

    assert QApplication.activePopupWidget() is window.findChild(QToolButton, name).menu()
