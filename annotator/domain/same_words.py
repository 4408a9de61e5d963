"""Comparing texts without regard to white space, hyphenation and encoding faults."""

import re
import unicodedata
from collections.abc import Iterator

_UNSEEN = re.compile(
    "[\\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+"
)
_LINE_END = re.compile("[-\u00ad\u2010]\\s*\n\\s*")
_CODE_PAGES = ("cp1252", "latin-1", "cp1250", "cp1251", "cp1254", "iso8859-2", "mac-roman", "cp437")


def same_words(old: str, new: str) -> bool:
    """Return whether two texts have the same visible characters in the same order.

    Ignores white space, invisible characters, hyphens at line ends, Unicode normalisation, and
    UTF-8 that was decoded in another encoding.
    """
    if "".join(old.split()) == "".join(new.split()):
        return True
    known = set(_readings(new))
    return any(reading in known for reading in _readings(old)) or _is_mended(old, new)


def _readings(text: str) -> Iterator[str]:
    yield _seen(text)
    yield _seen(_LINE_END.sub("", text))


def _seen(text: str) -> str:
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def _is_mended(old: str, new: str) -> bool:
    spoilt = _seen(old)
    if not spoilt or new.isascii():
        return False
    # "ignore", because the import cleans away what such a code page leaves undefined
    right = new.encode("utf-8", "ignore")
    return any(_seen(right.decode(page, "ignore")) == spoilt for page in _CODE_PAGES)
