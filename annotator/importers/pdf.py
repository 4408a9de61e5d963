"""PDF files with a text layer, page by page."""

import ctypes
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from annotator.domain.errors import UnreadableFileError
from annotator.i18n import N_, format_number, ngettext
from annotator.importers.draft import Draft, Refusal
from annotator.importers.faults import parsing, unreadable
from annotator.importers.fields import byline_of, date_of, headline_of, title_of
from annotator.importers.import_format import ImportFormat
from annotator.importers.original import contents, display_name
from annotator.importers.pdf_lines import Glyph, Line, flowing, page_lines, repeated
from annotator.importers.zip_guard import LOCKED

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

PAGES: Final = 2_000
"""How many pages a file may have."""

CHARACTERS: Final = 5_000_000
"""How many characters it may have in total."""

_ENGINE: Final = Lock()  # PDFium may be used by one thread at a time
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")  # ISO 32000-1, 7.9.4


def read(path: Path) -> Iterator[Draft | Refusal]:
    """Yield the article in a PDF file; raises UnreadableFileError.

    Its lines are joined to paragraphs; hyphenated words and running heads stay as they are.
    Title, author and date come from its metadata.
    """
    original = contents(path)
    if b"%PDF-" not in original[:1024]:
        raise unreadable(path, N_("“{file}” is not a PDF file."))
    with _ENGINE, parsing(path, N_("“{file}” is damaged, or not a PDF file: {reason}.")):
        stated, pages = _opened(path, original)
    alone = repeated(pages)
    text = "\n\n".join(flowing(lines, alone) for lines in pages if lines)
    if not text:
        raise _no_text(path, len(pages))
    yield Draft(
        headline=headline_of(title_of(stated.get("Title", "")), text),
        text=text,
        original=original,
        encoding="pdf",
        file_name=display_name(path),
        byline=byline_of(stated.get("Author", "")),
        published_at=_date(stated.get("CreationDate", "")),
    )


def _no_text(path: Path, pages: int) -> UnreadableFileError:
    message = ngettext(
        "“{file}” has no text layer on its {count} page: it is a scan or a picture. Run text"
        " recognition (OCR) and import the result.",
        "“{file}” has no text layer on its {count} pages: it is a scan or a picture. Run text"
        " recognition (OCR) and import the result.",
        pages,
        file=display_name(path),
    )
    return UnreadableFileError(message)


def _date(stated: str) -> str:
    match = _DATE.match(stated)
    return date_of("-".join(filter(None, match.groups()))) if match else ""


def _opened(path: Path, original: bytes) -> tuple[dict[str, str], list[tuple[Line, ...]]]:
    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415

    try:
        with closing(PdfDocument(original)) as document:
            if len(document) > PAGES:
                raise unreadable(
                    path,
                    N_("“{file}” has {found} pages, and {pages} is the limit. Split it."),
                    found=format_number(len(document)),
                    pages=format_number(PAGES),
                )
            return document.get_metadata_dict(), list(_pages(path, document))
    except PdfiumError as error:
        if "password" not in str(error):
            raise
        raise unreadable(path, LOCKED) from error


def _pages(path: Path, document: "PdfDocument") -> Iterator[tuple[Line, ...]]:
    left = CHARACTERS
    for number in range(len(document)):
        with closing(document.get_page(number)) as page, closing(page.get_textpage()) as text:
            left -= text.count_chars()
            if left < 0:
                raise _too_long(path)
            yield page_lines(_glyphs(text))


def _too_long(path: Path) -> UnreadableFileError:
    return unreadable(
        path,
        N_("“{file}” has more than {characters} characters. Split it."),
        characters=format_number(CHARACTERS),
    )


def _glyphs(text: "PdfTextPage") -> Iterator[Glyph]:
    from pypdfium2 import raw  # noqa: PLC0415

    box = raw.FS_RECTF()
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
        made_up = raw.FPDFText_IsGenerated(text, index) == 1
        yield Glyph(character, box.left, box.bottom, box.right, box.top, made_up)


FORMAT: Final = ImportFormat(
    name=N_("PDF"),
    suffixes=(".pdf",),
    read=read,
    media_types=("application/pdf",),
    begins=rb"%PDF-",
)
