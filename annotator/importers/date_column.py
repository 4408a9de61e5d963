"""Dates of one column: ambiguous ones (day or month first) are resolved by the others."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Final

from msgspec import Struct

from annotator.domain.date_words import century, folded, written
from annotator.domain.dates import iso
from annotator.domain.text import clean
from annotator.i18n import N_, tr

_BLANKS: Final = re.compile(r"\s+")
_WEEKDAY: Final = re.compile(r"^[^\W\d]{2,12}\.?, *(?=\d)")
_TIME: Final = re.compile(
    r"(?:T|,?\s+(?:(?:at|um|à|a|kl|om|alle|ore|o|в|о)\.?\s+)?)\d{1,2}\s?[:h]\s?\d{2}.*$"
    r"|(?<=\d)T\d{4,6}(?:\D.*)?$|,?\s+(?:at\s+)?\d{1,2}\s?[ap]\.?m\.?\b.*$",
    re.IGNORECASE,
)
_TIME_FIRST: Final = re.compile(r"^\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?,?\s+", re.IGNORECASE)
_C_TIME: Final = re.compile(  # C asctime(), as in mails and posts
    r"[a-z]{3} ([a-z]{3}) (\d{1,2}) \d\d:\d\d:\d\d (?:\S+ )?(\d{4})", re.IGNORECASE
)
_YEAR_FIRST: Final = re.compile(
    r"(\d{4})(?:\s*[年년./-]\s*(\d{1,2})(?:\s*[月월./-]\s*(\d{1,2}))?\s*[日일月월年년.]?)?"
)
_COMPACT: Final = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_VIETNAMESE: Final = re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}),? (?:nam )?(\d{4})")
_MONTH: Final = re.compile(r"(\d{1,2})[./-]\s?(\d{4})")
_WEEK: Final = re.compile(r"(\d{4})-?w(\d\d)(?:-?([1-7]))?")
_DAY_OF_YEAR: Final = re.compile(r"(\d{4})-(\d{3})")
_EPOCH: Final = re.compile(r"(?:/date\()?(\d{9,19})(?:\.\d+)?(?:[+-]\d{4})?(?:\)/)?")
_OPEN: Final = re.compile(r"(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})")
NOTHING: Final = frozenset(
    ("", "-", "–", "—", "?", "n/a", "na", "nan", "nat", "none", "null", "n.d.", "nd", "unknown")
)
"""The contents of cells that mean "no value", in lower case."""

_YEARS: Final = range(1500, 2200)
_LONGEST: Final = 100
_ORDERS: Final = ("dmy", "mdy", "ymd")


class DateColumn(Struct, frozen=True):
    """The date format of a column: its order and its languages; empty when unknown.

    `order` is `dmy`, `mdy` or `ymd`.
    """

    order: str = ""
    languages: frozenset[str] = frozenset()
    has_epochs: bool = False

    @classmethod
    def of(cls, cells: Iterable[str], order: str = "") -> "DateColumn":
        """Return the date format of a column from all its cells; `order` may be given."""
        found = [_plain(cell) for cell in dict.fromkeys(cells) if len(cell) <= _LONGEST]
        return cls(order or _order(found), _languages(found), has_epochs=True)

    def date(self, cell: str) -> str:
        """Return the date in a cell, `YYYY[-MM[-DD]]`; empty for none, and for an ambiguous one.

        Times of day are dropped without converting time zones; seconds since 1970 are in UTC.
        """
        written = _plain(cell) if 0 < len(cell) <= _LONGEST else ""
        if written in NOTHING:
            return ""
        with suppress(ValueError, OverflowError):
            found = self._read(written)
            return found if found and int(found[:4]) in _YEARS else ""
        return ""

    def complaint(self, cell: str) -> str:
        """Return a sentence on why a cell is no date; empty when it is one, or is empty."""
        cell_text = _BLANKS.sub(" ", clean(cell)).strip()
        if cell_text.casefold() in NOTHING or self.date(cell):
            return ""
        shown = cell_text if len(cell_text) <= _LONGEST else f"{cell_text[:_LONGEST]}…"
        days = sorted(set(_days(_plain(cell)))) if len(cell) <= _LONGEST else []
        if not self.order and len(days) > 1:
            message = N_("The date “{date}” can be {either} or {other}. It was left empty.")
            return tr(message, date=shown, either=days[0], other=days[1])
        return tr("The date “{date}” was not recognised and was left empty.", date=shown)

    def _read(self, text: str) -> str:
        for form, read in _FORMS:
            if match := form.fullmatch(text):
                return read(match)
        if match := _OPEN.fullmatch(text):
            return self._numeric(match)
        if self.has_epochs and (match := _EPOCH.fullmatch(text)):
            return _epoch(match[1])
        found = written(text, self.languages) or written(text)
        return iso(found.year, found.month, found.day or None) if found else ""

    def _numeric(self, match: re.Match[str]) -> str:
        """Return the date of three numbers, in the column's order if known; '' if ambiguous."""
        days = {order: day for order in _ORDERS if (day := _in_order(match, order))}
        if self.order in days:
            return days[self.order]
        if match[2] == "." and "dmy" in days:
            return days["dmy"]
        if match[2] != "-":
            days.pop("ymd", None)
        return next(iter(days.values())) if len(set(days.values())) == 1 else ""


def _plain(cell: str) -> str:
    """Return a cell normalised for the date patterns, without the time of day."""
    text = _BLANKS.sub(" ", clean(cell)).strip()
    text = _C_TIME.sub(r"\2 \1 \3", text)
    text = _TIME.sub("", _TIME_FIRST.sub("", _WEEKDAY.sub("", text)))
    return folded(text).strip(" ,")


def _order(cells: Iterable[str]) -> str:
    """Return the only order in which every date of a column is valid; empty if ambiguous."""
    matches = list(filter(None, map(_OPEN.fullmatch, cells)))
    choices = [order for order in _ORDERS if all(_in_order(each, order) for each in matches)]
    if not matches or len(choices) == 1:
        return choices[0] if matches else ""
    if all(each[2] == "." for each in matches) and "dmy" in choices:
        return "dmy"
    return _of_fewest_years(matches, choices)


def _of_fewest_years(matches: list[re.Match[str]], choices: list[str]) -> str:
    """Return the order in which a column spans the fewest years, if there is only one."""
    counts = {order: len({_in_order(each, order)[:4] for each in matches}) for order in choices}
    best = [order for order in choices if counts[order] == min(counts.values())]
    if len(best) > 1 and all(each[2] != "-" for each in matches):
        best = [order for order in best if order != "ymd"]
    return best[0] if len(best) == 1 else ""


def _in_order(match: re.Match[str], order: str) -> str:
    """Return the date of three numbers in an order; empty when it does not exist."""
    numbers = (match[1], match[3], match[4])
    parts = dict(zip(order, numbers, strict=True))
    if len(parts["y"]) not in (2, 4) or len(parts["d"]) > 2:
        return ""
    year = int(parts["y"]) if len(parts["y"]) == 4 else century(int(parts["y"]))
    with suppress(ValueError):
        return iso(year, int(parts["m"]), int(parts["d"]))
    return ""


def _days(text: str) -> Iterator[str]:
    match = _OPEN.fullmatch(text)
    yield from filter(None, (_in_order(match, order) for order in _ORDERS if match))


def _languages(cells: Iterable[str]) -> frozenset[str]:
    """Return the languages that the month names of a column share, the last ones deciding."""
    shared: frozenset[str] = frozenset()
    for found in filter(None, map(written, cells)):
        shared = (shared & found.languages) or found.languages
    return shared


def _epoch(digits: str) -> str:
    """Return the date of a Unix time, in seconds down to nanoseconds."""
    powers = {9: 0, 10: 0, 12: 3, 13: 3, 16: 6, 19: 9}
    if len(digits) not in powers:
        return ""
    seconds = int(digits) // 10 ** powers[len(digits)]
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def _numbers(match: re.Match[str]) -> str:
    return iso(*(int(each) for each in match.groups() if each))


def _reversed(match: re.Match[str]) -> str:
    return iso(*(int(each) for each in reversed(match.groups())))


def _day_of_year(match: re.Match[str]) -> str:
    year, number = int(match[1]), int(match[2])
    found = date.fromordinal(date(year, 1, 1).toordinal() + number - 1)
    return found.isoformat() if number and found.year == year else ""


def _week(match: re.Match[str]) -> str:
    """Return the date of an ISO 8601 week date; for a whole week, its month or year."""
    year, number, day = int(match[1]), int(match[2]), match[3]
    if day:
        return date.fromisocalendar(year, number, int(day)).isoformat()
    first, last = (date.fromisocalendar(year, number, each).isoformat() for each in (1, 7))
    return next((first[:size] for size in (7, 4) if first[:size] == last[:size]), "")


_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = (
    (_YEAR_FIRST, _numbers),
    (_COMPACT, _numbers),
    (_VIETNAMESE, _reversed),
    (_MONTH, _reversed),
    (_WEEK, _week),
    (_DAY_OF_YEAR, _day_of_year),
)
