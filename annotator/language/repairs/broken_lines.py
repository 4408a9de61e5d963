"""Finds broken lines: hyphenated words, running heads, texts without line breaks."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from annotator.domain.revision import TextEdit
from annotator.domain.span import Span
from annotator.i18n import format_number, tr
from annotator.language.repairs.language_data import RepairWords, repair_words
from annotator.language.repairs.repair import Repair, RepairKind
from annotator.language.sentences.segmentation import sentences_of_line
from annotator.language.sentences.tokens import letters_after, letters_before
from annotator.language.zones.lines import Line, lines

_DOUBLE = re.compile(r"(?<=[^\s]) {2,}(?=[^\s])")
_LINE_END = re.compile("[-\u2010\u00ad\u00ac]\n[ \t]*(?=[^\\W\\d_])")
_WORD = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_SURE = "\u00ad\u00ac"  # signs that are only used for hyphenation
_LONG_LINE = 2_000  # code points from which a line is a whole text without paragraphs
_STRETCH = 4_000  # the splitter takes quadratic time on lines without spaces
_PARAGRAPH = 500
_LAST_PARAGRAPH = 200
_UNSPACED_STOPS = "。！？"
_HEADER = 80  # code points of a running head at most
_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:(?:page|p|seite|página|pagina|pág|strona|sayfa|стр|страница|сторінка|صفحة)\.?\s)?"
    r"(\d{1,5})(?:\s?(?:/|of|von|de|di|van|z|из|з|من)\s?\d{1,5})?[\W_]*",
    re.IGNORECASE,
)
_LONGEST_PAGE = 3  # times the shortest
_PAGE = range(800, 10_000)  # code points between two running heads


def double_spaces(text: str, _: str) -> Iterator[Repair]:
    """Yield a repair for several spaces within a line; indented lines stay as they are."""
    for found in _DOUBLE.finditer(text):
        start, end = found.span()
        edit = TextEdit(start + 1, end, "")
        span = Span(max(0, start - 1), min(len(text), end + 1))
        yield Repair(
            RepairKind.DOUBLE_SPACE,
            (edit,),
            span,
            tr("{count} spaces in a row", count=format_number(end - start)),
        )


class _Cut(NamedTuple):
    """A word divided at the end of a line: its halves, the hyphen, and the next line."""

    left: str
    right: str
    at: int
    end: int

    @property
    def joined(self) -> str:
        return self.left + self.right

    @property
    def compound(self) -> str:
        return f"{self.left}-{self.right}"


def hyphenations(text: str, language: str) -> Iterator[Repair]:
    """Yield a repair for each word divided at the end of a line.

    The hyphen is removed when the whole word occurs elsewhere in the text, or neither half
    does; it is kept when the text has the word with one. If both are possible, nothing is
    suggested.
    """
    cuts = [cut for found in _LINE_END.finditer(text) if (cut := _cut(text, found))]
    if not cuts:
        return
    chained = {cut.end for cut in cuts} & {cut.at - len(cut.left) for cut in cuts}
    cuts = [c for c in cuts if c.end not in chained and c.at - len(c.left) not in chained]
    judge = _Judge(text, cuts, repair_words(language))
    for cut in cuts:
        if (keeps := judge.keeps_hyphen(cut, text[cut.at])) is not None:
            edit = TextEdit(cut.at + 1 if keeps else cut.at, cut.end, "")
            span = Span(cut.at - len(cut.left), cut.end + len(cut.right))
            yield Repair(
                RepairKind.HYPHENATION, (edit,), span, tr("word hyphenated at the end of a line")
            )


def _cut(text: str, found: re.Match[str]) -> _Cut | None:
    left, right = letters_before(text, found.start()), letters_after(text, found.end())
    if min(len(left), len(right)) < 2:
        return None
    return _Cut(left.casefold(), right.casefold(), found.start(), found.end())


class _Judge:
    """Decides between words and halves of words by the rest of the text."""

    def __init__(self, text: str, cuts: Sequence[_Cut], words: RepairWords) -> None:
        folded = text.casefold()
        halves = Counter(half for cut in cuts for half in (cut.left, cut.right))
        self._words = Counter(_WORD.findall(folded)) - halves
        self._compounds = set(_COMPOUND.findall(folded))
        self._heads = words.compounds
        self._text = text
        sure = [cut for cut in cuts if self._is_split(cut, text[cut.at])]
        self._joined = {cut.joined for cut in sure}

    def keeps_hyphen(self, cut: _Cut, sign: str) -> bool | None:
        """Return whether the hyphen belongs to the word; None when that is unknown."""
        if sign in _SURE or cut.joined in self._words:
            return False
        if self._is_compound(cut):
            return True
        return False if cut.joined in self._joined else None

    def _is_compound(self, cut: _Cut) -> bool:
        return cut.compound in self._compounds or cut.left in self._heads

    def _is_split(self, cut: _Cut, sign: str) -> bool:
        """Return whether a divided word is no compound, and neither half is a word elsewhere."""
        if sign in _SURE:
            return True
        starts_name = self._text[cut.end].isupper() and not self._text[cut.at - 1].isupper()
        known = cut.left in self._words or cut.right in self._words
        return not (starts_name or known or self._is_compound(cut))


def single_lines(text: str, language: str) -> Iterator[Repair]:
    """Yield a repair for each line that holds a whole text: paragraphs of about 500 characters."""
    start = 0
    for content in text.split("\n"):
        if len(content) > _LONG_LINE and (edits := tuple(_breaks(content, start, language))):
            span = Span(start, start + len(content))
            yield Repair(RepairKind.ONE_LINE, edits, span, tr("text without paragraphs"))
        start += len(content) + 1


def _breaks(line: str, offset: int, language: str) -> Iterator[TextEdit]:
    begun = 0
    for end, start in _boundaries(line, language):
        if end - begun < _PARAGRAPH or len(line) - start < _LAST_PARAGRAPH:
            continue
        if line[end:start] == " " or (end == start and line[end - 1] in _UNSPACED_STOPS):
            yield TextEdit(offset + end, offset + start, "\n\n")
            begun = start


def _boundaries(line: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield where sentences end and the next ones start, reading a part at a time."""
    at = 0
    while at < len(line):
        found = sentences_of_line(line[at : at + _STRETCH], language)
        for first, second in pairwise(found):
            yield at + first.end, at + second.start
        # the last sentence may be cut off by the end of the part, and is read again
        at += found[-1].start if len(found) > 1 and at + _STRETCH < len(line) else _STRETCH


def page_headers(text: str, *, is_paged: bool) -> Iterator[Repair]:
    """Yield a repair for each running head or page number that is repeated at page intervals.

    A text that was not imported page by page has them only if it has page numbers, too;
    otherwise a repeated line is the author's. The first line of a text is kept: a running head
    often repeats the headline.
    """
    alike: dict[str, list[Line]] = defaultdict(list)
    for line in lines(text)[1:]:
        if len(line.text) <= _HEADER and not line.is_sentence:
            alike[line.key or line.text].append(line)
    heads = [found for found in alike.values() if _are_headers(found)]
    if is_paged or any(map(_are_numbered, heads)):
        yield from (_without(text, line) for found in heads for line in found)


def _are_numbered(found: Sequence[Line]) -> bool:
    """Return whether lines are page numbers: rising by one, without other text."""
    numbers = [_PAGE_NUMBER.fullmatch(line.text) for line in found]
    pages = [int(number[1]) for number in numbers if number]
    steps = {second - first for first, second in pairwise(pages)}
    return len(pages) == len(found) and steps == {1}


def _are_headers(found: Sequence[Line]) -> bool:
    if len(found) < 3:
        return False
    steps = [second.start - first.start for first, second in pairwise(found)]
    if not all(step in _PAGE for step in steps) or max(steps) > _LONGEST_PAGE * min(steps):
        return False
    return not found[0].text.isdecimal() or all(
        second.text.isdecimal() and int(second.text) == int(first.text) + 1
        for first, second in pairwise(found)
    )


def _without(text: str, line: Line) -> Repair:
    """Return the repair that removes a line, with one of two blank lines around it."""
    start, end = line.start, line.end
    if end < len(text):
        end += 2 if line.gap and text.startswith("\n\n", end) else 1
    edit = TextEdit(start, end, "")
    return Repair(
        RepairKind.PAGE_HEADER, (edit,), Span(line.start, line.end), tr("page header or footer")
    )
