"""Ranges in which two texts differ, moved to where a reader would see the change."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from annotator.language.sentences.words import SIGNS, UNSPACED

_FURTHEST: Final = 1_000  # code points by which a range is moved
_LETTER: Final = re.compile(f"[^\\s{UNSPACED}{SIGNS}]")
_JOINTS: Final = "'’-‐\u2011"
_SENTENCE_END: Final = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*\s+\Z")


class DiffRange(Struct, frozen=True):
    """A range of the old text and the range that replaces it in the new: code points, half-open."""

    old: int
    old_end: int
    new: int
    new_end: int

    def of_old(self, text: str) -> str:
        """Return its part of the old text."""
        return text[self.old : self.old_end]

    def of_new(self, text: str) -> str:
        """Return its part of the new text."""
        return text[self.new : self.new_end]

    def shifted(self, by: int) -> "DiffRange":
        """Return it moved by a number of code points in both texts."""
        return DiffRange(self.old + by, self.old_end + by, self.new + by, self.new_end + by)

    def joined(self, other: "DiffRange") -> "DiffRange":
        """Return the two as one, with what is between them."""
        return DiffRange(self.old, other.old_end, self.new, other.new_end)


def aligned(stretches: Sequence[DiffRange], old: str, new: str) -> list[DiffRange]:
    """Return the ranges with pure insertions and deletions moved to where they read best.

    "He said a. He said b." has gained "He said a. ", not "a. He said ": the same characters, but
    what is added begins at a line, a sentence or a word where it can.
    """
    found: list[DiffRange] = []
    for rank, each in enumerate(stretches):
        room = _room(stretches, rank, found, old)
        if each.old == each.old_end:
            found.append(each.shifted(_slide(new, each.new, each.new_end, room)))
        elif each.new == each.new_end:
            found.append(each.shifted(_slide(old, each.old, each.old_end, room)))
        else:
            found.append(each)
    return found


def to_whole_words(stretches: Sequence[DiffRange], old: str, new: str) -> list[DiffRange]:
    """Return the ranges extended to whole words, those that touch joined."""
    found: list[DiffRange] = []
    for rank, each in enumerate(stretches):
        back, on = _room(stretches, rank, found, old)
        left = right = 0
        while left < back and _cut(old, each.old - left, new, each.new - left):
            left += 1
        while right < on and _cut(old, each.old_end + right, new, each.new_end + right):
            right += 1
        wide = DiffRange(
            each.old - left, each.old_end + right, each.new - left, each.new_end + right
        )
        if found and found[-1].old_end == wide.old:
            wide = found.pop().joined(wide)
        found.append(wide)
    return found


def _room(
    stretches: Sequence[DiffRange], rank: int, before: Sequence[DiffRange], old: str
) -> tuple[int, int]:
    """Return how many common characters there are before and after a range."""
    floor = before[-1].old_end if before else 0
    roof = stretches[rank + 1].old if rank + 1 < len(stretches) else len(old)
    back, on = stretches[rank].old - floor, roof - stretches[rank].old_end
    return min(back, _FURTHEST), min(on, _FURTHEST)


def _slide(text: str, start: int, end: int, room: tuple[int, int]) -> int:
    """Return by how much to move a range among the positions where it means the same change."""
    first = last = 0
    while -first < room[0] and text[start + first - 1] == text[end + first - 1]:
        first -= 1
    while last < room[1] and text[start + last] == text[end + last]:
        last += 1
    return max(range(first, last + 1), key=lambda by: (_edge(text, start + by), -abs(by)))


def _edge(text: str, place: int) -> int:
    """Return how good a position is as a beginning: of a line, a sentence, a word, or none."""
    after = text[place : place + 1]
    if place == 0 or text[place - 1] == "\n":
        return 6 if after.strip() else 5
    if _SENTENCE_END.search(text, max(0, place - 10), place):
        return 4
    if text[place - 1].isspace():
        return 3
    if after.isspace():
        return 2
    return 0 if _runs_on(text, place) else 1


def _cut(old: str, place: int, new: str, new_place: int) -> bool:
    """Return whether a position is inside a word of either text."""
    return _runs_on(old, place) or _runs_on(new, new_place)


def _runs_on(text: str, place: int) -> bool:
    """Return whether a position of a text is inside a word."""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if before in _JOINTS:
        return place > 1 and _is_letter(text[place - 2]) and _is_letter(after)
    if after in _JOINTS:
        return _is_letter(before) and _is_letter(text[place + 1 : place + 2])
    return _is_letter(before) and _is_letter(after)


def _is_letter(char: str) -> bool:
    return _LETTER.match(char) is not None
