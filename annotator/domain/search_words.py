"""The words of a text as the search knows them: without case, accents and marks.

Scripts without spaces, such as Chinese, Japanese and Thai, have pairs of characters for words. A
symbol or emoji is a word of its own; other punctuation and spaces stand between words.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from annotator.domain.search import Term
from annotator.domain.span import Span
from annotator.domain.text import UNSEEN, folded

LONGEST: Final = 100
"""Characters of a word that are compared: a longer one is known by its beginning."""

_MARKS: Final = (  # that belong to words, though they are no letters
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd"
    "\u0f18-\u0f84\u102b-\u103e\u1056-\u109d\u17b4-\u17d3\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\u302a-\u302f\u3099\u309a\ufe20-\ufe2f"
)
_BETWEEN: Final = (  # no words, and not part of any
    "\\s\x00-\x7f\u0080-\u00a1\u00a7\u00ab\u00b4\u00b6-\u00b8\u00bb\u00bf\u055a-\u055f\u060c\u061b"
    "\u061f\u066a-\u066d\u06d4\u0964\u0965\u2000-\u206f\u2190-\u2193\u2e00-\u2e7f\u3000-\u3003"
    "\u3008-\u3020\u3030\u303d\u30fb\ud800-\udfff\ufe00-\ufe6f\uff00-\uff0f\uff1a-\uff20"
    "\uff3b-\uff40\uff5b-\uff65\ufff0-\uffff"
)
_WORD: Final = re.compile(f"[\\w{_MARKS}{UNSEEN}]+|[^{_BETWEEN}]")
_LETTERS: Final = re.compile(r"\w+")
_UNUSUAL: Final = re.compile(f"[{_MARKS}{UNSEEN}]|[^\\w{_BETWEEN}]")
_PART: Final = re.compile(f"[\\w{_MARKS}]+|[^{_BETWEEN}]")
_HIDDEN: Final = re.compile(f"[{UNSEEN}]")
_SPACELESS: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa"
    "\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
_RUN: Final = re.compile(f"[{_SPACELESS}]+|[^{_SPACELESS}]+")
_ALONE: Final = re.compile(f"[{_SPACELESS}]")

Piece = tuple[str, int, int]
"""A word as it is compared, and where it begins and ends."""


def words_of(text: str) -> list[str]:
    """Return the words of a text, in order."""
    return [word for run in _runs(text).findall(text) for word, _, _ in _pieces(run)]


def words_sought(text: str) -> tuple[tuple[str, ...], bool]:
    """Return the words that somebody looks for, and whether the last one is to go on.

    A single letter does not; a single character of a script without spaces does, where a pair is
    enough for itself.
    """
    words = words_of(text)
    is_last_alone = bool(words) and bool(_ALONE.match(words[-1]))
    if is_last_alone and len(words) > 1 and len(words[-1]) == 1 and _is_pair(words[-2]):
        words.pop()  # the end of a run is a word only where a text ends there
    return tuple(words), not words or (len(words[-1]) == 1) == is_last_alone


def _is_pair(word: str) -> bool:
    return len(word) > 1 and bool(_ALONE.match(word))


def is_spaceless(word: str) -> bool:
    """Return whether a word is of a script without spaces."""
    return bool(_ALONE.match(word))


def places(text: str, terms: tuple[Term, ...]) -> list[Span]:
    """Return where a text has any of the terms, in order, the longer ones first."""
    wanted = [term for term in terms if term.words and not term.is_unwanted]
    placed = list(_placed(text))
    by_word: dict[str, bool] = {}
    found: list[Span] = []
    for number, (word, start, _) in enumerate(placed):
        if word not in by_word:
            by_word[word] = any(_begins(term, word) for term in wanted)
        if by_word[word]:
            ends = [end for term in wanted if (end := _end(term, placed, number))]
            found += [Span(start, max(ends))] if ends else []
    return _joined(found)


def _joined(spans: list[Span]) -> list[Span]:
    """Return spans without overlaps, as those of pairs of characters have."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _begins(term: Term, word: str) -> bool:
    first = term.words[0]
    if len(term.words) > 1:
        return word == first or (term.is_inside and word.endswith(first))
    return _is_last(term, word)


def _is_last(term: Term, word: str) -> bool:
    last = term.words[-1]
    if term.is_inside and len(term.words) == 1:
        return last in word
    return word == last or (not term.is_whole and word.startswith(last))


def _end(term: Term, placed: list[Piece], number: int) -> int:
    """Return where a term ends that begins with a word; 0 where it does not."""
    last = number + len(term.words) - 1
    if last >= len(placed) or not _begins(term, placed[number][0]):
        return 0
    between = zip(term.words[1:-1], placed[number + 1 : last], strict=True)
    if any(word != piece[0] for word, piece in between) or not _is_last(term, placed[last][0]):
        return 0
    return _first_of_pair(placed, last) if len(term.words[-1]) == 1 else placed[last][2]


def _first_of_pair(placed: list[Piece], number: int) -> int:
    """Return where the first character of a pair ends, of which it alone was looked for."""
    word, start, end = placed[number]
    if not _is_pair(word) or number + 1 == len(placed):
        return end
    following = placed[number + 1][1]  # the second character begins the next pair
    return following if start < following < end else end


def _placed(text: str) -> Iterator[Piece]:
    for run in _runs(text).finditer(text):
        first = run.start()
        for word, start, end in _pieces(run[0]):
            yield word, first + start, first + end


def _runs(text: str) -> re.Pattern[str]:
    """Return what finds the runs of letters of a text: for most texts, a pattern that is fast."""
    if text.isascii() or not any(_UNUSUAL.match(each) for each in set(text)):
        return _LETTERS
    return _WORD


def _pieces(run: str) -> tuple[Piece, ...]:
    """Return the words of letters and marks that follow each other in a text.

    A text repeats most of its words, and texts share them; but not what is very long, nor what
    stands between two signs in a script without spaces, which has many words.
    """
    is_shared = len(run) <= LONGEST and (run.isascii() or not _ALONE.search(run))
    return _known(run) if is_shared else _split(run)


@lru_cache(maxsize=1 << 16)
def _known(run: str) -> tuple[Piece, ...]:
    return _split(run)


def _split(run: str) -> tuple[Piece, ...]:
    if run.isascii():
        return ((run.lower()[:LONGEST], 0, len(run)),)
    pieces: list[Piece] = []
    for part in _RUN.finditer(run):
        make = _pairs if _ALONE.match(part[0]) else _whole
        pieces += make(part[0], part.start())
    return tuple(pieces)


def _whole(part: str, start: int) -> list[Piece]:
    words = _PART.findall(folded(_HIDDEN.sub("", part)))
    return [(word[:LONGEST], start, start + len(part)) for word in words]


def _pairs(part: str, start: int) -> list[Piece]:
    """Return the pairs of characters in a row, and the last one by itself."""
    letters = [(letter, start + at) for at, each in enumerate(part) for letter in _letters(each)]
    if not letters:
        return []  # marks that follow no letter
    ends = [*(at for _, at in letters[1:]), start + len(part)]
    pairs = zip(letters, [*letters[1:], ("", 0)], ends, [*ends[1:], start + len(part)], strict=True)
    return [(one + two, at, last if two else end) for (one, at), (two, _), end, last in pairs]


@lru_cache(maxsize=1 << 14)
def _letters(character: str) -> str:
    return folded(character)
