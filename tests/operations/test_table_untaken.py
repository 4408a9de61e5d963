"""An edit anywhere in an exported table is imported, or named as not imported; none is silent."""

import hashlib
import shutil

import pytest
from msgspec.structs import replace

from annotator.domain.article import Article
from annotator.domain.check import Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.domain.zone import Zone, ZoneState
from annotator.exporters.table import Kind
from annotator.exporters.tables import TABLES
from annotator.importers.labels import own_tables
from annotator.operations import table_untaken
from annotator.operations.label_files import looked_at
from tests.operations import test_table_import as tables

built, project = tables.built, tables.project
EDITED = ("ZZZ", "7", "true", "2031-01-01")
FILLED = [table for table in TABLES if table.name != "damaged"]  # as the project is sound


@pytest.fixture(scope="module")
def package(built, tmp_path_factory):
    """An export of the sample project."""
    folder = tmp_path_factory.mktemp("package")
    path = folder / "p.annotator"
    shutil.copy(built, path)
    with_zone(store := tables.open_project(path, folder / "marks"))
    yield store, tables.exported(store, folder)
    store.close()


def with_zone(store):
    store.sign_in("Ana")
    version = store.reader.version(next(store.reader.each(Article)).id)
    zone = Zone(text_id=version.id, start=0, end=9, kind="tags", state=ZoneState.TAKEN)
    store.apply(Edit.add("x", zone))


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("table", FILLED, ids=lambda t: t.name)
def test_no_edit_is_silent(table, first, package, tmp_path):
    store, whole = package
    path = tmp_path / "README.txt"
    shutil.copy(whole / path.name, path)
    silent = []
    for column in table.columns[first::2]:
        rows = tables.rows_of(whole / table.file)
        row = next((row for row in rows if row[column.name]), rows[0])
        row[column.name] = next(each for each in EDITED if each != row[column.name])
        tables.save(tmp_path / table.file, rows)
        diff = tables.found(store, tmp_path)
        if not (diff.changes or diff.refused or diff.new or diff.added or diff.removed):
            silent.append(column.name)

    assert silent == []


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_what_nobody_edited_is_not_named(name, package, tmp_path):
    store, _ = package

    diff = tables.found(store, tables.exported(store, tmp_path, name))

    assert (diff.changes, diff.refused, diff.notes, diff.removed) == ((), (), (), ())


def test_a_column_that_is_not_imported_is_named_once_with_its_rows(project, tmp_path):
    path = tables.exported(project, tmp_path)
    rows = tables.rows_of(path / "claims.csv")
    for row in rows[:3]:
        row["mention_count"] = "99"
    rows[0]["created_by"] = "Somebody"
    tables.save(path / "claims.csv", rows)

    diff = tables.found(project, path)

    assert diff.refused == (
        "claims, row 2, mention_count, and 2 more rows: this column is not imported.",
        "claims, row 2, created_by: this column is not imported.",
    )


def test_what_the_project_has_changed_since_is_a_remark(project, tmp_path):
    path = tables.exported(project, tmp_path)
    tables.edited(path / "claims.csv", "C1", mention_count="99")
    claim = tables.claim(project, "C2")
    project.apply(Edit.swap("x", claim, replace(claim, venue="Here")))

    found = looked_at(project.reader, path, project.annotator.id)

    assert found.refused == ()
    assert "Also different from the project, and not imported: claims.mention_count." in (
        found.summary
    )


def test_rows_of_a_table_that_is_not_imported_are_counted(project, tmp_path):
    path = tables.exported(project, tmp_path)
    rows = tables.rows_of(path / "claim_labels.csv")
    tables.save(path / "claim_labels.csv", [*rows[1:], rows[1] | {"code": "none_of_these"}])

    diff = tables.found(project, path)

    assert diff.refused == ("claim_labels: 2 rows were added or removed, which is not imported.",)


def test_columns_sheets_and_files_that_were_added_are_named(project, tmp_path):
    path = tables.exported(project, tmp_path)
    rows = tables.rows_of(path / "claims.csv")
    tables.save(path / "claims.csv", [row | {"Remark": "see me"} for row in rows])
    (path / "claims.xlsx").write_bytes(b"")
    book = tables.changed_workbook(
        tables.exported(project, tmp_path, "xlsx"), tmp_path, "claim_text", "x"
    )
    more = tables.with_sheet(book, "Ideas", ["a", "b"], ["c", "d"])
    hidden = tables.with_sheet(more, "Hidden", ["a", "b"])

    assert tables.found(project, path).refused == (
        "“claims.xlsx” is not an exported table, and was not read.",
        "claims: the column “Remark” was added, and is not imported.",
    )
    assert "sheet “Ideas” is not an exported table, and was not read." in (
        own_tables.read(more).refused
    )
    assert any("“Hidden” is hidden and was skipped" in e for e in own_tables.read(hidden).refused)


def test_a_row_that_names_another_record_changes_neither(project, tmp_path):
    path = tables.exported(project, tmp_path)
    source = next(s for s in project.reader.each(Source))
    evidence = tables.rows_of(path / "evidence.csv")
    other = next(row for row in evidence if row["source_id"] not in ("", f"q{source.id}"))
    tables.edited(path / "evidence.csv", other["evidence_id"], source_id=f"q{source.id}")
    tables.edited(tables.flat(path), "C1", claim_code="C2")
    row = tables.rows_of(tables.flat(path))[-1]
    tables.edited(tables.flat(path), row["mention_id"], article_code="A999")

    diff = tables.found(project, path)

    assert diff.changes == ()
    assert [each.partition(", ")[2].partition(": ")[2] for each in diff.refused] == [
        "claim_code is that of another record.",
        "article_code is that of another record.",
        "source_id is that of another record.",
    ]


def test_a_verdict_with_two_new_names_is_refused(project, tmp_path):
    path = tables.exported(project, tmp_path)
    row = next(r for r in tables.rows_of(tables.flat(path)) if r["verdict_code"] == "refuted")
    new = {"verdict_code": "supported", "verdict_label": "Not enough evidence"}
    tables.edited(tables.flat(path), row["mention_id"], **new)

    diff = tables.found(project, path)

    assert diff.changes == ()
    assert "verdict_label has another one, “Not enough evidence”" in diff.refused[0]


def test_the_own_voice_that_becomes_a_quote_keeps_the_claimant(project, tmp_path):
    own = next(m for m in project.reader.each(Mention) if m.quote_type == "none")
    claim = project.reader.get(Claim, own.claim_id)
    path = tables.exported(project, tmp_path)

    tables.edited(tables.flat(path), f"m{own.id}", quote_type_code="direct")
    changed = tables.found(project, path).changes
    tables.edited(tables.flat(path), f"m{own.id}", quote_type_code="none", claimant="Ann")
    diff = tables.found(project, path)

    assert [(each.name, each.after) for each in changed] == [(claim.code, "direct")]
    assert "the article’s own voice has no claimant" in diff.refused[0]


def test_cells_of_a_new_row_that_are_not_imported_are_named(project, tmp_path):
    path = tables.exported(project, tmp_path)
    rows = tables.rows_of(path / "claims.csv")
    new = dict.fromkeys(rows[0], "") | {"claim_text": "New.", "mention_count": "3"}
    tables.save(path / "claims.csv", [*rows, new])
    flat = tables.rows_of(tables.flat(path))
    label = dict.fromkeys(flat[0], "") | {"mention_text": "x", "claimant": "Ann"}
    tables.save(tables.flat(path), [*flat, label])

    notes = tables.found(project, path).notes

    assert [each.partition(" is new")[2] for each in notes] == [
        "; not imported of it: claimant.",
        "; not imported of it: mention_count.",
    ]


def test_a_cell_that_was_cut_off_is_not_named(project, tmp_path):
    claim = next(each for each in project.reader.each(Claim) if each.claimant_id)
    claimant = project.reader.get(Entity, claim.claimant_id)
    address = f"https://example.org/{'x' * 40_000}"
    project.apply(Edit.swap("x", claimant, replace(claimant, same_as=address)))
    path = tables.exported(project, tmp_path)
    key = f"c{claim.id}"
    tables.edited(path / "claims.csv", key, claimant_same_as=address[:32_767])

    assert tables.found(project, path).refused == ()
    assert table_untaken._is_same(address[:32_767], address, Kind.TEXT)
    assert not table_untaken._is_same(address[:32_766], address, Kind.TEXT)


def test_a_line_end_of_another_system_is_no_edit():
    assert table_untaken._is_same("two\r\nlines", "two\nlines", Kind.TEXT)
    assert not table_untaken._is_same("three\r\nlines", "two\nlines", Kind.TEXT)


def test_a_large_table_that_is_only_compared_is_not_read(project, tmp_path, monkeypatch):
    path = tables.exported(project, tmp_path)
    monkeypatch.setattr(own_tables, "_MOST", 100_000)
    sums = path / "annotator-export.sha256"
    sentences = path / "sentences.csv"
    sentences.write_bytes(sentences.read_bytes() + b" " * 100_000)

    refused = own_tables.read(path).refused
    known = hashlib.sha256(sentences.read_bytes()).hexdigest()
    sums.write_text(f"{known}  sentences.csv\n", encoding="utf-8")

    assert refused == ("“sentences.csv” was edited, and nothing of it is imported.",)
    assert own_tables.read(path).refused == ()


def test_a_row_of_a_sheet_names_its_table_once():
    sheet = own_tables.OwnRow("claims", "sheet “claims”, row 2", {})
    file = own_tables.OwnRow("claims", "row 2", {})

    assert (sheet.where, file.where) == ("sheet “claims”, row 2", "claims, row 2")
