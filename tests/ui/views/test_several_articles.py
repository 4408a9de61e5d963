"""Several articles are chosen in the list, and what is done is done to all of them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QMenu, QPushButton

from annotator.domain.article import Article, ArticleStatus
from annotator.ui.widgets.completing import NameField

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def rows(window):
    """The list of four articles, the first one open, with the keyboard."""
    rows = window.findChild(QListView, "article_list")
    rows.setFocus()
    return rows


@pytest.fixture
def article(add_article):
    """Four articles; the first."""
    first = add_article()
    for number in range(2, 5):
        add_article(f"Text {number}.", headline=f"Headline {number}", publisher="Tagblatt")
    return first


def click(rows, row, modifier=Qt.KeyboardModifier.NoModifier):
    place = rows.visualRect(rows.model().index(row, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def choose(rows, *chosen):
    click(rows, chosen[0])
    for row in chosen[1:]:
        click(rows, row, CONTROL)


def statuses(workspace):
    return [each.status for each in workspace.reader.find(Article)]


def bar(window, part="count", kind=QLabel):
    return window.findChild(kind, f"chosen_articles.{part}")


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (lambda rows: choose(rows, 0, 2), 2),
        (lambda rows: (click(rows, 1), click(rows, 3, SHIFT)), 3),
        (lambda rows: QTest.keyClick(rows, Qt.Key.Key_Down, SHIFT), 2),
        (lambda rows: QTest.keyClick(rows, Qt.Key.Key_A, CONTROL), 4),
    ],
    ids=["Ctrl+click", "Shift+click", "Shift+Down", "Ctrl+A"],
)
def test_several_are_chosen_by_mouse_and_keys(rows, window, by, expected):
    by(rows)

    assert len(window.desk.articles.chosen()) == expected
    assert bar(window).text() == f"{expected} selected"
    assert bar(window).isVisible()


def test_one_is_not_several(rows, window):
    click(rows, 2)

    assert window.desk.articles.chosen() == []
    assert not bar(window).isVisible()


def test_esc_lets_go_of_the_others_and_then_goes_to_the_text(rows, window):
    choose(rows, 0, 2)

    QTest.keyClick(rows, Qt.Key.Key_Escape)
    assert window.desk.articles.chosen() == []
    assert rows.hasFocus()

    QTest.keyClick(rows, Qt.Key.Key_Escape)
    assert not rows.hasFocus()


def test_the_button_of_the_bar_lets_go(rows, window):
    choose(rows, 0, 2)

    bar(window, "let_go", QPushButton).click()

    assert window.desk.articles.chosen() == []
    assert window.desk.focus.article.code == "A3"


def test_going_on_in_the_list_lets_go(rows, window):
    choose(rows, 0, 1)

    window.actions_["article.next"].trigger()

    assert window.desk.articles.chosen() == []
    assert window.desk.focus.article.code == "A3"


def test_all_that_are_chosen_are_excluded_in_one_step(rows, window, workspace, said):
    choose(rows, 1, 3)

    window.actions_["article.exclude"].trigger()

    assert statuses(workspace) == ["todo", "excluded", "todo", "excluded"]
    assert workspace.undo_label() == "Exclude 2 articles"
    assert said() == "2 articles excluded. Press Ctrl+Z to undo."
    workspace.undo()
    assert statuses(workspace) == ["todo"] * 4


@pytest.mark.parametrize(
    ("action", "status"),
    [
        ("article.mark_done", ArticleStatus.DONE),
        ("article.undone", ArticleStatus.IN_PROGRESS),
        ("article.exclude", ArticleStatus.EXCLUDED),
    ],
)
def test_a_status_is_given_and_taken_back_to_all(rows, window, workspace, action, status):
    choose(rows, 0, 2)
    window.actions_[action].trigger()
    assert statuses(workspace) == [status, "todo", status, "todo"]

    window.actions_["article.todo"].trigger()

    assert statuses(workspace) == ["todo"] * 4


@pytest.mark.usefixtures("claim")
def test_included_again_an_article_with_marks_is_in_progress(rows, window, workspace):
    choose(rows, 0, 2)
    window.actions_["article.exclude"].trigger()

    window.actions_["article.include"].trigger()

    assert statuses(workspace) == ["in_progress", "todo", "todo", "todo"]


def test_the_bar_offers_what_can_be_done_to_all(rows, window):
    choose(rows, 0, 2)

    bar(window, "actions", QPushButton).click()

    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    shown = {action.objectName(): action.text() for action in menu.actions() if action.objectName()}
    assert [*shown][:3] == ["article.todo", "article.undone", "article.mark_done"]
    assert [*shown][-2:] == ["article.publisher", "article.delete"]
    assert shown["article.exclude"] == "Exclude 2 articles"
    assert shown["article.include"] == "Include 2 articles"
    assert shown["article.delete"] == "Delete 2 articles…\tDel"


def test_what_is_excluded_from_the_menu_is_all_that_is_chosen(rows, window, workspace):
    choose(rows, 1, 3)
    bar(window, "actions", QPushButton).click()

    actions = QApplication.activePopupWidget().actions()
    next(each for each in actions if each.objectName() == "article.exclude").trigger()

    assert statuses(workspace) == ["todo", "excluded", "todo", "excluded"]


def test_a_click_on_the_bar_leaves_the_keyboard_to_the_list(rows, window):
    choose(rows, 0, 2)

    QTest.mouseClick(bar(window, "actions", QPushButton), Qt.MouseButton.LeftButton)
    QApplication.activePopupWidget().close()

    assert window.focusWidget() is rows


def test_a_right_click_on_one_of_several_keeps_them_chosen(rows, window):
    choose(rows, 0, 2)

    rows.customContextMenuRequested.emit(rows.visualRect(rows.model().index(0, 0)).center())
    assert len(window.desk.articles.chosen()) == 2
    QApplication.activePopupWidget().close()

    rows.customContextMenuRequested.emit(rows.visualRect(rows.model().index(1, 0)).center())
    assert window.desk.articles.chosen() == []


def test_a_publisher_is_set_for_all(rows, window, workspace, when_asked):
    choose(rows, 0, 3)
    when_asked(lambda dialog: (QTest.keyClicks(name_of(dialog), "tagb"), enter(dialog)))

    window.actions_["article.publisher"].trigger()

    found = [each.publisher for each in workspace.reader.find(Article)]
    assert found == ["Tagblatt", "Tagblatt", "Tagblatt", "Tagblatt"]
    assert workspace.undo_label() == "Change publisher of A1"


def name_of(dialog):
    return dialog.findChild(NameField, "publisher.name")


def enter(dialog):
    QTest.keyClick(name_of(dialog), Qt.Key.Key_Return)


@pytest.mark.usefixtures("nobody_answers")
def test_a_publisher_that_nobody_gives_changes_nothing(rows, window, workspace):
    before = workspace.undo_label()
    choose(rows, 0, 3)

    window.actions_["article.publisher"].trigger()

    assert workspace.undo_label() == before


def test_delete_in_the_list_asks_and_shows_the_next(rows, window, workspace, press_when_asked):
    choose(rows, 2, 1)
    press_when_asked("message.Delete")

    QTest.keyClick(rows, Qt.Key.Key_Delete)

    assert [each.code for each in workspace.reader.find(Article)] == ["A1", "A4"]
    assert window.desk.focus.article.code == "A4"
    assert workspace.undo_label() == "Delete 2 articles"


def test_after_the_last_the_one_before_is_shown(rows, window, press_when_asked):
    click(rows, 3)
    press_when_asked("message.Delete")

    QTest.keyClick(rows, Qt.Key.Key_Delete)

    assert window.desk.focus.article.code == "A3"


def test_undo_opens_what_it_brings_back(rows, window, press_when_asked):
    click(rows, 1)
    press_when_asked("message.Delete")
    QTest.keyClick(rows, Qt.Key.Key_Delete)

    window.actions_["edit.undo"].trigger()

    assert window.desk.focus.article.code == "A2"


@pytest.mark.usefixtures("nobody_answers")
def test_a_deletion_that_nobody_confirms_changes_nothing(rows, workspace):
    before = workspace.undo_label()

    QTest.keyClick(rows, Qt.Key.Key_Delete)

    assert workspace.undo_label() == before


@pytest.mark.parametrize("action", ["delete", "publisher", "exclude", "include"])
def test_without_an_article_the_window_says_what_to_do(window, said, action):
    window.desk.focus.open(None)

    window.actions_[f"article.{action}"].trigger()

    assert said() == "Open an article first, or select some in the list."


def test_in_the_rail_no_bar_is_shown(rows, window):
    choose(rows, 0, 2)

    window.desk.articles.resize(40, 400)

    assert bar(window).parentWidget().isHidden()
