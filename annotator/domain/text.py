"""Cleaning of text, once, when it comes in (the rules: docs/text-cleaning.md)."""

import re

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_NOT_CHARACTERS = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")


def clean(text: str) -> str:
    """Return the text with one kind of line end and without what no reader can see.

    Cleaning a cleaned text changes nothing.
    """
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    return _NOT_CHARACTERS.sub("\ufffd", text).lstrip("\ufeff")


def first_line(text: str) -> str:
    """Return the first line that is not empty, without white space around it."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


def word_count(text: str) -> int:
    """Return how many words a text has; scripts without spaces count runs between marks."""
    return sum(1 for _ in _WORD.finditer(text))
