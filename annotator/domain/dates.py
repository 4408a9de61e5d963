"""Parsing typed dates into ISO 8601: a year, a month or a day."""

import re
from datetime import date

from annotator.domain.date_words import unknown_word, written
from annotator.i18n import tr

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_POINTS = re.compile(r"(?:(\d{1,2})\.\s*)?(\d{1,2})\.\s*(\d{4})")
_STROKES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_WORDS = re.compile(r".*[^\W\d_].*")


def parse_date(text: str) -> str | None:
    """Return `YYYY`, `YYYY-MM` or `YYYY-MM-DD` for a date; None for blank text.

    Accepts ISO 8601 dates, `27 Feb 2025`, `February 27, 2025`, `27 de febrero de 2025`,
    `Feb 2025`, `27.2.2025` and `27/2/2025`. Raises ValueError with a sentence for anything else,
    for days that do not exist, and for `3/4/2025`, which is ambiguous.
    """
    written = " ".join(text.split())
    if not written:
        return None
    for form, read in _FORMS:
        if match := form.fullmatch(written):
            return read(match)
    raise _no_date(text)


def iso(year: int, month: int | None = None, day: int | None = None) -> str:
    """Return the date in ISO 8601; raises ValueError for one that does not exist."""
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise ValueError(_no_such(year, month, day)) from None
    parts = (f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None))
    return "-".join(parts)


def _read_iso(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    return iso(int(year), _number(month), _number(day))


def _read_points(match: re.Match[str]) -> str:
    day, month, year = match.groups()
    return iso(int(year), int(month), _number(day))


def _read_strokes(match: re.Match[str]) -> str:
    first, second, year = (int(number) for number in match.groups())
    if first <= 12 and second <= 12 and first != second:
        either, other = iso(year, second, first), iso(year, first, second)
        message = tr(
            "“{date}” is ambiguous. Enter {either} or {other}.",
            date=match[0],
            either=either,
            other=other,
        )
        raise ValueError(message)
    return iso(year, first, second) if second > 12 else iso(year, second, first)


def _read_words(match: re.Match[str]) -> str:
    found = written(match[0].lower())
    if found:
        return iso(found.year, found.month, found.day or None)
    raise _no_date(match[0])


def _no_date(text: str) -> ValueError:
    word = unknown_word(text) if re.search(r"\d", text) else ""
    if len(word) > 2:
        return ValueError(tr("“{word}” is not a month. Enter the date as 2025-02-27.", word=word))
    message = tr("“{date}” is not a date. Enter 2025, 2025-02 or 2025-02-27.", date=text.strip())
    return ValueError(message)


_FORMS = (
    (_ISO, _read_iso),
    (_POINTS, _read_points),
    (_STROKES, _read_strokes),
    (_WORDS, _read_words),
)


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _no_such(year: int, month: int | None, day: int | None) -> str:
    if year < 1:
        return tr("There is no year {year:04}.", year=year)
    if month is None or not 1 <= month <= 12:
        return tr("There is no month {month}. Enter a month from 1 to 12.", month=month)
    return tr("There is no day {day} in {year:04}-{month:02}.", day=day, year=year, month=month)
