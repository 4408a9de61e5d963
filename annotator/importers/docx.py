"""Word documents (DOCX): headings, paragraphs, lists and tables as lines of text.

External parts that a document refers to are never read; the text is imported without them.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile

from annotator.i18n import N_, ngettext
from annotator.importers.draft import Draft, Refusal
from annotator.importers.faults import unreadable
from annotator.importers.fields import byline_of, date_of, headline_of, title_of
from annotator.importers.html_walk import text_of
from annotator.importers.import_format import ImportFormat
from annotator.importers.original import contents, display_name
from annotator.importers.xml_guard import Examiner
from annotator.importers.zip_guard import copied, package, part

ELEMENTS: Final = 200_000
"""How many XML elements a document may have: a book has about 100,000."""

_DAMAGED: Final = N_("“{file}” is damaged, or not a DOCX document: {reason}.")
_CORE: Final = "docProps/core.xml"  # ECMA-376 part 2, 11
_TITLE, _CREATOR, _CREATED = (
    "{http://purl.org/dc/elements/1.1/}title",
    "{http://purl.org/dc/elements/1.1/}creator",
    "{http://purl.org/dc/terms/}created",
)
_MADE_UP: Final = "2013-12-23T23:15:00"  # the default date of python-docx
_TWICE: Final = b"<w:dstrike"
_STRUCK: Final = re.compile("<s>")
_NOTE = re.compile(r'<li id="(?:foot|end)note-[^"]*"><p>')
_WAY_BACK = re.compile(r'\s*<a href="#(?:foot|end)note-ref-[^"]*">↑</a>')


def read(path: Path) -> Iterator[Draft | Refusal]:
    """Yield the article in a Word document; raises UnreadableFileError.

    Title, author and date come from its properties. Struck-out text is omitted, which `reason`
    says.
    """
    original = contents(path)
    with package(original, path, _DAMAGED) as opened:
        safe = copied(opened, Examiner(ELEMENTS).examine)
        properties = _properties(opened)
        html = _html(_struck_once(safe))
        text = text_of(html, str)
    if not text.strip():
        raise unreadable(path, N_("“{file}” contains no text."))
    created = properties.get(_CREATED, "").strip()
    yield Draft(
        headline=headline_of(title_of(properties.get(_TITLE, "")), text),
        text=text,
        original=original,
        encoding="docx",
        file_name=display_name(path),
        byline=byline_of(properties.get(_CREATOR, "")),
        published_at="" if created.startswith(_MADE_UP) else date_of(created),
        reason=_without(len(_STRUCK.findall(html))),
    )


def _properties(opened: ZipFile) -> dict[str, str]:
    core = part(opened, _CORE)
    found = fromstring(core) if core else ()  # noqa: S314 - examined: it has no document type
    return {element.tag: element.text or "" for element in found}


def _struck_once(document: BytesIO) -> BytesIO:
    """Return the package with double strikethrough as single, which mammoth can read."""
    if _TWICE not in document.getvalue():
        return document
    found = BytesIO()
    with ZipFile(document) as opened, ZipFile(found, "w") as target:
        for name in opened.namelist():
            target.writestr(name, opened.read(name).replace(_TWICE, b"<w:strike"))
    return found


def _without(struck: int) -> str:
    if not struck:
        return ""
    return ngettext(
        "Without {count} passage that is struck out in the document",
        "Without {count} passages that are struck out in the document",
        struck,
    )


def _html(document: BytesIO) -> str:
    import mammoth  # noqa: PLC0415

    html: str = mammoth.convert_to_html(
        document, convert_image=lambda _image: [], include_embedded_style_map=False
    ).value
    numbers = count(1)
    return _NOTE.sub(lambda _note: f"<li><p>[{next(numbers)}] ", _WAY_BACK.sub("", html))


FORMAT: Final = ImportFormat(
    name=N_("Word document"),
    suffixes=(".docx",),
    read=read,
    media_types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    holds=("word/document",),
)
