"""Splits text into words, numbers and signs, in any script."""

import re
import unicodedata
from typing import Final

UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003134f"
)
"""Characters of scripts without spaces between words, for a set of a regular expression."""

SIGNS: Final = (
    "!-/:-@\\[-`{-~\u00a1-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7"
    "\u0589\u05be\u05c0\u05c3\u05f3\u05f4\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20cf\u3001-\u3003\u3008-\u3020\u3030"
    "\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
"""Punctuation, brackets and symbols of currency, in the same form."""


def _clinging() -> str:
    """Return the combining marks that may follow those characters and signs, in the same form."""
    blocks = ((0x0E00, 0x0F00), (0x1000, 0x10A0), (0x1780, 0x1800))
    marks = [chr(code) for block in blocks for code in range(*block)]
    of_scripts = "".join(mark for mark in marks if unicodedata.category(mark)[0] == "M")
    return f"{of_scripts}\u0e33\u0eb3\u0300-\u036f\u200d\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f"


TOKEN: Final = re.compile(f"[{UNSPACED}{SIGNS}][{_clinging()}]*|[^\\s{UNSPACED}{SIGNS}]+")
"""A word, a sign, or one character of a script without spaces; only white space is between them."""
