"""An article made of what was copied elsewhere."""

from typing import Final

from PySide6.QtCore import QMimeData

from annotator.domain.errors import UnreadableFileError
from annotator.domain.stamp import utc_now
from annotator.domain.text import clean, headline_in
from annotator.importers import Draft, html
from annotator.importers.original import shortened

_NAME: Final = "Clipboard"
_WHOLE: Final = 0.8
_DAY: Final = len("2025-02-27")


def draft_of(copied: QMimeData | None) -> Draft | None:
    """Return the article that was copied, its formatting being gone; None when there is no text.

    Copied from a page, it brings along what the page says, unless words would be left out.
    """
    if copied is None:
        return None
    words = clean(copied.text())
    page = _page(copied.html()) if copied.hasHtml() else None
    if page and _weight(page.text) >= _WHOLE * _weight(words):
        return page
    if not words.strip():
        return page
    return Draft(
        headline=shortened(headline_in(words)),
        text=words,
        original=copied.text().encode("utf-8", "surrogatepass"),
        encoding="utf-8",
        file_name=_NAME,
        retrieved_at=utc_now()[:_DAY],
    )


def _page(markup: str) -> Draft | None:
    data = markup.encode("utf-8", "surrogatepass")
    try:
        return next(html.drafts(data, _NAME, "utf-8"), None)
    except UnreadableFileError:
        return None


def _weight(text: str) -> int:
    return sum(map(str.isalnum, text))
