"""OpenDocument texts (ODT): headings, paragraphs, lists, tables and notes as lines of text."""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

from annotator.i18n import N_, tr
from annotator.importers.draft import Draft
from annotator.importers.faults import unreadable
from annotator.importers.fields import date_of, headline_of, language_of, line_of
from annotator.importers.html_walk import text_of
from annotator.importers.import_format import ImportFormat
from annotator.importers.odt_styles import ODF, Look, looks
from annotator.importers.original import contents, display_name
from annotator.importers.superscripts import as_inline
from annotator.importers.xml_guard import Examiner
from annotator.importers.zip_guard import LOCKED, package, part

ELEMENTS: Final = 200_000
"""How many XML elements a document may have: a book has about 100,000."""

SPACES: Final = 100
"""How many spaces one element may stand for."""

_DAMAGED: Final = N_("“{file}” is damaged, or not an OpenDocument text: {reason}.")
_TEXT, _TABLE, _OFFICE, _DRAW, _META = (
    f"{{{ODF}:{name}:1.0}}" for name in ("text", "table", "office", "drawing", "meta")
)
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_TAGS: Final = {
    f"{_TEXT}p": "p",
    f"{_TEXT}h": "p",
    f"{_TEXT}list": "ul",
    f"{_TEXT}list-item": "li",
    f"{_TEXT}list-header": "li",
    f"{_TABLE}table": "table",
    f"{_TABLE}table-row": "tr",
    f"{_TABLE}table-cell": "td",
    f"{_DRAW}text-box": "div",
}
_SIGNS: Final = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "<br>", f"{_TEXT}soft-hyphen": "\xad"}
_STYLED: Final = (f"{_TEXT}span", f"{_TEXT}p", f"{_TEXT}h", f"{_TEXT}a")
_UNSEEN: Final = frozenset(
    (
        *(f"{_TEXT}{name}" for name in ("tracked-changes", "note-citation", "hidden-text")),
        *(f"{_TEXT}{name}" for name in ("sequence-decls", "variable-decls", "user-field-decls")),
        *(f"{_OFFICE}{name}" for name in ("annotation", "forms", "binary-data")),
        "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}title",
        "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc",
    )
)


def read(path: Path) -> Iterator[Draft]:
    """Return the one article in a document; raises UnreadableFileError.

    Title, author, language and date come from its metadata. Struck-out, deleted and hidden text is
    omitted.
    """
    original = contents(path)
    with package(original, path, _DAMAGED) as opened:
        if b"encryption-data" in part(opened, "META-INF/manifest.xml"):
            raise unreadable(path, LOCKED)
        examiner = Examiner(ELEMENTS)
        content, styles, meta = (
            _parsed(opened, name, examiner) for name in ("content.xml", "styles.xml", "meta.xml")
        )
        text = _Walk({**looks(styles), **looks(content)}).text(content)
        properties = {element.tag: element.text or "" for element in meta.iter()}
    if not text.strip():
        raise unreadable(path, N_("“{file}” contains no text."))
    author = properties.get(f"{_META}initial-creator") or properties.get(f"{_DC}creator") or ""
    yield Draft(
        headline=headline_of(properties.get(f"{_DC}title", ""), text),
        text=text,
        original=original,
        encoding="odt",
        file_name=display_name(path),
        byline=line_of(author),
        published_at=date_of(properties.get(f"{_META}creation-date", "")),
        language=language_of(properties.get(f"{_DC}language", "")),
    )


def _parsed(opened: ZipFile, name: str, examiner: Examiner) -> Element:
    """Return a parsed part, or an empty element when it is missing."""
    xml = part(opened, name)
    if not xml:
        return Element("none")
    examiner.examine(xml)
    return fromstring(xml)  # noqa: S314 - examined: it has no document type


class _Walk:
    """Converts a document to simple HTML of paragraphs, items and rows, and that to text."""

    def __init__(self, looks_by_name: dict[str, Look]) -> None:
        self._looks = looks_by_name
        self._parts: list[str] = []
        self._notes: list[str] = []

    def text(self, content: Element) -> str:
        """Return the text of a document, with its notes at the end."""
        body = content.find(f"{_OFFICE}body/{_OFFICE}text")
        if body is None:
            raise ValueError(tr("it contains no text"))
        self._inside(body)
        notes = [f"<p>[{number}] {note}</p>" for number, note in enumerate(self._notes, start=1)]
        return text_of("".join((*self._parts, *notes)), str)

    def _inside(self, element: Element) -> None:
        self._parts.append(_escaped(element.text))
        for child in element:
            self._walk(child)
            self._parts.append(_escaped(child.tail))

    def _walk(self, element: Element) -> None:
        tag = element.tag
        if tag in _UNSEEN:
            return
        if tag == f"{_TEXT}note":
            self._note(element)
        elif tag == f"{_TEXT}s":
            times = element.get(f"{_TEXT}c", "1")
            self._parts.append(" " * min(int(times) if times.isdecimal() else 1, SPACES))
        elif tag in _SIGNS:
            self._parts.append(_SIGNS[tag])
        elif tag in _STYLED:
            self._styled(element)
        else:
            self._put(element)

    def _put(self, element: Element) -> None:
        tag = _TAGS.get(element.tag, "")
        self._parts.append(f"<{tag}>" if tag else "")
        self._inside(element)
        self._parts.append(f"</{tag}>" if tag else "")

    def _styled(self, element: Element) -> None:
        look = self._looks.get(element.get(f"{_TEXT}style-name", ""), Look.PLAIN)
        if look is Look.ABSENT:
            return
        if look is Look.PLAIN:
            self._put(element)
            return
        before = "".join(self._parts[-1:])
        place = len(self._parts)
        self._put(element)
        text = "".join(self._parts[place:])
        self._parts[place:] = [text if "<" in text else _shifted(text, before, look)]

    def _note(self, element: Element) -> None:
        """Add a note's number in its place, and its text to the notes."""
        self._notes.append("")
        number = len(self._notes)
        outer, self._parts = self._parts, []
        for body in element.iter(f"{_TEXT}note-body"):
            self._inside(body)
        self._notes[number - 1] = " ".join(text_of("".join(self._parts)).split())
        self._parts = [*outer, f"[{number}]"]


def _shifted(text: str, before: str, look: Look) -> str:
    return as_inline(text, before, is_raised=look is Look.RAISED)


def _escaped(text: str | None) -> str:
    return escape(text, quote=False) if text else ""


FORMAT: Final = ImportFormat(
    name=N_("OpenDocument text"),
    suffixes=(".odt", ".ott"),
    read=read,
    media_types=("application/vnd.oasis.opendocument.text",),
    holds=("mimetype application/vnd.oasis.opendocument.text",),
)
