"""A REFI-QDA project (`.qdpx`) of QualCoder, NVivo, MAXQDA, ATLAS.ti and others.

https://www.qdasoftware.org: a ZIP archive with `project.qde` (XML) and the sources, of which those
that are plain text are read. The standard does not say in which units it counts.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

from annotator.i18n import N_
from annotator.importers.draft import Refusal
from annotator.importers.faults import unreadable
from annotator.importers.fields import line_of
from annotator.importers.labels.found import FoundArticle, FoundLabel, claim_wording, note_of
from annotator.importers.original import contents
from annotator.importers.xml_guard import Examiner
from annotator.importers.zip_guard import package, part

SUFFIX: Final = ".qdpx"
"""How the names of such projects end."""

ELEMENTS: Final = 1_000_000
"""How many elements a project may have."""

_DAMAGED: Final = N_("“{file}” is damaged, or not a REFI-QDA project: {reason}.")
_EMPTY: Final = N_("“{file}” has no project in it (project.qde).")
_NO_TEXT: Final = N_("“{file}”, source “{source}” is not plain text and was skipped.")
_OTHER: Final = ("PictureSource", "PDFSource", "AudioSource", "VideoSource")


def read(path: Path) -> Iterator[FoundArticle | Refusal]:
    """Yield each text with its codings; raises UnreadableFileError."""
    with package(contents(path), path, _DAMAGED) as opened:
        names = [name for name in opened.namelist() if name.lower().endswith(".qde")]
        if not names:
            raise unreadable(path, _EMPTY)
        xml = part(opened, names[0])
        Examiner(ELEMENTS).examine(xml)
        root = fromstring(xml)  # noqa: S314 - examined above
        codes = {_guid(each): each.get("name", "") for each in _all(root, "Code")}
        for source in root.iter():
            kind = _tag(source)
            if kind == "TextSource":
                yield _article(path, opened, source, codes)
            elif kind in _OTHER:
                yield _skipped(path, source)


def _article(
    path: Path, opened: ZipFile, source: Element, codes: dict[str, str]
) -> FoundArticle | Refusal:
    text = _text(opened, source)
    if not text.strip():
        return _skipped(path, source)
    marks = [each for each in source if _tag(each) == "PlainTextSelection"]
    return FoundArticle(
        place=line_of(source.get("name", "")),
        text=text,
        headline=line_of(source.get("name", "")),
        labels=tuple(_label(each, codes) for each in marks),
    )


def _text(opened: ZipFile, source: Element) -> str:
    inside = next((each.text for each in source if _tag(each) == "PlainTextContent"), None)
    if inside is not None:
        return inside
    name = source.get("plainTextPath", "").rpartition("://")[2].rpartition("/")[2]
    names = [each for each in opened.namelist() if name and each.rpartition("/")[2] == name]
    return part(opened, names[0]).decode("utf-8-sig", "replace") if names else ""


def _label(selection: Element, codes: dict[str, str]) -> FoundLabel:
    targets = (each.get("targetGUID", "").casefold() for each in _all(selection, "CodeRef"))
    said = [each.text or "" for each in selection if _tag(each) == "Description"]
    wording = next(filter(None, map(claim_wording, said)), "")
    place = int(selection.get("startPosition", "-1")), int(selection.get("endPosition", "-1"))
    return FoundLabel(
        labels=tuple(filter(None, (codes.get(each, "") for each in targets))),
        places=(place,),
        wording=wording,
        note="" if wording else note_of(said),
    )


def _skipped(path: Path, source: Element) -> Refusal:
    name = line_of(source.get("name", ""))
    return Refusal(path, str(unreadable(path, _NO_TEXT, source=name)), is_skipped=True)


def _all(element: Element, tag: str) -> Iterator[Element]:
    return (each for each in element.iter() if _tag(each) == tag)


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _guid(element: Element) -> str:
    return element.get("guid", "").casefold()
