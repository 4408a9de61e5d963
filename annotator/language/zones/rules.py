"""The rules that recognise single lines of boilerplate, read from one file per language."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from msgspec import Struct

from annotator import assets
from annotator.domain.zone import ZoneKind
from annotator.i18n import N_
from annotator.language.zones.lines import Line, fold, key, undotted

KINDS: Final[Mapping[str, ZoneKind]] = {
    "headline": ZoneKind.HEADLINE,
    "byline": ZoneKind.BYLINE,
    "dateline": ZoneKind.DATELINE,
    "caption": ZoneKind.CAPTION,
    "tags": ZoneKind.TAGS,
    "comments": ZoneKind.COMMENTS,
    "contents": ZoneKind.CONTENTS,
    "related": ZoneKind.RELATED,
    "repeated": ZoneKind.DUPLICATE,
}
"""What the rules of a table mean; every other table is boilerplate."""

TITLES: Final[Mapping[str, str]] = {
    "advertising": N_("advertisement"),
    "breadcrumbs": N_("breadcrumbs"),
    "byline": N_("byline"),
    "caption": N_("picture caption or credit"),
    "comments": N_("comment form"),
    "contents": N_("table of contents"),
    "cookies": N_("cookie notice"),
    "copyright": N_("copyright notice"),
    "dateline": N_("page date"),
    "edition": N_("edition name"),
    "headline": N_("headline"),
    "invitation": N_("request to readers"),
    "more": N_("link to more"),
    "page": N_("other page content"),
    "publisher": N_("publisher name"),
    "related": N_("related stories"),
    "repeated": N_("repeated text"),
    "scrap": N_("other page content"),
    "share": N_("page buttons"),
    "subscribe": N_("subscription request"),
    "tags": N_("tags"),
}
"""The name of a rule for people, by the name of its table, to be translated."""

BULLETS = "•‣▪◦·*-–"
_STEP = re.compile(r"\s[|/•·]\s|\s?[>›»→]\s?")
_COLON = re.compile("[:：]")
_LONGEST_LABEL = 40  # code points
_LONGEST_LABELLED = {"tags": 400, "caption": 300, "related": 250, "byline": 120, "dateline": 80}
_LONGEST_PLEA = 800
_PLEA_ENDS = re.compile("[.!?。！？؟]+")
_QUOTES = re.compile('["“”„«»「」]')
_HASHTAGS = re.compile(r"(?:#\w+[\s,]*){2,}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}")
_YEAR_OR_TIME = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.h]\d\d\b")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*")


class _Pattern(Struct, frozen=True):
    """A pattern for a whole line; tried only where the line contains one of `needs`."""

    whole: re.Pattern[str]
    needs: tuple[str, ...]
    is_open: bool

    def knows(self, line: Line) -> bool:
        """Return whether a line matches; an open pattern matches no line that is a sentence."""
        if self.needs and not any(need in line.key for need in self.needs):
            return False
        return bool(self.whole.fullmatch(line.key)) and not (self.is_open and line.is_sentence)


class _Table(Struct, frozen=True):
    """One table of one file, such as `en.share`."""

    rule: str
    lines: frozenset[str]
    labels: frozenset[str]
    pattern: "_Pattern | None"
    names: tuple[str, ...]
    words: frozenset[str]
    first: frozenset[str]
    asks: tuple[str, ...]
    signs: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.rule.partition(".")[2]


class Rulebook:
    """The rules for one language, with those for English and for every language."""

    def __init__(self, tables: Iterable[_Table]) -> None:
        self._tables = tuple(tables)
        self._phrases = {line: table.rule for table in self._tables for line in table.lines}
        self._labels = {label: table.rule for table in self._tables for label in table.labels}
        self._patterns = [(t.rule, t.pattern) for t in self._tables if t.pattern]
        self._names = {name: table.rule for table in self._tables for name in table.names}
        self._name_starts = frozenset(name.partition(" ")[0] for name in self._names)
        self._dates = frozenset().union(*(t.words for t in self._of("dateline")))
        self._networks = frozenset().union(*(t.words for t in self._of("share")))
        self._small = frozenset().union(*(t.words for t in self._of("byline")))
        self._homes = frozenset().union(*(t.first for t in self._of("breadcrumbs")))
        self._signs = tuple(sign for table in self._tables for sign in table.signs)
        self._asks = [(table.rule, ask) for table in self._tables for ask in table.asks]

    def of(self, line: Line) -> str:
        """Return the rule that matches a line anywhere, such as `en.share`; empty for none."""
        if line.text[0] in BULLETS:
            return self._plea(line.text)
        if not line.key:
            return self._labelled(line.text) or self._plea(line.text)
        return (
            self._phrases.get(line.key, "")
            or self._labelled(line.text)
            or self._matched(line)
            or self._made_of(line)
            or self._plea(line.text)
        )

    def at_the_edge(self, line: Line) -> str:
        """Return the rule that matches a line above or below the article; empty for none."""
        if line.key and self._is_date(line):
            return "any.dateline"
        return self._signed(line.text)

    def behind_bullet(self, line: Line) -> str:
        """Return the rule that matches a list item that is no sentence; empty for none."""
        item = line.text.lstrip(BULLETS + " \t")
        if line.is_sentence or not item or not line.key:
            return ""
        return self.of(line._replace(text=item))

    def _of(self, name: str) -> Iterator[_Table]:
        return (table for table in self._tables if table.name == name)

    def _labelled(self, text: str) -> str:
        colon = _COLON.search(text, 1, _LONGEST_LABEL)
        if colon is None or not (rule := self._labels.get(key(text[: colon.start()]), "")):
            return ""
        name, rest = rule.partition(".")[2], text[colon.end() :].strip()
        if len(rest) > _LONGEST_LABELLED.get(name, 0):
            return ""
        if name == "byline" and not self._are_names(rest):
            return ""
        return "" if name == "dateline" and rest and not re.search(r"\d", rest) else rule

    def _matched(self, line: Line) -> str:
        return next((rule for rule, pattern in self._patterns if pattern.knows(line)), "")

    def _made_of(self, line: Line) -> str:
        if _HASHTAGS.fullmatch(line.text):
            return "any.tags"
        if line.text.startswith(self._signs):
            return "any.copyright"
        words = line.key.split()
        if words and self._networks.issuperset(words) and words != ["#"] * len(words):
            return "any.share"
        return "any.breadcrumbs" if self._is_breadcrumb(line.text) else ""

    def _is_breadcrumb(self, text: str) -> bool:
        step = _STEP.search(text, 1, _LONGEST_LABEL)
        return step is not None and key(text[: step.start()]) in self._homes

    def _plea(self, text: str) -> str:
        """Return the rule for a line most of whose sentences ask the reader to do something."""
        if len(text) > _LONGEST_PLEA or not self._asks:
            return ""
        folded = fold(text)
        rule = next((rule for rule, ask in self._asks if ask in folded), "")
        if not rule or _QUOTES.search(text):
            return ""
        said = [part for part in _PLEA_ENDS.split(folded) if part.strip()]
        asking = sum(any(ask in part for _, ask in self._asks) for part in said)
        return rule if asking * 2 > len(said) else ""

    def _is_date(self, line: Line) -> bool:
        if not _YEAR_OR_TIME.search(line.text) and not _DATE.search(line.text):
            return False
        words = line.key.split()
        return len(words) > 1 and all(word in self._dates or "#" in word for word in words)

    def _signed(self, text: str) -> str:
        if len(text) > 120:
            return ""
        bare = text.lstrip("-–— *_").casefold()
        if bare.partition(" ")[0].rstrip(":") not in self._name_starts:
            return ""
        for name, rule in self._names.items():
            rest = bare.removeprefix(name).removeprefix(":")
            if rest[:1] == " " and bare.startswith(name) and self._are_names(text[-len(rest) :]):
                return rule
        return ""

    def _are_names(self, text: str) -> bool:
        """Return whether text looks like names of people: capitals, and no full stop.

        In scripts without capitals, at most five words do.
        """
        found = _NAME.findall(text)
        if not 0 < len(found) <= 12 or text.rstrip().endswith((".", "!", "?")):
            return False
        if not any(word[0].isupper() or word[0].islower() for word in found):
            return len(found) <= 5 and len(text) <= 40
        return found[0][0].isupper() and all(
            word[0].isupper() or word in self._small for word in found
        )


@cache  # it is asked for with each article that is opened, and reads a folder
def rulebook(language: str) -> Rulebook:
    """Return the rules for a BCP 47 tag.

    A language without rules has those of English; an unknown language has those of all.
    """
    primary = language.replace("_", "-").partition("-")[0].lower()
    known = sorted(path.stem for path in assets.path("zones").glob("*.toml"))
    if primary in {"", "und"}:
        return _rulebook(*known)
    return _rulebook(primary if primary in known else "en")


@cache
def _rulebook(*names: str) -> Rulebook:
    files = dict.fromkeys(("any", "en", *names))
    return Rulebook(table for file in files for table in _tables(file))


@cache
def _tables(name: str) -> tuple[_Table, ...]:
    with (assets.path("zones") / f"{name}.toml").open("rb") as file:
        return tuple(
            _table(f"{name}.{title}", table) for title, table in tomllib.load(file).items()
        )


def _table(rule: str, table: Mapping[str, list[str]]) -> _Table:
    return _Table(
        rule=rule,
        lines=frozenset(map(key, table.get("lines", []))),
        labels=frozenset(map(key, table.get("labels", []))),
        pattern=_pattern(table) if "patterns" in table else None,
        names=tuple(table.get("names", [])),
        words=frozenset(map(key, table.get("words", []))),
        first=frozenset(map(key, table.get("first", []))),
        asks=tuple(map(fold, table.get("asks", []))),
        signs=tuple(table.get("signs", [])),
    )


def _pattern(table: Mapping[str, list[str]]) -> _Pattern:
    whole = re.compile("|".join(map(undotted, table["patterns"])))
    return _Pattern(whole, tuple(table.get("needs", [])), bool(table.get("never_a_sentence")))
