"""The publication date of a page's article; rather none than a wrong one."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from annotator.importers.fields import date_of
from annotator.importers.page_blocks import Block, blocks_in, is_heading
from annotator.importers.page_json_ld import line
from annotator.importers.page_structure import HeadlineArea

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ISO: Final = re.compile(r"((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?:$|[T\s])")
_IN_LINK: Final = re.compile(
    r"/((?:19|20)\d\d)[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?:[-/_.]|$)"
)
_SHOWN: Final = re.compile(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)[-/.年년\s]{1,2}(?P<m>\d\d?)[-/.月월\s]{1,2}(?P<d>\d\d?)(?!\d)[日일]?"
    r"|(?P<words>\d\d?[./]\s?\d\d?[./]\s?(?:19|20)\d\d"
    r"|[A-Z][a-z]{2,8}\.? \d\d?(?:st|nd|rd|th)?,? (?:19|20)\d\d"
    r"|\d\d?(?:st|nd|rd|th)?\.?(?: of)? [A-Z][a-z]{2,8}\.?,? (?:19|20)\d\d)(?!\d))"
)
_CHANGED: Final = re.compile(
    r"(?:updated?|modified|edited|revised|corrected|aktualisiert|geändert|mise? à jour|modifié"
    r"|actualizad[ao]|aggiornat[ao]|bijgewerkt|uppdaterad|opdateret|oppdatert)\W*(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
_PUBLISHED: Final = re.compile(
    r"(?:published|posted|created|written|date[ds]?|updated|veröffentlicht|erstellt|stand|publié"
    r"|publicad[ao]|pubblicat[ao]|gepubliceerd|publicerad)\b|(?:by|von|par|por|di|da|av|af|door"
    r"|text)\b:?\s+\w+.*\s",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(
    r"^\W{0,3}(?:at |um |à |a las |kl\.? )?\s?\d{1,2}\s?[:.h時时点]\s?\d\d", re.IGNORECASE
)
_ENDS: Final = re.compile(r"(?<![ap]\.m)[.!?…][\"'”’»)\]]*$")
_KIND: Final = re.compile(
    r"(?:^|[\s_-])(?:date|datetime|dateline|day|time|timestamp|meta|info|byline|published|pubdate"
    r"|posted)(?=$|[\s_-])|[a-z](?:Date|Time)\b"
)
_OTHER: Final = re.compile(
    r"\b(?:photo|foto|picture|image|bild|file|archiv|credit|taken|event|expires|born|died)|©",
    re.IGNORECASE,
)
_NONE: Final = ("1970-01-01", "1900-01-01")
_NEAR: Final = (3, 12)
_SHORT: Final = 120
_PARAGRAPH: Final = 80
_DAY: Final = len("2025-02-27")
_FEW: Final = 4


def day(value: object) -> str:
    """Return the date in a metadata value; empty for none, or an implausible one."""
    text = line(value)
    match = _ISO.match(text)
    found = date_of("-".join(match.groups()) if match else text)
    return _likely(found) if len(found) == _DAY else _day_among(text[:_SHORT])


def day_in(url: str) -> str:
    """Return the date in an address; empty for none."""
    match = _IN_LINK.search(url)
    return _likely(date_of("-".join(match.groups()))) if match else ""


def are_neighbours(day: str, other: str) -> bool:
    """Return whether two dates are adjacent, as a time zone can shift one."""
    return abs(date.fromisoformat(day) - date.fromisoformat(other)) == timedelta(days=1)


def markup_day(tree: "HtmlElement", home: HeadlineArea) -> str:
    """Return the publication date from the date elements of a page.

    Of several dates near the headline the first is taken; several elsewhere count as none.
    """
    parts = (each for each in tree.iterfind(".//*[@itemprop]") if _is_publication(each))
    sure = chain(parts, (each for each in tree.iter("time") if each.get("pubdate") is not None))
    for each in sure:
        if not home.is_outside(each) and (found := _day_of(each)):
            return found
    times = [each for each in tree.iter("time") if _is_stated(each) and not home.is_outside(each)]
    near = {_day_of(each) for each in _alone(times) if home.is_near(each)} - {""}
    days = {_day_of(each) for each in times if _is_inside(each)} - {""}
    return min(near or (days if len(days) == 1 else ()), default="")


def visible_day(tree: "HtmlElement", home: HeadlineArea) -> str:
    """Return the date in a visible line near the headline."""
    shown = list(blocks_in(tree))
    for place, block in enumerate(shown):
        if home.is_headline(block):
            above = ((block, _FEW) for block in shown[max(0, place - _NEAR[0]) : place])
            near = chain(above, _until_text(shown[place + 1 :]))
            days = (_day_on(each, few) for each, few in near if not home.is_outside(each.owner))
            if found := next(filter(None, days), ""):
                return found
    return ""


def _until_text(page: Sequence[Block]) -> Iterator[tuple[Block, int]]:
    """Yield the lines below a headline, up to the second paragraph of the text.

    Each comes with the number of words allowed beside a date: none in the text.
    """
    long = 0
    for block in islice(page, _NEAR[1]):
        long += len(block.text) >= _PARAGRAPH and bool(_ENDS.search(block.text))
        if long > 1:
            return
        yield block, 0 if long else _FEW


def _day_on(block: Block, few: int) -> str:
    """Return the date in a line that states the publication; none in a sentence."""
    match = _SHOWN.search(block.text) if len(block.text) <= _SHORT else None
    if not match or _OTHER.search(block.text):
        return ""
    before, after = block.text[: match.start()], block.text[match.end() :]
    rest = len(f"{before} {after}".split())
    few = min(few, 1) if is_heading(block) else few
    if rest > _FEW and _ENDS.search(block.text):
        return ""
    signs = (_PUBLISHED.match(before), _CLOCK.match(after), _is_kind(block.owner))
    if rest > few and not any(signs):
        return ""
    return _day_among(after) if _CHANGED.search(before) else _read(match)


def _is_kind(element: "HtmlElement") -> bool:
    """Return whether an element or its parent is named like one for dates."""
    around = chain([element], islice(element.iterancestors(), 1))
    return any(_KIND.search(f"{each.get('class', '')} {each.get('id', '')}") for each in around)


def _is_publication(element: "HtmlElement") -> bool:
    """Return whether an element is the datePublished of the article, not of a part of it."""
    if "datePublished" not in element.get("itemprop", "").split():
        return False
    scope = next((each for each in element.iterancestors() if "itemscope" in each.attrib), None)
    return scope is None or not scope.get("itemprop") or "Article" in scope.get("itemtype", "")


def _is_stated(element: "HtmlElement") -> bool:
    """Return whether an element may hold a publication date, as opposed to a change date."""
    name = f"{element.get('class', '')} {element.get('itemprop', '')}".lower()
    is_change = ("updat" in name or "modif" in name) and "publish" not in name
    return bool(element.get("datetime")) and not is_change and not _is_in_text(element)


def _is_inside(element: "HtmlElement") -> bool:
    return next(element.iterancestors("article", "main"), None) is not None


def _is_in_text(element: "HtmlElement") -> bool:
    around = next(element.iterancestors("p", "li", "td", "dd"), None)
    return around is not None and len(around.text_content()) > _SHORT


def _alone(times: Sequence["HtmlElement"]) -> list["HtmlElement"]:
    """Return the elements of which there are at most two of a kind, unlike those of lists."""
    kinds = Counter(_kind(each) for each in times)
    return [each for each in times if kinds[_kind(each)] <= 2]


def _kind(element: "HtmlElement") -> tuple[str, str, str]:
    parent = element.getparent()
    return element.get("class", ""), str(parent.tag), parent.get("class", "")


def _day_of(element: "HtmlElement") -> str:
    return day(element.get("datetime") or element.get("content") or element.text_content())


def _day_among(text: str) -> str:
    match = _SHOWN.search(text)
    return _read(match) if match else ""


def _read(match: re.Match[str]) -> str:
    date_text = (match["words"] or "").replace(" of ", " ")
    return _likely(date_of(date_text or f"{match['y']}-{match['m']}-{match['d']}"))


def _likely(found: str) -> str:
    """Return a date unless it is in the future, or an epoch such as 1970-01-01."""
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    return found if "1800" < found <= tomorrow and found not in _NONE else ""
