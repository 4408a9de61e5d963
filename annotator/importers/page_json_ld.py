"""Metadata of a page's own article in JSON-LD (schema.org)."""

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from annotator.importers.fields import line_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Node = dict[str, object]

_ARTICLES: Final = ("Article", "BlogPosting", "MediaPosting", "ForumPosting", "Report", "Review")
_TAGS: Final = re.compile(r"<[^<>]*>")
_BARE: Final = re.compile(r"[\W_]+")
_WRAPPING: Final = re.compile(r"<!--|-->|(?://|/\*)?\s*(?:<!\[CDATA\[|\]\]>)(?:\s*\*/)?")
_ADDRESS: Final = re.compile(r"https?://(?:www\.|m\.|amp\.)?([^?#]+?)/*(?:[?#].*)?", re.IGNORECASE)
_SHORT: Final = 8
_ALIKE: Final = 0.5


def linked_data(tree: "HtmlElement") -> list[Node]:
    """Return the top-level objects of a page's JSON-LD, including those in lists and @graph."""
    scripts = tree.iterfind('.//script[@type="application/ld+json"]')
    return [node for script in scripts for node in _nodes(_loaded(script.text or ""))]


def node_of(nodes: Iterable[Node], titles: Iterable[str], url: str) -> Node:
    """Return the object about the page's own article; an empty one if that is not certain.

    `titles` are the page's titles from elsewhere, `url` is its address. Of several objects, the one
    with this address or headline is taken; one with another headline is about another article.
    """
    names = [name for name in map(normalized, titles) if len(name) >= _SHORT or not name.isascii()]
    found = sorted(filter(_is_article, nodes), key=_is_review)
    place = _normalized_address(url)
    here = [node for node in found if place and place in _addresses(node)]
    alike = [node for node in found if _is_named(node, names)]
    both = (node for node in alike if node in here)
    silent = [node for node in found if not (_headline(node) and names)]
    alone = silent if len(found) == 1 and not (place and _addresses(found[0])) else []
    return next(both, None) or next(iter((*here, *alike, *alone)), {})


def names(value: object, nodes: list[Node]) -> Iterator[str]:
    """Return the names of people or organizations, given as text, objects or references."""
    for each in _listed(value):
        node = each if isinstance(each, dict) else {"name": each}
        same = (other for other in nodes if other.get("@id") == node.get("@id") and "name" in other)
        found = node if "name" in node else next(same, node)
        yield from filter(None, (line(name) for name in _listed(found.get("name"))))


def line(value: object) -> str:
    """Return a text value on one line, without entities and tags; '' for other values."""
    return line_of(_TAGS.sub(" ", unescape(value))) if isinstance(value, str) else ""


def normalized(text: str) -> str:
    """Return the letters and digits of a text, in lower case."""
    return _BARE.sub("", text).casefold()


def _loaded(text: str) -> object:
    try:
        return json.loads(_WRAPPING.sub("", text) if "<!" in text else text, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: object) -> Iterator[Node]:
    for each in _listed(value):
        if isinstance(each, dict):
            yield each
            parts = (*_listed(each.get("@graph")), *_listed(each.get("mainEntity")))
            yield from (node for node in parts if isinstance(node, dict))


def _is_article(node: Node) -> bool:
    return any(kind.endswith(_ARTICLES) for kind in _kinds(node))


def _is_review(node: Node) -> bool:
    return any(kind.endswith("Review") for kind in _kinds(node))


def _kinds(node: Node) -> list[str]:
    return [kind for kind in _listed(node.get("@type")) if isinstance(kind, str)]


def _headline(node: Node) -> str:
    return normalized(line(node.get("headline") or node.get("name")))


def _is_named(node: Node, names: list[str]) -> bool:
    """Return whether an object's headline is the page's title, or similar to it."""
    headline = _headline(node)
    return any(_similarity(headline, name) >= _ALIKE for name in names) if headline else False


def _similarity(one: str, other: str) -> float:
    """Return the share of letter pairs of the shorter text that are in the other."""
    pairs, others = (set(pairwise(text)) for text in (one, other))
    return len(pairs & others) / max(1, min(len(pairs), len(others)))


def _addresses(node: Node) -> set[str]:
    """Return the normalised addresses of an object."""
    page = node.get("mainEntityOfPage")
    addresses = [node.get("url"), node.get("@id"), page]
    addresses += [page.get("@id"), page.get("url")] if isinstance(page, dict) else []
    return {
        place
        for value in addresses
        if isinstance(value, str) and (place := _normalized_address(value))
    }


def _normalized_address(url: str) -> str:
    match = _ADDRESS.fullmatch(url.strip())
    return match[1] if match else ""


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
