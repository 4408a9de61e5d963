"""Splits a text into blocks, which are laid out one by one."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from annotator.domain.span import Span

LONGEST = 4_000  # code points in one block
CROWD = 100_000  # lines from which on several lines share a block

_LINE = re.compile("[^\n]+")
_ALL = re.compile(".+", re.DOTALL)
_SENTENCE_END = re.compile("[.!?…][\"'”’»)]*\\s+|[。！？]+")
_JOINER = "\u200d"
_TONE = re.compile("[\U0001f3fb-\U0001f3ff]")  # of skin
_FLAG_LETTER = re.compile("[\U0001f1e6-\U0001f1ff]")
_FLAG_LETTERS = re.compile("[\U0001f1e6-\U0001f1ff]*$")
# an emoji with what belongs to it, waiting for another
_JOINED = re.compile(
    "[^\\w\\s!-~\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]"
    "[\u0300-\u036f\ufe0f\u20e3\U0001f3fb-\U0001f3ff]*\u200d$"
)
_LOOKED_AT = 64  # code points


class Blocks:
    """The blocks of one text: its paragraphs without blank lines, or pieces of long ones.

    Positions between two blocks hold nothing but white space and belong to the block before.
    """

    def __init__(self, text: str) -> None:
        self.crowded = text.count("\n") > CROWD
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.closing = bytearray()  # 1 where a paragraph ends with the block
        lines = _ALL if self.crowded else _LINE
        for line in lines.finditer(text):
            self._add(text, line.start(), line.end())

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, index: int) -> Span:
        """Return the span of the text that a block shows."""
        return Span(self.starts[index], self.ends[index])

    def at(self, position: int) -> int:
        """Return the index of the block that a position belongs to; 0 before the first."""
        return max(0, bisect_right(self.starts, position) - 1)

    def within(self, span: Span) -> range:
        """Return the indexes of the blocks that share a character with a span."""
        return range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))

    def around(self, span: Span) -> Span:
        """Return a span with the rest of the blocks in which it begins and ends."""
        first, last = self.at(span.start), self.at(span.end - 1)
        return Span(min(span.start, self.starts[first]), max(span.end, self.ends[last]))

    def _add(self, text: str, start: int, end: int) -> None:
        pieces = [piece for piece in _pieces(text, start, end) if not text[slice(*piece)].isspace()]
        for first, last in pieces:
            self.starts.append(first)
            self.ends.append(last)
            self.closing.append(0)
        if pieces:
            self.closing[-1] = 1


def clings(text: str, position: int) -> bool:
    """Return whether the character at a position certainly belongs to the one before it.

    A first approximation of Unicode's grapheme clusters (UAX 29) that looks at neighbours only.
    """
    char = text[position]
    if position and unicodedata.category(text[position - 1]) in ("Cc", "Zl", "Zp"):
        return False
    if unicodedata.category(char)[0] == "M" or char == _JOINER or _TONE.match(char):
        return True
    before = text[max(0, position - _LOOKED_AT) : position]
    if _FLAG_LETTER.match(char):
        letters = _FLAG_LETTERS.search(before)
        return bool(letters and len(letters.group()) % 2)
    return unicodedata.category(char) == "So" and _awaits_another(before)


def _awaits_another(text: str) -> bool:
    """Return whether a text ends with an emoji and a joiner, which ties it to the next one."""
    joined = _JOINED.search(text)
    # an accent alone is no emoji: a joiner behind a letter ties nothing
    return joined is not None and unicodedata.category(joined.group()[0])[0] in "SP"


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = _cut(text, start, end)
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _cut(text: str, start: int, end: int) -> int:
    """Return where to cut a long piece: after a line, a sentence or a word, otherwise anywhere."""
    window = start + LONGEST // 2, start + LONGEST
    cut = text.rfind("\n", *window) + 1
    if not cut:
        ends = [found.end() for found in _SENTENCE_END.finditer(text, *window)]
        cut = ends[-1] if ends else text.rfind(" ", *window) + 1
    cut = cut or window[1]
    while cut < end and clings(text, cut):
        cut += 1
    return cut
