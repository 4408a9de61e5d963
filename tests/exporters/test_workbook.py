"""The workbook opens as it was meant: text stays text, dates are dates, nothing runs."""

import errno
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from annotator.domain.article import Article
from annotator.domain.edit import Edit
from annotator.exporters import format_named, workbook
from annotator.exporters.csv_text import CELL_LIMIT
from annotator.exporters.tables import TABLES
from annotator.exporters.write import ExportError, write

RISKY = [
    "007",
    "1E5",
    "9/11",
    "=A1",
    "-2",
    "+1",
    "@SUM(1)",
    "http://x.example",
    "TRUE",
    "'=1",
    " 1",
]


@pytest.fixture
def opened(tmp_path):
    """Export a project as a workbook and return its sheets as rows by column names."""

    def export(desk, chosen=None):
        target = tmp_path / "labels.xlsx"
        target.unlink(missing_ok=True)
        list(write(format_named("xlsx"), desk.reader, target, chosen))
        book = CalamineWorkbook.from_path(target)
        return {name: rows_of(book, name) for name in book.sheet_names}

    return export


def rows_of(book, name):
    """Return the rows of a sheet as dictionaries."""
    head, *rows = book.get_sheet_by_name(name).to_python() or [[]]
    return [dict(zip(head, row, strict=True)) for row in rows]


def renamed(desk, version, **fields):
    """Change the article of a text version."""
    article = desk.reader.get(Article, version.article_id)
    desk.store.apply(Edit.swap("Change", article, replace(article, **fields)))


def test_every_table_is_a_sheet_after_the_one_that_explains(labelled, opened):
    sheets = opened(labelled)

    assert list(sheets) == ["about", *(table.name for table in TABLES)]
    assert len(sheets["claims"]) == 2
    assert [row["exact"] for row in sheets["claim_mentions"]] == [
        "No,",
        "Never,",
        "officials added",
    ]


def test_only_chosen_tables_and_columns_are_sheets_and_the_first_one_says_so(labelled, opened):
    sheets = opened(labelled, {"tables": "claims,labels", "columns": "claims=text"})

    assert list(sheets) == ["about", "claims", "labels"]
    assert list(sheets["claims"][0]) == ["claim_text"]
    about = [word for row in sheets["about"] for word in row.values()]
    assert "Without claim_id, changes made in claims.csv cannot be imported back." in about
    assert "Omitted" not in [word for row in opened(labelled)["about"] for word in row.values()]


@pytest.mark.parametrize("text", RISKY)
def test_text_stays_the_text_that_it_is(desk, opened, text):
    desk.claim(text)

    (claim,) = opened(desk)["claims"]

    assert claim["claim_text"] == text


def test_dates_known_to_the_day_are_dates_and_others_text(desk, opened):
    for day in ("2031-02-27", "2031-02", "1812-06-24", "2031-02-31"):
        renamed(desk, desk.article(f"{day}\n"), published_at=day)

    cells = [row["published_at"] for row in opened(desk)["articles"]]

    assert cells == [date(2031, 2, 27), "2031-02", "1812-06-24", "2031-02-31"]


def test_times_numbers_and_truths_are_what_they_are(labelled, opened):
    sheets = opened(labelled)

    assert isinstance(sheets["articles"][0]["imported_at"], datetime)
    assert [row["polarity"] for row in sheets["sentiments"]] == [3.0, -2.0]
    assert [row["is_mixed"] for row in sheets["sentiments"]] == [False, False]


def test_longer_text_than_a_cell_holds_is_cut_and_the_first_sheet_says_so(desk, opened):
    desk.claim("a" * (CELL_LIMIT + 1))

    sheets = opened(desk)

    assert len(sheets["claims"][0]["claim_text"]) == CELL_LIMIT
    assert "1 cells were longer" in str(sheets["about"])


def test_rows_beyond_the_end_of_a_sheet_go_on_to_the_next(desk, opened, monkeypatch):
    monkeypatch.setattr(workbook, "_ROWS", 4)
    monkeypatch.setattr(workbook, "_STEP", 2)
    for number in range(7):
        desk.claim(f"Claim {number}")

    sheets = opened(desk)

    assert [len(sheets[name]) for name in ("claims", "claims 2", "claims 3")] == [3, 3, 1]


@given(cell=st.text(st.characters(codec="utf-8")))
def test_any_text_can_be_written(cell):
    assert workbook._day(cell) is None or len(cell) == 10
    assert workbook._time(cell) is None or len(cell) >= 7


def test_a_full_disk_is_said_and_leaves_nothing(desk, tmp_path, monkeypatch):
    def fail(_):
        raise FileCreateError(OSError(errno.ENOSPC, "No space left on device"))

    monkeypatch.setattr(Workbook, "close", fail)

    with pytest.raises(ExportError, match="the disk is full"):
        list(write(format_named("xlsx"), desk.reader, tmp_path / "labels.xlsx"))
    assert list(tmp_path.iterdir()) == []
