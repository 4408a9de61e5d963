"""Metadata of a page's article: headline, byline, date, publisher, language, address.

In this order of trust: schema.org in JSON-LD, Open Graph and other meta elements, microdata, the
visible text. A date is only taken from a date element, or from near the headline.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from msgspec import Struct

from annotator.importers.fields import byline_of, language_of, line_of, link_of
from annotator.importers.page_blocks import block_texts
from annotator.importers.page_dates import are_neighbours, day, day_in, markup_day, visible_day
from annotator.importers.page_json_ld import line, linked_data, names, node_of, normalized
from annotator.importers.page_parsing import Page
from annotator.importers.page_structure import HeadlineArea

if TYPE_CHECKING:
    from lxml.html import HtmlElement

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
_SHORT: Final = 120
_MANY: Final = 10
_JOINTS: Final = re.compile(r"\s+[|»«·•—–‹›/:]\s+|\s+-\s+|\s*[：｜]\s*|\s*\|\s*")
_WORD: Final = re.compile(r"\w{4,}")
_ROOT: Final = re.compile(r"/|(?:https?:)?//[^/?#]+/?", re.IGNORECASE)
_FEW: Final = 3
_BYLINES: Final = (
    './/*[@itemprop="author"]//*[@itemprop="name"]',
    './/*[@itemprop="author"]',
    './/a[@rel="author"]',
    './/*[@class="byline"]',
    './/*[@class="author"]',
)
_BY: Final = re.compile(r"^by:?\s+", re.IGNORECASE)


class PageMetadata(Struct, frozen=True):
    """Metadata of a page's article; empty where the page states none.

    `published_at` is `YYYY-MM-DD`, `language` a code such as `en`, `url` an http or https address.
    """

    headline: str
    byline: str
    publisher: str
    published_at: str
    language: str
    url: str


def metadata_of(page: Page) -> PageMetadata:
    """Return the metadata of a page's article."""
    stated = _StatedFacts(page.tree, page.saved_from)
    return PageMetadata(
        headline=stated.headline,
        byline=stated.byline(),
        publisher=stated.publisher,
        published_at=stated.date(),
        language=stated.language(),
        url=stated.url,
    )


class _StatedFacts:
    """Collects the metadata of one page from all its sources."""

    def __init__(self, tree: "HtmlElement", saved_from: str) -> None:
        self._tree = tree
        self._nodes = linked_data(tree)
        self._meta = _meta(tree)
        self._title = line(tree.findtext(".//title"))
        self._shown = [line_of(" ".join(block_texts(each))) for each in tree.iter("h1")]
        self.url = self._url(saved_from)
        sites = (self._first("og:site_name", *_SITES), urlsplit(self.url).hostname or "")
        self._sites = {normalized(site) for site in (*sites, *_host_names(self.url))} - {""}
        titles = (self._title, self._first("og:title"), *self._shown)
        stated = [each for each in titles if normalized(each) not in self._sites]
        self._article = node_of(self._nodes, stated, self.url)

    @cached_property
    def headline(self) -> str:
        """The headline that the page's title contains, otherwise the likeliest one."""
        shown = [text for text in map(_headline_in, self._tree.iter("h1")) if self._is_one(text)]
        shared, declared = self._first("og:title"), line(self._article.get("headline"))
        shared, declared = (each if self._is_one(each) else "" for each in (shared, declared))
        stated = [each for each in (*shown, shared, declared) if each]
        part = _without_site(self._title, self._sites)
        lower = (line_of(" ".join(block_texts(each))) for each in self._tree.iter("h2"))
        choices = (
            (each for each in chain(stated, lower) if normalized(each) == normalized(part) != ""),
            (each for each in stated if _is_most_of(each, self._title)),
            (each for each in shown if normalized(each) == normalized(shared) != ""),
            (part for each in stated if len(_words(part) & _words(each)) > 1),
            (declared, shown[0] if len(shown) == 1 else "", shared, part),
        )
        return next(filter(None, chain.from_iterable(choices)), "")

    @cached_property
    def publisher(self) -> str:
        """The name of the outlet."""
        stated = names(self._article.get("publisher"), self._nodes)
        shared = self._first("og:site_name").partition(" | ")[0]
        return shared or next(stated, "") or self._first(*_SITES)

    def byline(self) -> str:
        """Return the names of the authors."""
        found = self._authors(names(self._article.get("author"), self._nodes))
        found = found or self._authors(name for key in _AUTHORS for name in self._meta.get(key, ()))
        found = found or self._authors(self._bylines())
        return ", ".join(found[:_MANY])

    def date(self) -> str:
        """Return the publication date.

        Where the address and the visible date agree on the day before or after the declared one,
        the declared one was shifted by a time zone.
        """
        declared = (self._article.get("datePublished"), self._article.get("dateCreated"))
        stated = (value for key in _DATES for value in self._meta.get(key, ()))
        found = next(filter(None, map(day, chain(declared, stated))), "")
        found = found or markup_day(self._tree, self._home)
        in_link = day_in(self.url)
        if not found:
            return in_link or visible_day(self._tree, self._home)
        is_moved = in_link and are_neighbours(found, in_link)
        return in_link if is_moved and visible_day(self._tree, self._home) == in_link else found

    @cached_property
    def _home(self) -> HeadlineArea:
        return HeadlineArea(self._tree, self.headline)

    def _is_one(self, headline: str) -> bool:
        return normalized(headline) not in self._sites

    def _authors(self, stated: Iterable[str]) -> list[str]:
        fit = (byline_of(_BY.sub("", name, count=1)) for name in stated if _is_name(name))
        return list(filter(None, dict.fromkeys(fit)))

    def _bylines(self) -> Iterator[str]:
        """Yield the texts of byline elements, of the first kind that the page has."""
        for path in _BYLINES:
            own = [each for each in self._tree.iterfind(path) if not self._home.is_outside(each)]
            yield from (line_of(" ".join(block_texts(each))) for each in own)
            if own:
                return

    def language(self) -> str:
        """Return the language as a code."""
        root = self._tree.get("lang") or self._tree.get("xml:lang") or ""
        metas = self._tree.iterfind(".//meta[@http-equiv]")
        declared = (each.get("content") for each in metas if _means_language(each))
        stated = (root, *declared, self._first("og:locale"), self._article.get("inLanguage"))
        return next(filter(None, (language_of(line(each)) for each in stated)), "")

    def _url(self, saved_from: str) -> str:
        """Return the canonical address of the page, otherwise the one it was saved from."""
        links = (each for each in self._tree.iter("link") if each.get("rel") == "canonical")
        stated = (*(each.get("href") for each in links), self._first("og:url"), saved_from)
        return next(filter(None, (link_of(line(each)) for each in stated)), "")

    def _first(self, *keys: str) -> str:
        return next(filter(None, (value for key in keys for value in self._meta.get(key, ()))), "")


def _meta(tree: "HtmlElement") -> dict[str, list[str]]:
    """Return the contents of a page's meta elements, by their names."""
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        found.setdefault(key.lower(), []).append(line(meta.get("content")))
    return found


def _host_names(url: str) -> list[str]:
    """Return the parts of a host that may be the site's name: `thepost` in thepost.com."""
    return [part for part in (urlsplit(url).hostname or "").split(".")[:-1] if len(part) > _FEW]


def _headline_in(heading: "HtmlElement") -> str:
    """Return the text of a heading; '' if it links to the front page, as site names do."""
    links = chain(heading.iter("a"), heading.iterancestors("a"))
    if any(_ROOT.fullmatch(link.get("href", "").strip()) for link in links):
        return ""
    return line_of(" ".join(block_texts(heading)))


def _is_name(name: str) -> bool:
    return 0 < len(name) <= _SHORT and "://" not in name and not name.isdigit()


def _means_language(meta: "HtmlElement") -> bool:
    return str(meta.get("http-equiv")).lower() == "content-language"


def _is_most_of(part: str, title: str) -> bool:
    return normalized(part) in normalized(title) and len(part) * 3 > len(title)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _without_site(title: str, sites: set[str]) -> str:
    """Return the headline in a page's title: the longest part that is not the site's name."""
    parts = [part for part in _JOINTS.split(title) if normalized(part) not in sites | {""}]
    return max(parts, key=len, default="")
