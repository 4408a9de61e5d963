"""Text that XML can hold."""

import re
from typing import Final

_UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(text: str) -> str:
    """Return a text with U+FFFD for what XML 1.0 cannot hold, so that no position moves."""
    return _UNWRITABLE.sub("\ufffd", text)
