"""Spreadsheets come in, a row an article; what would grow beyond measure is refused before."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_files import (
    HEAD,
    brought_in,
    cell,
    damaged,
    ods,
    ods_cell,
    ods_row,
    packed,
    refused,
    survives,
    xlsx,
)

from annotator.domain.errors import UnreadableFileError
from annotator.importers import sheet_guard, spreadsheets
from annotator.importers.draft import Refusal
from annotator.importers.import_format import Choices

HEADER = f'<row r="1">{cell("A1", "Text")}{cell("B1", "Title")}{cell("C1", "n")}</row>'
ROW = f'<row r="3">{cell("A3", "Words &amp; more")}{cell("B3", "T")}<c r="C3"><v>3.0</v></c></row>'
APART = "its text may have come apart where it should stand in quotation marks."
SHARED = '<c t="s"><v>0</v></c>'


def read_sheets(folder, content, name="x.xlsx"):
    return brought_in(spreadsheets.read, folder, content, name)


def test_a_row_is_an_article(tmp_path):
    (draft,) = read_sheets(tmp_path, xlsx(HEADER + ROW))

    assert (draft.headline, draft.text, draft.file_name) == ("T", "Words & more", "x.xlsx, row 3")
    assert draft.original == b"Words & more,T,3\r\n"


def test_an_open_document_is_read_with_its_lines_and_repetitions(tmp_path):
    rows = (
        ods_row(ods_cell("Text") + ods_cell("Title") + ods_cell(times=16_000))
        + ods_row(ods_cell(times=16_384), times=2)
        + ods_row(ods_cell("one</text:p><text:p>two") + ods_cell("T"), times=2)
        + ods_row(ods_cell(times=16_384), times=1_000_000)
    )
    first, second = read_sheets(tmp_path, ods(rows), "x.ods")

    assert (first.text, first.headline, first.file_name) == ("one\ntwo", "T", "x.ods, row 4")
    assert second.file_name == "x.ods, row 5"


def test_every_visible_sheet_is_read_and_named(tmp_path):
    content = xlsx(HEADER + ROW, HEADER + ROW, "", HEADER + ROW, states=("visible", "hidden"))
    found = read_sheets(tmp_path, content)

    assert [draft.file_name for draft in found[:-1]] == [
        "x.xlsx, sheet “S1”, row 3",
        "x.xlsx, sheet “S4”, row 3",
    ]
    assert found[-1].reason == "“x.xlsx”, sheet “S2” is hidden and was skipped."


def test_a_sheet_without_texts_is_named_beside_one_that_has_some(tmp_path):
    numbers = f'<row r="1">{cell("A1", "year")}</row><row r="2">{cell("A2", "2025")}</row>'
    draft, refusal = read_sheets(tmp_path, xlsx(numbers, HEADER + ROW))

    assert draft.file_name == "x.xlsx, sheet “S2”, row 3"
    assert refusal.reason.endswith("sheet “S1” has no column with texts and was skipped.")


def test_one_sheet_is_read_when_it_is_named(tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(xlsx(HEADER + ROW, HEADER + ROW))

    (draft,) = spreadsheets.read(path, Choices(table="S2"))
    assert draft.file_name == "x.xlsx, sheet “S2”, row 3"
    with pytest.raises(UnreadableFileError, match=r"no list or sheet “S3”\. It has sheet “S1”"):
        list(spreadsheets.read(path, Choices(table="S3")))


def test_cells_are_written_as_people_read_them(tmp_path):
    values = [True, 3.0, 0.5, 7, "x", date(2025, 2, 27), datetime(2025, 2, 27, 9), time(9), ""]

    assert [spreadsheets.as_text(value) for value in values] == [
        *("true", "3", "0.5", "7", "x", "2025-02-27", "2025-02-27 09:00:00", "09:00:00", ""),
    ]
    assert spreadsheets.as_text(timedelta(hours=30)) == "1 day, 6:00:00"


def test_a_row_without_text_is_refused_by_its_number(tmp_path):
    content = xlsx(HEADER + ROW + f'<row r="5">{cell("B5", "only a title")}</row>')
    found = read_sheets(tmp_path, content)

    assert [each.reason for each in found if isinstance(each, Refusal)] == [
        "“x.xlsx”, row 5 has no text."
    ]


def test_days_that_no_calendar_has_cost_their_row_only(tmp_path):
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="46"/></cellXfs>'
    values = [(1, "45715"), (1, "-1e300"), (2, "inf"), (1, "45716")]
    rows = "".join(
        f'<row r="{number}">{cell(f"A{number}", "Words")}<c r="B{number}" s="{style}">'
        f"<v>{value}</v></c></row>"
        for number, (style, value) in enumerate(values, start=2)
    )
    header = f'<row r="1">{cell("A1", "Text")}{cell("B1", "Date")}</row>'
    first, second, third, fourth = read_sheets(tmp_path, xlsx(header + rows, styles=styles))

    assert (first.published_at, fourth.published_at) == ("2025-02-27", "2025-02-28")
    assert second.reason == "“x.xlsx”, row 3 cannot be read: TimeDelta::milliseconds out of bounds."
    assert third.reason.startswith("“x.xlsx”, row 4 cannot be read: days=")


def test_a_first_row_that_cannot_be_read_names_nothing(tmp_path):
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    row = '<row r="1"><c r="A1" s="1"><v>-1e300</v></c></row>'
    found = read_sheets(tmp_path, xlsx(row + ROW, styles=styles))

    assert [each.reason.partition("”, ")[2] for each in found] == [
        "row 1 cannot be read: TimeDelta::milliseconds out of bounds.",
        f"row 3 has 3 cells, and the table has 0 columns: {APART}",
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (xlsx(""), "has no rows."),
        (
            xlsx(f"<row>{cell('A1', 'kind')}</row><row>{cell('A2', 'x')}</row>"),
            "has no column with article text",
        ),
        (packed({"a.xml": "<a/>"}), "is damaged, or not a spreadsheet (XLSX or ODS)"),
        (
            xlsx(HEADER + f'<row r="1048576">{cell("ZZ1048576", "x")}</row>'),
            "was refused: a sheet reaches to row 1,048,576 and column 3, more than 2,000,000",
        ),
        (
            xlsx('<row r="900000"><c/><c/><c/></row>'),
            "was refused: a sheet reaches to row 900,000 and column 3, more than 2,000,000 cells.",
        ),
        (
            ods(ods_row(ods_cell("x", times=16_384), times=1_048_576)),
            "was refused: a sheet reaches to row 1,048,576 and column 16,384, more than 2,000,000",
        ),
        (
            ods(ods_row(ods_cell('x<text:s text:c="999999999"/>', times=3), times=2)),
            "was refused: its cells have 6,000,000,000 characters, 100,000,000 is the limit.",
        ),
        (
            packed({"content.xml": f"{HEAD}<!DOCTYPE a><a/>"}),
            "was refused: it declares a document type, which can be harmful.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(content, reason, tmp_path):
    words = refused(spreadsheets.read, tmp_path, content, "x.xlsx")

    assert words.startswith(f"“x.xlsx” {reason}")


def test_a_long_text_that_many_cells_share_is_refused(tmp_path, monkeypatch):
    content = xlsx(f"<row>{SHARED * 9}</row>", shared=f"<si><t>{'word ' * 5}</t></si>")
    assert "has no column with article texts" in refused(
        spreadsheets.read, tmp_path, content, "x.xlsx"
    )

    monkeypatch.setattr(sheet_guard, "CHARACTERS", 200)
    words = refused(spreadsheets.read, tmp_path, content, "x.xlsx")
    assert words == "“x.xlsx” was refused: its cells have 225 characters, 200 is the limit."


GOOD = xlsx(HEADER + ROW + f"<row>{SHARED}</row>", shared="<si><t>Shared</t></si>")
CELLS = ods_row(ods_cell("Text") + ods_cell("Title", times=2))
ROWS = ods_row(ods_cell("one") + ods_cell(times=3), times=2) + ods_row(ods_cell())


@pytest.mark.parametrize("content", [GOOD, ods(CELLS + ROWS)], ids=["xlsx", "ods"])
@settings(deadline=None)
@given(data=st.data())
def test_no_damage_of_a_file_raises_anything_else(content, data, tmp_path_factory):
    survives(
        spreadsheets.read, tmp_path_factory.getbasetemp(), data.draw(damaged(content)), "any.xlsx"
    )


@settings(deadline=None)
@given(rows=damaged((HEADER + ROW).encode()))
def test_no_damage_of_xlsx_rows_raises_anything_else(rows, tmp_path_factory):
    content = xlsx(rows.decode(errors="replace"), shared="<si><t>Shared</t></si>")
    survives(spreadsheets.read, tmp_path_factory.getbasetemp(), content, "any.xlsx")


@settings(deadline=None)
@given(rows=damaged((CELLS + ROWS).encode()))
def test_no_damage_of_ods_rows_raises_anything_else(rows, tmp_path_factory):
    content = ods(rows.decode(errors="replace"))
    survives(spreadsheets.read, tmp_path_factory.getbasetemp(), content, "any.ods")
