"""A key that an action cannot have is refused in words, or says who has it."""

import pytest

from annotator.ui.application.actions import Action, Scope
from annotator.ui.application.key_conflicts import FIXED, conflict, conflicts
from annotator.ui.application.shortcuts import KeyMap

ADD = Action("claim.add", "Add claim", Scope.TEXT)
MOOD = Action("sentiment.add", "Add sentiment", Scope.TEXT)
FIND = Action("edit.find", "Find in article…")
OPEN = Action("evidence.open_address", "Open source address", Scope.SHEET)
ACCEPT = Action("review.accept", "Accept mark", Scope.REVIEW)
ALL = (ADD, MOOD, FIND, OPEN, ACCEPT)


def told(key, action, key_map=None):
    found = conflict(key, action, ALL, key_map or KeyMap())
    return found.message if found else ""


@pytest.mark.parametrize("key", ["D", "Shift+D", "5", ".", "Down", "Space", "Del", "Tab"])
def test_a_key_of_typing_is_refused_where_the_whole_window_would_hear_it(key):
    assert "is for typing" in told(key, FIND)
    assert "is for typing" in told(key, OPEN)
    assert told(key, ADD) == ""


@pytest.mark.parametrize("key", ["F12", "Shift+F4", "Ctrl+D", "Ctrl+Alt+X", "Ctrl+Shift+."])
def test_function_keys_and_those_with_ctrl_or_alt_are_free(key):
    assert told(key, FIND) == ""


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("Return", "opens marks"),
        ("Esc", "leads back"),
        ("Alt+3", "sets a verdict"),
        ("Alt+C", "can open a menu"),
        ("Ctrl+Shift", "cannot be used"),
    ],
)
def test_what_never_changes_is_refused_everywhere(key, reason):
    assert reason in told(key, ADD)
    assert reason in told(key, FIND)


def test_the_keys_of_fields_are_refused_to_what_acts_in_fields():
    assert "in fields" in told("Ctrl+V", FIND)
    assert told("Ctrl+V", ADD) == ""


def test_another_action_that_would_hear_it_is_named():
    found = conflict("S", ADD, ALL, KeyMap())

    assert (found.message, found.holder) == ("“S” is the key of “Add sentiment”.", MOOD)
    assert told("Ctrl+F", ADD) == "“Ctrl+F” is the key of “Find in article”."
    assert told("Ctrl+Shift+O", FIND).endswith("“Open source address”.")
    assert told("C", MOOD, KeyMap({"claim.add": ()})) == ""


def test_two_that_never_hear_the_same_key_may_share_it():
    assert told("A", ADD) == ""
    assert told("C", ACCEPT) == ""


def test_an_action_may_always_have_its_usual_key():
    assert told("Ctrl+F", FIND) == ""


def test_all_conflicts_of_a_map_are_found_by_action():
    found = conflicts(ALL, KeyMap({"claim.add": ("D", "S")}))

    assert {name: key for name, (key, _) in found.items()} == {
        "claim.add": "S",
        "sentiment.add": "S",
    }


def test_each_action_is_compared_with_those_that_have_its_keys_alone(window, monkeypatch):
    asked = []
    keys = KeyMap.keys
    monkeypatch.setattr(KeyMap, "keys", lambda self, name: asked.append(name) or keys(self, name))
    actions = window.actions_.keyed()

    conflicts(actions, KeyMap())

    assert len(asked) < 4 * len(actions)


def test_the_usual_keys_have_no_conflict(window):
    assert conflicts(window.actions_.keyed(), KeyMap()) == {}


def test_what_is_fixed_is_said():
    assert len(dict(FIXED)) == len(FIXED) > 4
