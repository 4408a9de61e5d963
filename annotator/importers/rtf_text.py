"""Extracting the text of an RTF document: paragraphs, table rows and notes.

Struck-out, deleted and hidden text is omitted, superscripts and subscripts stay separate from
their base, and numbered notes follow at the end.
"""

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.text import clean
from annotator.i18n import tr
from annotator.importers.html_walk import BULLET
from annotator.importers.rtf_codes import (
    CAPTURED,
    CELLS,
    CHARACTERS,
    CHARSETS,
    ENDS,
    ROWS,
    SEEN,
    SILENT,
    SYMBOLS,
    page,
)
from annotator.importers.rtf_output import Output, joined
from annotator.importers.superscripts import as_inline

DEPTH: Final = 500
"""How deep groups may be nested."""

_TOKEN: Final = re.compile(
    rb"\\(?:(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?[ ]?|'(?P<hex>[0-9A-Fa-f]{2})"
    rb"|(?P<sign>[^A-Za-z']))|(?P<group>[{}])|(?P<text>[^\\{}]+)|.",
    re.DOTALL,
)
_LINE_ENDS: Final = b"\r\n\0"
_DAY: Final = ("yr", "mo", "dy")
_NUMBERED: Final = re.compile(r"\(?[0-9A-Za-z]{1,6}(?:\.[0-9]{1,3}){0,8}[.):]?\)?")
_BULLETS: Final = {0xB7: "•", 0xA7: "•", 0xD8: "•"}


class RtfContent(Struct):
    """The text and metadata of a document; `created` is `YYYY-MM-DD`.

    `is_whole` says that all its bytes were valid in its stated encodings.
    """

    text: str
    title: str
    author: str
    created: str
    is_whole: bool


class _Group(Struct):
    """The state of one group of the document."""

    kind: str = ""  # the name of a captured or silent group
    codec: str = ""
    is_struck: bool = False
    is_hidden: bool = False
    shift: int = 0
    skipped: int = 1  # how many characters stand in for one that has its own number
    is_in_table: bool = False
    is_optional: bool = False


def rtf_content(data: bytes) -> RtfContent:
    """Return the content of a document; raises ValueError for groups nested over 500 deep."""
    reader = _Reader()
    for word, number, data_part in _tokens(data):
        if data_part is not None:
            reader.take(data_part)
        elif word:
            reader.control(word, number)
        elif number:
            reader.begin()
        elif not reader.end():
            break
    return reader.content()


def _tokens(data: bytes) -> Iterator[tuple[str, int | None, bytes | None]]:
    """Yield control words with their numbers, and bytes of text; binary data is skipped.

    Without a word, a number marks a group: 1 its start, 0 its end.
    """
    place = 0
    while match := _TOKEN.match(data, place):
        place = match.end()
        kind = match.lastgroup
        if kind == "text":
            yield "", None, match["text"].translate(None, _LINE_ENDS)
        elif kind == "hex":
            yield "", None, bytes.fromhex(match["hex"].decode())
        elif kind in ("word", "number"):
            number = int(match["number"]) if match["number"] else None
            place += max(number or 0, 0) if match["word"] == b"bin" else 0
            yield match["word"].decode(), number, None
        elif kind == "sign":
            yield match["sign"].decode("latin-1"), None, None
        elif kind:
            yield "", int(match["group"] == b"{"), None


class _Reader:
    """Interprets the tokens of a document."""

    def __init__(self) -> None:
        self._groups = [_Group()]
        self._bytes = bytearray()
        self._to_skip = 0  # characters that stand in for the one before
        self._words: list[str] = []
        self._captured: list[list[str]] = []
        self._output = Output()
        self._fonts: dict[int, str] = {}
        self._font = self._default_font = 0
        self._codec = "cp1252"
        self._about = {"title": "", "author": ""}
        self._day: dict[str, int] = {}
        self._is_whole = True
        self._is_item = False

    def take(self, data: bytes) -> None:
        """Handle bytes of text."""
        if self._to_skip:
            count = min(self._to_skip, len(data))
            self._to_skip -= count
            data = data[count:]
        self._bytes += data

    def begin(self) -> None:
        """Start a group."""
        self._flush()
        self._to_skip = 0
        if len(self._groups) > DEPTH:
            raise ValueError(tr("its groups are nested more than {limit} deep", limit=DEPTH))
        self._groups.append(replace(self._groups[-1], is_optional=False))

    def end(self) -> bool:
        """End a group; return whether the document continues."""
        self._flush()
        self._to_skip = 0
        ended = self._groups.pop()
        if ended.kind in CAPTURED and self._groups[-1].kind != ended.kind:
            self._end_capture(ended.kind)
        return len(self._groups) > 1

    def control(self, word: str, number: int | None) -> None:
        """Handle a control word or symbol."""
        self._flush()
        now = self._groups[-1]
        if self._to_skip and word != "u":
            self._to_skip -= 1
        elif word == "*":
            now.is_optional = True
        elif now.is_optional or word in SILENT or word in CAPTURED:
            self._enter(word)
        elif now.kind in SILENT:
            self._note(now.kind, word, number or 0)
        else:
            self._follow(word, number, now)

    def _follow(self, word: str, number: int | None, now: _Group) -> None:
        if word in CHARACTERS:
            self._write(CHARACTERS[word])
        elif word == "u":
            self._write(chr((number or 0) % 0x10000))
            self._to_skip = now.skipped
        elif not self._ends_line(word, now):
            self._formats(word, number, now)

    def content(self) -> RtfContent:
        """Return what was read."""
        self._flush()
        self._output.end_paragraph(self._taken())
        day = [self._day.get(part, 0) for part in _DAY]
        return RtfContent(
            text=clean(joined(self._output.text())),
            title=joined(self._about["title"]),
            author=joined(self._about["author"]),
            created="{:04}-{:02}-{:02}".format(*day) if all(day) else "",
            is_whole=self._is_whole,
        )

    def _enter(self, word: str) -> None:
        """Start a group that is not part of the text, or is collected separately."""
        now = self._groups[-1]
        now.is_optional, is_optional = False, now.is_optional
        if is_optional and word not in SILENT and word not in CAPTURED:
            now.kind = "" if word in SEEN else "unknown"
            return
        is_quiet = now.kind == "unknown" or (now.kind in SILENT and now.kind != "info")
        if is_quiet and word != "creatim":
            return
        now.kind = word
        if word in CAPTURED:
            if word == "footnote":
                self._words.append(self._output.reference())
            self._captured.append(self._words)
            self._words = []

    def _end_capture(self, kind: str) -> None:
        text = "".join(self._words).strip()
        self._words = self._captured.pop()
        if kind == "footnote":
            self._output.notes.append(" ".join(text.split()))
        elif kind in self._about:
            self._about[kind] = text
        elif text and not self._groups[-1].is_struck:
            self._words.append(f"{text} " if _NUMBERED.fullmatch(text) else BULLET)
            self._is_item = True

    def _note(self, kind: str, word: str, number: int) -> None:
        """Handle a control word in a metadata group."""
        if kind == "fonttbl" and word == "f":
            self._font = number
        elif kind == "fonttbl" and word in ("fcharset", "cpg"):
            codec = CHARSETS.get(number, "ansi") if word == "fcharset" else page(number)
            self._fonts[self._font] = "symbol" if (word, number) == ("fcharset", SYMBOLS) else codec
        elif kind == "creatim" and word in _DAY:
            self._day[word] = number

    def _ends_line(self, word: str, now: _Group) -> bool:
        """Handle a control word that ends a paragraph, a cell or a row."""
        is_main = not self._captured
        if word in ENDS and (now.is_in_table or not is_main):
            self._words.append(" ")
        elif word in ENDS:
            self._output.end_paragraph(self._taken(), is_item=self._is_item)
            self._is_item = False
        elif word in CELLS and is_main:
            self._output.end_cell(self._taken())
        elif word in ROWS and is_main:
            self._output.end_row()
        else:
            return False
        return True

    def _formats(self, word: str, number: int | None, now: _Group) -> None:
        is_on = number != 0
        match word:
            case "strike" | "striked" | "deleted":
                now.is_struck = is_on
            case "v":
                now.is_hidden = is_on
            case "super" | "sub" | "up" | "dn" | "nosupersub":
                sign = {"super": 1, "up": 1, "sub": -1, "dn": -1}.get(word, 0)
                now.shift = sign if is_on else 0
            case "plain":
                now.is_struck = now.is_hidden = False
                now.shift, now.codec = 0, ""
            case "f":
                now.codec = self._fonts.get(number or 0, "")
            case "intbl" | "pard":
                now.is_in_table = word == "intbl"
            case "uc":
                now.skipped = max(number or 0, 0)
            case _:
                self._sets_up(word, number or 0)

    def _sets_up(self, word: str, number: int) -> None:
        if word in ("ansicpg", "mac", "pc", "pca"):
            pages = {"mac": 10000, "pc": 437, "pca": 850}
            self._codec = page(pages.get(word, number))
        elif word == "deff":
            self._default_font = number

    def _flush(self) -> None:
        """Decode the pending bytes, keeping multi-byte characters whole."""
        if not self._bytes:
            return
        data = bytes(self._bytes)
        self._bytes.clear()
        now = self._groups[-1]
        codec = now.codec or self._fonts.get(self._default_font, "ansi")
        if codec == "symbol":
            self._write("".join(_BULLETS.get(byte, chr(byte)) for byte in data))
            return
        text = data.decode(self._codec if codec == "ansi" else codec, errors="replace")
        if now.kind not in SILENT:
            self._is_whole = self._is_whole and "\ufffd" not in text
        self._write(text)

    def _write(self, text: str) -> None:
        now = self._groups[-1]
        if now.kind in SILENT or now.kind == "unknown" or now.is_struck or now.is_hidden:
            return
        if now.shift:
            text = as_inline(text, "".join(self._words[-1:]), is_raised=now.shift > 0)
        self._words.append(text)

    def _taken(self) -> str:
        text = "".join(self._words)
        self._words.clear()
        return text
