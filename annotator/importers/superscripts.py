"""Figures raised and lowered, and marks of notes, written so that they do not run into others."""

from typing import Final

_PLAIN: Final = "0123456789+-\u2212\u2013=()"
_RAISED: Final = str.maketrans(_PLAIN, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾")
_LOWERED: Final = str.maketrans(_PLAIN, "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_LONGEST: Final = 12


def as_inline(text: str, before: str, *, is_raised: bool = True, is_note: bool = False) -> str:
    """Return raised or lowered text as it is written on the line: 10 and 6 are 10⁶, or 10^6.

    `before` is what it stands behind, `is_note` says that it leads to a note, as in [1]. Letters
    alone stay as they are: 1st, Mme, CO.
    """
    content = text.strip()
    if is_note or (is_raised and _is_list(content) and not before[-1:].isdecimal()):
        return content if not content or content.startswith(("[", "(")) else f"[{content}]"
    if not any(map(str.isdecimal, content)):
        return text
    if set(content) <= set(_PLAIN):
        return content.translate(_RAISED if is_raised else _LOWERED)
    if len(content) > _LONGEST or not before or before[-1:].isspace() or not content[0].isalnum():
        return text
    return ("^" if is_raised else "_") + (content if content.isalnum() else f"({content})")


def _is_list(text: str) -> bool:
    """Return whether these are the numbers of several notes: 1, 2."""
    parts = [part.strip() for part in text.split(",")]
    return len(parts) > 1 and all(map(str.isdecimal, parts))
