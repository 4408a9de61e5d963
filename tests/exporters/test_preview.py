"""The preview shows the beginning of what an export would write, from a few articles."""

import pytest

from annotator.exporters import FORMATS, format_named
from annotator.exporters.features import CountedRecords, Feature, surveyed
from annotator.exporters.preview import preview, sample_of
from annotator.exporters.scope import EVERYTHING, Scope


def seen(desk, form, chosen=None, scope=EVERYTHING, file=""):
    """Return the preview of a format."""
    form = format_named(form)
    return list(preview(form, desk.reader, {**form.defaults, **(chosen or {})}, scope, file))[-1]


def many(desk, count=9, marked=()):
    """Add articles, some with a mark."""
    versions = [desk.article(f"Taxes rose {number}.") for number in range(count)]
    for number in marked:
        desk.mention(desk.claim(), versions[number], "rose")
    return [version.article_id for version in versions]


def test_a_table_is_shown_as_its_cells_and_as_its_lines(labelled):
    shown = seen(labelled, "csv", {"delimiter": "semicolon-named"}, file="claims.csv")

    assert shown.rows[0][:3] == ("claim_id", "claim_code", "claim_text")
    assert [row[2] for row in shown.rows[1:]] == ["A claim", "Nobody says this anywhere"]
    assert shown.lines[0] == "sep=;"
    assert shown.lines[1].startswith("claim_id;claim_code;")
    assert "sentences.csv" in shown.files


def test_a_workbook_is_shown_as_its_first_table(labelled):
    shown = seen(labelled, "xlsx", file="no such table")

    assert shown.file == "labels_flat.csv"
    assert len(shown.rows) == 3


def test_the_one_table_is_the_one_shown(labelled):
    assert seen(labelled, "csv-flat").files == ("labels_flat.csv",)


@pytest.mark.parametrize("form", [each.id for each in FORMATS])
def test_every_format_has_a_preview(labelled, form):
    shown = seen(labelled, form)

    assert shown.lines or form in ("refi-qda", "xlsx")  # archives
    assert all(len(line) <= 401 for line in shown.lines)
    assert not shown.is_sample


def test_another_file_of_a_folder_can_be_shown(labelled):
    shown = seen(labelled, "brat", file="A1.ann")

    assert shown.file == "A1.ann"
    assert shown.lines[0].startswith("T1\t")
    assert shown.files[-1] == "annotation.conf"


def test_a_large_project_is_shown_by_some_articles_with_marks(desk):
    ids = many(desk, marked=[7, 8])

    assert sample_of(desk.reader, EVERYTHING).article_ids == {ids[7], ids[8]}
    assert seen(desk, "doccano").is_sample


def test_without_marks_it_is_shown_by_the_first_articles(desk):
    ids = many(desk)

    assert sample_of(desk.reader, EVERYTHING).article_ids == {*ids[:4]}


def test_a_chosen_claim_is_shown_by_its_articles(desk):
    many(desk, marked=[8])
    claim = desk.claim("Another")
    scope = Scope(claim_ids=frozenset({claim.id}))

    assert sample_of(desk.reader, scope) is scope


def test_what_is_exported_is_counted_step_by_step(desk):
    many(desk, 101, marked=[0])
    for _ in range(100):
        desk.claim()
    counts = list(surveyed(CountedRecords(desk.reader)))

    assert [(each.articles, each.claims) for each in counts] == [(100, 1), (101, 100), (101, 101)]
    assert counts[-1].mentions == 1
    assert counts[-1].features == {Feature.UNMENTIONED: 100}
