"""E-books and magazines (EPUB): their documents in reading order."""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Final
from urllib.parse import unquote
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

from msgspec.structs import replace

from annotator.i18n import N_, format_number
from annotator.importers.book_page import text_in
from annotator.importers.draft import Draft
from annotator.importers.faults import unreadable
from annotator.importers.fields import date_of, headline_of, language_of, line_of
from annotator.importers.import_format import ImportFormat
from annotator.importers.original import contents, display_name
from annotator.importers.xml_guard import Examiner
from annotator.importers.zip_guard import package, part

ELEMENTS: Final = 100_000
"""How many XML elements the package document of a book may have."""

LIMIT: Final = 20_000_000
"""How many bytes its documents may have in total: a thick book has two million."""

TAGS: Final = 200_000
"""How many tags its documents may have in total."""

_LOCKED: Final = N_("“{file}” is copy-protected. Only the seller's own app can read it.")
_TOO_LONG: Final = N_("“{file}” has more than {limit} MB of text. Split it.")
_TOO_MANY: Final = N_("“{file}” has more than {tags} tags. Split it.")
_DAMAGED: Final = N_("“{file}” is damaged, or not an EPUB book: {reason}.")
_CONTAINER: Final = "META-INF/container.xml"
_OCF: Final = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF: Final = "{http://www.idpf.org/2007/opf}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_PAGES: Final = ("application/xhtml+xml", "text/html")
_FONTS: Final = (b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC")

# how Calibre, which turns news sites into magazines, names the pages of an article
_ARTICLE: Final = re.compile(r"(?:^|/)(feed_\d+/article_\d+)/")


def read(path: Path) -> Iterator[Draft]:
    """Yield the text of a book, or each article of a magazine; raises UnreadableFileError.

    Its documents are read in the order of its spine (EPUB 3.3, 5.6); the table of contents is
    omitted. Title, author, publisher, date and language come from its metadata.
    """
    original = contents(path)
    with package(original, path, _DAMAGED) as opened:
        if _is_locked(part(opened, "META-INF/encryption.xml")):
            raise unreadable(path, _LOCKED)
        place, book = _book(opened)
        names = list(_spine(place, book))
        documents = [part(opened, name) for name in names]
        if sum(map(len, documents)) > LIMIT:
            raise unreadable(path, _TOO_LONG, limit=LIMIT // 1_000_000)
        if sum(document.count(b"<") for document in documents) > TAGS:
            raise unreadable(path, _TOO_MANY, tags=format_number(TAGS))
        pieces = [(name, text_in(opened, name)) for name in names]
        about = _about(book)
    found = list(_drafts(pieces, about, original, display_name(path)))
    if not found:
        raise unreadable(path, N_("“{file}” contains no text."))
    yield from found


def _is_locked(encryption: bytes) -> bool:
    """Return whether more than fonts is encrypted."""
    methods = re.findall(rb'EncryptionMethod[^>]*Algorithm="([^"]*)"', encryption)
    return any(method not in _FONTS for method in methods)


def _book(opened: ZipFile) -> tuple[str, Element]:
    """Return the folder of a book's package document, and its parsed contents."""
    examiner = Examiner(ELEMENTS)
    container = _parsed(part(opened, _CONTAINER), examiner)
    root = container.find(f"{_OCF}rootfiles/{_OCF}rootfile")
    name = "" if root is None else root.get("full-path", "")
    return dirname(name), _parsed(part(opened, name), examiner)


def _parsed(xml: bytes, examiner: Examiner) -> Element:
    examiner.examine(xml)
    return fromstring(xml)  # noqa: S314 - examined: it has no document type


def _spine(place: str, book: Element) -> Iterator[str]:
    items = {each.get("id", ""): each for each in book.iter(f"{_OPF}item")}
    seen = set()
    for reference in book.iter(f"{_OPF}itemref"):
        item = items.get(reference.get("idref", ""))
        if item is None or item.get("media-type") not in _PAGES:
            continue
        is_contents = "nav" in item.get("properties", "").split()
        name = normpath(join(place, unquote(item.get("href", ""))))
        if not is_contents and name not in seen:
            seen.add(name)
            yield name


def _about(book: Element) -> Draft:
    """Return a draft with the metadata of a book, without text."""
    metadata = {f"{_DC}{key}": "" for key in ("title", "publisher", "date", "language")}
    for element in reversed(list(book.iter())):
        if element.tag in metadata:
            metadata[element.tag] = element.text or ""
    creators = (line_of(each.text or "") for each in book.iter(f"{_DC}creator"))
    title, publisher, date, language = metadata.values()
    return Draft(
        headline=line_of(title),
        text="",
        original=b"",
        encoding="epub",
        file_name="",
        byline=", ".join(filter(None, creators)),
        publisher=line_of(publisher),
        published_at=date_of(date),
        language=language_of(language),
    )


def _drafts(
    pieces: list[tuple[str, str]], about: Draft, original: bytes, name: str
) -> Iterator[Draft]:
    magazine = about.headline
    articles = [(match[1], text) for piece, text in pieces if (match := _ARTICLE.search(piece))]
    if not articles:
        articles, magazine = [("", text) for _, text in pieces], ""
    for number, (_, group) in enumerate(groupby(articles, key=lambda each: each[0]), start=1):
        text = "\n\n".join(filter(None, (section for _, section in group)))
        if not text:
            continue
        draft = replace(
            about, text=text, original=original, file_name=name, is_guessed="\ufffd" in text
        )
        if magazine:
            draft = replace(
                draft,
                headline="",
                byline="",
                publisher=about.publisher or magazine,
                original=text.encode(),
                file_name=f"{name}, article {number:,}",
            )
        yield replace(draft, headline=headline_of(draft.headline, text))


FORMAT: Final = ImportFormat(
    name=N_("EPUB book"),
    suffixes=(".epub",),
    read=read,
    media_types=("application/epub+zip",),
    holds=("mimetype application/epub+zip", _CONTAINER),
)
