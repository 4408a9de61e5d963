"""Cleaning of text, once, when it comes in (the rules: docs/text-cleaning.md)."""

import re
from collections.abc import Iterator

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_NOT_CHARACTERS = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TAGS_ONLY = re.compile(r"(?:\w[\w ]{0,20}:\s*)?#\w+(?:[\s,;]+#\w+)+[\s,;]*")
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")


def clean(text: str) -> str:
    """Return the text with one kind of line end and without what no reader can see.

    Cleaning a cleaned text changes nothing.
    """
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    return _NOT_CHARACTERS.sub("\ufffd", text).lstrip("\ufeff")


def first_line(text: str) -> str:
    """Return the first line that is not empty, without white space around it."""
    return next(_lines(text), "")


def headline_in(text: str) -> str:
    """Return the line that is offered as headline: the first one, after any line of hashtags."""
    return next((line for line in _lines(text) if not _TAGS_ONLY.fullmatch(line)), "")


def _lines(text: str) -> Iterator[str]:
    return (stripped for line in text.splitlines() if (stripped := line.strip()))


def word_count(text: str) -> int:
    """Return how many words a text has; scripts without spaces count runs between marks."""
    return sum(1 for _ in _WORD.finditer(text))
