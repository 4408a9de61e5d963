"""A column settles what one of its dates leaves open; a date that is not known stays empty."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.importers.date_column import DateColumn
from annotator.importers.fields import date_of


def dates(*cells):
    column = DateColumn.of(cells)
    return [column.date(cell) for cell in cells]


def complaints(*cells):
    column = DateColumn.of(cells)
    return [column.complaint(cell) for cell in cells]


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["13/03/2026", "05/03/2026"], ["2026-03-13", "2026-03-05"]),
        (["03/13/2026", "05/03/2026"], ["2026-03-13", "2026-05-03"]),
        (["04/02/2026", "05/03/2026", "3/3/2026"], ["", "", "2026-03-03"]),
        (["13/03/2026", "03/13/2026", "05/03/2026"], ["2026-03-13", "2026-03-13", ""]),
        (["13/03/26", "05/03/26"], ["2026-03-13", "2026-03-05"]),
        (["26/03/13", "26/03/05", "26/02/28"], ["2026-03-13", "2026-03-05", "2026-02-28"]),
        (["13-03-26", "05-03-26", "31-03-26"], ["2026-03-13", "2026-03-05", "2026-03-31"]),
        (["13-03-26"], [""]),
        (["13-03-2026", "5-3-2026"], ["2026-03-13", "2026-03-05"]),
        (["05.03.2026", "04.02.26"], ["2026-03-05", "2026-02-04"]),
        (["03.13.2026", "04.02.2026"], ["2026-03-13", "2026-04-02"]),
        (["11 listopada 2024", "3 stycznia 2025"], ["2024-11-11", "2025-01-03"]),
        (["11 listopada 2024", "3 ožujka 2025"], ["2024-10-11", "2025-03-03"]),
        (["11 listopada 2024", "3 Feb 2025"], ["", "2025-02-03"]),
        (["11 mars 2024", "3 stycznia 2025"], ["2024-03-11", "2025-01-03"]),
    ],
)
def test_the_whole_column_settles_the_order_and_the_language(cells, days):
    assert dates(*cells) == days


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("1772442900", "2026-03-02"),
        ("1772442900.25", "2026-03-02"),
        ("1772442900000", "2026-03-02"),
        ("1772442900000000", "2026-03-02"),
        ("/Date(1772442900000)/", "2026-03-02"),
        ("12345678901", ""),
        ("2026-W10-3", "2026-03-04"),
        ("2026W103", "2026-03-04"),
        ("2026-W10", "2026-03"),
        ("2026-W09", "2026"),
        ("2026-W01", ""),
        ("2026-W54", ""),
        ("2026-061", "2026-03-02"),
        ("2026-366", ""),
        ("2026-000", ""),
        ("20260302T101500Z", "2026-03-02"),
        ("2 mars 2026 à 10h30", "2026-03-02"),
        ("2. März 2026, 10:15 Uhr", "2026-03-02"),
        ("10:15, 2 March 2026", "2026-03-02"),
        ("2 Mar 2026 10pm", "2026-03-02"),
        ("March 2, 2026 Monday", "2026-03-02"),
        ("2026년 3월 2일", "2026-03-02"),
        ("2026年3月", "2026-03"),
        ("ngày 27 tháng 2 năm 2025", "2025-02-27"),
        ("02/2026", "2026-02"),
        ("27FEB2025", "2025-02-27"),
        ("2026-02-30", ""),
        ("31/31/2026", ""),
        ("1403/12/01", ""),
        ("2568-03-01", ""),
        ("Feb 27, 25", ""),
        ("1 2 March 2025", ""),
        ("1 March 2 May 2025", ""),
        ("Mar 123", ""),
        ("99999999999999999999 May", ""),
        ("yesterday", ""),
        ("x" * 200, ""),
    ],
)
def test_a_value_alone_is_a_date_or_none(cell, day):
    assert dates(cell) == [day]


def test_what_gives_no_date_is_named_and_what_says_nothing_is_not():
    assert complaints("05/03/2026", "soon", "2026-02-30", "", "N/A", "2026") == [
        "The date “05/03/2026” can be 2026-03-05 or 2026-05-03. It was left empty.",
        "The date “soon” was not recognised and was left empty.",
        "The date “2026-02-30” was not recognised and was left empty.",
        "",
        "",
        "",
    ]
    assert complaints("x" * 200) == [
        f"The date “{'x' * 100}…” was not recognised and was left empty."
    ]


def test_seconds_are_dates_only_where_a_column_says_that_they_are():
    assert date_of("1772442900") == ""


@given(st.lists(st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31)), min_size=1))
def test_no_column_gives_a_wrong_day(days):
    for form in ("%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %B %Y", "%Y%m%d"):
        cells = [day.strftime(form) for day in days]
        if not any(day.day > 12 for day in days) and form == "%m/%d/%Y":
            continue
        assert all(
            found in ("", day.isoformat()) for found, day in zip(dates(*cells), days, strict=True)
        )


@given(st.lists(st.text()))
def test_no_text_breaks_a_column(cells):
    assert all(len(day) in (0, 4, 7, 10) for day in dates(*cells))
    assert all(complaint.endswith(".") or not complaint for complaint in complaints(*cells))
