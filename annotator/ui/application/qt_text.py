"""Text as Qt takes it over with every character in its place."""

from typing import Final

_FIRST: Final = {"\ufeff": "\u2060", "\ufffe": "\ufffd"}


def kept_whole(text: str) -> str:
    """Return a text of the same length, which Qt takes over as it is.

    Qt takes U+FEFF at the beginning for a mark of byte order, which it drops, and swaps the bytes
    of all that follows U+FFFE.
    """
    return _FIRST[text[0]] + text[1:] if text[:1] in _FIRST else text
