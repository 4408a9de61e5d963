"""The pages of the manual, with the keys that are in use."""

import html
import re
from collections.abc import Callable
from functools import cache
from typing import Final

from annotator import assets
from annotator.i18n import pgettext

CONTENTS: Final = "index"
"""The first page, which lists the others."""

_KEY: Final = re.compile(r'<kbd data-action="([a-z_.]+)">[^<]*</kbd>')
_NAV: Final = re.compile(r"<nav .*?</nav>", re.DOTALL)
_LINK: Final = re.compile(r'<a href="([a-z-]+)\.html"[^>]*>(.*?)</a>')
_MAIN: Final = re.compile(r"<main [^>]*>(.*)</main>", re.DOTALL)


def page(name: str, key_of: Callable[[str], str]) -> str:
    """Return the content of a page as HTML, each key as `key_of` gives it for its action.

    An action that has no key gives an empty one. Raises OSError for a page that does not exist.
    """

    def key(found: re.Match[str]) -> str:
        shown = key_of(found[1]) or pgettext("key of an action", "no key")
        return f"<kbd>{html.escape(shown)}</kbd>"

    found = _MAIN.search(_read(name))
    return _KEY.sub(key, found[1] if found else "")


def contents() -> tuple[tuple[str, str], ...]:
    """Return the name and the title of every page, in reading order, the contents first."""
    links = _LINK.findall("".join(_NAV.findall(_read(CONTENTS))))
    title = re.search(r"<h1[^>]*>(.*?)</h1>", _read(CONTENTS))
    first = (CONTENTS, html.unescape(title[1]) if title else "")
    return (first, *((name, html.unescape(text)) for name, text in links))


@cache
def _read(name: str) -> str:
    return assets.path(f"manual/{name}.html").read_text(encoding="utf-8")
