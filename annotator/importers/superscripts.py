"""Superscripts, subscripts and note references, written as plain text."""

from typing import Final

_PLAIN: Final = "0123456789+-\u2212\u2013=()"
_RAISED: Final = str.maketrans(_PLAIN, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾")
_LOWERED: Final = str.maketrans(_PLAIN, "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_LONGEST: Final = 12


def as_inline(text: str, before: str, *, is_raised: bool = True, is_note: bool = False) -> str:
    """Return a superscript or subscript as plain text: 6 after 10 becomes ⁶ or ^6.

    `before` is the text before it, `is_note` says that it refers to a note, as in [1]. Letters
    alone stay unchanged: 1st, Mme, CO.
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
    """Return whether a text is a list of note numbers, such as 1, 2."""
    parts = [part.strip() for part in text.split(",")]
    return len(parts) > 1 and all(map(str.isdecimal, parts))
