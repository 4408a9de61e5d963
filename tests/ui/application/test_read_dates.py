"""Dates are read in one form throughout the window."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QLocale

from annotator.ui.application.dates import format_date, format_datetime


@pytest.fixture
def set_locale():
    """Set the locale of the platform for one test."""
    former = QLocale()
    yield QLocale.setDefault
    QLocale.setDefault(former)


@pytest.mark.parametrize(
    ("locale", "day", "month", "short"),
    [
        ("C", "2 Mar 2031", "Mar 2031", "2 Mar"),
        ("en_GB", "2 Mar 2031", "Mar 2031", "2 Mar"),
        ("de_DE", "2 Mar 2031", "Mar 2031", "2 Mar"),
        ("en_US", "Mar 2, 2031", "Mar 2031", "Mar 2"),
        ("sv_SE", "2031-03-02", "2031-03", "03-02"),
    ],
)
def test_a_date_is_shown_in_the_order_of_the_platform(set_locale, locale, day, month, short):
    set_locale(QLocale(locale))

    assert format_date("2031-03-02") == day
    assert format_date("2031-03") == month
    assert format_date("2031-03-02", has_year=False) == short


@pytest.mark.parametrize("date", ["2031", "", "soon", "2031-13-40"])
def test_a_year_alone_and_what_is_no_date_stay_as_they_are(date):
    assert format_date(date) == date


def test_a_moment_is_shown_in_local_time_to_the_minute():
    moment = datetime(2031, 2, 27, 12, 5, 59, tzinfo=UTC)
    local = moment.astimezone()

    assert format_datetime(moment) == f"{format_date(f'{local:%Y-%m-%d}')}, {local:%H:%M}"
