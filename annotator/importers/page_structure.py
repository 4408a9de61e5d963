"""Whether elements of a page belong to the article, or to something else on the page."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final

from annotator.importers.page_blocks import Block
from annotator.importers.page_json_ld import normalized

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAGS: Final = frozenset(("nav", "form", "dialog", "button", "menu", "fieldset"))
BESIDE: Final = ("aside", "figure", "figcaption")
"""Tags beside an article's text that may still belong to it: boxes and captions."""

_NAMES: Final = re.compile(
    r"""(?:^|[\s_-])(?:
    comments?|commentlist|disqus|respond|repl(?:y|ies)|related\w*|recirc\w*|teasers?|promos?|newsletters?
    |sign-?up|subscri\w+|sns|(?:social|shar(?:e|ing))(?:(?=$|\s)|[_-]?(?:shar\w+|tools?|bar|buttons?
    |links?|icons?|media|this))|sidebar|outbrain|taboola|trending|popular
    |most-?(?:read|viewed|popular)|recommend(?:ed|ations?)?|more-(?:on|from|stories|news|like)
    |read-?(?:more|next|also)|see-also|up-?next|adverts?|advertisements?|ads?|sponsor(?:ed)?
    |cookies?|consent|gdpr|breadcrumbs?|embeds?|embedded|twitter|tweets?|instagram|facebook|tiktok
    |captions?|gallery|credits?|bio|author-?(?:bio|box|info|card)|paywall|modal|popup|footer|toolbar
    |visually-?hidden|sr-only|screen-reader-text|hide-text
    )(?=$|[\s_-])""",
    re.VERBOSE | re.IGNORECASE,
)
_TOP: Final = ("body", "html")
_HEADINGS: Final = ("h1", "h2", "h3")
_BEFORE: Final = 60
_PARAGRAPH: Final = 80
_SOME: Final = 2


class ArticleBounds:
    """Finds elements apart from an article: teasers, comments, captions, embedded posts.

    `own` are elements of the article; their ancestors are never apart. `more` are further tags
    that are apart.
    """

    def __init__(self, own: Iterable["HtmlElement"], more: Iterable[str] = ()) -> None:
        around = (each for element in own for each in (element, *element.iterancestors()))
        self._known: dict[HtmlElement, bool] = dict.fromkeys(around, False)
        self._tags = _TAGS.union(more)

    def is_outside(self, element: "HtmlElement | None") -> bool:
        """Return whether an element is not part of the article."""
        passed = []
        while element is not None and element not in self._known:
            if element.tag in _TOP:
                self._known[element] = False
                break
            passed.append(element)
            if self._is_outside(element):
                self._known[element] = True
                break
            element = element.getparent()
        found = element is not None and self._known[element]
        self._known.update(dict.fromkeys(passed, found))
        return found

    def _is_outside(self, element: "HtmlElement") -> bool:
        if element.tag in self._tags:
            return True
        if element.tag == "footer":
            return next(element.iterancestors("article", "main"), None) is None
        if "hidden" in element.attrib or "display:none" in element.get("style", "").replace(
            " ", ""
        ):
            return True
        names = f"{element.get('class', '')} {element.get('id', '')}"
        kind = f"{element.get('itemprop', '')} {element.get('itemtype', '')}"
        return bool((names != " " and _NAMES.search(names)) or "omment" in kind)


class HeadlineArea:
    """The position of the headline on a page, and what is near it or apart."""

    def __init__(self, tree: "HtmlElement", headline: str) -> None:
        self._tree = tree
        self._key = normalized(headline)
        heads = [
            each for each in tree.iter(*_HEADINGS) if normalized(each.text_content()) == self._key
        ]
        first = next(iter(heads), next(tree.iter("h1"), None))
        self._head = next(filter(_is_in_article, heads), first)
        self._bounds = ArticleBounds(
            _own(tree, self._head), ("article", "blockquote", "header", *BESIDE)
        )

    def is_outside(self, element: "HtmlElement") -> bool:
        """Return whether an element is not part of the article."""
        return self._bounds.is_outside(element)

    def is_headline(self, block: Block) -> bool:
        """Return whether a block is the headline of the article."""
        if self._head is not None:
            return self._head in (block.owner, *block.owner.iterancestors())
        return (
            bool(self._key)
            and normalized(block.text) == self._key
            and not self.is_outside(block.owner)
        )

    def is_near(self, element: "HtmlElement") -> bool:
        """Return whether an element is near the headline, before the second paragraph."""
        return element in self._near

    @cached_property
    def _near(self) -> frozenset["HtmlElement"]:
        near: deque[HtmlElement] = deque(maxlen=_BEFORE)
        everything = iter(self._tree.iter())
        for element in everything:
            near.append(element)
            if element is self._head:
                break
        else:
            return frozenset()
        paragraphs = 0
        after = []
        for element in everything:
            paragraphs += element.tag == "p" and len(element.text_content()) >= _PARAGRAPH
            if paragraphs > 1:
                break
            after.append(element)
        return frozenset((*near, *after))


def _own(tree: "HtmlElement", head: "HtmlElement | None") -> Iterator["HtmlElement"]:
    """Yield the headline, and the article below if the headline is in none."""
    if head is not None:
        yield head
    if head is None or not _is_in_article(head):
        articles = [each for each in tree.iter("article") if not _is_in_article(each)]
        long_enough = (
            each for each in articles if len(list(islice(each.iter("p"), _SOME))) == _SOME
        )
        yield from islice(articles if len(articles) == 1 else long_enough, 1)


def _is_in_article(element: "HtmlElement") -> bool:
    return next(element.iterancestors("article"), None) is not None
