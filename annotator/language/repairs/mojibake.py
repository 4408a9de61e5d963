"""Finds text that was decoded with the wrong encoding, and the text in the right one."""

import re
from collections.abc import Iterator

from annotator.domain.revision import TextEdit
from annotator.domain.span import Span
from annotator.i18n import tr
from annotator.language.repairs.repair import Repair, RepairKind

_LONGEST = 10_000  # code points repaired at a time
_SUSPECT = re.compile("[^\x00-\x7f“”‘’–—…•«»\xa0]")
_STOP = re.compile(r"[.!?] ")


def mojibake(text: str, _: str) -> Iterator[Repair]:
    """Yield a repair for each word, or run of words, garbled by a wrong encoding."""
    if text.isascii():
        return
    from ftfy import fix_encoding  # noqa: PLC0415
    from ftfy.badness import is_bad  # noqa: PLC0415

    for start, piece in _pieces(text):
        if _SUSPECT.search(piece) and is_bad(piece):
            yield from _repairs(piece, fix_encoding(piece), start)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield lines and their positions; the longest ones are split after full stops."""
    start = 0
    for line in text.split("\n"):
        if len(line) <= _LONGEST:
            yield start, line
        else:
            yield from _parts(line, start)
        start += len(line) + 1


def _parts(line: str, offset: int) -> Iterator[tuple[int, str]]:
    begun = 0
    for end in [*(found.end() for found in _STOP.finditer(line)), len(line)]:
        if end - begun <= _LONGEST:
            yield offset + begun, line[begun:end]
        begun = end


def _repairs(piece: str, repaired: str, offset: int) -> Iterator[Repair]:
    edits: list[TextEdit] = []
    for edit in _edits(piece, repaired):
        if edits and any(char.isspace() for char in piece[edits[-1].end : edit.start]):
            yield _repair(piece, edits, offset)
            edits = []
        edits.append(edit)
    if edits:
        yield _repair(piece, edits, offset)


def _edits(piece: str, repaired: str) -> Iterator[TextEdit]:
    """Yield the edits that turn one text into the other, separated by what stays."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415

    old = new = 0
    for block in Indel.editops(piece, repaired).as_matching_blocks():
        if (old, new) != (block.a, block.b):
            yield TextEdit(old, block.a, repaired[new : block.b])
        old, new = block.a + block.size, block.b + block.size


def _repair(piece: str, edits: list[TextEdit], offset: int) -> Repair:
    start, end = edits[0].start, edits[-1].end
    while start > 0 and not piece[start - 1].isspace():
        start -= 1
    while end < len(piece) and not piece[end].isspace():
        end += 1
    moved = tuple(
        TextEdit(offset + edit.start, offset + edit.end, edit.replacement) for edit in edits
    )
    return Repair(
        RepairKind.MOJIBAKE, moved, Span(offset + start, offset + end), tr("wrong encoding")
    )
