"""A row of an import, as it is filled in."""

import pytest

from annotator.importers import Draft
from annotator.operations.import_rows import Column, ImportRow

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
