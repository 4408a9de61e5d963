"""Finds passages that occur twice in a text, word for word or nearly so."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from typing import NamedTuple

from annotator.language.sentences.words import UNSPACED
from annotator.language.zones.lines import Line

_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff"  # \\w lacks vowel signs
_TOKEN = re.compile(f"[{UNSPACED}]|(?:(?![{UNSPACED}])[\\w{_MARKS}])+(?:['’]\\w+)*")
_CHARACTER = re.compile(f"[{UNSPACED}]")
_SHINGLE = 8  # words in a row that two passages must share to be compared
_LOOSE = 5  # words in a row that continue a repeated passage
_PER_WORD = 3  # characters that count as a word in scripts without spaces
_FEWEST = 3  # matching lines; the minimum of a passage
_REACH = 3  # different lines that a copy may have between two matching ones
_STEPS = sorted(product(range(1, _REACH + 1), repeat=2), key=sum)
_LONGEST = 500_000  # code points compared
_MOST_PULLED = 50
_WHOLE = 0.8
_MOST = 0.6
_NEARLY = 0.15
_HEADING = 60  # code points
_DIGITS = re.compile(r"\d+")
_LABELLED = re.compile(r"\W*\w[^.!?:：]{0,40}[:：]\s*\S")
_CLOSERS = "\"'”’»)]）」』 "
_SIGNED = re.compile(r"[—–-]{1,2}\s?\w")
_QUOTED = re.compile('["“„«»][^"“”„«»]+["“”«»]')


class Copy(NamedTuple):
    """Lines that repeat others, by their index; `last` is included."""

    first: int
    last: int


class _Pair(NamedTuple):
    """Two lines that share runs of words: how many words of the later one are in them."""

    first: int
    second: int
    shared: int


def copies(lines: Sequence[Line]) -> list[Copy]:
    """Return the passages of a text that repeat earlier ones, in order.

    A short line that is part of a longer one is the copy, wherever it is: a repeated lead, a pull
    quote. Only the first 500,000 code points are compared.
    """
    words = [_TOKEN.findall(line.text.casefold()) for line in lines if line.end <= _LONGEST]
    pairs = _pairs(words)
    passage = _Passage(words, lines)
    passages = [passage.of(run) for run in _runs(pairs, words, lines)]
    inside = {place for copy in passages for place in range(copy.first, copy.last + 1)}
    apart = (pair for pair in pairs if pair.second not in inside)
    single = {place for pair in apart if (place := _copied(pair, words, lines)) is not None}
    pulled = set(_pulled(lines, words))
    return sorted([*passages, *(_with_name(place, lines) for place in (single | pulled) - inside)])


def _pairs(words: Sequence[Sequence[str]]) -> list[_Pair]:
    """Return for each line the earlier one that shares most with it, if a run of words."""
    known: dict[int, int] = {}
    best = []
    for second, line in enumerate(words):
        shared: dict[int, int] = defaultdict(int)
        reached: dict[int, int] = defaultdict(int)
        size = _size(line, _SHINGLE)
        for place, run in enumerate(zip(*(line[at:] for at in range(size)), strict=False)):
            first = known.setdefault(hash(run), second)
            if first != second:
                shared[first] += place + size - max(place, reached[first])
                reached[first] = place + size
        if shared:
            first = max(shared, key=lambda place: (shared[place], place))
            best.append(_Pair(first, second, shared[first]))
    return best


def _copied(pair: _Pair, words: Sequence[Sequence[str]], lines: Sequence[Line]) -> int | None:
    """Return the line of a pair that repeats the other; None when they only share some words."""
    first, second = len(words[pair.first]), len(words[pair.second])
    if first < second * _MOST:
        line = lines[pair.first]
        is_said = line.is_sentence or _QUOTED.fullmatch(line.text)
        return pair.first if is_said and pair.shared >= first * _WHOLE else None
    if pair.shared < second * _MOST or _is_meant(pair, lines):
        return None
    return pair.second


def _is_meant(pair: _Pair, lines: Sequence[Line]) -> bool:
    """Return whether a line is repeated on purpose: a question, a heading, a restated claim.

    A claim follows a label, or the heading of the part that restates it. A line with a number of
    its own says something else in the same words.
    """
    first, again = lines[pair.first], lines[pair.second]
    if _DIGITS.findall(again.text) != _DIGITS.findall(first.text):
        return True
    if again.is_sentence:
        is_claim = any(_LABELLED.match(line.text) for line in (first, again))
        below = lines[pair.second - 1]
        return is_claim or not again.is_prose or _is_question(again) or _is_heading(below)
    return _is_heading(again) or not any(line.is_prose for line in lines[: pair.first])


def _is_heading(line: Line) -> bool:
    return line.is_short and not line.is_sentence and len(line.text) < _HEADING


def _is_question(line: Line) -> bool:
    return line.text.rstrip(_CLOSERS).endswith(tuple("?？؟;"))


def _runs(
    pairs: Iterable[_Pair], words: Sequence[Sequence[str]], lines: Sequence[Line]
) -> Iterator[list[_Pair]]:
    """Yield runs of pairs that follow one another in both places: a repeated passage.

    Questions alone are none: several people are asked the same.
    """
    run: list[_Pair] = []
    for pair in [*pairs, _Pair(-1, -1, 0)]:
        if run and _goes_on(run, pair):
            run.append(pair)
            continue
        stated = [each for each in run if not _is_question(lines[each.second])]
        if _is_passage(stated, words):
            yield run
        run = [pair]


def _goes_on(run: Sequence[_Pair], pair: _Pair) -> bool:
    last = run[-1]
    return (
        0 <= pair.first - last.first <= _REACH
        and 0 < pair.second - last.second <= _REACH
        and pair.first < run[0].second
    )


def _is_passage(run: Sequence[_Pair], words: Sequence[Sequence[str]]) -> bool:
    if len({pair.first for pair in run}) < _FEWEST:
        return False
    return sum(p.shared for p in run) >= _NEARLY * sum(len(words[p.second]) for p in run)


class _Passage:
    """Extends a repeated passage to both its ends."""

    def __init__(self, words: Sequence[Sequence[str]], lines: Sequence[Line]) -> None:
        self._words = words
        self._lines = lines
        self._known: dict[int, set[tuple[str, ...]]] = {}

    def of(self, run: Sequence[_Pair]) -> Copy:
        """Return the later copy of a run, with adjacent lines that belong to it."""
        seed = run[0]
        start = self._followed(seed, -1, range(run[-1].first + 1, len(self._words)))
        end = self._followed(run[-1], 1, range(seed.second))
        above = min(self._headings(seed.first), self._headings(seed.second))
        return Copy(min(start.second, seed.second - above), end.second)

    def _followed(self, pair: _Pair, way: int, allowed: range) -> _Pair:
        """Return the last pair of lines that still share a few words in a row.

        `allowed` limits how close the two passages may come, so that they do not overlap.
        """
        while further := self._step(pair, way):
            if (further.first if way > 0 else further.second) not in allowed:
                break
            pair = further
        return pair

    def _step(self, pair: _Pair, way: int) -> _Pair | None:
        for own, other in _STEPS:
            further = _Pair(pair.first + way * other, pair.second + way * own, 0)
            if self._alike(further):
                return further
        return None

    def _alike(self, pair: _Pair) -> bool:
        if not 0 <= pair.first < pair.second < len(self._words):
            return False
        return not self._grams(pair.first).isdisjoint(self._grams(pair.second))

    def _grams(self, place: int) -> set[tuple[str, ...]]:
        if place not in self._known:
            self._known[place] = _grams(self._words[place])
        return self._known[place]

    def _headings(self, place: int) -> int:
        """Return how many headings are directly above a line."""
        count = 0
        while place - count > 0 and self._lines[place - count - 1].is_short:
            count += 1
        return count


def _grams(words: Sequence[str]) -> set[tuple[str, ...]]:
    size = _size(words, _LOOSE)
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}


def _size(words: Sequence[str], count: int) -> int:
    """Return the number of tokens for a number of words: more where characters are tokens."""
    unspaced = any(_CHARACTER.match(word) for word in words[:_SHINGLE])
    return count * _PER_WORD if unspaced else count


def _pulled(lines: Sequence[Line], words: Sequence[Sequence[str]]) -> Iterator[int]:
    """Yield pull quotes: quotations above a name that occur again in the article."""
    alone = (
        place
        for place, line in enumerate(lines[: len(words) - 1])
        if _is_name(lines[place + 1]) and _QUOTED.fullmatch(line.text)
    )
    whole = "".join(f" {' '.join(line)} " for line in words)
    yield from (
        place
        for place in islice(alone, _MOST_PULLED)
        if whole.count(f" {' '.join(words[place])} ") > 1
    )


def _is_name(line: Line) -> bool:
    return not line.gap and len(line.text) <= 80 and bool(_SIGNED.match(line.text))


def _with_name(place: int, lines: Sequence[Line]) -> Copy:
    signed = place + 1 < len(lines) and _is_name(lines[place + 1])
    return Copy(place, place + 1 if signed else place)
