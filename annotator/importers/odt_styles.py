"""Styles of OpenDocument texts that matter for the text: struck-out, hidden, super, sub."""

from enum import Enum
from typing import Final
from xml.etree.ElementTree import Element

ODF: Final = "urn:oasis:names:tc:opendocument:xmlns"

_STYLE, _TEXT = f"{{{ODF}:style:1.0}}", f"{{{ODF}:text:1.0}}"
_DEPTH: Final = 20
_STRIKES: Final = ("style", "type", "text")


class Look(Enum):
    """How text looks: plain, raised, lowered, or absent (struck out or hidden)."""

    PLAIN = 0
    RAISED = 1
    LOWERED = 2
    ABSENT = 3


def looks(root: Element) -> dict[str, Look]:
    """Return the looks of a document's styles, by name, except those that are not set.

    A style has the look of the one that it is derived from when it has none of its own
    (OpenDocument 1.3 part 3, 16.2).
    """
    styles = {each.get(f"{_STYLE}name", ""): each for each in root.iter(f"{_STYLE}style")}
    found = {name: _look(style, styles) for name, style in styles.items()}
    return {name: look for name, look in found.items() if look is not None}


def _look(style: Element, styles: dict[str, Element]) -> Look | None:
    for _ in range(_DEPTH):
        properties = style.find(f"{_STYLE}text-properties")
        own = None if properties is None else _own(properties)
        parent = styles.get(style.get(f"{_STYLE}parent-style-name", ""))
        if own is not None or parent is None:
            return own
        style = parent
    return None


def _own(properties: Element) -> Look | None:
    """Return the look that properties set; None when they set none."""
    struck = [properties.get(f"{_STYLE}text-line-through-{each}") for each in _STRIKES]
    is_struck = any(each not in (None, "none") for each in struck)
    if is_struck or properties.get(f"{_TEXT}display") == "none":
        return Look.ABSENT
    position = properties.get(f"{_STYLE}text-position", "").split(" ")[0]
    if not position:
        return None if struck[0] is None else Look.PLAIN
    if position == "sub" or position.startswith("-"):
        return Look.LOWERED
    return Look.PLAIN if position in ("0%", "0") else Look.RAISED
