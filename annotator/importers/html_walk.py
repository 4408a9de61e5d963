"""Extracting the text of HTML line by line; nothing is loaded and no script runs."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from annotator.domain.text import clean
from annotator.importers.superscripts import as_inline

BULLET: Final = "• "

_LINE, _PARAGRAPH = 1, 2
_LINES = (
    "address article aside body center dd div dl dt fieldset figcaption footer form header hr html"
    " legend li main nav option section tbody tfoot thead tr"
)
_PARAGRAPHS = "blockquote figure h1 h2 h3 h4 h5 h6 ol p pre table ul"
BREAKS: Final = dict.fromkeys(_LINES.split(), _LINE) | dict.fromkeys(
    _PARAGRAPHS.split(), _PARAGRAPH
)
"""How many line ends the elements bring that do not stand inside a line."""

_LISTS: Final = ("ol", "ul")
_GROUPS: Final = ("table", *_LISTS)
_RAISED: Final = ("sup", "sub")
_UNSEEN_TAGS: Final = "iframe noscript script select style svg template textarea title s strike del"
_UNSEEN: Final = frozenset(_UNSEEN_TAGS.split())
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_ENDS = re.compile(r"[ \t]+$", re.MULTILINE)


def collapsed(text: str) -> str:
    """Return the text with white space collapsed, as browsers show it."""
    return _BLANKS.sub(" ", text)


def text_of(html: str, spaced: Callable[[str], str] = collapsed) -> str:
    """Return the clean text of HTML: separate paragraphs, list items as `• ` lines.

    A table row is a line with its cells separated by tabs; struck-out text is omitted, superscripts
    and subscripts are kept as such. `spaced` transforms white space inside a line; `str` keeps it.
    """
    from lxml import etree  # noqa: PLC0415

    parser = etree.HTMLParser(target=_Walk(spaced), encoding="utf-8", huge_tree=True)
    parser.feed(clean(html).encode() or b" ")
    text: str = parser.close()
    return text


class _Walk:
    """Collects lines while a parser walks through HTML of any depth."""

    def __init__(self, spaced: Callable[[str], str]) -> None:
        self._spaced = spaced
        self._parts: list[str] = []
        self._words: list[str] = []
        self._gap = 0  # line ends due before the next text
        self._lead = ""  # prefix of the next text: a bullet, tabs between cells
        self._fresh = True  # no text since a group, an item, a row or a cell began
        self._is_row_empty = True
        self._cells = self._unseen = self._lists = self._kept = self._height = 0
        self._raised: list[str] = []
        self._is_note = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Handle the start of an element."""
        self._height += tag in _RAISED
        is_link = tag in ("a", *_RAISED)  # a style sheet may raise the link itself
        self._is_note = self._is_note or (is_link and "#" in attributes.get("href", ""))
        self._unseen += tag in _UNSEEN
        self._kept += tag == "pre"
        if tag == "br":
            self._gap += 1
        elif tag in ("li", "tr"):
            self._begin(BULLET if tag == "li" else "")
        elif tag in ("td", "th"):
            self._begin_cell()
        elif tag in BREAKS and not self._fresh:
            self._owe(tag)
        self._fresh = self._fresh or tag in _GROUPS
        self._lists += tag in _LISTS

    def end(self, tag: str) -> None:
        """Handle the end of an element."""
        self._unseen -= tag in _UNSEEN
        self._kept -= tag == "pre"
        self._lists -= tag in _LISTS
        if tag in (*_GROUPS, "li", "tr"):
            self._lead = ""
        if tag in _GROUPS:
            self._fresh = False
        if tag in BREAKS and not self._fresh:
            self._owe(tag)
        if tag in _RAISED:
            self._lower(tag)
        self._is_note = self._is_note and (tag != "a" or self._height > 0)

    def data(self, text: str) -> None:
        """Handle text, or the white space between elements."""
        if self._height and not self._unseen:
            self._raised.append(text)
            return
        at_start = self._is_at_start()
        if self._unseen or (at_start and not text.strip()):
            return
        if at_start:
            self._open()
        (self._parts if self._kept else self._words).append(text)

    def close(self) -> str:
        """Return the text."""
        self._flush()
        return _ENDS.sub("", clean("".join(self._parts))).strip("\n")

    def _is_at_start(self) -> bool:
        return bool(self._gap or self._lead or not (self._parts or self._words))

    def _lower(self, tag: str) -> None:
        """Add a superscript or subscript, written inline."""
        self._height -= 1
        if self._height == 0:
            shifted, before = "".join(self._raised), "".join((*self._parts, *self._words)[-1:])
            self._raised.clear()
            is_raised = tag == "sup"
            text = as_inline(shifted, before, is_raised=is_raised, is_note=self._is_note)
            is_note_number = text.startswith("[") and self._is_at_start()
            self.data(f"{text} " if is_note_number else text)
            self._is_note = False

    def _begin(self, lead: str) -> None:
        self._gap = self._gap if self._fresh else _LINE
        self._lead, self._fresh = lead, True
        self._is_row_empty, self._cells = True, 0

    def _begin_cell(self) -> None:
        self._gap = self._gap if self._is_row_empty else 0
        self._lead += "\t" if self._cells else ""
        self._fresh = True
        self._cells += 1

    def _owe(self, tag: str) -> None:
        self._gap = max(self._gap, _LINE if self._lists else BREAKS[tag])

    def _open(self) -> None:
        self._flush()
        self._parts.append("\n" * min(self._gap, _PARAGRAPH) if self._parts else "")
        self._parts.append(self._lead)
        self._gap, self._lead, self._fresh, self._is_row_empty = 0, "", False, False

    def _flush(self) -> None:
        self._parts.append(self._spaced("".join(self._words)).strip(" "))
        self._words.clear()
