"""Bidirectional text: keeping it from reordering the text around it."""

import re
from collections.abc import Iterable
from typing import Final

from annotator.i18n import is_right_to_left

# Unicode Bidirectional Algorithm (UAX #9), 2.1 to 2.5: embeddings, overrides, isolates
_CONTROLS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LEFTWARDS: Final = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_QUOTED: Final = re.compile("\u2068[^\u2066-\u2069]*\u2069|“([^“”]*)”")  # not in an isolate
_ISOLATED: Final = re.compile("\u2068[^\u2066-\u2069]*\u2069")
_SHOWN: Final = "\ufffd"
_LETTER: Final = re.compile("[^\\W\\d_]")


def begins_leftwards(text: str) -> bool | None:
    """Return whether the first letter of a text is of a right-to-left script; None without one."""
    first = _LETTER.search(text)
    return _LEFTWARDS.match(first[0]) is not None if first else None


def without_isolates(text: str) -> str:
    """Return a text without what `isolated` puts around its parts, to be compared."""
    return text.replace("\u2068", "").replace("\u2069", "")


def without_bidi_controls(text: str) -> str:
    """Return a text for display, with bidirectional controls replaced by a visible character.

    Stored text is never changed this way; isolates added by `isolated` stay.
    """
    if not _CONTROLS.search(text):
        return text
    parts, last = [], 0
    for isolate in _ISOLATED.finditer(text):
        parts += [_CONTROLS.sub(_SHOWN, text[last : isolate.start()])]
        inner = isolate[0][1:-1]
        parts += ["\u2068", _CONTROLS.sub(_SHOWN, inner), "\u2069"]
        last = isolate.end()
    return "".join([*parts, _CONTROLS.sub(_SHOWN, text[last:])])


def isolated(text: str) -> str:
    """Return a text to be embedded in another, with controls replaced and isolated if needed.

    In a right-to-left interface language every text is isolated, as most names are left-to-right;
    an empty one stays empty. What is isolated part by part, as by `listed`, stays as it is.
    """
    inner = text[1:-1] if _ISOLATED.fullmatch(text) else text
    if _is_in_isolates(inner):
        return without_bidi_controls(text)
    shown = _CONTROLS.sub(_SHOWN, inner)
    is_other = shown and (is_right_to_left() or _LEFTWARDS.search(shown))
    return f"\u2068{shown}\u2069" if is_other else shown


def isolated_lines(text: str) -> str:
    """Return a text for display, each line isolated, unless something in it is already."""
    lines = text.split("\n")
    return "\n".join(line if "\u2068" in line else isolated(line) for line in lines)


def following(text: str) -> str:
    """Return a text for display after another on the same line, with a dot between them.

    A mark keeps the dot between them where the interface runs from right to left.
    """
    mark = "\u200f" if is_right_to_left() else ""
    return f"{mark} · {isolated(text)}"


def side_by_side(parts: Iterable[str], beside: str = "") -> str:
    """Return texts for one line with dots between them, leaving out empty ones.

    Each is isolated if one of them, or the text beside the line, is right-to-left: a number that
    another begins with would go to the other side.
    """
    return " · ".join(all_isolated(parts, beside))


def listed(parts: Iterable[str]) -> str:
    """Return texts as a list on one line, `a, b`, leaving out empty ones.

    Each is isolated if one of them is right-to-left: otherwise the others, and the commas, would
    go to the other side.
    """
    return ", ".join(all_isolated(parts))


def all_isolated(parts: Iterable[str], beside: str = "") -> list[str]:
    """Return texts for one line, each isolated if one of them, or one beside, is right-to-left."""
    shown = [isolated(part) for part in parts if part]
    if any(_LEFTWARDS.search(text) for text in (*shown, beside)):
        return [part if "\u2068" in part else f"\u2068{part}\u2069" for part in shown]
    return shown


def _is_in_isolates(text: str) -> bool:
    """Return whether all of a text that is right-to-left is in isolates, none of them open."""
    rest = _ISOLATED.sub("", text)
    return rest != text and not (_LEFTWARDS.search(rest) or _CONTROLS.search(rest))


def whole_isolates(text: str) -> str:
    """Return a text that was cut off with the isolate closed in which its end is."""
    return text + "\u2069" if text.count("\u2068") > text.count("\u2069") else text


def with_names_isolated(text: str) -> str:
    """Return a sentence for display, with each name in quotation marks isolated."""
    if not _CONTROLS.search(text) and not _LEFTWARDS.search(text):
        return text
    return without_bidi_controls(_QUOTED.sub(_isolate, text))


def _isolate(found: re.Match[str]) -> str:
    return found[0] if found[1] is None else f"“{isolated(found[1])}”"
