"""JSON with UTF-8 escaped byte by byte, as Facebook and Instagram export it."""

import re
from typing import Final

_ESCAPES: Final = re.compile(
    r"\\\\|(?P<bytes>(?:\\u00[89a-fA-F][0-9a-fA-F])+)|\\u(?!00[0-7])(?P<letter>)"
)


def unescaped(text: str) -> str:
    r"""Return JSON with such bytes decoded: “é” for `\u00c3\u00a9`.

    Only where every escape in it is part of a UTF-8 sequence; other JSON is returned unchanged.
    """
    if "\\u00" not in text or not text.isascii():
        return text
    try:
        return _ESCAPES.sub(_letters, text)
    except ValueError:
        return text


def _letters(found: re.Match[str]) -> str:
    if found["letter"] is not None:
        raise ValueError("a letter has an escape of its own")
    if not found["bytes"]:
        return found[0]
    return bytes.fromhex(found["bytes"].replace("\\u00", "")).decode()
