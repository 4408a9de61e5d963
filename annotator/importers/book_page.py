"""One document of an EPUB book as text, respecting its style sheets."""

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

from annotator.domain.errors import UnreadableFileError
from annotator.importers.html_walk import BREAKS, text_of
from annotator.importers.page_parsing import parsed
from annotator.importers.zip_guard import part

if TYPE_CHECKING:
    from lxml.html import HtmlElement

STYLES: Final = 1_000_000
"""How many bytes of a style sheet are read."""

_RULE: Final = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
_ABSENT: Final = re.compile(r"text-decoration[\w-]*:[^;]*line-through|display:\s*none")
_RAISED: Final = re.compile(r"vertical-align:\s*super|(?<![\w-])top:\s*-")
_LOWERED: Final = re.compile(r"vertical-align:\s*sub|(?<![\w-])top:\s*\d*\.?\d*[1-9]")


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
    tags = dict(_rules(opened, name, tree))
    for element in tree.iterdescendants():
        found = (tags[each] for each in element.get("class", "").split() if each in tags)
        tag = next(found, element.tag)
        if tag == "del" or element.tag not in BREAKS:  # no paragraph is raised or lowered
            element.tag = tag
    return text_of(tostring(tree, encoding="unicode"))


def _tree(data: bytes, name: str) -> "HtmlElement":
    try:
        return parsed(data, name, "utf-8").tree
    except UnreadableFileError as error:
        raise ValueError(str(error)) from error


def _rules(opened: ZipFile, name: str, tree: "HtmlElement") -> Iterator[tuple[str, str]]:
    """Yield, for each class, the tag with the meaning that style sheets give it."""
    for link in tree.iter("link"):
        sheet = normpath(join(dirname(name), link.get("href", "")))
        css = part(opened, sheet)[:STYLES] if sheet.endswith(".css") else b""
        for rule in _RULE.finditer(css.decode("utf-8", "replace")):
            kinds = (("del", _ABSENT), ("sup", _RAISED), ("sub", _LOWERED))
            for tag in (tag for tag, pattern in kinds if pattern.search(rule[2])):
                yield rule[1], tag
