"""The current shortcuts, for the sheet that lists them."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from annotator.i18n import N_, tr
from annotator.ui.application.actions import Action, Scope
from annotator.ui.application.movements import REVIEWING
from annotator.ui.application.shortcuts import KEYS, key_sign, shown_key
from annotator.ui.commands.actions import MENUS


def key_sheet(actions: Iterable[Action]) -> list[tuple[str, str, str]]:
    """Return (group, keys, text) of everything with a shortcut."""
    labelling = tr("Labelling")
    menu_of = {action_id: name for name, menu in MENUS.items() for action_id in menu}
    named = [
        (
            labelling if each.scope is Scope.TEXT else tr(menu_of[each.id]),
            _shown(each),
            tr(each.text).lower(),
        )
        for each in actions
        if each.keys and each.id not in {"sentiment.add", "check.verdict"}
    ]
    return [*_moving(labelling), *named]


def _moving(labelling: str) -> list[tuple[str, str, str]]:
    """Return the shortcuts that are not actions."""
    lines = [*_reading(), *_panels(), *_labelling(labelling)]
    return [line for line in lines if line[1]]


def _reading() -> list[tuple[str, str, str]]:
    reading = tr("Reading")
    return [
        (reading, _read("next_sentence", "previous_sentence"), tr("next, previous sentence")),
        (reading, _read("word_right", "word_left"), tr("extend or shrink by a word")),
        (reading, _read("clause_right", "clause_left"), tr("extend or shrink by a clause")),
        (reading, _read("start", "end"), tr("choose which end to move")),
        (reading, _read("next_mark", "previous_mark"), tr("next, previous mark")),
        (reading, _read("next_overlapping"), tr("cycle through overlapping marks")),
        (reading, tr("Enter"), tr("open the mark in its panel; set the one being adjusted")),
        (reading, tr("Esc"), tr("clear selection, then mark")),
    ]


def _panels() -> list[tuple[str, str, str]]:
    view = tr("View")
    panels = [f"view.panel.{name}" for name in ("claims", "sentiment", "fact_check")]
    return [
        (view, _signs(panels), tr("open Claims, Sentiment, Fact-check")),
        (
            view,
            _signs(f"{each}.too" for each in panels),
            tr("open or close it, and leave the others as they are"),
        ),
    ]


def _labelling(labelling: str) -> list[tuple[str, str, str]]:
    return [
        (labelling, _then("sentiment.add", N_("{key}, then 1 … 7")), tr("sentiment from −3 to +3")),
        (
            labelling,
            _then("check.verdict", N_("{key}, then a digit")),
            tr("verdict on the current claim"),
        ),
        (labelling, tr("Alt+digit"), tr("the same at once, also from a field")),
        (labelling, tr("T, Y"), tr("in a date: today, yesterday")),
        (labelling, "F1", tr("in a row of choices: what each of them means")),
        (
            labelling,
            tr("Enter, {keys}", keys=_signs(each.id for each in REVIEWING)),
            tr("in marks to review: go to, accept one, accept all alike, set, remove, next"),
        ),
    ]


def _read(*moves: str) -> str:
    """Return the keys of moves as text, alternatives last: “↓ ↑ or J K”."""
    keys = zip_longest(*(KEYS.map.keys(f"read.{move}") for move in moves))
    return _or([" ".join(shown_key(key) for key in each if key) for each in keys])


def _signs(ids: Iterable[str]) -> str:
    return ", ".join(filter(None, map(key_sign, ids)))


def _then(action_id: str, form: str) -> str:
    key = key_sign(action_id)
    return tr(form, key=key) if key else ""


def _shown(action: Action) -> str:
    return _or([shown_key(key) for key in action.keys])


def _or(keys: Sequence[str]) -> str:
    *some, last = keys or [""]
    return tr("{some} or {last}", some=", ".join(some), last=last) if some else last
