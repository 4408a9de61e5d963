"""docs/ids.md names every action and every named widget of the window, and nothing else."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from annotator.domain.span import Span
from annotator.ui.application.movements import READING, REVIEWING

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "ids.md").read_text(encoding="utf-8")


def listed(head):
    """Return the ids under a head of the page."""
    section = PAGE.partition(f"## {head}\n")[2].partition("\n## ")[0]
    return {each for each in re.findall(r"`([^`]+)`", section) if re.match(r"[a-z_]+[^/@]*$", each)}


@cache
def literals():
    """Return every string of the program, and every one that is given to a widget as its name."""
    strings, names = set(), set()
    for path in ROOT.glob("annotator/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                strings.add(node.value)
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "setObjectName":
                names |= {each.value for each in node.args if isinstance(each, ast.Constant)}
    return strings, names


@pytest.fixture
def shown(window):
    """The names in a window with a claim and its evidence."""
    start = window.desk.focus.text.index("Premier Lind")
    window.desk.focus.select((Span(start, start + len("Premier Lind")),))
    window.actions_["claim.add"].trigger()
    window.actions_["check.evidence"].trigger()
    return {each.objectName() for each in window.findChildren(QObject)}


def test_every_action_is_listed_and_no_other(window):
    assert listed("Actions") == {each.id for each in window.actions_.declared()}


def test_every_move_is_listed_and_no_other():
    assert listed("Moves") == {each.id for each in (*READING, *REVIEWING)}


def test_every_widget_that_is_listed_is_there(shown):
    strings, _ = literals()

    missing = (listed("Widgets") | listed("Windows and dialogs")) - shown - strings
    assert not {name for name in missing if name.partition("<")[0] not in strings}


def test_every_widget_that_has_a_name_is_listed():
    _, names = literals()

    assert names - listed("Widgets") - listed("Windows and dialogs") == set(), "name them there"
