"""Documents in Rich Text Format (RTF): paragraphs, lists, tables and notes as lines of text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from annotator.i18n import N_, format_number
from annotator.importers import rtf_text
from annotator.importers.draft import Draft
from annotator.importers.faults import parsing, unreadable
from annotator.importers.fields import date_of, headline_of, line_of
from annotator.importers.import_format import ImportFormat
from annotator.importers.original import contents, display_name

SIGNS: Final = 400_000
"""How many backslashes and braces a document may have: a book of 300 pages has about 300,000."""

_BEGINS: Final = rb"\s*\{\\rtf"


def read(path: Path) -> Iterator[Draft]:
    """Return the one article in a document; raises UnreadableFileError.

    Title, author and date come from its metadata. Struck-out and hidden text is omitted; nothing
    that it refers to or embeds is opened.
    """
    original = contents(path)
    if not original.lstrip().startswith(b"{\\rtf"):
        raise unreadable(path, N_("“{file}” is not an RTF document."))
    if sum(map(original.count, (b"\\", b"{", b"}"))) > SIGNS:
        raise unreadable(
            path,
            N_("“{file}” has more than {signs} formatting signs. Save it as .docx."),
            signs=format_number(SIGNS),
        )
    with parsing(path, N_("“{file}” is damaged, or not an RTF document: {reason}.")):
        content = rtf_text.rtf_content(original)
    if not content.text.strip():
        raise unreadable(path, N_("“{file}” contains no text."))
    yield Draft(
        headline=headline_of(content.title, content.text),
        text=content.text,
        original=original,
        encoding="rtf",
        is_guessed=not content.is_whole,
        file_name=display_name(path),
        byline=line_of(content.author),
        published_at=date_of(content.created),
    )


FORMAT: Final = ImportFormat(
    name=N_("Rich text (RTF)"),
    suffixes=(".rtf",),
    read=read,
    media_types=("application/rtf", "text/rtf"),
    begins=_BEGINS,
)
