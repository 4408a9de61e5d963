"""A saved web page: decoded, refused while that is cheap, parsed, and its text block by block."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from annotator.domain.errors import UnreadableFileError
from annotator.domain.text import clean
from annotator.importers.encodings import Guess, certain, encodings, guesses, leniently
from annotator.importers.signatures import CONTROLS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LIMIT: Final = 20_000_000
"""How many bytes a page may have: 20 MB."""

TAGS: Final = 100_000
"""How many tags a page may have."""

_HEAD: Final = 16_000
_CHARSET: Final = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_SAVED: Final = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->")
_EMBEDDED: Final = re.compile(r"data:[\w/+.;=-]+;base64,[\w+/=%\s-]{200,}")

# what pages call an encoding, and what browsers read it as (WHATWG Encoding, section 4.2)
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

_INLINE_TAGS: Final = """
a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark picture q rp rt
ruby s samp small source span strike strong sub sup time tt u var wbr cell graphic hi ref
"""
_UNSEEN_TAGS: Final = """
audio button canvas datalist head iframe math noscript object option script select style svg
template textarea video
"""
_INLINE: Final = frozenset(_INLINE_TAGS.split())  # the last four are trafilatura's own
_UNSEEN: Final = frozenset(_UNSEEN_TAGS.split())
_VERBATIM: Final = frozenset(("pre", "code"))
_BLANKS: Final = re.compile(r"[ \t\n\r\f]+")
_CROWD: Final = 3_000
_CELL, _BREAK = "\x1e", "\x1f"


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was parsed: its tree, the encoding it was in, and where a browser had it from."""

    tree: "HtmlElement"
    encoding: str
    saved_from: str


def parsed(data: bytes, name: str, charset: str = "") -> Page:
    """Return a page; nothing that it refers to is loaded.

    `name` is what its file is called, `charset` the web's name of the encoding that was sent with
    it. Raises UnreadableFileError for more than 20 MB, more than 100,000 tags, tags nested more
    deeply than libxml2 follows (255), and for what is no text.
    """
    if len(data) > LIMIT:
        found = max(LIMIT // 1_000_000 + 1, round(len(data) / 1_000_000))
        words = f"“{name}” is too large for a page: {found} MB, and 20 MB is the limit."
        raise UnreadableFileError(words)
    if (tags := data.count(b"<")) > TAGS:
        words = f"“{name}” has {tags:,} tags; {TAGS:,} is the limit for a page."
        raise UnreadableFileError(words)
    try:
        read = _read(data, charset)
    except UnreadableFileError as error:
        raise UnreadableFileError(f"“{name}” cannot be read. {error}") from error
    saved = _SAVED.search(read.text[:_HEAD])
    return Page(_tree(read.text, name), read.encoding, saved[1] if saved else "")


def _read(data: bytes, charset: str) -> Guess:
    """Return the page's source: by the bytes themselves, by what it declares, or guessed."""
    if found := certain(data):
        return found
    labels = (label.decode("ascii") for label in _CHARSET.findall(data[:_HEAD]))
    for encoding in filter(None, map(_known, (charset, *labels))):
        if found := leniently(data, encoding):
            return found
    return guesses(data)[0]


def _known(label: str) -> str:
    """Return which of our encodings browsers read a label as; empty for none."""
    label = label.lower().removeprefix("x-")
    try:
        name = codecs.lookup(_WIDER.get(label, label)).name
    except (LookupError, ValueError):
        return ""
    wider = _WIDER.get(name, name)
    ours = (each.name for each in encodings() if codecs.lookup(each.name).name == wider)
    return next(ours, "") if not wider.startswith("utf-16") else ""


def _tree(source: str, name: str) -> "HtmlElement":
    from lxml.etree import ParserError  # noqa: PLC0415
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    if ";base64," in source:
        source = _EMBEDDED.sub("data:,", source)
    if any(map(_is_crowded, source.split("<"))):
        raise UnreadableFileError(f"“{name}” is built like no page: a tag has too many attributes.")
    try:
        tree = document_fromstring(source.encode().translate(None, CONTROLS), parser)
    except ParserError as error:
        raise UnreadableFileError(f"“{name}” is empty: there is no page in it.") from error
    last = parser.error_log.last_error
    if last is not None and "XML_PARSE_HUGE" in last.message:
        words = f"“{name}” is built like no page: {_excess(last.message)}."
        raise UnreadableFileError(words)
    return tree


def _is_crowded(piece: str) -> bool:
    """Return whether a tag has thousands of attributes, over which libxml2 takes minutes."""
    return len(piece) > _CROWD and len(piece.partition(">")[0].split(maxsplit=_CROWD)) > _CROWD


def _excess(message: str) -> str:
    if "depth" in message:
        return "its tags are nested more than 255 deep"
    return "a single piece of it has more than 10 MB"


def blocks(root: "HtmlElement") -> Iterator[str]:
    """Return the text of an element, block by block in its order, each on one line.

    White space is shown as browsers show it, no-break spaces stay; line breaks end a block, and
    the cells that trafilatura makes of a row are divided by tabs.
    """
    for block in "".join(_pieces(root)).split(_BREAK):
        cells = (_BLANKS.sub(" ", cell).strip() for cell in block.split(_CELL))
        line = "\t".join(cells)
        if line := (line if line.isprintable() else clean(line)).strip():
            yield line


def _pieces(root: "HtmlElement") -> Iterator[str]:
    from lxml.etree import iterwalk  # noqa: PLC0415

    walk = iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        sign = "" if tag in _INLINE else _BREAK
        if event == "start":
            if tag in _UNSEEN:
                walk.skip_subtree()
                continue
            yield _CELL if tag == "cell" else sign
            text = element.text or ""
            yield text.replace("\n", _BREAK) if tag in _VERBATIM else text
        else:
            yield sign
            if element is not root:
                yield element.tail or ""
