"""Web pages saved as one file with their images: MHTML (RFC 2557), by Chrome, Edge, Opera."""

from collections.abc import Iterator, Sequence
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.errors import UnreadableFileError
from annotator.i18n import N_, tr
from annotator.importers import html, mime
from annotator.importers.draft import Draft, Omission
from annotator.importers.fields import date_of, link_of
from annotator.importers.import_format import ImportFormat
from annotator.importers.original import contents, display_name

_LONGEST: Final = 2_000


_PAGES: Final = ("text/html", "application/xhtml+xml")


class _Root(Struct, frozen=True):
    page: bytes
    charset: str
    url: str
    retrieved_at: str


def read(path: Path) -> Iterator[Draft]:
    """Return the article of a page in a file; raises UnreadableFileError."""
    yield from drafts(contents(path), display_name(path))


def drafts(data: bytes, name: str) -> Iterator[Draft]:
    """Yield the article of the page, with its address and the date on which it was saved.

    `name` is the file name. Raises UnreadableFileError.
    """
    root = _root(data, name)
    for draft in html.drafts(root.page, name, root.charset):
        url = draft.source_url or root.url
        yield replace(draft, original=data, source_url=url, retrieved_at=root.retrieved_at)


def omissions(data: bytes, texts: Sequence[str] = ()) -> tuple[Omission, ...]:
    """Return the blocks of the page that are not in the text, as `html.omissions` does.

    Raises UnreadableFileError.
    """
    root = _root(data, tr("The page"))
    return html.omissions(root.page, root.charset, texts)


def _root(data: bytes, name: str) -> _Root:
    if problem := mime.excess(data, name):
        raise UnreadableFileError(problem)
    try:
        whole = message_from_bytes(data)
        part = _page(whole)
    except RecursionError as error:
        message = tr("“{file}” cannot be read: its parts are nested too deeply.", file=name)
        raise UnreadableFileError(message) from error
    if part is None:
        raise UnreadableFileError(tr("“{file}” contains no saved page.", file=name))
    page = part.get_payload(decode=True)
    return _Root(
        page=page if isinstance(page, bytes) else b"",
        charset=_param(part, "charset"),
        url=_address(part, "Content-Location") or _address(whole, "Snapshot-Content-Location"),
        retrieved_at=_day(_header(whole["Date"])),
    )


def _page(whole: Message) -> Message | None:
    """Return the part that `start` names, otherwise the first HTML part."""
    pages = [part for part in whole.walk() if part.get_content_type() in _PAGES]
    start = _param(whole, "start")
    named = (part for part in pages if start and _header(part["Content-ID"]) == start)
    return next(named, next(iter(pages), None))


def _header(value: object) -> str:
    return "" if value is None else str(value).strip()


def _param(part: Message, name: str) -> str:
    if len(_header(part["Content-Type"])) > _LONGEST:  # get_param would take minutes
        return ""
    value = part.get_param(name)
    return value if isinstance(value, str) else ""


def _address(part: Message, header: str) -> str:
    return link_of("".join(_header(part[header]).split()))


def _day(date: str) -> str:
    when = parsedate(date)
    return date_of("{:04}-{:02}-{:02}".format(*when)) if when else ""


FORMAT: Final = ImportFormat(
    name=N_("Saved page with its parts"),
    suffixes=(".mhtml", ".mht"),
    read=read,
    omissions=lambda data, _encoding, texts: omissions(data, texts),
    media_types=("multipart/related",),
    begins=mime.headed(rb'snapshot-content-location:|from:\s*"?<?saved by'),
)
