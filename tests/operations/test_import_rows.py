"""A row of an import, as it is filled in."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from annotator.importers import Draft
from annotator.operations.found_drafts import FoundDraft
from annotator.operations.import_rows import Column, ImportRow, KnownTexts
from annotator.operations.similar_texts import SimilarText

DRAFT = Draft(
    headline="H",
    text="Words.",
    original=b"",
    encoding="utf-8",
    file_name="a.csv, row 1",
    caveats={"published_at": "Was ist „bald“?", "source_url": "Keine Adresse."},
)


@pytest.mark.parametrize(
    ("column", "typed", "left"),
    [
        (Column.PUBLISHED, "2025-03-01", "source_url"),
        (Column.LINK, "https://example.org", "published_at"),
    ],
)
def test_a_caveat_is_settled_by_its_field_in_any_language(column, typed, left):
    row = ImportRow(DRAFT, DRAFT.sha256).with_text(column, typed)

    assert list(row.draft.caveats) == [left]
    assert not row.is_new


def row(**fields):
    return ImportRow(replace(DRAFT, caveats={}), DRAFT.sha256, **fields)


def test_each_column_shows_its_part_and_those_that_can_be_edited_take_one_line():
    shown = row(published="2025").with_text(Column.HEADLINE, " Two\nlines ")
    shown = shown.with_text(Column.PUBLISHER, "Courier")

    assert [shown.text(column) for column in Column] == [
        "a.csv, row 1",
        "Two lines",
        "Courier",
        "",
        "2025",
        "UTF-8",
        "new",
    ]


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "new"),
        ({"duplicate_of": "same as b.txt"}, "same as b.txt"),
        ({"similar": SimilarText("A1", "x", 90)}, "similar (90 %) to A1"),
        ({"similar": SimilarText("A1", "x", 90), "version_of": "1"}, "new version of A1"),
    ],
)
def test_the_state_says_how_it_stands_to_what_is_here(fields, state):
    assert row(**fields).state == state
    assert row(**fields).is_new == (state == "new")


def test_what_must_be_put_right_is_said():
    nameless = replace(row(), draft=replace(DRAFT, headline=""))

    assert nameless.complaint == "“a.csv, row 1” needs a headline."
    assert row(published="soon").complaint.startswith("“a.csv, row 1”: ")
    assert (row().complaint, row(published="2025").complaint) == ("", "")


def test_the_draft_that_comes_in_has_what_was_filled_in():
    filled = row(published="1 March 2025", note="Like A1").filled

    assert filled.notes == "Like A1"
    assert filled.published_at == "2025-03-01"
    assert row().filled == row().draft


def test_a_date_is_shown_as_it_is_kept_and_what_is_none_as_typed():
    typed = [row().with_text(Column.PUBLISHED, each).published for each in ("1 May 2025", "soon")]

    assert typed == ["2025-05-01", "soon"]


def test_only_plain_text_of_a_file_can_be_read_in_another_encoding():
    plain = replace(DRAFT, is_plain=True, is_guessed=True, encoding="cp1250")
    here = Path("a.txt")

    assert ImportRow(plain, "", here).can_be_reread
    assert ImportRow(plain, "", here).encoding == "Windows-1250, guessed"
    assert not ImportRow(plain, "").can_be_reread
    assert ImportRow(plain, "", here, has_columns=True).is_guessed_table
    assert not row(has_columns=True).is_guessed_table


def test_a_page_is_known_by_its_bytes_or_its_name():
    assert ImportRow(replace(DRAFT, original=b"<html>"), "").is_page
    assert ImportRow(replace(DRAFT, file_name="a.html"), "").is_page
    assert not row().is_page


def test_a_text_that_is_replaced_or_taken_out_is_no_duplicate_any_more():
    known_texts = KnownTexts(lambda _: {"here": "A7"})
    found = FoundDraft.of(DRAFT)

    def duplicate_of(each=found):
        [row] = known_texts.rows([each])
        return row.duplicate_of

    first, again = known_texts.rows([found, found])

    assert (first.duplicate_of, again.duplicate_of) == ("", "same as a.csv, row 1")
    assert duplicate_of(replace(found, sha256="here")) == "already here as A7"
    known_texts.forget(again)  # of the two, the first is still there
    assert duplicate_of()
    known_texts.forget(first)
    assert not duplicate_of()
    known_texts.keep_only([])
    assert not duplicate_of()
    known_texts.keep_only([first])
    assert duplicate_of()


def test_texts_are_known_in_whichever_way_codes_are_found():
    known_texts = KnownTexts(lambda _: {})
    known_texts.rows([FoundDraft.of(DRAFT)])
    elsewhere = known_texts.asking(lambda _: {"here": "A7"})

    found = [FoundDraft.of(DRAFT), FoundDraft(DRAFT, "here")]

    names = [row.duplicate_of for row in elsewhere.rows(found)]
    assert names == ["same as a.csv, row 1", "already here as A7"]
