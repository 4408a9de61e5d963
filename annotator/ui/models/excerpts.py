"""Excerpts of a text around a passage, cut to fit on one line."""

from collections.abc import Iterator, Sequence

from annotator.domain.anchor import Anchor
from annotator.domain.revision import DiffKind, DiffRun, TextEdit
from annotator.domain.span import Span
from annotator.domain.text import end_within, from_first_word, up_to_last_word
from annotator.i18n import tr
from annotator.language.repairs.repair import Repair

_AROUND, _LONGEST = 28, 120
_SHOWN = str.maketrans({"\n": "⏎", "\t": "⇥"})
_CHANGED = str.maketrans({"\n": "⏎", "\t": "⇥", " ": "␣", "\u00a0": "␣", "\u00ad": "‑"})


def repair_excerpt(text: str, repair: Repair) -> tuple[list[DiffRun], list[DiffRun]]:
    """Return the text of a repair before and after it, with visible white space."""
    start, end = _around(text, Span(repair.edits[0].start, repair.edits[-1].end + 1))
    before: list[DiffRun] = []
    after: list[DiffRun] = []
    place = start
    for edit in _within(repair.edits, end):
        kept = DiffRun(DiffKind.KEPT, text[place : edit.start].translate(_SHOWN))
        before += [kept, DiffRun(DiffKind.REMOVED, text[edit.start : edit.end].translate(_CHANGED))]
        after += [kept, DiffRun(DiffKind.ADDED, edit.replacement.translate(_CHANGED))]
        place = edit.end
    left = _head(text[place : end + _AROUND], max(0, end - place))
    rest = DiffRun(DiffKind.KEPT, left.translate(_SHOWN))
    return _filled([*before, rest]), _filled([*after, rest])


def mark_excerpt(anchor: Anchor, kind: DiffKind) -> list[DiffRun]:
    """Return the text of an anchor, marked as of a kind, with the text around it."""
    first, last = anchor.fragments[0], anchor.fragments[-1]
    exact = anchor.exact
    if len(exact) > _LONGEST:
        exact = f"{exact[: _LONGEST // 2].rstrip()} … {exact[-_LONGEST // 2 :].lstrip()}"
    pieces = [
        DiffRun(DiffKind.KEPT, _tail(first.prefix, _AROUND)),
        DiffRun(kind, exact),
        DiffRun(DiffKind.KEPT, _head(last.suffix, _AROUND)),
    ]
    return _filled([DiffRun(each.kind, each.text.translate(_SHOWN)) for each in pieces])


def gap_excerpt(text: str, place: int) -> list[DiffRun]:
    """Return the text on both sides of a removed passage."""
    before = _tail(text[max(0, place - 2 * _AROUND) : place], _AROUND)
    after = _head(text[place : place + 2 * _AROUND], _AROUND)
    return [
        DiffRun(DiffKind.KEPT, tr("text removed here: {before}", before=before.translate(_SHOWN))),
        DiffRun(DiffKind.ADDED, "[…]"),
        DiffRun(DiffKind.KEPT, after.translate(_SHOWN)),
    ]


def gist(words: Sequence[DiffRun], around: int = 80) -> list[DiffRun]:
    """Return runs with unchanged ones shortened to the context of each change.

    `around` is how many code points of it are left on each side.
    """
    last = len(words) - 1
    found: list[DiffRun] = []
    for number, each in enumerate(words):
        head = "" if number == 0 else _head(each.text, around)
        tail = "" if number == last else _tail(each.text, around)
        if each.kind is DiffKind.KEPT and len(each.text) > len(head) + len(tail):
            gap = " …\n… " if head and tail else "…"
            found.append(DiffRun(DiffKind.KEPT, f"{head}{gap}{tail}"))
        else:
            found.append(each)
    return found


def _around(text: str, span: Span) -> tuple[int, int]:
    start = span.start - len(end_within(text[max(0, span.start - _AROUND) : span.start], _AROUND))
    if start and (blank := text.find(" ", start, span.start)) >= 0:
        start = blank + 1
    return start, min(len(text), max(span.end, span.start) + _AROUND, start + _LONGEST)


def _head(text: str, most: int) -> str:
    """Return the beginning of a text up to a length, in whole words if possible."""
    cut = text[:most]
    return cut if len(text) <= most else up_to_last_word(cut)


def _tail(text: str, most: int) -> str:
    cut = end_within(text, most)
    return cut if len(cut) == len(text) else from_first_word(cut)


def _within(edits: Sequence[TextEdit], end: int) -> Iterator[TextEdit]:
    """Yield the edits that end before a position, and always the first one."""
    for number, edit in enumerate(edits):
        if number == 0 or edit.end <= end:
            yield edit


def _filled(words: Sequence[DiffRun]) -> list[DiffRun]:
    return [each for each in words if each.text]
