"""File names that are valid on every system."""

import re
from typing import Final

# also with anything after a stop: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICES: Final = re.compile(r"(?i:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³]) *(?=\.|$)")


def without_device_name(name: str) -> str:
    """Return a name, prefixed with an underscore where Windows reserves it: `aux.txt`."""
    return f"_{name}" if _DEVICES.match(name) else name
