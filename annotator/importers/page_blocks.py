"""The text of a parsed page, block by block: paragraphs, headings, items, rows, lines."""

from collections.abc import Collection, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from annotator.domain.text import clean
from annotator.importers.html_walk import collapsed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

STRUCK: Final = "annotator-struck"
"""The attribute of a `wbr` element in whose place words were struck out: these words."""

NOTE: Final = "annotator-note"
"""The attribute of an element that is a note to which the text leads."""

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
    """Words that stand on a line of their own, and the element that they stand in.

    `is_struck` is true for words that were struck out, which come after the others of their line.
    """

    text: str
    owner: "HtmlElement"
    is_struck: bool = False


def blocks(root: "HtmlElement") -> list[str]:
    """Return the text of an element, block by block in its order, each on one line.

    White space is shown as browsers show it, no-break spaces stay; line breaks end a block, and
    the cells that trafilatura makes of a row are divided by tabs. Struck-out words are left out.
    """
    return [block.text for block in placed(root) if not block.is_struck]


def placed(root: "HtmlElement", over: Collection[str] = ()) -> Iterator[Block]:
    """Return the blocks of an element with their places, struck-out words too.

    Elements that are called as in `over` and stand in no article are passed over.
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
    """Return whether a block stands in a heading."""
    around = islice(block.owner.iterancestors(), 2)
    return any(each.tag in _HEADINGS for each in chain([block.owner], around))


def _line(text: str) -> str:
    line = " ".join(text.split()) if text.isascii() else collapsed(text).strip()
    if _CELL in line:
        line = "\t".join(cell.strip() for cell in line.split(_CELL)).strip()
    return line if line.isprintable() else clean(line)


def _pieces(root: "HtmlElement", over: Collection[str]) -> tuple[list[str], list["HtmlElement"]]:
    """Return the words with signs where lines end, and the element that each line stands in."""
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
    """Return the words with which an element begins."""
    if element.tag == "cell":
        return _CELL + (element.text or "")
    if element.tag == "wbr" and (gone := element.get(STRUCK)):
        return f"{_GONE}{gone}{_GONE}"
    return element.text or ""


def _is_in_article(element: "HtmlElement") -> bool:
    return next(element.iterancestors("article", "main"), None) is not None
