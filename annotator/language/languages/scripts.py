"""Which scripts a text is written in."""

from bisect import bisect_right
from functools import lru_cache
from typing import Final

_RANGES: Final = (
    (0x0041, 0x02AF, "Latn"),
    (0x0370, 0x03FF, "Grek"),
    (0x0400, 0x052F, "Cyrl"),
    (0x0531, 0x058F, "Armn"),
    (0x0590, 0x05FF, "Hebr"),
    (0x0600, 0x077F, "Arab"),
    (0x0870, 0x08FF, "Arab"),
    (0x0900, 0x097F, "Deva"),
    (0x0980, 0x09FF, "Beng"),
    (0x0A00, 0x0A7F, "Guru"),
    (0x0A80, 0x0AFF, "Gujr"),
    (0x0B00, 0x0B7F, "Orya"),
    (0x0B80, 0x0BFF, "Taml"),
    (0x0C00, 0x0C7F, "Telu"),
    (0x0C80, 0x0CFF, "Knda"),
    (0x0D00, 0x0D7F, "Mlym"),
    (0x0D80, 0x0DFF, "Sinh"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x0E80, 0x0EFF, "Laoo"),
    (0x0F00, 0x0FFF, "Tibt"),
    (0x1000, 0x109F, "Mymr"),
    (0x10A0, 0x10FF, "Geor"),
    (0x1100, 0x11FF, "Hang"),
    (0x1200, 0x139F, "Ethi"),
    (0x1780, 0x17FF, "Khmr"),
    (0x1800, 0x18AF, "Mong"),
    (0x1C90, 0x1CBF, "Geor"),
    (0x1E00, 0x1EFF, "Latn"),
    (0x1F00, 0x1FFF, "Grek"),
    (0x3041, 0x30FF, "Kana"),
    (0x3130, 0x318F, "Hang"),
    (0x31F0, 0x31FF, "Kana"),
    (0x3400, 0x4DBF, "Hani"),
    (0x4E00, 0x9FFF, "Hani"),
    (0xAC00, 0xD7AF, "Hang"),
    (0xF900, 0xFAFF, "Hani"),
    (0xFB1D, 0xFB4F, "Hebr"),
    (0xFB50, 0xFDFF, "Arab"),
    (0xFE70, 0xFEFC, "Arab"),
    (0xFF21, 0xFF5A, "Latn"),
    (0xFF66, 0xFF9F, "Kana"),
    (0x20000, 0x323AF, "Hani"),
)
_STARTS: Final = [first for first, _, _ in _RANGES]
_ASCII: Final = bytes(range(0x80))
_NO_LETTERS: Final = bytes(byte for byte in range(0x80) if not chr(byte).isalpha())
_SYLLABIC: Final = ("Hani", "Kana", "Hang")


@lru_cache(maxsize=10_000)
def script_of(char: str) -> str:
    """Return the ISO 15924 code of a letter's script; empty for other characters."""
    if not char.isalpha():
        return ""
    _, last, script = _RANGES[max(0, bisect_right(_STARTS, ord(char)) - 1)]
    return script if ord(char) <= last else "Zyyy"


def foreign(text: str) -> str:
    """Return the characters of a text that are not ASCII."""
    others = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return others.decode("utf-8", "surrogatepass")


def scripts(text: str) -> dict[str, float]:
    """Return the share of each script in a text's letters, the largest first; none without letters.

    A sign that stands for a syllable or a word counts like two letters.
    """
    if text.isascii():
        return {"Latn": 1.0} if any(map(str.isalpha, text)) else {}
    found: dict[str, int] = {}
    others = foreign(text)
    if plain := len(text.encode("ascii", "ignore").translate(None, _NO_LETTERS)):
        found["Latn"] = plain
    for char in dict.fromkeys(others):
        if script := script_of(char):
            times = others.count(char) * (2 if script in _SYLLABIC else 1)
            found[script] = found.get(script, 0) + times
    whole = sum(found.values())
    largest = sorted(found, key=found.__getitem__, reverse=True)
    return {script: found[script] / whole for script in largest}
