"""An import in batches, without a window."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from annotator.importers import Draft, Refusal
from annotator.operations import import_job
from annotator.operations.found_drafts import FoundDraft, found_in_files
from annotator.operations.import_job import ImportEnd, ImportJob, article_ids
from annotator.operations.import_report import State
from annotator.operations.import_rows import KnownTexts, rows_of


def found(*texts):
    drafts = (
        Draft(headline=each, text=each, original=b"", encoding="utf-8", file_name=f"{each}.txt")
        for each in texts
    )
    return [FoundDraft.of(draft) for draft in drafts]


def no_article(_hashes):
    return {}


def job_of(items, annotator_id="ana", **how):
    return ImportJob(rows_of(items, KnownTexts(no_article)), annotator_id, **how)


def test_articles_come_in_in_batches_of_one_group():
    job = job_of(found("one", "two", "three"), size=2)

    edits = list(job.edits())

    assert edits[0].title == "Import 2 articles"
    assert {edit.group for edit in edits} == {job.group}
    assert [len(article_ids(edit)) for edit in edits] == [2, 1]


def test_articles_get_their_codes_as_they_are_written(store):
    job = job_of(found("one", "two"), store.annotator.id, size=1)

    for edit in job.edits():
        job.note(store.apply(edit))

    assert [outcome.code for outcome in job.outcomes] == ["A1", "A2"]
    assert store.undo_label() == "Import A2"


def test_a_batch_is_full_when_its_texts_are_long(monkeypatch):
    monkeypatch.setattr(import_job, "HEAVY", 5)

    edits = list(job_of(found("one", "two", "three")).edits())

    assert [len(article_ids(edit)) for edit in edits] == [2, 1]


def test_the_same_text_comes_in_once_and_refusals_are_noted():
    refusal = Refusal(Path("x.txt"), "“x.txt” is empty.")
    job = job_of([*found("one", "one"), refusal])

    list(job.edits())

    states = [outcome.state for outcome in job.outcomes]
    assert states == [State.IMPORTED, State.ALREADY_HERE, State.REFUSED]
    assert job.outcomes[1].reason == "same as one.txt"
    assert job.lost == 0


def test_an_article_that_is_refused_leaves_its_code_to_the_next(store):
    broken, fine = found("one", "two")
    broken = broken.with_draft(replace(broken.draft, language=7))
    job = job_of([broken, fine], store.annotator.id)

    for edit in job.edits():
        job.note(store.apply(edit))

    assert [outcome.code for outcome in job.outcomes] == ["", "A1"]
    assert job.lost == 1


def test_nothing_wanted_makes_no_edit():
    assert list(job_of([]).edits()) == []


def test_articles_whose_files_do_not_state_their_language_get_the_one_that_is_given():
    plain, stated = found("one", "two")
    stated = stated.with_draft(replace(stated.draft, language="de"))

    rows = list(rows_of([plain, stated], KnownTexts(no_article), "uk"))

    assert [row.draft.language for row in rows] == ["uk", "de"]


def test_files_are_found_without_asking(tmp_path):
    (tmp_path / "a.txt").write_text("Words")
    (tmp_path / "b.docx").write_text("No document")

    items = list(found_in_files([tmp_path]))

    assert [type(item) for item in items] == [FoundDraft, Refusal]


@pytest.mark.parametrize(
    ("end", "message"),
    [
        (ImportEnd(("a",), 1), "1 article imported. Press Ctrl+Z to undo."),
        (ImportEnd(("a", "b"), 1200), "2 of 1,200 articles imported."),
        (ImportEnd(("a",), 1, is_last=False), "1 of 1 article imported."),
        (ImportEnd((), 1, refused=1), "0 of 1 article imported."),
        (ImportEnd((), 2), "Import cancelled. Nothing was imported."),
        (ImportEnd((), 0), "No new articles were imported."),
    ],
)
def test_how_an_import_ended_is_said_in_one_sentence(end, message):
    assert end.message("Ctrl+Z") == message
    assert end.is_whole == (len(end.article_ids) + end.refused == end.wanted)
