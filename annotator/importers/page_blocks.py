"""The text blocks of a parsed page: paragraphs, headings, list items, rows, lines."""

from collections.abc import Collection, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from annotator.domain.text import clean
from annotator.importers.html_walk import collapsed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

STRUCK: Final = "annotator-struck"
"""The attribute of a `wbr` element that holds the struck-out text in its place."""

NOTE: Final = "annotator-note"
"""The attribute of an element that is a footnote of the text."""

_INLINE_TAGS: Final = """
a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark picture q rp rt
ruby s samp small source span strike strong sub sup time tt u var wbr cell graphic hi ref
"""
_UNSEEN_TAGS: Final = """
audio button canvas datalist iframe math noscript object option script select style svg
template textarea title video
"""
_HIDDEN_TAGS: Final = "datalist noscript script style svg template title"  # and in no one's way
_INLINE: Final = frozenset(_INLINE_TAGS.split())  # the last four are trafilatura's own
_UNSEEN: Final = frozenset(_UNSEEN_TAGS.split())
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_NO_LINE: Final = _INLINE | frozenset(_HIDDEN_TAGS.split())
_CELL, _BREAK, _GONE = "\x01", "\x02", "\x03"  # no page has them any more


class Block(NamedTuple):
    """A line of text, and the element that contains it.

    `is_struck` is true for struck-out text, which comes after the rest of its line.
    """

    text: str
    owner: "HtmlElement"
    is_struck: bool = False


def block_texts(root: "HtmlElement") -> list[str]:
    """Return the text of an element as blocks in page order, each a single line.

    White space is collapsed as in browsers, no-break spaces stay; line breaks end a block, and
    cells of trafilatura's rows are separated by tabs. Struck-out text is omitted.
    """
    return [block.text for block in blocks_in(root) if not block.is_struck]


def blocks_in(root: "HtmlElement", over: Collection[str] = ()) -> Iterator[Block]:
    """Yield the blocks of an element with their owners, including struck-out text.

    Elements with a tag in `over` that are not in an article are skipped.
    """
    pieces, owners = _pieces(root, over)
    for piece, owner in zip("".join(pieces).split(_BREAK), owners, strict=True):
        if not piece or piece.isspace():
            continue
        parts = piece.split(_GONE) if _GONE in piece else [piece]
        if line := _line("".join(parts[::2])):
            yield Block(line, owner)
        for gone in filter(None, map(_line, parts[1::2])):
            yield Block(gone, owner, is_struck=True)


def is_heading(block: Block) -> bool:
    """Return whether a block is in a heading."""
    around = islice(block.owner.iterancestors(), 2)
    return any(each.tag in _HEADINGS for each in chain([block.owner], around))


def _line(text: str) -> str:
    line = " ".join(text.split()) if text.isascii() else collapsed(text).strip()
    if _CELL in line:
        line = "\t".join(cell.strip() for cell in line.split(_CELL)).strip()
    return line if line.isprintable() else clean(line)


def _pieces(root: "HtmlElement", over: Collection[str]) -> tuple[list[str], list["HtmlElement"]]:
    """Return text with markers for line ends, and the element that contains each line."""
    from lxml.etree import iterwalk  # noqa: PLC0415

    pieces: list[str] = []
    owners: list[HtmlElement] = []
    around = [root]
    walk = iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        has_line = tag not in _NO_LINE
        if event == "end":
            if has_line:
                owners.append(around.pop())
                pieces.append(_BREAK)
            pieces.append("" if element is root else element.tail or "")
        elif tag in _UNSEEN or (tag in over and not _is_in_article(element)):
            walk.skip_subtree()
            around += around[-1:] * has_line
        else:
            if has_line:
                owners.append(around[-1])
                around.append(element)
                pieces.append(_BREAK)
            pieces.append(_opening(element))
    return pieces, [*owners, root]


def _opening(element: "HtmlElement") -> str:
    """Return the text that an element adds at its start."""
    if element.tag == "cell":
        return _CELL + (element.text or "")
    if element.tag == "wbr" and (gone := element.get(STRUCK)):
        return f"{_GONE}{gone}{_GONE}"
    return element.text or ""


def _is_in_article(element: "HtmlElement") -> bool:
    return next(element.iterancestors("article", "main"), None) is not None
