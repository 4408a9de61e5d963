"""Dates as they are read in the window; fields and exports keep ISO."""

from datetime import datetime
from typing import Final

from annotator.i18n import N_, tr

_MONTHS: Final = (
    *(N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun")),
    *(N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")),
)


def format_date(date: str, *, has_year: bool = True) -> str:
    """Return a date `YYYY`, `YYYY-MM` or `YYYY-MM-DD` in the order of the platform's short form.

    The month is a word, because 3/4/2031 is two days: “27 Feb 2031”, or “Feb 27, 2031”; where the
    platform begins with the year the date stays ISO. What is no date is returned as it is.
    """
    try:
        day = datetime.fromisoformat(f"{date}-01-01"[:10])  # strptime takes 5 ms to load
    except ValueError:
        return date
    if len(date) not in {7, 10} or _begins_with() == "y":
        return date if has_year else date[5:] or date
    month = tr(_MONTHS[day.month - 1])
    year = f"{day.year:04}" if has_year else ""
    if len(date) == len("2031-02"):
        return f"{month} {year}".rstrip()
    if _begins_with() == "M":
        return f"{month} {day.day}, {year}".rstrip(", ")
    return f"{day.day} {month} {year}".rstrip()


def format_datetime(moment: datetime) -> str:
    """Return a moment in the local time zone, to the minute: “27 Feb 2031, 14:05”."""
    local = moment.astimezone()
    return f"{format_date(local.date().isoformat())}, {local:%H:%M}"


def _begins_with() -> str:
    """Return `d`, `M` or `y`, with which the platform's short form of a date begins."""
    from PySide6.QtCore import QLocale  # noqa: PLC0415 - 13 ms, for its lists of countries

    form = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return next((sign for sign in form if sign in "dMy"), "d")
