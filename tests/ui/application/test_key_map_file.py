"""A key map goes into a file and comes back; what is not understood is said by its line."""

import pytest

from annotator import assets
from annotator.domain.errors import AnnotatorError
from annotator.ui.application.actions import Action, Scope
from annotator.ui.application.key_map_file import (
    SHIPPED,
    read_key_map,
    shipped_key_map,
    write_key_map,
)
from annotator.ui.application.shortcuts import KeyMap

ADD = Action("claim.add", "Add claim", Scope.TEXT)
MOOD = Action("sentiment.add", "Add sentiment", Scope.TEXT)
FIND = Action("edit.find", "Find in article…")
ALL = (ADD, MOOD, FIND)


def told(content):
    with pytest.raises(AnnotatorError) as error:
        read_key_map(content, ALL)
    return str(error.value).splitlines()


def test_out_and_in_again_is_the_same():
    changed = KeyMap({"claim.add": ('"', "\\"), "sentiment.add": (), "edit.find": ("Ctrl+Alt+F",)})

    content = write_key_map(changed, ALL)

    assert read_key_map(content, ALL) == changed
    assert read_key_map(write_key_map(KeyMap(), ALL), ALL) == KeyMap()
    assert '# "claim.add" = ["C"]  # Add claim\n' in write_key_map(KeyMap(), ALL)


def test_keys_may_be_written_in_other_ways():
    content = '[keys]\nclaim.add = "d"\n"edit.find" = ["ctrl+alt+F", "f3"]\n'

    assert read_key_map(content, ALL).changes == {
        "claim.add": ("D",),
        "edit.find": ("Ctrl+Alt+F", "F3"),
    }


def test_everything_that_is_not_understood_is_said_by_its_line():
    content = """
[keys]
"claim.ad" = ["D"]
"claim.add" = ["D", "Foo+K"]
sentiment . add = 5
"edit.find" = ["F2", "F3", "F4"]
"""
    assert told(content) == [
        "Line 3: there is no action “claim.ad”",
        "Line 4: “Foo+K” is not a key",
        "Line 5: “sentiment.add” needs a list of keys",
        "Line 6: “edit.find” has more than two keys",
    ]


def test_several_keys_in_a_row_are_not_a_key():
    assert told('[keys]\n"claim.add" = ["G, G"]') == ["Line 2: “G, G” is not a key"]


def test_conflicts_in_it_are_said_also_with_what_it_does_not_name():
    assert told('[keys]\n"claim.add" = ["S"]') == [
        "Line 2: “S” is the key of “Add sentiment”.",
        "“S” is the key of “Add claim”.",
    ]
    assert "Line 2: “D” alone is for typing." in told('[keys]\n"edit.find" = ["D"]')[0]


@pytest.mark.parametrize(
    ("content", "start"),
    [("keys", "This is not a TOML file: "), ('name = "x"', "This file has no [keys]")],
)
def test_another_file_is_refused(content, start):
    assert start in told(content)[0]


@pytest.mark.parametrize("name", SHIPPED)
def test_each_map_that_comes_with_the_program_has_no_fault(window, name):
    actions = window.actions_.keyed()

    key_map = shipped_key_map(name, actions)

    assert len(key_map.changes) > 20
    assert read_key_map(write_key_map(key_map, actions), actions) == key_map


def test_every_map_in_the_folder_can_be_chosen():
    assert {path.stem for path in assets.path("keymaps").iterdir()} == {*SHIPPED}


@pytest.mark.parametrize("scope", [Scope.TEXT, Scope.REVIEW, Scope.SHEET])
def test_the_left_hand_reaches_everything_in_the_text(window, scope):
    left = set("12345QWERTASDFGZXCVB") | {"Tab", "Space", "F1", "F2", "F3", "F4", "F5"}
    actions = window.actions_.keyed()
    key_map = shipped_key_map("left-hand", actions)

    first = [key_map.keys(each.id)[0] for each in actions if each.scope is scope and each.id]

    assert [key for key in first if key.rpartition("+")[2] not in left] == []
