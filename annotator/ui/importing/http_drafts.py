"""The articles in what a server sent."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import urlsplit

from msgspec.structs import replace

from annotator.domain.errors import UnreadableFileError
from annotator.importers import FORMATS, Draft, Refusal, html, plain_text, read_files
from annotator.importers.fields import link_of
from annotator.importers.files import read_or_refuse
from annotator.ui.importing.fetching import Answer

_DAY: Final = len("2025-02-27")
_REASON: Final = 8_000
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_SUFFIXES: Final = {
    "application/xhtml+xml": ".html",
    "text/html": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "message/rfc822": ".eml",
    "multipart/related": ".mhtml",
    f"{_OFFICE}.wordprocessingml.document": ".docx",
    f"{_OFFICE}.spreadsheetml.sheet": ".xlsx",
}


def drafts_of(answer: Answer) -> Iterator[Draft | Refusal]:
    """Return the articles in an answer, each with when, from where and how it came."""
    kind, _, rest = answer.header("content-type").partition(";")
    charset = rest.partition("charset=")[2].partition(";")[0].strip(" \"'")
    suffix = _SUFFIXES.get(kind.strip().lower()) or _suffix(answer)
    name = urlsplit(answer.url).hostname or "link"
    found = _page(answer, name, charset) if suffix == ".html" else _file(answer, suffix, charset)
    for item in found:
        yield _told(answer, name, item) if isinstance(item, Draft) else item


def reason_of(answer: Answer) -> str:
    """Return when, from where and with which headers an answer came, a line each."""
    return "\n".join(
        [
            f"Fetched {answer.fetched_at} from {answer.url}",
            *(f"Redirected from {address}" for address in answer.redirects),
            f"HTTP status {answer.status}",
            *(f"{name}: {value}" for name, value in answer.headers),
        ]
    )[:_REASON]


def _told(answer: Answer, name: str, draft: Draft) -> Draft:
    return replace(
        draft,
        file_name=name,
        source_url=draft.source_url or link_of(answer.url),
        retrieved_at=answer.fetched_at[:_DAY],
        reason=reason_of(answer),
    )


def _suffix(answer: Answer) -> str:
    """Return how the file would end: as its address does, or as its first bytes say."""
    suffix = PurePosixPath(urlsplit(answer.url).path).suffix.lower()
    if any(suffix in each.suffixes for each in FORMATS):
        return ".html" if suffix in html.FORMAT.suffixes else suffix
    return ".html" if answer.body.lstrip()[:1] == b"<" else ".txt"


def _page(answer: Answer, name: str, charset: str) -> Iterator[Draft | Refusal]:
    return read_or_refuse(Path(name), lambda _: html.drafts(answer.body, name, charset))


def _file(answer: Answer, suffix: str, charset: str) -> Iterator[Draft | Refusal]:
    with TemporaryDirectory(prefix="annotator-") as folder:
        path = Path(folder, f"answer{suffix}")
        path.write_bytes(answer.body)
        for item in read_files([path]):
            yield _in_charset(item, charset) if isinstance(item, Draft) else item


def _in_charset(draft: Draft, charset: str) -> Draft:
    try:
        is_open = charset and draft.is_guessed and draft.is_plain
        return plain_text.reread(draft, charset) if is_open else draft
    except UnreadableFileError:
        return draft
