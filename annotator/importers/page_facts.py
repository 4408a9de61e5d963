"""What a page says about its article: headline, byline, date, publisher, language, address.

Believed in this order: schema.org in JSON-LD, Open Graph and other meta elements, microdata, what
the page shows. A date is taken only where the page calls it one, or from beside the headline.
"""

import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import chain
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from annotator.importers.fields import date_of, language_of, line_of, link_of
from annotator.importers.page_blocks import blocks
from annotator.importers.pages import Page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Node = dict[str, object]

_ARTICLES: Final = ("Article", "Posting", "Report", "Review", "Analysis")
_TAGS: Final = re.compile(r"<[^<>]*>")
_DATES: Final = (
    *("article:published_time", "og:article:published_time", "article:published", "datepublished"),
    *("pubdate", "publishdate", "publish-date", "publish_date", "published_time", "published-date"),
    *("publication_date", "parsely-pub-date", "sailthru.date", "article_date_original", "dc.date"),
    *("dc.date.issued", "dcterms.issued", "dcterms.created", "dcterms.date", "dc.created", "date"),
    *("citation_publication_date", "citation_date", "originalpublicationdate"),
)
_AUTHORS: Final = (
    *("author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator"),
    *("dcterms.creator", "citation_author"),
)
_SITES: Final = ("publisher", "dc.publisher", "dcterms.publisher", "application-name")
_ISO: Final = re.compile(r"((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?:$|[T\s])")
_IN_LINK: Final = re.compile(
    r"/((?:19|20)\d\d)[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?:[-/_.]|$)"
)
_SHOWN: Final = re.compile(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)[-/.年년\s]{1,2}(?P<m>\d\d?)[-/.月월\s]{1,2}(?P<d>\d\d?)(?!\d)"
    r"|(?P<words>\d\d?[./]\s?\d\d?[./]\s?(?:19|20)\d\d|[A-Z][a-z]{2,8}\.? \d\d?,? (?:19|20)\d\d"
    r"|\d\d? [A-Z][a-z]{2,8}\.?,? (?:19|20)\d\d)(?!\d))"
)
_NEAR: Final = (3, 12)
_SHORT: Final = 120
_DAY: Final = len("2025-02-27")
_MANY: Final = 10
_JOINTS: Final = re.compile(r"\s+[|»«·•—–‹›/:]\s+|\s+-\s+|\s*[：｜]\s*|\s*\|\s*")
_BARE: Final = re.compile(r"[\W_]+")
_WORD: Final = re.compile(r"\w{4,}")
_BY: Final = re.compile(r"^by:?\s+", re.IGNORECASE)


class PageFacts(Struct, frozen=True):
    """What a page says about its article; empty where it says nothing.

    `published_at` is `YYYY-MM-DD`, `language` a code such as `en`, `url` an http or https address.
    """

    headline: str
    byline: str
    publisher: str
    published_at: str
    language: str
    url: str


def facts_of(page: Page) -> PageFacts:
    """Return what a page says about its article."""
    told = _Told(page.tree)
    url = told.url(page.saved_from)
    headline = told.headline()
    return PageFacts(
        headline=headline,
        byline=told.byline(),
        publisher=told.publisher(),
        published_at=told.date() or _date_in(url) or _shown_date(page.tree, headline),
        language=told.language(),
        url=url,
    )


class _Told:
    """The places of one page in which it says something about its article."""

    def __init__(self, tree: "HtmlElement") -> None:
        self._tree = tree
        self._nodes = list(_linked_data(tree))
        self._article = next((node for node in self._nodes if _is_article(node)), {})
        self._meta: dict[str, list[str]] = {}
        for meta in tree.iter("meta"):
            key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
            self._meta.setdefault(key.lower(), []).append(_line(meta.get("content")))

    def headline(self) -> str:
        """Return the headline that the page's title has in it, else the likeliest one."""
        title = _line(self._tree.findtext(".//title"))
        shown = [line_of(" ".join(blocks(each))) for each in self._tree.iter("h1")]
        shared, declared = self._first("og:title"), _line(self._article.get("headline"))
        told = [each for each in (*shown, shared, declared) if each]
        part = _without_site(title, self.publisher())
        choices = (
            (each for each in told if _is_most_of(each, title)),
            (each for each in shown if _bare(each) == _bare(shared) != ""),
            (part for each in told if len(_words(part) & _words(each)) > 1),
            (declared, shown[0] if len(shown) == 1 else "", shared, part),
        )
        return next(filter(None, chain.from_iterable(choices)), "")

    def byline(self) -> str:
        """Return the names of the authors."""
        names = list(_names(self._article.get("author"), self._nodes))
        names = names or [name for key in _AUTHORS for name in self._meta.get(key, ())]
        names = names or [line_of(" ".join(blocks(each))) for each in _bylines(self._tree)]
        fit = dict.fromkeys(_BY.sub("", name, count=1) for name in names if _is_name(name))
        return ", ".join(list(fit)[:_MANY])

    def publisher(self) -> str:
        """Return the name of the outlet."""
        names = _names(self._article.get("publisher"), self._nodes)
        shared = self._first("og:site_name").partition(" | ")[0]
        return shared or next(names, "") or self._first(*_SITES)

    def date(self) -> str:
        """Return the day of publication."""
        declared = (self._article.get("datePublished"), self._article.get("dateCreated"))
        told = (value for key in _DATES for value in self._meta.get(key, ()))
        return next(filter(None, map(_day, chain(declared, told, _times(self._tree)))), "")

    def language(self) -> str:
        """Return the language as a code."""
        root = self._tree.get("lang") or self._tree.get("xml:lang") or ""
        metas = self._tree.iterfind(".//meta[@http-equiv]")
        declared = (each.get("content") for each in metas if _means_language(each))
        told = (root, *declared, self._first("og:locale"), self._article.get("inLanguage"))
        return next(filter(None, (language_of(_line(each)) for each in told)), "")

    def url(self, saved_from: str) -> str:
        """Return the address that the page gives itself, else the one it was saved from."""
        links = (each for each in self._tree.iter("link") if each.get("rel") == "canonical")
        told = (*(each.get("href") for each in links), self._first("og:url"), saved_from)
        return next(filter(None, (link_of(_line(each)) for each in told)), "")

    def _first(self, *keys: str) -> str:
        return next(filter(None, (value for key in keys for value in self._meta.get(key, ()))), "")


def _linked_data(tree: "HtmlElement") -> Iterator[Node]:
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        try:
            yield from _nodes(json.loads(script.text or "", strict=False))
        except (ValueError, RecursionError):
            continue


def _nodes(value: object) -> Iterator[Node]:
    """Return the objects of JSON-LD that stand at the top, in a list or in a @graph."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            yield each
            yield from (node for node in _listed(each.get("@graph")) if isinstance(node, dict))


def _is_article(node: Node) -> bool:
    kinds = (kind for kind in _listed(node.get("@type")) if isinstance(kind, str))
    return any(kind.endswith(_ARTICLES) for kind in kinds)


def _names(value: object, nodes: list[Node]) -> Iterator[str]:
    """Return the names of people or organizations, given as text, objects or references."""
    for each in _listed(value):
        node = each if isinstance(each, dict) else {"name": each}
        same = (other for other in nodes if other.get("@id") == node.get("@id") and "name" in other)
        found = node if "name" in node else next(same, node)
        yield from filter(None, (_line(name) for name in _listed(found.get("name"))))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _line(value: object) -> str:
    """Return text of a page's data on one line, entities and tags resolved; nothing for others."""
    return line_of(_TAGS.sub(" ", unescape(value))) if isinstance(value, str) else ""


def _is_name(name: str) -> bool:
    return 0 < len(name) <= _SHORT and "://" not in name and not name.isdigit()


def _bylines(tree: "HtmlElement") -> "Iterator[HtmlElement]":
    paths = (
        './/*[@itemprop="author"]//*[@itemprop="name"]',
        './/*[@itemprop="author"]',
        './/a[@rel="author"]',
        './/*[@class="byline"]',
        './/*[@class="author"]',
    )
    found = (tree.findall(path) for path in paths)
    return iter(next(filter(None, found), []))


def _times(tree: "HtmlElement") -> Iterator[object]:
    """Return when the article appeared by its time elements, or the only day on the page."""
    for each in tree.iterfind('.//*[@itemprop="datePublished"]'):
        yield each.get("datetime") or each.get("content")
    times = [each for each in tree.iter("time") if each.get("datetime")]
    yield from (each.get("datetime") for each in times if each.get("pubdate") is not None)
    yield from (each.get("datetime") for each in times if _is_inside(each))
    if len(days := {_day(each.get("datetime")) for each in times} - {""}) == 1:
        yield from days


def _is_inside(element: "HtmlElement") -> bool:
    return any(True for _ in element.iterancestors("article", "main"))


def _day(value: object) -> str:
    text = _line(value)
    match = _ISO.match(text)
    found = date_of("-".join(match.groups()) if match else text)
    return found if len(found) == _DAY else _day_among(text[:_SHORT])


def _date_in(url: str) -> str:
    match = _IN_LINK.search(url)
    return date_of("-".join(match.groups())) if match else ""


def _shown_date(tree: "HtmlElement", headline: str) -> str:
    """Return the date that stands beside the headline."""
    lines = list(blocks(tree))
    wanted = _bare(headline)
    for place, line in enumerate(lines):
        if wanted and _bare(line) == wanted:
            near = lines[max(0, place - _NEAR[0]) : place + _NEAR[1]]
            dates = (_day_among(each) for each in near if len(each) <= _SHORT)
            if found := next(filter(None, dates), ""):
                return found
    return ""


def _day_among(line: str) -> str:
    match = _SHOWN.search(line)
    if not match:
        return ""
    return date_of(match["words"] or f"{match['y']}-{match['m']}-{match['d']}")


def _means_language(meta: "HtmlElement") -> bool:
    return str(meta.get("http-equiv")).lower() == "content-language"


def _is_most_of(part: str, title: str) -> bool:
    return _bare(part) in _bare(title) and len(part) * 3 > len(title)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _bare(text: str) -> str:
    return _BARE.sub("", text).casefold()


def _without_site(title: str, site: str) -> str:
    """Return the part of a page's title that is the headline: the longest not naming the site."""
    parts = [part for part in _JOINTS.split(title) if _bare(part) not in ("", _bare(site))]
    return max(parts, key=len, default="")
