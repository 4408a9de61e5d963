"""The meanings of RTF control words (Rich Text Format Specification 1.9.1)."""

import codecs
from typing import Final

CHARACTERS: Final = {
    "tab": "\t",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "ltrmark": "\u200e",
    "rtlmark": "\u200f",
    "~": "\xa0",
    "_": "\u2011",
    "-": "\xad",
    "\\": "\\",
    "{": "{",
    "}": "}",
}

ENDS: Final = frozenset(("par", "sect", "page", "column", "\n", "\r"))
"""Control words that end a paragraph."""

CELLS: Final = frozenset(("cell", "nestcell"))
ROWS: Final = frozenset(("row", "nestrow"))

_SILENT: Final = """
    colortbl stylesheet pict header headerl headerr headerf footer footerl footerr footerf sp
    nonshppict shprslt xe tc rxe fldinst upr info filetbl listtable revtbl fonttbl creatim
"""
SILENT: Final = frozenset(_SILENT.split())
"""Groups whose contents are not part of the text."""

SEEN: Final = frozenset(("shpinst", "ud", "nesttableprops"))
"""Groups with text that are marked as ignorable for old readers."""

CAPTURED: Final = frozenset(("footnote", "listtext", "pntext", "title", "author"))
"""Groups whose text is collected separately."""

CHARSETS: Final = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gb18030",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
"""The code pages of fonts, by the number of their character set."""

SYMBOLS: Final = 2
"""The character set of symbol fonts."""

_PAGES: Final = {65001: "utf-8", 10000: "mac_roman", 10007: "mac_cyrillic", 936: "gb18030"}


def page(number: int) -> str:
    """Return the codec of a code page; cp1252 for an unknown one."""
    name = _PAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
