"""One document of an EPUB book as text, respecting its style sheets."""

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

from annotator.domain.errors import UnreadableFileError
from annotator.importers.html_walk import text_of
from annotator.importers.pages import parsed
from annotator.importers.superscripts import as_inline
from annotator.importers.zip_guard import part

if TYPE_CHECKING:
    from lxml.html import HtmlElement

STYLES: Final = 1_000_000
"""How many bytes of a style sheet are read."""

_RULE: Final = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
_ABSENT: Final = re.compile(r"text-decoration[\w-]*:[^;]*line-through|display:\s*none")
_RAISED: Final = re.compile(r"vertical-align:\s*super|(?<![\w-])top:\s*-")
_LOWERED: Final = re.compile(r"vertical-align:\s*sub|(?<![\w-])top:\s*\d*\.?\d*[1-9]")
_TAGS: Final = {
    "s": "absent",
    "strike": "absent",
    "del": "absent",
    "sup": "raised",
    "sub": "lowered",
}


def text_in(opened: ZipFile, name: str) -> str:
    """Return the text of a document; '' for one that is empty or missing.

    Struck-out and hidden text is omitted; superscripts and subscripts stay separate from their
    base. Raises ValueError for anything that is not a page.
    """
    from lxml.html import tostring  # noqa: PLC0415

    data = part(opened, name)
    if not data.strip():
        return ""
    tree = _tree(data, name)
    ways = _TAGS | dict(_rules(opened, name, tree))
    for element in list(tree.iter()):
        _settle(element, ways)
    return text_of(tostring(tree, encoding="unicode"))


def _tree(data: bytes, name: str) -> "HtmlElement":
    try:
        return parsed(data, name, "utf-8").tree
    except UnreadableFileError as error:
        raise ValueError(str(error)) from error


def _rules(opened: ZipFile, name: str, tree: "HtmlElement") -> Iterator[tuple[str, str]]:
    """Yield, for each class selector, what a style sheet does to its text."""
    for link in tree.iter("link"):
        sheet = normpath(join(dirname(name), link.get("href", "")))
        css = part(opened, sheet)[:STYLES] if sheet.endswith(".css") else b""
        for rule in _RULE.finditer(css.decode("utf-8", "replace")):
            kinds = (("absent", _ABSENT), ("raised", _RAISED), ("lowered", _LOWERED))
            for kind in (kind for kind, pattern in kinds if pattern.search(rule[2])):
                yield f".{rule[1]}", kind


def _settle(element: "HtmlElement", ways: dict[str, str]) -> None:
    classes = (f".{each}" for each in element.get("class", "").split())
    found = (ways[each] for each in (*classes, element.tag) if each in ways)
    way = next(found, "")
    if way == "absent" and element.getparent() is not None:
        element.drop_tree()
    elif way:
        _shift(element, is_raised=way == "raised")


def _shift(element: "HtmlElement", *, is_raised: bool) -> None:
    content = element.text_content()
    is_note = any("#" in link.get("href", "") for link in element.iter("a"))
    before = _before(element)
    text = as_inline(content, before, is_raised=is_raised, is_note=is_note)
    if text.startswith("[") and not before.strip():  # the number before a note
        text += " "
    if text != content:
        for child in list(element):
            element.remove(child)
        element.text = text


def _before(element: "HtmlElement") -> str:
    previous = element.getprevious()
    if previous is None:
        parent = element.getparent()
        return "" if parent is None else parent.text or ""
    return previous.tail or previous.text_content() or ""
