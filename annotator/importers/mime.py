"""MIME files, such as mails and MHTML pages (RFC 2045): recognising headers, and limits."""

import re
from typing import Final

from annotator.i18n import N_, format_number, tr

PARTS: Final = 10_000
"""How many parts (images, style sheets, frames, attachments) a file may have."""

LINES: Final = 1_000_000
"""How many lines a file may have: 50 MB of images take 650,000."""

FIELD: Final = 10_000
"""How many characters a header field may have."""

_LONG: Final = re.compile(
    rb"^(?:content-[a-z-]+|subject|from|date)[ \t]*:(?:[^\n]|\n[ \t]){%d}" % FIELD,
    re.IGNORECASE | re.MULTILINE,
)
_HEAD: Final = rb"\s*(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,80}?"


_PARTS: Final = N_("“{file}” has more than {limit} parts, too many for a page or mail.")
_LINES: Final = N_("“{file}” has more than {limit} lines, too many for a page or mail.")
_FIELD: Final = N_("“{file}” was refused: a field of its header has more than {limit} characters.")


def headed(fields: bytes) -> bytes:
    """Return a pattern for files that begin with headers, one of which is among these fields."""
    return b"%b(?i:%b)" % (_HEAD, fields)


def excess(data: bytes, file: str) -> str:
    """Return why a file has too many parts or lines; otherwise ''."""
    for sign, most, message in ((b"\n--", PARTS, _PARTS), (b"\n", LINES, _LINES)):
        if data.count(sign) > most:
            return tr(message, file=file, limit=format_number(most))
    return ""


def long_field(data: bytes, file: str) -> str:
    """Return why a header field is too long for the parser; otherwise ''."""
    if _LONG.search(data):
        return tr(_FIELD, file=file, limit=format_number(FIELD))
    return ""
