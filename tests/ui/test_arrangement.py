"""How the window is arranged, remembered from one day to the next."""

import pytest
from PySide6.QtCore import QPoint, QSettings, QSize
from PySide6.QtWidgets import QApplication, QDockWidget

from annotator.storage.store import Store
from annotator.ui.workspace import Workspace

NAMES = ["dock.articles", "dock.claims", "dock.sentiment", "dock.fact_check"]


@pytest.fixture
def again(window_of, window, schemes):
    """Close the window, and open the next one."""
    stores = []

    def reopen():
        window.close()
        stores.append(Store.in_memory(schemes))
        return window_of(Workspace(stores[-1]))

    yield reopen
    for store in stores:
        store.close()


def dock(window, name):
    return window.findChild(QDockWidget, name)


def test_every_part_has_its_place_and_its_entry_in_the_menu(window):
    names = [dock.objectName() for dock in window.findChildren(QDockWidget)]

    assert sorted(names) == sorted(NAMES)
    titles = [action.text() for action in window.arrangement.show_actions()]
    assert titles == ["Articles", "Claims", "Sentiment", "Fact-check"]


def test_an_entry_of_the_menu_hides_and_shows(window):
    [articles, *_] = window.arrangement.show_actions()

    articles.trigger()
    assert dock(window, "dock.articles").isHidden()

    articles.trigger()
    assert not dock(window, "dock.articles").isHidden()


def test_the_first_time_panels_have_their_widths(window, qtbot):
    qtbot.waitUntil(lambda: dock(window, "dock.articles").width() == 232)

    assert dock(window, "dock.claims").width() >= 372
    assert dock(window, "dock.claims").x() > window.desk.text.width()


def test_the_next_day_it_is_as_it_was_left(window, again):
    window.resize(QSize(window.width(), 500))
    dock(window, "dock.sentiment").set_folded(True)
    dock(window, "dock.articles").hide()

    next_one = again()

    assert next_one.height() == 500
    assert dock(next_one, "dock.sentiment").is_folded()
    assert not dock(next_one, "dock.claims").is_folded()
    assert dock(next_one, "dock.articles").isHidden()


def test_what_was_remembered_and_is_no_arrangement_is_passed_over(window, again):
    window.close()
    QSettings().setValue("window/geometry", "rubbish")

    assert not dock(again(), "dock.claims").isHidden()


def test_everything_can_be_put_back_in_place(window):
    for each in window.findChildren(QDockWidget):
        each.set_folded(True)
    dock(window, "dock.claims").setFloating(True)
    dock(window, "dock.claims").move(QPoint(10, 10))
    dock(window, "dock.articles").hide()

    window.actions_["view.arrange"].trigger()
    QApplication.processEvents()

    for each in window.findChildren(QDockWidget):
        assert [each.is_folded(), each.isFloating(), each.isHidden()] == [False] * 3
    assert dock(window, "dock.articles").x() < dock(window, "dock.claims").x()


def test_a_key_unfolds_the_panel_it_leads_to(window):
    dock(window, "dock.sentiment").set_folded(True)

    window.actions_["sentiment.add"].trigger()

    assert not dock(window, "dock.sentiment").is_folded()
