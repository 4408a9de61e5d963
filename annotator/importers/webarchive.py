"""Pages saved by Safari as web archives: binary property lists with the page and its parts."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.errors import UnreadableFileError
from annotator.i18n import N_, tr
from annotator.importers import html
from annotator.importers.draft import Draft, Omission
from annotator.importers.fields import link_of
from annotator.importers.import_format import ImportFormat
from annotator.importers.original import contents, display_name
from annotator.importers.plist import BEGINS, Plist

_MAIN: Final = "WebMainResource"
_PAGES: Final = ("text/html", "application/xhtml+xml")


class _Main(Struct, frozen=True):
    page: bytes
    charset: str
    url: str


def read(path: Path) -> Iterator[Draft]:
    """Return the article of a page in a file; raises UnreadableFileError."""
    yield from drafts(contents(path), display_name(path))


def drafts(data: bytes, name: str) -> Iterator[Draft]:
    """Return the article of the page, with its address; `name` is what the file is called.

    Images, styles and frames of the page are not read. Raises UnreadableFileError.
    """
    main = _main(data, name)
    for draft in html.drafts(main.page, name, main.charset):
        yield replace(draft, original=data, source_url=draft.source_url or link_of(main.url))


def omissions(data: bytes, texts: Sequence[str] = ()) -> tuple[Omission, ...]:
    """Return the blocks of the page that are not in the text, as `html.omissions` does.

    Raises UnreadableFileError.
    """
    main = _main(data, tr("The page"))
    return html.omissions(main.page, main.charset, texts)


def _main(data: bytes, name: str) -> _Main:
    plist = Plist(data)
    try:
        page = plist.at(_MAIN, "WebResourceData")
        kind = _text(plist, "WebResourceMIMEType")
        charset, url = _text(plist, "WebResourceTextEncodingName"), _text(plist, "WebResourceURL")
    except (IndexError, ValueError) as error:
        reason = str(error).capitalize() if isinstance(error, ValueError) else tr("It is cut off")
        message = tr(
            "“{file}” is damaged, or not a web archive. {reason}.", file=name, reason=reason
        )
        raise UnreadableFileError(message) from error
    if not isinstance(page, bytes):
        problem = tr(
            "“{file}” is a property list without a page, not a Safari web archive.", file=name
        )
        raise UnreadableFileError(problem)
    if kind and kind not in _PAGES:
        message = tr("“{file}” is a web archive of {kind}, not of a page.", file=name, kind=kind)
        raise UnreadableFileError(message)
    return _Main(page, charset, url)


def _text(plist: Plist, key: str) -> str:
    found = plist.at(_MAIN, key)
    return found if isinstance(found, str) else ""


FORMAT: Final = ImportFormat(
    name=N_("Web archive (Safari)"),
    suffixes=(".webarchive",),
    read=read,
    omissions=lambda data, _encoding, texts: omissions(data, texts),
    media_types=("application/x-webarchive",),
    begins=BEGINS,
)
