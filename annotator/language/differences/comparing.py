"""The differences of two texts: as edits, and as words to be read."""

import re
from collections.abc import Iterator
from typing import Final

from annotator.domain.revision import DiffKind, DiffRun, TextEdit, shared_start
from annotator.language.differences.alignment import common_runs
from annotator.language.differences.diff_ranges import DiffRange, aligned, to_whole_words
from annotator.language.sentences.words import TOKEN

_LINE: Final = re.compile("[^\n]*\n|[^\n]+")
_SPACE: Final = re.compile(r"(\s*)(?:\S|\Z)")
_LONG_LINE: Final = 10_000  # code points after which a line is cut where the words differ


def edits_between(old: str, new: str) -> tuple[TextEdit, ...]:
    """Return edits that turn the old text into the new one.

    They replace whole words and signs; where only white space differs, only that. A text of
    20,000 characters takes a few milliseconds, one of millions with small changes some tenths
    of a second.
    """
    return tuple(
        TextEdit(each.old, each.old_end, new[each.new : each.new_end])
        for each in aligned(_differing(old, new), old, new)
    )


def word_diff(old: str, new: str) -> list[DiffRun]:
    """Return both texts as one sequence of words: kept, or removed and then added.

    The kept and removed words are the old text, the kept and added ones the new text. Words
    are whole: one that has lost a letter is removed, and added without it.
    """
    row: list[DiffRun] = []
    place = 0
    for each in to_whole_words(aligned(_differing(old, new), old, new), old, new):
        row.append(DiffRun(DiffKind.KEPT, old[place : each.old]))
        row.append(DiffRun(DiffKind.REMOVED, old[each.old : each.old_end]))
        row.append(DiffRun(DiffKind.ADDED, new[each.new : each.new_end]))
        place = each.old_end
    row.append(DiffRun(DiffKind.KEPT, old[place:]))
    return [words for words in row if words.text]


def _differing(old: str, new: str) -> list[DiffRange]:
    if old == new:
        return []
    return [
        fine
        for lines in _apart(old, new, _LINE, _middle(old, new))
        for words in _apart(old, new, TOKEN, lines)
        for fine in _respaced(old, new, words)
    ]


def _middle(old: str, new: str) -> DiffRange:
    """Return two texts without the lines that both begin and end with."""
    head = shared_start(old, new)
    tail = shared_start(old[head:][::-1], new[head:][::-1])
    start = old.rfind("\n", 0, head) + 1
    if head - start > _LONG_LINE:
        start = max(start, old.rfind(" ", 0, head) + 1)
    end = len(old) - tail
    line_end = old.find("\n", end) + 1 or len(old)
    if line_end - end > _LONG_LINE:
        line_end = min(line_end, old.find(" ", end) + 1 or len(old))
    return DiffRange(start, line_end, start, line_end + len(new) - len(old))


def _apart(old: str, new: str, item: re.Pattern[str], of: DiffRange) -> Iterator[DiffRange]:
    """Yield what is between the common items of a range of two texts."""
    last = DiffRange(of.old, of.old, of.new, of.new)
    end = DiffRange(of.old_end, of.old_end, of.new_end, of.new_end)
    for common in [*_common(old, new, item, of), end]:
        gap = DiffRange(last.old_end, common.old, last.new_end, common.new)
        if gap.of_old(old) != gap.of_new(new):
            yield gap
        last = common


def _common(old: str, new: str, item: re.Pattern[str], of: DiffRange) -> Iterator[DiffRange]:
    """Yield the common items; a run of them is one range if the text between is also common."""
    one = [found.span() for found in item.finditer(old, of.old, of.old_end)]
    other = [found.span() for found in item.finditer(new, of.new, of.new_end)]
    for run in common_runs([old[a:b] for a, b in one], [new[a:b] for a, b in other]):
        (last, last_new) = (end - 1 for end in run.ends)
        whole = DiffRange(one[run.old][0], one[last][1], other[run.new][0], other[last_new][1])
        if whole.of_old(old) == whole.of_new(new):
            yield whole
            continue
        for place in range(run.size):
            yield DiffRange(*one[run.old + place], *other[run.new + place])


def _respaced(old: str, new: str, of: DiffRange) -> Iterator[DiffRange]:
    """Yield a range without common white space at its ends, or only white space that differs."""
    before, after = of.of_old(old), of.of_new(new)
    if "".join(before.split()) == "".join(after.split()):
        yield from _spaces(old, new, of)
        return
    head = shared_start(_space(before), _space(after))
    left, left_new = before[head:], after[head:]
    tail = shared_start(_space(left[::-1]), _space(left_new[::-1]))
    yield DiffRange(of.old + head, of.old_end - tail, of.new + head, of.new_end - tail)


def _spaces(old: str, new: str, of: DiffRange) -> Iterator[DiffRange]:
    """Yield the white space that differs before or after the same characters."""
    one = _SPACE.finditer(old, of.old, of.old_end)
    other = _SPACE.finditer(new, of.new, of.new_end)
    for before, after in zip(one, other, strict=False):
        if before[1] != after[1]:
            yield DiffRange(*before.span(1), *after.span(1))


def _space(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]
