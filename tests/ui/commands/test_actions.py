"""The table of actions keeps its promises."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QWidget

from annotator.i18n import tr
from annotator.ui.application.actions import Scope, action
from annotator.ui.application.movements import READING, REVIEWING
from annotator.ui.application.shortcuts import SHORTCUTS, shortcut
from annotator.ui.commands.actions import LINE, MENUS, Actions
from annotator.ui.commands.key_sheet import key_sheet
from annotator.ui.commands.refusing import NEED_ARTICLE

PROMISED = [
    "project.new",
    "project.open",
    "project.import",
    "project.export",
    "edit.undo",
    "edit.redo",
    "claim.add",
    "claim.mention",
    "claim.remove",
    "sentiment.add",
    "check.evidence",
    "article.next",
    "article.previous",
    "article.done",
    "view.zoom_in",
    "view.zoom_out",
]


@pytest.fixture
def actions(window):
    """The actions of the window, as its commands declare them."""
    return window.actions_


class Trial:
    """Two commands of a test, one of which changes the project."""

    def __init__(self) -> None:
        self.ran = []

    @action("claim.add", "Add claim", Scope.TEXT, is_change=True)
    def add(self):
        self.ran.append("claim.add")

    @action("project.export", "Export labels…")
    def export(self):
        self.ran.append("project.export")


@pytest.fixture
def bare(qtbot):
    """Return the actions of a bare window with these commands."""
    window, text = QMainWindow(), QWidget()
    qtbot.addWidget(window)
    window.setCentralWidget(text)
    return lambda *commands, refuses=None: Actions(window, text, commands, refuses=refuses)


def test_the_promised_ids_are_there(actions):
    assert set(PROMISED) <= {action.objectName() for action in actions.all()}


def test_an_action_runs_the_method_that_declares_it(bare):
    trial = Trial()

    bare(trial)["claim.add"].trigger()

    assert trial.ran == ["claim.add"]


def test_every_action_stands_in_a_menu_once(actions):
    ids = [action_id for menu in MENUS.values() for action_id in menu if action_id != LINE]

    assert len(ids) == len(set(ids))
    assert set(ids) == set(actions._declared)


def test_the_menus_hold_the_actions_in_their_order(window, actions):
    menus = [each.menu() for each in window.menuBar().actions() if each.menu()]
    ids = [each.objectName() for menu in menus[:5] for each in menu.actions() if each.objectName()]

    assert [each.id for each in actions.declared() if each.id in ids] == [
        each for each in ids if each in actions._declared
    ]


def test_no_menu_is_longer_than_a_small_screen(window):
    menus = [each.menu() for each in window.menuBar().actions() if each.menu()]

    assert max(menu.sizeHint().height() for menu in menus) < 768


def test_what_concerns_boilerplate_has_a_menu_of_its_own(window):
    [article] = [each.menu() for each in window.menuBar().actions() if each.text() == "&Article"]
    [lines] = [each.menu() for each in article.actions() if each.text() == "Boilerplate"]

    assert {each.objectName().partition(".")[0] for each in lines.actions()} == {"zone"}


def test_no_two_actions_share_their_words(actions):
    texts = [each.text for each in actions.declared()]

    assert [each for each in texts if texts.count(each) > 1] == []


def test_bare_keys_act_only_in_the_text(actions):
    one_key = [each for each in actions.declared() if each.keys and "+" not in each.keys[0][:-1]]

    for each in one_key:
        if not each.keys[0].startswith("F"):
            assert each.scope is Scope.TEXT, each.id
            context = actions[each.id].shortcutContext()
            assert context is Qt.ShortcutContext.WidgetShortcut


def test_no_key_stands_twice(actions):
    for elsewhere in (Scope.TEXT, Scope.SHEET):  # only one of them has the keyboard
        keys = [
            key for each in actions.declared() if each.scope is not elsewhere for key in each.keys
        ]

        assert len(keys) == len(set(keys))


def test_where_nothing_may_be_changed_the_keys_say_so(bare):
    trial, said = Trial(), []

    def refuses(asked):
        said.append(asked.id)
        return asked.is_change

    actions = bare(trial, refuses=refuses)

    actions["claim.add"].trigger()
    actions["project.export"].trigger()

    assert (said, trial.ran) == (["claim.add"], ["project.export"])


def test_without_an_open_article_what_needs_one_says_so(window, said):
    window.desk.focus.open(None)

    for action_id in NEED_ARTICLE:
        window.workspace.notices.post("")
        window.actions_[action_id].trigger()
        assert (action_id, said()) == (action_id, tr("Open an article first."))


def test_enter_says_so_too_without_an_open_article(window, said):
    window.desk.focus.open(None)

    QTest.keyClick(window.desk.text, Qt.Key.Key_Return)

    assert said() == tr("Open an article first.")


def test_the_sheet_names_every_key(actions):
    words = [words for _, _, words in key_sheet(actions.declared())]

    assert "add claim" in words
    assert "next, previous sentence" in words


def test_every_key_is_that_of_an_action(window, actions):
    others = [*READING, *REVIEWING, *window.arrangement.declared()]

    assert {each.id for each in [*actions.declared(), *others] if each.keys} == set(SHORTCUTS)
    assert (shortcut("claim.add"), shortcut("edit.redo")) == ("C", "Ctrl+Shift+Z")
