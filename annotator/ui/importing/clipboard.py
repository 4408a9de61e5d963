"""The clipboard as an article."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from PySide6.QtCore import QMimeData

from annotator.domain.errors import UnreadableFileError
from annotator.domain.stamp import utc_now
from annotator.domain.text import clean, headline_in
from annotator.importers import Draft, formats
from annotator.importers.original import shortened

_NAME: Final = "Clipboard"
_HTML: Final = "text/html"
_WHOLE: Final = 0.8
_DAY: Final = len("2025-02-27")


def draft_of(copied: QMimeData | None) -> Draft | None:
    """Return the copied text as a draft without formatting; None without text.

    If copied from a page, it has the page's metadata, unless words of the text would be lost.
    """
    if copied is None:
        return None
    text = clean(copied.text())
    article = next(_formatted(copied), None)
    if article and _weight(article.text) >= _WHOLE * _weight(text):
        return article
    if not text.strip():
        return article
    return Draft(
        headline=shortened(headline_in(text)),
        text=text,
        original=copied.text().encode("utf-8", "surrogatepass"),
        encoding="utf-8",
        file_name=_NAME,
        retrieved_at=utc_now()[:_DAY],
    )


def _formatted(copied: QMimeData) -> Iterator[Draft]:
    """Return the drafts in the clipboard, by the formats that can read it."""
    for media_type, known in formats.FORMATS.by_media_type.items():
        if known.read_bytes and copied.hasFormat(media_type):
            with suppress(UnreadableFileError):
                yield from known.read_bytes(_bytes(copied, media_type), _NAME, "utf-8")


def _bytes(copied: QMimeData, media_type: str) -> bytes:
    if media_type == _HTML:  # Qt knows how each program encodes it
        return copied.html().encode("utf-8", "surrogatepass")
    return bytes(copied.data(media_type).data())


def _weight(text: str) -> int:
    return sum(map(str.isalnum, text))
