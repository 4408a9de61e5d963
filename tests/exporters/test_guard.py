"""The formula guard defuses what a spreadsheet would run, and can be taken back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exporters.csv_text import (
    _FIRST,
    FORMULA,
    _guarded,
    _guarded_code,
    guarded,
    guarded_code,
    unguarded,
)
from annotator.exporters.table import Kind
from annotator.exporters.tables import TABLES
from tests.exporters.naughty import PAYLOADS, fill

DANGEROUS = [
    "=cmd|' /C notepad'!'A1'",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "+1",
    "-5% growth",
    "- Trump said",
    "  =1+1",
    "\u00a0=1+1",
    "\t=1",
    "\tplain",
    "\rplain",
    "\nplain",
    "\x00=1",
    "＝1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "'=1",
    "''=1",
]
HARMLESS = ["", "It's", "'quoted'", "1-2", "a=b", "–5", "−5", "“=1”", "' ' =", "🕊️"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_could_run_begins_with_an_apostrophe(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_what_cannot_run_stays_as_it_is(text):
    assert guarded(text) == text


@given(text=st.text() | st.text("'= -\t\n\x00@ab＝"))
def test_the_guard_can_be_taken_back(text):
    assert unguarded(guarded(text)) == text


@given(text=st.text("'= -\t\n\x00@ab＝"))
def test_no_guarded_text_begins_like_a_formula(text):
    assert guarded(text).lstrip()[:1] not in tuple("=+-@＝＋－＠")


@pytest.mark.parametrize("code", ["-3", "0", "-1.5", "refuted", "", "3-4"])
def test_numeric_codes_stay_numbers(code):
    assert guarded_code(code) == code


@pytest.mark.parametrize("code", ["-3+cmd", "=1", "-", "--3"])
def test_codes_that_could_run_are_guarded(code):
    assert unguarded(guarded_code(code)) == code
    assert guarded_code(code).startswith("'")


def test_the_first_characters_of_formulas_are_all_known():
    begins = {chr(c) for c in range(0x110000) if FORMULA.match(chr(c)) or chr(c).isspace()}

    assert begins | {"'"} == _FIRST


@given(text=st.text() | st.text("'= -\t\n\x00@ab＝"))
def test_a_cell_is_guarded_as_its_text_is(text):
    assert _guarded(text) == guarded(text)
    assert _guarded_code(text) == guarded_code(text)


def may_run(cell):
    """Return whether a spreadsheet could take a cell for a formula."""
    return cell.lstrip()[:1] in tuple("=+-@＝＋－＠") if cell else False


def test_a_hundred_texts_that_could_run_are_guarded_in_every_column_of_text(desk, export, rows):
    fill(desk, PAYLOADS)
    folder = export(desk)
    risky = {text for text in PAYLOADS if FORMULA.match(text)}
    constant = {"articles.file_name", "articles.text_file", "claims.claim_reviewed"}
    constant |= {"labels.scheme_title", "labels.licence", "labels.source_url"}
    around = {"claim_mentions.prefix", "claim_mentions.suffix", "sentences.exact"}

    assert len(risky) >= 100
    for table in TABLES:
        cells = rows(folder, table.name)
        for column in table.columns:
            if column.kind is Kind.TEXT and table.name not in ("damaged", "claim_labels"):
                assert not [row for row in cells if may_run(row[column.name])]
                found = {unguarded(row[column.name]) for row in cells}
                held = {text for text in risky if any(each.startswith(text) for each in found)}
                assert held == risky or f"{table.name}.{column.name}" in constant | around
