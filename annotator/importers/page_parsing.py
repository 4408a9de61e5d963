"""Parsing a saved web page: decoded, and refused early if it is too large or complex."""

import codecs
import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from annotator.domain.errors import UnreadableFileError
from annotator.domain.text import clean
from annotator.i18n import N_, format_number, tr
from annotator.importers.encodings import Guess, certain, encodings, guesses, leniently
from annotator.importers.page_formatting import resolve_formatting
from annotator.importers.signatures import CONTROLS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LIMIT: Final = 20_000_000
"""How many bytes a page may have without embedded images: 20 MB."""

TAGS: Final = 100_000
"""How many tags a page may have."""

_HEAD: Final = 16_000
_CHARSET: Final = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_SAVED: Final = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->")
_EMBEDDED: Final = rb"data:[\w/+.;=-]+(?:;base64,[\w+/=%\s-]{200,}|,[^\"'\s<>)]{1000,})"
_PICTURES: Final = re.compile(_EMBEDDED.decode(), re.ASCII)
_PICTURE_BYTES: Final = re.compile(_EMBEDDED)
_SCRIPTS: Final = re.compile(r"<(script|style)\b[^>]*>.*?</\1\b[^>]*>", re.IGNORECASE | re.DOTALL)
_QUOTED: Final = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')")

# encoding labels, and the wider encodings that browsers use (WHATWG Encoding, section 4.2)
_WIDER: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "iso-8859-8-i": "iso8859-8",
}

_LINES: Final = 10_000
_SPACES: Final = bytes.maketrans(b"\v\f", b"  ")
_NO_XML: Final = CONTROLS + b"\x1b"
_CROWD: Final = 3_000


_TOO_LARGE: Final = N_("“{file}” is too large for a page: {found} MB, and {limit} MB is the limit.")
_TOO_MANY: Final = N_("“{file}” has {count} tags; {limit} is the limit for a page.")
_TOO_CROWDED: Final = N_("“{file}” is not a usable page: a tag has too many attributes.")
_TOO_DEEP: Final = N_("“{file}” is not a usable page: its tags are nested more than 255 deep.")
_TOO_LONG: Final = N_("“{file}” is not a usable page: a single piece of it has more than 10 MB.")


class Page(Struct, frozen=True):
    """A parsed page: its tree, its encoding, and the address it was saved from."""

    tree: "HtmlElement"
    encoding: str
    saved_from: str


def parsed(data: bytes, name: str, charset: str = "") -> Page:
    """Return a parsed page; nothing that it refers to is loaded.

    `name` is its file name, `charset` the encoding label sent with it. Raises UnreadableFileError
    for more than 20 MB without images, more than 100,000 tags, tags nested more deeply than libxml2
    supports (255), and anything that is not text.
    """
    if b"data:" in data:
        data = _PICTURE_BYTES.sub(b"data:,", data)
    if len(data) > LIMIT:
        found = max(LIMIT // 1_000_000 + 1, round(len(data) / 1_000_000))
        message = tr(_TOO_LARGE, file=name, found=found, limit=LIMIT // 1_000_000)
        raise UnreadableFileError(message)
    if (tags := data.count(b"<")) > TAGS:
        message = tr(_TOO_MANY, file=name, count=format_number(tags), limit=format_number(TAGS))
        raise UnreadableFileError(message)
    try:
        read = _read(data, charset)
    except UnreadableFileError as error:
        message = tr("“{file}” cannot be read. {reason}", file=name, reason=error)
        raise UnreadableFileError(message) from error
    saved = _SAVED.search(read.text[:_HEAD])
    return Page(
        tree=_tree(read.text, name),
        encoding=read.encoding,
        saved_from=saved[1] if saved else "",
    )


def _read(data: bytes, charset: str) -> Guess:
    """Return the decoded page: as its bytes show, as it declares, or as guessed."""
    if found := certain(data):
        return found
    labels = (label.decode("ascii") for label in _CHARSET.findall(data[:_HEAD]))
    for encoding in filter(None, map(_known, (charset, *labels))):
        if found := leniently(data, encoding):
            return found
    return guesses(data)[0]


def _known(label: str) -> str:
    """Return the encoding that browsers use for a label; empty for none."""
    label = label.lower().removeprefix("x-")
    try:
        name = codecs.lookup(_WIDER.get(label, label)).name
    except (LookupError, ValueError):
        return ""
    wider = _WIDER.get(name, name)
    ours = (each.name for each in encodings() if codecs.lookup(each.name).name == wider)
    return next(ours, "") if not wider.startswith("utf-16") else ""


def _tree(source: str, name: str) -> "HtmlElement":
    from lxml.etree import ElementDefaultClassLookup, HTMLParser, ParserError  # noqa: PLC0415
    from lxml.html import HtmlElement, document_fromstring  # noqa: PLC0415

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    # lxml's classes for forms and links cost a tenth of the time, and are not needed
    parser.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))
    if ";base64," in source:  # in an encoding of two bytes a letter
        source = _PICTURES.sub("data:,", source)
    if _is_crowded(source):  # or a script compares numbers: what is parsed then has none
        source = _SCRIPTS.sub("", source)
        if _is_crowded(source):
            message = tr(_TOO_CROWDED, file=name)
            raise UnreadableFileError(message)
    try:
        tree = document_fromstring(source.encode().translate(_SPACES, _NO_XML), parser)
    except ParserError as error:
        raise UnreadableFileError(tr("“{file}” is empty.", file=name)) from error
    last = parser.error_log.last_error
    if last is not None and "XML_PARSE_HUGE" in last.message:
        message = tr(_TOO_DEEP if "depth" in last.message else _TOO_LONG, file=name)
        raise UnreadableFileError(message)
    for verbatim in tree.iter("pre"):
        _break_lines(verbatim)
    resolve_formatting(tree)
    return tree


def _break_lines(verbatim: "HtmlElement") -> None:
    """Replace line ends by elements: trafilatura takes them for spaces."""
    first, *lines = clean(verbatim.text or "").split("\n", _LINES)
    verbatim.text = first
    for place, line in enumerate(lines):
        brk = verbatim.makeelement("br")
        brk.tail = line
        verbatim.insert(place, brk)


def _is_crowded(source: str) -> bool:
    """Return whether a tag has thousands of attributes, which take libxml2 minutes.

    Quoted values, such as the numbers of a drawing, are not counted.
    """
    long = (piece for piece in source.split("<") if len(piece) > _CROWD)
    tags = (_QUOTED.sub("", piece).partition(">")[0] for piece in long)
    return any(len(tag.split(maxsplit=_CROWD)) > _CROWD for tag in tags)
