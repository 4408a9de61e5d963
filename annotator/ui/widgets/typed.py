"""Cleans what a person typed or pasted, and shows words of theirs without reading them as HTML."""

import html
import re

_INVISIBLE = re.compile("[\0-\x08\x0b-\x1f\x7f\ud800-\udfff\ufdd0\ufdd1]")
_LEFTWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def plain(text: str) -> str:
    """Return the text with one kind of line end and without control characters."""
    return _INVISIBLE.sub("", _ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """Return the text, cleaned, with its lines joined by blanks."""
    return " ".join(plain(text).split("\n"))


def isolated(words: str) -> str:
    """Return words to be set among others: what is read leftwards does not turn those round."""
    return f"\u2068{words}\u2069" if _LEFTWARDS.search(words) else words


def tooltip(text: str) -> str:
    """Return what to give to `setToolTip`: the very words, wrapped, never read as HTML."""
    return f"<qt>{html.escape(text).replace(chr(10), '<br>')}</qt>" if text else ""
