"""Raised and lowered figures, as characters that keep apart from the word they stand at."""

from typing import Final

_RAISED: Final = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_LOWERED: Final = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_BRACKETS: Final = ("[", "(")


def raised(text: str) -> str:
    """Return raised text with its figures as superscripts: `10` and a raised `6` are not 106.

    Letters stay as they are, and so does a reference to a note that has brackets: `[1]`.
    """
    return _shifted(text, _RAISED)


def lowered(text: str) -> str:
    """Return lowered text with its figures as subscripts, as in CO₂; letters stay as they are."""
    return _shifted(text, _LOWERED)


def _shifted(text: str, signs: dict[int, int]) -> str:
    return text if text.lstrip().startswith(_BRACKETS) else text.translate(signs)
