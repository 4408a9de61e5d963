"""Where on a page something stands: with the article, or apart from it."""

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAGS: Final = frozenset(
    ("aside", "nav", "figure", "figcaption", "form", "dialog", "button", "menu", "fieldset")
)
_NAMES: Final = re.compile(
    r"""(?:^|[\s_-])(?:
    comments?|commentlist|disqus|respond|repl(?:y|ies)|related\w*|recirc\w*|teasers?|promos?|newsletters?
    |sign-?up|subscri\w+|shar(?:e|ing)|social|sns|sidebar|outbrain|taboola|trending|popular
    |most-?(?:read|viewed|popular)|recommend(?:ed|ations?)?|more-(?:on|from|stories|news|like)
    |read-?(?:more|next|also)|see-also|up-?next|adverts?|advertisements?|ads?|sponsor(?:ed)?
    |cookies?|consent|gdpr|breadcrumbs?|embeds?|embedded|twitter|tweets?|instagram|facebook|tiktok
    |captions?|gallery|credits?|bio|author-?(?:bio|box|info|card)|paywall|modal|popup|footer|toolbar
    )(?=$|[\s_-])""",
    re.VERBOSE | re.IGNORECASE,
)
_TOP: Final = ("body", "html")


class Places:
    """Tells what stands apart from an article: teasers, comments, captions, embedded posts.

    `home` is an element of the article; what is around it is never apart. `more` are further
    tags that stand apart.
    """

    def __init__(self, home: "HtmlElement | None", more: tuple[str, ...] = ()) -> None:
        own = () if home is None else (home, *home.iterancestors())
        self._known: dict[HtmlElement, bool] = dict.fromkeys(own, False)
        self._tags = _TAGS | frozenset(more)

    def is_apart(self, element: "HtmlElement | None") -> bool:
        """Return whether an element stands apart."""
        passed = []
        while element is not None and element not in self._known:
            if element.tag in _TOP:
                self._known[element] = False
                break
            passed.append(element)
            if self._is_apart(element):
                self._known[element] = True
                break
            element = element.getparent()
        found = element is not None and self._known[element]
        self._known.update(dict.fromkeys(passed, found))
        return found

    def _is_apart(self, element: "HtmlElement") -> bool:
        if element.tag in self._tags:
            return True
        if element.tag == "footer":
            return next(element.iterancestors("article", "main"), None) is None
        told = f"{element.get('class', '')} {element.get('id', '')}"
        kind = f"{element.get('itemprop', '')} {element.get('itemtype', '')}"
        return bool((told != " " and _NAMES.search(told)) or "omment" in kind)
