"""Addresses for formats that allow no other text where an address is expected."""

import re
from typing import Final

_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\s]+")


def address_in(text: str) -> str:
    """Return a text that is an absolute address (RFC 3987); empty for any other."""
    return text if _ADDRESS.fullmatch(text) else ""
