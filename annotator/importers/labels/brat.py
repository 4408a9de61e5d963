"""A folder of texts with brat standoff annotation: `x.txt` beside `x.ann`.

https://brat.nlplab.org/standoff.html. Positions are code points, the end not included; parts of a
passage are separated by semicolons. Attributes, normalisations and notes become a note.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from annotator.domain.errors import UnreadableFileError
from annotator.i18n import N_, format_list, format_number, ngettext, tr
from annotator.importers.draft import Refusal
from annotator.importers.faults import unreadable
from annotator.importers.labels.found import (
    FoundArticle,
    FoundLabel,
    Place,
    claim_wording,
    merged,
    note_of,
)
from annotator.importers.labels.json_values import refusal, text_of
from annotator.importers.original import contents, display_name

SUFFIX: Final = ".ann"
"""How the names of files with annotation end."""

_MARK: Final = re.compile(r"(T\S*)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t(.*))?")
_MARKS: Final = re.compile(rb"^T", re.MULTILINE)
_ABOUT: Final = re.compile(r"([AMN#])\S*\t(\S+) (\S+)\s?(.*)")
_LEFT_OUT: Final = {"R": "relations", "E": "events", "*": "relations"}
_POLARITY: Final = "Polarity"
_DIGITS: Final = 12


def read(path: Path) -> Iterator[FoundArticle | Refusal]:
    """Yield the text of each annotation in a folder, or of one file; raises UnreadableFileError."""
    files = sorted(path.rglob(f"*{SUFFIX}")) if path.is_dir() else [path]
    if not files:
        raise unreadable(path, N_("“{file}” has no annotation (.ann)."))
    alone = [file for file in files if not file.with_suffix(".txt").exists()]
    for file in files:
        try:
            yield from _one(file) if file not in alone else ()
        except UnreadableFileError as error:
            yield Refusal(file, str(error))
    if alone:
        yield Refusal(path, _without_text(path, alone))


def _without_text(path: Path, files: Sequence[Path]) -> str:
    """Say which files of annotation have no text beside them, and how many labels that is."""
    count = sum(len(_MARKS.findall(contents(file))) for file in files)
    names = [str(file.relative_to(path)) if file != path else file.name for file in files]
    labels = ngettext("{count} label", "{count} labels", count)
    return ngettext(
        "{count} annotation file without a text (.txt) beside it was skipped, with {labels}:"
        " {files}.",
        "{count} annotation files without a text (.txt) beside them were skipped, with {labels}:"
        " {files}.",
        len(files),
        labels=labels,
        files=format_list(names),
    )


def _one(path: Path) -> Iterator[FoundArticle | Refusal]:
    text = text_of(path.with_suffix(".txt"))
    marks: dict[str, FoundLabel] = {}
    about: dict[str, list[tuple[str, str]]] = {}
    left_out: Counter[str] = Counter()
    lines = contents(path).decode("utf-8-sig", "replace").splitlines()
    for number, line in enumerate(lines, 1):
        if found := _MARK.fullmatch(line):
            marks[found[1]] = FoundLabel(
                labels=(found[2],), places=_whole(_places(found[3]), text), words=found[4] or ""
            )
        elif line[:1] in _LEFT_OUT:
            left_out[_LEFT_OUT[line[0]]] += 1
        elif found := _ABOUT.fullmatch(line):
            about.setdefault(found[3], []).append((found[2], found[4].strip()))
        elif line.strip():
            place = tr("line {number}", number=format_number(number))
            yield refusal(path, place, ValueError(tr("it is not an annotation of brat")))
    labels = [_described(mark, about.get(key, [])) for key, mark in marks.items()]
    yield FoundArticle(
        place=display_name(path), text=text, labels=merged(labels), left_out=left_out
    )


def _places(written: str) -> tuple[Place, ...]:
    pairs = (part.split() for part in written.split(";"))
    return tuple((int(start[:_DIGITS]), int(end[:_DIGITS])) for start, end in pairs)


def _whole(places: tuple[Place, ...], text: str) -> tuple[Place, ...]:
    """Return places with those joined that brat had to divide at a line end."""
    joined = list(places[:1])
    for start, end in places[1:]:
        between = text[joined[-1][1] : start]
        if between and not between.strip("\r\n"):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def _described(mark: FoundLabel, about: list[tuple[str, str]]) -> FoundLabel:
    polarity = next((_number(value) for name, value in about if name == _POLARITY), None)
    notes = [value for name, value in about if name == "AnnotatorNotes"]
    wording = next(filter(None, map(claim_wording, notes)), "")
    target = next((each[8:] for each in notes if each.startswith("towards ")), "")
    others = [f"{name} {value}".strip() for name, value in about if name != "AnnotatorNotes"]
    kept = [each for each in notes if not wording or claim_wording(each) != wording]
    return FoundLabel(
        labels=mark.labels,
        places=mark.places,
        words=mark.words,
        wording=wording,
        note=note_of([*kept, *others]),
        polarity=polarity,
        target=target if polarity is not None else "",
    )


def _number(value: str) -> int | None:
    return int(value) if re.fullmatch(r"-?[0-3]", value) else None
