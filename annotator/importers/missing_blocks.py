"""Finding article blocks that were lost in extraction, and passages that were omitted."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from itertools import accumulate, chain, islice
from typing import Final

from annotator.importers.page_blocks import NOTE, Block, is_heading
from annotator.importers.page_structure import BESIDE, ArticleBounds

LONG: Final = 150
"""The length in characters from which an omitted passage is reported."""

_SURE: Final = 40
_START: Final = 3
_MANY: Final = 1_000
_ENDS: Final = 30
_TIME: Final = re.compile(
    r"\d{1,2}\s?[:.h]\s?\d\d(?:\s?[:.]\s?\d\d)?(?:\s?(?:[ap]\.?\s?m\.?|uhr|[A-Z]{3,4}))?",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"[.!?…。！？؟۔।][\"'”’»)\]]*$")
_UNSEEN: Final = re.compile("[\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def divided(lines: Iterable[str], page: Sequence[Block]) -> list[list[str]]:
    """Return each line as the list of blocks of the page that it joins, or as itself."""
    keys = [_solid(block.text) for block in page]
    whole, starts = frozenset(keys), _by_key(key[:_START] for key in keys)
    found = []
    for line in lines:
        key = _solid(line)
        is_block = "\t" in line or key in whole
        run = range(0) if is_block else _run_of(key, keys, starts.get(key[:_START], ()))
        found.append([page[place].text for place in run] or [line])
    return found


class MissingBlocks:
    """Compares the lines of an article with the blocks of its page to find missing ones.

    Blocks `shown_elsewhere`, such as the headline, do not count. Lines that are `unsure` were
    joined before; nothing is added above them.
    """

    def __init__(
        self,
        lines: Sequence[str],
        page: Sequence[Block],
        shown_elsewhere: Iterable[str] = (),
        unsure: Collection[str] = (),
    ) -> None:
        self._page = [block for block in page if not block.is_struck]
        self._keys = [_solid(block.text) for block in self._page]
        self._lines = lines
        self._unsure = unsure
        keys = [_solid(line.partition("\t")[0]) for line in self._lines]
        self._line_at = _line_at(keys, self._keys)
        self._known = frozenset((*keys, *map(_solid, shown_elsewhere)))
        self._whole = "".join(_solid(line) for line in self._lines)
        sure = [self._page[n].owner for n in self._line_at if len(self._keys[n]) >= _SURE]
        self._bounds = ArticleBounds(sure[:1], BESIDE)
        self._page_bounds = ArticleBounds(sure[:1])
        self._frames = {owner.getparent() for owner in sure}

    def completed_lines(self) -> list[str]:
        """Return the lines with missing blocks of the article inserted between them.

        These are subheadings, the times of live blog entries, and sentences between known ones.
        Lines that match blocks of the page take the page's text.
        """
        found = [[line] for line in self._lines]
        last, follows = max(self._line_at, default=-1), -1
        for place in range(last, -1, -1):
            block = self._page[place]
            if place in self._line_at:
                number = self._line_at[place]
                found[number][-1:] = self._with_page_text(number, block)
                follows = -1 if block.text in self._unsure else number
            elif follows >= 0 and self._belongs(place, block):
                found[follows].insert(0, block.text)
            elif follows >= 0 and not self._bounds.is_outside(block.owner):
                follows = -1
        notes = (n for n in range(last + 1, len(self._page)) if self._is_note(n))
        return [line for group in found for line in group] + [self._page[n].text for n in notes]

    def omitted_count(self) -> int:
        """Return how many passages of 150 characters or more of the page are not in the text.

        They are counted up to 1,000.
        """
        missing = (True for place, block in enumerate(self._page) if self._is_missing(place, block))
        return sum(islice(missing, _MANY))

    def _is_missing(self, place: int, block: Block) -> bool:
        if len(block.text) < LONG or place in self._line_at:
            return False
        key = self._keys[place]
        is_there = key[:_ENDS] in self._whole and key[-_ENDS:] in self._whole
        return not (is_there or _is_linked(block) or self._page_bounds.is_outside(block.owner))

    def _with_page_text(self, number: int, block: Block) -> list[str]:
        """Return a line with the page's text; nothing for an unrelated heading."""
        if is_heading(block) and self._bounds.is_outside(block.owner):
            return []
        return [self._lines[number] if "\t" in self._lines[number] else block.text]

    def _belongs(self, place: int, block: Block) -> bool:
        if self._keys[place] in self._known or self._bounds.is_outside(block.owner):
            return False
        return (
            is_heading(block) or place in self._times or self._is_among(block)
        ) and not _is_linked(block)

    def _is_note(self, place: int) -> bool:
        """Return whether a block is a footnote of the text."""
        owner = self._page[place].owner
        around = chain([owner], islice(owner.iterancestors(), 2))
        return self._keys[place] not in self._known and any(NOTE in each.attrib for each in around)

    @cached_property
    def _times(self) -> frozenset[int]:
        """The positions of lines with only a time, as in live blogs; a single one is ignored."""
        found = frozenset(n for n, block in enumerate(self._page) if _TIME.fullmatch(block.text))
        return found if len(found) > 1 else frozenset()

    def _is_among(self, block: Block) -> bool:
        """Return whether a block is a sentence next to paragraphs of the article."""
        return block.owner.getparent() in self._frames and bool(_SENTENCE.search(block.text))


def _solid(line: str) -> str:
    """Return the visible characters of a line, without white space."""
    return "".join((line if line.isascii() else _UNSEEN.sub("", line)).split())


def _run_of(line: str, keys: Sequence[str], starts: Iterable[int]) -> range:
    """Return the range of blocks that make up a line when joined."""
    for start in starts:
        rest, end = line, start
        while end < len(keys) and rest and rest.startswith(keys[end]):
            rest, end = rest[len(keys[end]) :], end + 1
        if not rest:
            return range(start, end)
    return range(0)


def _line_at(lines: Sequence[str], blocks: Sequence[str]) -> dict[int, int]:
    """Return, by position of the block, the line of the article that matches it.

    Long lines are matched first; short ones are searched between them.
    """
    found = _by_key(blocks)
    places: dict[int, int] = {}
    for key, numbers in _by_key(lines).items():
        if len(key) >= _SURE:
            places.update(zip(numbers, found.get(key, ()), strict=False))
    before = list(accumulate((places.get(n, -1) for n in range(len(lines))), max, initial=-1))
    after = len(blocks)
    for number in reversed(range(len(lines))):
        same = found.get(lines[number], [])
        last = bisect_left(same, after) - 1
        if number not in places and last >= 0 and same[last] > before[number]:
            places[number] = same[last]
        after = places.get(number, after)
    return {place: number for number, place in places.items()}


def _by_key(keys: Iterable[str]) -> dict[str, list[int]]:
    """Return the positions of each key, in order."""
    found: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        found.setdefault(key, []).append(place)
    return found


def _is_linked(block: Block) -> bool:
    """Return whether most of a block's text is links."""
    if next(block.owner.iterancestors("a"), None) is not None:
        return True
    links = sum(len(link.text_content()) for link in block.owner.iter("a"))
    return links * 2 > len(block.text)
