"""Cleaning of text, once, when it is imported (the rules: docs/text-cleaning.md)."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

UNSEEN: Final = "\u00ad\u061c\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
"""Characters within words that are not seen, in a class of a regular expression."""

_LONG_WORD: Final = 20  # characters
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_FRAME_ENDS = re.compile("[\ufdd0\ufdd1]")  # not characters; Qt documents contain them
_NOT_CHARACTERS = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TAGS_ONLY = re.compile(r"(?:\w[\w ]{0,20}:\s*)?#\w+(?:[\s,;]+#\w+)+[\s,;]*")
_UNCLEAN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_UNCLEAN_ASCII: Final = bytes(set(range(0x20)) - set(b"\t\n")) + b"\x7f"
_LINES = re.compile(r"[^\n]+")
_FIRST_ALONE: Final = "\u3005"
_WORD_ALONE: Final = (
    "[\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
_JOINED = re.compile(b"\2(?<=\1\2)(?=\1)")  # punctuation between two parts of a word
_ASCII: Final = bytes(range(0x80))
_MANY: Final = 24
_KINDS: Final = bytes(  # 1 for letters, 2 for what may join parts of a word, 0 for the others
    1 if byte >= 0x80 or chr(byte).isalnum() or chr(byte) == "_" else 2 * (chr(byte) in "-'.")
    for byte in range(256)
)


def clean(text: str) -> str:
    """Return the text with uniform line ends, without control characters and a byte order mark.

    Code points that are not characters become U+FFFD. Cleaning a cleaned text changes nothing.
    """
    if not text or is_clean(text.encode("utf-8", "surrogatepass")):
        return text
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    return _NOT_CHARACTERS.sub("\ufffd", text).lstrip("\ufeff")


def uniform_line_ends(text: str) -> str:
    """Return the text with uniform line ends, and without the marks of frames that Qt adds."""
    return _FRAME_ENDS.sub("", _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """Return the text with its lines joined by spaces."""
    return " ".join(uniform_line_ends(text).split("\n"))


def end_within(text: str, columns: int) -> str:
    """Return the end of a text that is so wide; characters such as Chinese ones take two columns.

    It may begin within a word.
    """
    start = len(text)
    while start:
        columns -= 2 if unicodedata.east_asian_width(text[start - 1]) in "WF" else 1
        if columns < 0:
            break
        start -= 1
    return text[start:]


def from_first_word(text: str) -> str:
    """Return the end of a longer text without a word of which it has only a part.

    It stays as it is where no space is near: scripts such as Chinese and Thai have none.
    """
    space = text.find(" ", 0, _LONG_WORD)
    return text[space + 1 :]


def up_to_last_word(text: str) -> str:
    """Return the beginning of a longer text without a word of which it has only a part."""
    space = text.rfind(" ", max(0, len(text) - _LONG_WORD))
    return text[:space] if space > 0 else text


def cut_off(text: str) -> str:
    """Return the beginning of a longer text with an ellipsis, apart from a sign before it."""
    text = text.rstrip()
    is_after_sign = bool(text) and unicodedata.category(text[-1]).startswith("P")
    return f"{text}{' ' if is_after_sign else ''}…"


def is_clean(data: bytes) -> bool:
    """Return quickly whether cleaning a text in UTF-8 would change nothing, as for nearly all."""
    if len(data.translate(None, _UNCLEAN_ASCII)) < len(data):
        return False
    return data.isascii() or not _UNCLEAN.search(_foreign(data))


def _foreign(data: bytes) -> str:
    """Return the non-ASCII characters of a text in UTF-8: few in most texts."""
    return data.translate(None, _ASCII).decode("utf-8", "surrogatepass")


def folded(text: str) -> str:
    """Return a text as names are compared: without case, accents and marks."""
    if text.isascii():
        return text.lower()
    # once more, as “𝐁” becomes an ordinary “B”
    letters = unicodedata.normalize("NFKD", text.casefold()).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def first_line(text: str) -> str:
    """Return the first line that is not empty, without white space around it."""
    return next(_lines(text), "")


def headline_in(text: str) -> str:
    """Return the proposed headline: the first line, after any line of hashtags."""
    return next((line for line in _lines(text) if not _TAGS_ONLY.fullmatch(line)), "")


def _lines(text: str) -> Iterator[str]:
    """Yield the lines that are not empty, without white space around them."""
    return (stripped for line in _LINES.finditer(text) if (stripped := line[0].strip()))


def word_count(text: str) -> int:
    """Return how many words a text has, as word processors count them.

    Each Chinese or Japanese character counts as one; in other scripts without spaces, such as
    Thai, each run between spaces and punctuation does.
    """
    alone = 0
    if not text.isascii():
        others = set(_foreign(text.encode("utf-8", "surrogatepass")))
        # looking at each letter is slow, and compiling the pattern takes 1 ms at start
        ones = {each for each in others if each >= _FIRST_ALONE and re.match(_WORD_ALONE, each)}
        if ones:
            text, alone = re.subn(_WORD_ALONE, " ", text)
            others -= ones
        signs = [sign for sign in others if not sign.isalnum()]
        if len(signs) > _MANY:
            return alone + sum(1 for _ in _WORD.finditer(text))
        for sign in signs:  # other non-ASCII characters are parts of words, in UTF-8 too
            text = text.replace(sign, "'" if sign == "’" else " ")
    kinds = text.encode().translate(_KINDS)
    # all at once in one integer: of a search, the processor foresees no end of a word
    letters = int.from_bytes(kinds.replace(b"\2", b"\0"), "little")
    edges = (letters ^ letters << 8).bit_count()
    return alone + edges // 2 - len(_JOINED.findall(kinds))
