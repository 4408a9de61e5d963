"""What mails and saved pages of several parts have in common (RFC 2045): heads, and limits."""

import re
from typing import Final

from annotator.i18n import N_, shown_number, tr

PARTS: Final = 10_000
"""How many parts (pictures, style sheets, frames, attachments) a file may bring along."""

LINES: Final = 1_000_000
"""How many lines a file may have: 50 MB of pictures take 650,000."""

FIELD: Final = 10_000
"""How many characters a field may have that is looked at."""

_LONG: Final = re.compile(
    rb"^(?:content-[a-z-]+|subject|from|date)[ \t]*:(?:[^\n]|\n[ \t]){%d}" % FIELD,
    re.IGNORECASE | re.MULTILINE,
)
_HEAD: Final = rb"\s*(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,80}?"


_PARTS: Final = N_("“{file}” has more than {limit} parts, too many for a page or mail.")
_LINES: Final = N_("“{file}” has more than {limit} lines, too many for a page or mail.")
_FIELD: Final = N_("“{file}” is refused: a field of its head has more than {limit} characters.")


def headed(fields: bytes) -> bytes:
    """Return the pattern of how a file begins with a head that has one of these fields in it."""
    return b"%b(?i:%b)" % (_HEAD, fields)


def excess(data: bytes, file: str) -> str:
    """Return that a file has more parts or lines than it can have; nothing when it does not."""
    for sign, most, message in ((b"\n--", PARTS, _PARTS), (b"\n", LINES, _LINES)):
        if data.count(sign) > most:
            return tr(message, file=file, limit=shown_number(most))
    return ""


def long_field(data: bytes, file: str) -> str:
    """Return that a head has a field over which its parser takes minutes; else nothing."""
    if _LONG.search(data):
        return tr(_FIELD, file=file, limit=shown_number(FIELD))
    return ""
