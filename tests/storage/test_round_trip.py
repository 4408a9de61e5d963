"""Every kind of record comes back as it went in: record, rows and tables agree."""

import pytest
from msgspec.structs import fields, replace

from annotator.domain.anchor import Anchor
from annotator.domain.article import TextVersion
from annotator.domain.claim import Attribution
from annotator.domain.codebook import Label
from annotator.domain.edit import Change, Edit
from annotator.storage.changes import changes_from_json, changes_to_json
from annotator.storage.rows import TABLES

KINDS = [table.kind for table in TABLES]
FIXED = {Anchor, TextVersion}  # never changed: a new one is made instead
OTHER = {
    "annotator": {"kind": "machine", "role": "tool"},
    "article": {"status": "excluded", "word_count": 7},
    "entity": {"kind": "alliance", "aliases": ("it", "Zoë", "they")},
    "claim": {
        "assertion_kind": "opinion",
        "claimant_id": None,
        "date_basis": "inferred",
        "labels": frozenset(),
    },
    "claim_mention": {
        "round_no": 0,
        "needs_context": True,
        "origin": "imported",
        "attributions": (Attribution(level=2, source_text="he"), Attribution(level=3)),
    },
    "sentiment": {
        "scope": "sentence",
        "holder": "reader",
        "polarity": 2,
        "is_mixed": False,
        "is_implicit": True,
        "certainty": "unsure",
    },
    "fact_check": {"round_no": 2, "status": "withdrawn", "verdict": None, "confidence": "low"},
    "source": {"medium": "video", "is_primary": False, "reliability": "high"},
    "evidence": {"source_id": None, "stance": "not_found"},
    "text_zone": {"start": 1, "end": 4, "kind": "byline", "is_excluded": False, "state": "taken"},
    "suggestion": {
        "kind": "sentiment",
        "labels": frozenset(),
        "polarity": -2,
        "score": None,
        "state": "refused",
    },
    "scheme": {
        "is_ordinal": True,
        "multi_select": True,
        "ordinal": 3,
        "labels": (
            Label(code="new", name="New", number=-1.5),
            Label(code="old", name="Old", is_retired=True),
        ),
    },
}
KEPT = {"id", "code", "annotator_id", "created_by", "checked_by", "added_by"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_comes_back_as_it_went_in(store, one_of_each, kind):
    record = one_of_each[kind]

    assert store.reader.get(kind, record.id) == record
    assert record in store.reader.find(kind)
    assert record in list(store.reader.each(kind))
    assert store.reader.count(kind) == len(store.reader.find(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_comes_back_from_the_journal_as_it_went_in(one_of_each, kind):
    change = Change(None, one_of_each[kind])

    assert changes_from_json(changes_to_json((change, change.inverse()))) == (
        change,
        change.inverse(),
    )


@pytest.mark.parametrize(
    ("table", "field"),
    [
        (table, field.name)
        for table in TABLES
        if table.kind not in FIXED
        for field in fields(table.kind)
        if field.name not in KEPT and not field.name.endswith("_id")
    ],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_each_field_can_be_changed_and_changed_back(store, one_of_each, table, field):
    before = one_of_each[table.kind]
    after = replace(before, **{field: OTHER.get(table.name, {}).get(field, "2025-01")})
    assert after != before

    store.apply(Edit.swap("Change", before, after))
    assert store.reader.get(table.kind, before.id) == after

    store.undo()
    assert store.reader.get(table.kind, before.id) == before


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_json_that_leaves_a_subquery_is_said_to_be_json(table):
    whole = table.json()

    # from SQLite 3.54 on it is a text otherwise, and goes into other JSON in quotation marks
    assert whole.count("(SELECT json_") == whole.count("json((SELECT json_")
