"""The table of actions keeps its promises."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QWidget

from annotator.ui.application.shortcuts import SHORTCUTS, shortcut
from annotator.ui.commands.actions import ACTIONS, MENUS, Actions, Scope, key_sheet

ROOT = Path(__file__).resolve().parents[2]
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
def built(qtbot):
    """The actions on a bare window, and what has been run."""
    kept = []

    def build(*, refuse=None):
        window, text, ran = QMainWindow(), QWidget(), []
        qtbot.addWidget(window)
        window.setCentralWidget(text)
        kept.append(window)
        runs = {spec.id: (lambda name=spec.id: ran.append(name)) for spec in ACTIONS if spec.id}
        return window, Actions(window, text, runs, refuse=refuse), ran

    yield build
    kept.clear()


def test_the_promised_ids_are_there(built):
    _, actions, _ = built()

    assert set(PROMISED) <= {action.objectName() for action in actions.all()}


def test_every_id_stands_in_the_architecture():
    told = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")

    assert [spec.id for spec in ACTIONS if spec.id and f"`{spec.id}`" not in told] == []


def test_an_action_runs_what_it_names(built):
    _, actions, ran = built()

    actions["claim.add"].trigger()

    assert ran == ["claim.add"]


def test_every_action_stands_in_a_menu(built):
    window, actions, _ = built()

    menus = actions.fill(window.menuBar())

    assert tuple(menus) == MENUS
    assert {a for menu in menus.values() for a in menu.actions()} >= set(actions.all())


def test_no_two_actions_share_their_words():
    words = [spec.words for spec in ACTIONS if spec.id]

    assert [each for each in words if words.count(each) > 1] == []


def test_bare_keys_act_only_in_the_text(built):
    _, actions, _ = built()
    bare = [spec for spec in ACTIONS if spec.keys and not any("+" in key[:-1] for key in spec.keys)]

    for spec in bare:
        if not spec.keys[0].startswith("F"):
            assert spec.scope is Scope.TEXT, spec.id
            context = actions[spec.id].shortcutContext()
            assert context is Qt.ShortcutContext.WidgetShortcut


def test_no_key_stands_twice():
    for elsewhere in (Scope.TEXT, Scope.SHEET):  # only one of them has the keyboard
        keys = [key for spec in ACTIONS if spec.scope is not elsewhere for key in spec.keys]

        assert len(keys) == len(set(keys))


def test_where_nothing_may_be_changed_the_keys_say_so(built):
    said = []
    _, actions, ran = built(refuse=lambda: said.append("no"))

    actions["claim.add"].trigger()
    actions["project.export"].trigger()

    assert (said, ran) == (["no"], ["project.export"])


def test_the_sheet_names_every_key(qapp):
    words = [words for _, _, words in key_sheet()]

    assert "add claim" in words
    assert "next, previous sentence" in words


def test_what_speaks_of_keys_reads_those_that_act():
    assert {spec.id: spec.keys for spec in ACTIONS if spec.keys} == SHORTCUTS
    assert (shortcut("claim.add"), shortcut("edit.redo")) == ("C", "Ctrl+Shift+Z")
