"""Work of several kinds looks whether the window answers a person."""

import pytest

from annotator.giving_way import WINDOW, giving_way
from annotator.importers import Draft, codebook
from annotator.operations.found_drafts import FoundDraft
from annotator.operations.import_job import ImportJob
from annotator.operations.import_rows import ImportRow
from annotator.operations.new_article import article_from_draft
from annotator.storage import engine
from annotator.storage.store import Store
from annotator.ui.importing.import_reader import _batched


@pytest.fixture
def looks(monkeypatch):
    """Note how often this thread looks."""
    noted = []
    monkeypatch.setattr(WINDOW, "let_pass", lambda: noted.append(True))
    with giving_way():
        yield noted


def drafts(count):
    return [
        Draft(headline=f"H{n}", text=f"Text {n}", original=b"", encoding="utf-8", file_name="a.txt")
        for n in range(count)
    ]


def test_a_long_query(looks):
    db = engine.in_memory()
    looks.clear()

    db.execute(
        "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
        " SELECT count(*) FROM n"
    ).fetchall()

    assert len(looks) > 5
    db.close()


def test_each_text_that_is_read(looks):
    store = Store.in_memory(codebook.named("standard"))
    store.sign_in("Ana")
    edits = [article_from_draft(draft, "", store.annotator.id) for draft in drafts(9)]
    for edit in edits:
        store.apply(edit)
    looks.clear()

    for edit in edits:
        store.reader.text(edit.changes[1].record.sha256)

    assert len(looks) >= 9
    store.close()


def test_each_file_that_is_read(looks):
    assert [*_batched(range(3))]

    assert len(looks) == 3


def test_each_row_that_is_imported(looks):
    rows = [ImportRow.of(FoundDraft.of(draft), "") for draft in drafts(9)]

    assert [*ImportJob(rows, "ana", 200).edits()]

    assert len(looks) == 9
