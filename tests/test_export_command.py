"""What is chosen for an export on the command line: tables, presets and a filter."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotator import places
from annotator.cli import main
from annotator.commands import export_options
from annotator.sample import project as sample


@pytest.fixture
def sampled(tmp_path, monkeypatch):
    """Export the sample project and return the result."""
    path = sample.ensure(tmp_path / "worked", places.state_folder(), "Ana")
    monkeypatch.chdir(tmp_path)

    def run(*words, code=0):
        result = CliRunner().invoke(main, ["export", str(path), *words, "--out", "out"])
        assert result.exit_code == code, result.output
        return result

    return run


def rows(table, delimiter=","):
    """Return the rows of an exported table."""
    with Path("out", f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def test_tables_and_columns_are_chosen_and_what_that_costs_is_said(sampled):
    told = sampled("--tables", "claims", "--tables", "mentions", "--columns", "claims=code,text")

    assert [path.name for path in sorted(Path("out").glob("*.csv"))] == [
        "claim_mentions.csv",
        "claims.csv",
    ]
    assert list(rows("claims")[0]) == ["claim_code", "claim_text"]
    assert "claims.csv has no claim_id, so changes in it cannot be imported back." in told.stdout


def test_a_table_that_there_is_not_leaves_nothing_behind(sampled):
    told = sampled("--tables", "opinions", code=1)

    assert told.stderr.startswith("There is no table “opinions”. There are: labels_flat, ")
    assert not Path("out").exists()


def test_several_tables_have_columns_of_their_own(sampled):
    sampled("--columns", "claims=code", "--columns", "articles=code,headline")

    assert list(rows("claims")[0]) == ["claim_code"]
    assert list(rows("articles")[0]) == ["article_code", "headline"]
    assert len(rows("claim_mentions")[0]) > 10


@pytest.mark.parametrize(("has_comma", "delimiter"), [(True, ";"), (False, ",")])
def test_a_preset_for_excel_follows_the_country(sampled, monkeypatch, has_comma, delimiter):
    monkeypatch.setattr(export_options, "has_decimal_comma", lambda: has_comma)

    sampled("--preset", "excel")

    head = Path("out", "claims.csv").read_text(encoding="utf-8").splitlines()[0]
    assert head.startswith(f"\ufeffclaim_id{delimiter}claim_code")


def test_a_preset_for_programs_can_be_overruled(sampled):
    sampled("--preset", "analysis", "--delimiter", "tab")

    content = Path("out", "claims.csv").read_bytes()
    assert content.startswith(b"claim_id\tclaim_code")
    assert b"\r\n" not in content


def test_everything_is_a_preset_of_every_format(sampled):
    sampled("--preset", "everything", "--format", "brat")

    told = sampled("--preset", "excel", "--format", "brat", code=2)

    assert "The format “brat” has no preset “excel”." in told.stderr


def test_a_filter_of_claims_exports_these_and_the_articles_that_mention_them(sampled):
    sampled()
    checks = [row for row in rows("fact_checks") if row["verdict_code"] == "refuted"]

    sampled("--filter", "verdict:refuted")

    assert {row["claim_code"] for row in rows("claims")} == {row["claim_code"] for row in checks}
    assert {row["claim_code"] for row in rows("labels_flat")} == {
        row["claim_code"] for row in checks
    }


def test_a_filter_of_claims_can_say_in_which_article(sampled):
    sampled("--filter", "verdict:refuted in:A1")

    assert {row["article_code"] for row in rows("articles")} == {"A1"}
    assert rows("claims")


def test_a_filter_of_articles_exports_these_with_all_their_claims(sampled):
    sampled()
    claims = {row["claim_code"] for row in rows("labels_flat") if row["article_code"] == "A2"}

    sampled("--filter", "in:A2")

    assert {row["article_code"] for row in rows("articles")} == {"A2"}
    assert {row["claim_code"] for row in rows("claims")} == claims


def test_words_find_articles_by_their_text(sampled):
    sampled()
    word = "guarantees"
    found = {
        row["article_code"]
        for row in rows("articles")
        if word in Path("out", row["text_file"]).read_text(encoding="utf-8").lower()
    }

    sampled("--filter", word)

    assert {row["article_code"] for row in rows("articles")} == found
    assert found


def test_a_filter_and_chosen_articles_hold_both(sampled):
    told = sampled("--filter", "in:A2", "--only", "A1", code=1)

    assert told.stderr == "Nothing matches the filter “in:A2”.\n"
    assert not Path("out").exists()


def test_an_empty_filter_lets_everything_pass(sampled):
    sampled("--filter", " ", "--only", "A1")

    assert {row["article_code"] for row in rows("articles")} == {"A1"}


def test_marks_in_excluded_lines_are_omitted_when_told_so_and_counted(sampled):
    told = sampled("--no-boilerplate")

    assert "0 marks in excluded lines are omitted." in told.stdout
