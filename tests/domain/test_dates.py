from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.dates import parse_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2025", "2025"),
        ("2025-02", "2025-02"),
        ("2025-2-7", "2025-02-07"),
        (" 2025-02-27 ", "2025-02-27"),
        ("27 Feb 2025", "2025-02-27"),
        ("27. February 2025", "2025-02-27"),
        ("1st Sept 2024", "2024-09-01"),
        ("Feb. 27, 2025", "2025-02-27"),
        ("February 27 2025", "2025-02-27"),
        ("February 2025", "2025-02"),
        ("27.2.2025", "2025-02-27"),
        ("27. 2. 2025", "2025-02-27"),
        ("2.2025", "2025-02"),
        ("27/2/2025", "2025-02-27"),
        ("2/27/2025", "2025-02-27"),
        ("3/3/2025", "2025-03-03"),
        ("29 Feb 2024", "2024-02-29"),
        ("November 18th, 2024", "2024-11-18"),
        ("le 1er mars 2025", "2025-03-01"),
        ("27 de febrero de 2025", "2025-02-27"),
        ("27. März 2025", "2025-03-27"),
        ("Mar 3 mars 2025", "2025-03-03"),
        ("27 февраля 2025 г.", "2025-02-27"),
        ("2 грудня 2024 року", "2024-12-02"),
        ("27 ŞUBAT 2025", "2025-02-27"),
        ("27 kasım 2025", "2025-11-27"),
        ("٢٧ فبراير ٢٠٢٥", "2025-02-27"),
        ("27 במרץ 2025", "2025-03-27"),
        ("27 फ़रवरी 2025", "2025-02-27"),
        ("27 ก.พ. 2568", "2025-02-27"),
        ("2025. gada 27. februāris", "2025-02-27"),
        ("27-Feb-25", "2025-02-27"),
        ("27 كانون الثاني 2025", "2025-01-27"),
        ("1 Jan ’99", "1999-01-01"),
        ("Feb ’25", "2025-02"),
        ("٢٠٢٥-٠٢-٢٧", "2025-02-27"),
    ],
)
def test_a_date_is_understood_in_many_ways(text, iso):
    assert parse_date(text) == iso


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_nothing_written_is_no_date(text):
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("yesterday", "“yesterday” is not a date. Enter 2025, 2025-02 or 2025-02-27."),
        ("27.2.25", "is not a date"),
        ("20250227", "is not a date"),
        ("2025-02-27T10:00", "is not a date"),
        ("29 Feb 2025", "There is no day 29 in 2025-02."),
        ("2025-13", "There is no month 13. Enter a month from 1 to 12."),
        ("2025-00", "There is no month 0"),
        ("2025-02-00", "There is no day 0 in 2025-02."),
        ("0000", "There is no year 0000."),
        ("27 Foo 2025", "“foo” is not a month. Enter the date as 2025-02-27."),
        ("11 listopada 2025", "“11 listopada 2025” is not a date"),
        ("maybe", "“maybe” is not a date. Enter"),
        ("3/4/2025", "is ambiguous. Enter 2025-04-03 or 2025-03-04."),
    ],
)
def test_anything_else_says_why_in_a_sentence(text, reason):
    with pytest.raises(ValueError, match=reason.replace(".", r"\.")) as refusal:
        parse_date(text)

    assert str(refusal.value).endswith(".")


@given(st.dates())
def test_every_day_of_the_calendar_stays_itself(day):
    assert parse_date(day.isoformat()) == day.isoformat()


@given(st.text())
def test_no_text_breaks_the_reading(text):
    date = None
    with suppress(ValueError):
        date = parse_date(text)

    assert date is None or parse_date(date) == date
