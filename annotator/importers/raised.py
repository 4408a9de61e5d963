"""Figures raised and lowered, and marks of notes, written so that they do not run into others."""

from typing import Final

_PLAIN: Final = "0123456789+-\u2212\u2013=()"
_RAISED: Final = str.maketrans(_PLAIN, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾")
_LOWERED: Final = str.maketrans(_PLAIN, "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_LONGEST: Final = 12


def written(text: str, before: str, *, is_raised: bool = True, is_note: bool = False) -> str:
    """Return raised or lowered text as it is written on the line: 10 and 6 are 10⁶, or 10^6.

    `before` is what it stands behind, `is_note` says that it leads to a note, as in [1]. Letters
    alone stay as they are: 1st, Mme, CO.
    """
    words = text.strip()
    if is_note or (is_raised and _is_list(words) and not before[-1:].isdecimal()):
        return words if not words or words.startswith(("[", "(")) else f"[{words}]"
    if not any(map(str.isdecimal, words)):
        return text
    if set(words) <= set(_PLAIN):
        return words.translate(_RAISED if is_raised else _LOWERED)
    if len(words) > _LONGEST or not before or before[-1:].isspace() or not words[0].isalnum():
        return text
    return ("^" if is_raised else "_") + (words if words.isalnum() else f"({words})")


def _is_list(words: str) -> bool:
    """Return whether these are the numbers of several notes: 1, 2."""
    parts = [part.strip() for part in words.split(",")]
    return len(parts) > 1 and all(map(str.isdecimal, parts))
