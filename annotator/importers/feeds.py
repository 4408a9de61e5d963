"""RSS and Atom feeds saved as files: each entry is an article; no links are loaded."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from annotator.domain.errors import UnreadableFileError
from annotator.domain.text import clean
from annotator.i18n import N_, format_number, tr
from annotator.importers.draft import Draft, Refusal
from annotator.importers.faults import parsing, unreadable
from annotator.importers.fields import date_of, headline_of, language_of, line_of, link_of
from annotator.importers.html_walk import text_of
from annotator.importers.import_format import ImportFormat
from annotator.importers.original import contents, display_name

if TYPE_CHECKING:
    from feedparser import FeedParserDict

LIMIT: Final = 20_000_000
"""How many bytes a feed may have: 20 MB."""

TAGS: Final = 150_000
"""How many tags it may have, not counting escaped HTML."""

_DAMAGED: Final = N_("“{file}” is damaged, or not a feed (RSS or Atom): {reason}.")
_HIDING: Final = re.compile(rb"<!--|<!\[CDATA\[|<!ENTITY")
_CLOSING: Final = {b"<!--": b"-->", b"<![CDATA[": b"]]>"}
_OPENING: Final = re.compile(rb"<((?:[\w-]+:)?(?:item|entry))[\s>]")


def read(path: Path) -> Iterator[Draft | Refusal]:
    """Return the article in each entry of a feed; raises UnreadableFileError.

    An entry's text is its content, or its summary when it has none. Its original bytes are its
    part of the file, or its text where the file is too broken to find that.
    """
    original = contents(path)
    if problem := _problem(original, display_name(path)):
        raise UnreadableFileError(problem)
    with parsing(path, _DAMAGED):
        feed = _parsed(original)
        pieces = list(_pieces(original))
        is_whole = len(pieces) == len(feed.entries)
        found = [
            _article(path, feed, number, pieces[number - 1] if is_whole else b"")
            for number in range(1, len(feed.entries) + 1)
        ]
    if not found:
        raise unreadable(path, N_("“{file}” is not a feed (RSS or Atom), or has no entries."))
    yield from found


def _problem(original: bytes, file: str) -> str:
    if len(original) > LIMIT:
        limit = LIMIT // 1_000_000
        return tr(
            "“{file}” is too large for a feed (RSS or Atom): {limit} MB is the limit.",
            file=file,
            limit=limit,
        )
    plain = original.replace(b"\0", b"")  # as ASCII, in any UTF encoding
    if _declares_entities(plain):
        return tr(
            "“{file}” was refused because it declares entities, which can be harmful.", file=file
        )
    if plain.count(b"<") > TAGS:
        return tr(
            "“{file}” was refused because it has more than {count} tags.",
            file=file,
            count=format_number(TAGS),
        )
    return ""


def _declares_entities(xml: bytes) -> bool:
    """Return whether entities are declared outside of comments and quoted text."""
    place = 0
    while match := _HIDING.search(xml, place):
        if match[0] not in _CLOSING:
            return True
        end = xml.find(_CLOSING[match[0]], match.end())
        place = match.end() if end < 0 else end
    return False


def _parsed(original: bytes) -> "FeedParserDict":
    import feedparser  # noqa: PLC0415

    # from a stream: bytes would be taken for a path or an address, and opened
    return feedparser.parse(BytesIO(original), sanitize_html=False, resolve_relative_uris=False)


def _pieces(original: bytes) -> Iterator[bytes]:
    """Return the bytes of each entry, from its first tag to its last."""
    place = 0
    while match := _OPENING.search(original, place):
        end = original.find(b"</" + match[1], match.end())
        place = original.find(b">", end) + 1
        if end < 0 or not place:
            return
        yield original[match.start() : place]


def _article(path: Path, feed: "FeedParserDict", number: int, piece: bytes) -> Draft | Refusal:
    entry = feed.entries[number - 1]
    text, language = _text(entry)
    if not text.strip():
        place = f"entry {number:,}"
        return Refusal(
            path, tr("“{file}”, {place} has no text.", file=display_name(path), place=place)
        )
    source = entry.get("source") or {}
    stated = entry.get("language") or language or feed.feed.get("language") or ""
    return Draft(
        headline=headline_of(_words(entry.get("title_detail")), text),
        text=text,
        original=piece or text.encode(),
        encoding=(feed.get("encoding") if piece else None) or "utf-8",
        file_name=f"{display_name(path)}, entry {number:,}",
        byline=line_of(", ".join(filter(None, map(_name, entry.get("authors") or ())))),
        publisher=line_of(source.get("title") or _words(feed.feed.get("title_detail"))),
        source_url=link_of(entry.get("link") or ""),
        published_at=_date(entry),
        language=language_of(stated),
    )


def _text(entry: "FeedParserDict") -> tuple[str, str]:
    """Return the first non-empty text of an entry, and its stated language."""
    for detail in (*(entry.get("content") or ()), entry.get("summary_detail")):
        if (text := _words(detail)).strip():
            return text, detail.get("language") or ""
    return "", ""


def _words(detail: "FeedParserDict | None") -> str:
    if detail is None:
        return ""
    text: str = detail.get("value") or ""
    return clean(text) if detail.get("type") == "text/plain" else text_of(text)


def _name(author: "FeedParserDict") -> str:
    return author.get("name") or author.get("email") or ""


def _date(entry: "FeedParserDict") -> str:
    """Return the date as written; the library would convert it to UTC, and guesses some."""
    # dict.get: the library's own get confuses the two dates, with a warning
    stated = (dict.get(entry, part) or "" for part in ("published", "updated", "created"))
    return next(filter(None, map(date_of, stated)), "")


FORMAT: Final = ImportFormat(
    name=N_("Feed"),
    suffixes=(".rss", ".atom", ".xml"),
    read=read,
    media_types=("application/rss+xml", "application/atom+xml", "application/xml", "text/xml"),
    begins=rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?s:.{0,2000}?)-->\s*)*<(?:rss|feed|rdf:RDF)[\s>]",
)
