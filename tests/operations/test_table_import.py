"""An exported table that a colleague has edited changes what they changed, and nothing else."""

import csv
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from annotator.cli import main
from annotator.domain.article import Article
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Layer
from annotator.domain.edit import Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity
from annotator.domain.revision import TextEdit
from annotator.domain.sentiment import Sentiment
from annotator.domain.zone import Zone
from annotator.exporters import format_named
from annotator.exporters.write import write
from annotator.importers.labels import own_tables
from annotator.operations.former_records import FormerRecords
from annotator.operations.table_changes import State
from annotator.operations.table_diff import difference
from annotator.operations.table_import import TableImport
from annotator.operations.table_subjects import SUBJECTS
from annotator.operations.text_versions import new_version
from annotator.sample import project as sample
from annotator.storage.project import open_project
from tests.exporters import conftest as exporting

desk, labelled = exporting.desk, exporting.labelled


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The sample project, built once."""
    folder = tmp_path_factory.mktemp("sample")
    return sample.ensure(folder, folder / "marks", "Ana")


@pytest.fixture
def project(built, tmp_path):
    """A copy of the sample project, open."""
    path = tmp_path / "p.annotator"
    shutil.copy(built, path)
    store = open_project(path, tmp_path / "marks")
    store.sign_in("Ana")
    yield store
    store.close()


def exported(store, folder, name="csv", **chosen):
    """Export the project and return the path."""
    form = format_named(name)
    path = folder / f"out{form.suffix or ''}"
    list(write(form, store.reader, path, chosen))
    return path


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def save(path, rows, delimiter=","):
    columns = rows[0].keys() if rows else path.read_text("utf-8-sig").splitlines()[0].split(",")
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, columns, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


def edited(path, key, **cells):
    """Change the cells of the first row whose first cell with a value is `key`; return the path."""
    rows = rows_of(path)
    row = next(each for each in rows if key in each.values())
    row.update(cells)
    save(path, rows)
    return path


def found(store, path):
    return difference(store.reader, own_tables.read(path))


def taken(store, path, *states):
    """Take over the changes of these states and return the difference."""
    diff = found(store, path)
    wanted = [each for each in diff.changes if each.state in (states or tuple(State))]
    job = TableImport(store.reader, store.annotator.id)
    edit = job.edit([*wanted, *diff.added], diff.new)
    if edit.changes:
        store.apply(edit)
    return diff


def mentioned(store, claim):
    return len(store.reader.find(Mention, claim_id=claim.id))


def changed_workbook(path, folder, column, value):
    """Write the first sheets of a workbook again, with another value in the first row of labels."""
    book = CalamineWorkbook.from_path(path)
    path = folder / "edited.xlsx"
    with Workbook(path, {"strings_to_formulas": False}) as changed:
        for name in book.sheet_names[:2]:
            rows = book.get_sheet_by_name(name).to_python()
            if column in rows[0]:
                rows[1][rows[0].index(column)] = value
            sheet = changed.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)  # dates as bare numbers
    return path


def with_sheet(path, title, *rows):
    """Add a sheet to a workbook; return the path of the new one."""
    book = CalamineWorkbook.from_path(path)
    path = path.with_stem(f"{path.stem}-more")
    with Workbook(path, {"strings_to_formulas": False}) as more:
        sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
        for name, cells in (*sheets.items(), (title, rows)):
            sheet = more.add_worksheet(name)
            for number, row in enumerate(cells):
                sheet.write_row(number, 0, row)
        if title == "Hidden":
            sheet.hide()
    return path


def flat(folder):
    return folder / "labels_flat.csv"


def claim(store, code="C1"):
    return store.reader.find(Claim, code=code)[0]


def check(store, code="C1"):
    return store.reader.find(FactCheck, claim_id=claim(store, code).id)[0]


@pytest.mark.parametrize("name", ["csv", "csv-flat", "xlsx"])
@pytest.mark.parametrize("is_guarded", [True, False])
def test_what_nobody_edited_is_equal(name, is_guarded, project, tmp_path):
    hostile = replace(claim(project), text="=1+1\r\n'-2", venue="'=a")
    project.apply(Edit.swap("x", claim(project), replace(hostile, text="=1+1\n'-2")))
    options = {"guard": is_guarded} if name.startswith("csv") else {}

    diff = found(project, exported(project, tmp_path, name, **options))

    assert (diff.changes, diff.new, diff.refused, diff.removed, diff.added) == ((),) * 5
    assert diff.equal > 10


def test_verdict_wording_and_conclusion_change_as_one_step(project, tmp_path):
    path = exported(project, tmp_path)
    before = claim(project), check(project)
    edited(
        flat(path),
        "C1",
        claim_text="'=Other words",
        verdict_code="supported",
        verdict_text="It is so.",
        as_of="2031-03-01",
    )

    diff = taken(project, path)
    after = claim(project), check(project)
    project.undo()

    assert {each.state for each in diff.changes} == {State.CHANGED}
    assert after[0].text == "=Other words"
    assert (after[1].verdict.code, after[1].conclusion) == ("supported", "It is so.")
    assert after[1].as_of == "2031-03-01"
    assert (claim(project).text, check(project).verdict) == (before[0].text, before[1].verdict)


def test_the_name_of_a_verdict_is_as_good_as_its_code(project, tmp_path):
    path = exported(project, tmp_path)
    edited(flat(path), "C1", verdict_label="supported")

    taken(project, path)

    assert check(project).verdict.code == "supported"


def test_a_claimant_becomes_known_and_mentions_follow(project, tmp_path):
    path = exported(project, tmp_path)
    code = next(r["claim_code"] for r in rows_of(flat(path)) if r["claimant"])
    edited(flat(path), code, claimant="Somebody  New")

    taken(project, path)
    entity = project.reader.get(Entity, claim(project, code).claimant_id)
    mention = project.reader.find(Mention, claim_id=claim(project, code).id)[0]

    assert entity.name == "Somebody New"
    assert mention.attribution.source_id == entity.id


def test_an_emptied_claimant_is_nobody_but_not_in_the_own_voice(project, tmp_path):
    path = exported(project, tmp_path)
    rows = rows_of(flat(path))
    said = next(r for r in rows if r["claimant"] and r["quote_type_code"] not in ("", "none"))
    said["claimant"] = ""
    own = next(r for r in rows if r["claim_code"] != said["claim_code"])
    own |= {"quote_type_code": "none", "claimant": "ignored"}
    save(flat(path), [said, own])

    changed = {(each.name, each.field.column) for each in taken(project, path).changes}

    assert (said["claim_code"], "claimant") in changed
    assert (own["claim_code"], "claimant") not in changed
    assert claim(project, said["claim_code"]).claimant_id is None


def test_labels_and_quote_types_are_replaced(project, tmp_path):
    path = exported(project, tmp_path)
    row = next(r for r in rows_of(flat(path)) if r["quote_type_code"] == "direct")
    types = " | ".join(
        label.code for label in project.reader.codebook().layer("claim_type")[0].labels[:2]
    )
    edited(
        flat(path),
        row["mention_id"],
        claim_types=types,
        quote_type_code="",
        checkworthiness_code="",
    )

    taken(project, path)
    changed = claim(project, row["claim_code"])

    assert {key.code for key in changed.labels} == {*types.split(" | ")}
    assert project.reader.get(Mention, row["mention_id"][1:]).quote_type == ""


def test_a_quote_type_can_be_chosen_and_a_check_begun(project, tmp_path):
    checks = project.reader.find(FactCheck)
    path = exported(project, tmp_path)
    bare = next(r for r in rows_of(flat(path)) if not r["check_status"])
    edited(
        flat(path),
        bare["mention_id"],
        verdict_code="refuted",
        verdict_text="No.",
        quote_type_code="mixed",
    )

    diff = taken(project, path)

    assert {State.NEW, State.CHANGED} >= {each.state for each in diff.changes}
    assert project.reader.count(FactCheck) == len(checks) + 1
    begun = check(project, bare["claim_code"])
    assert (begun.status, begun.verdict.code, begun.conclusion) == ("in_progress", "refuted", "No.")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("47880", "2031-02-01"),
        ("2031-02-01 00:00:00", "2031-02-01"),
        ("13.02.2031", "2031-02-13"),
        ("2/13/2031", "2031-02-13"),
        ("2031", "2031"),
        ("", ""),
    ],
)
def test_dates_that_a_spreadsheet_wrote_are_recognised(cell, day, project, tmp_path):
    path = exported(project, tmp_path)
    edited(flat(path), "C1", as_of=cell)

    taken(project, path)

    assert check(project).as_of == day


@pytest.mark.parametrize(("known", "cell"), [("2031", "2031-01-01"), ("2031-02", "01.02.2031")])
def test_a_month_that_a_spreadsheet_made_a_day_is_no_change(known, cell, project, tmp_path):
    project.apply(Edit.swap("x", check(project), replace(check(project), as_of=known)))
    path = exported(project, tmp_path)
    rows = [r | {"as_of": cell if r["claim_code"] == "C1" else ""} for r in rows_of(flat(path))]
    save(path / "x.csv", [r for r in rows if r["claim_code"] == "C1"])

    assert found(project, path / "x.csv").changes == () or cell.startswith("01.")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"verdict_code": "nonsense"}, "“nonsense” is not one of its labels"),
        ({"as_of": "someday"}, "“someday” is not a date, or an ambiguous one"),
        ({"claim_text": " "}, "it cannot be empty"),
        ({"check_status": ""}, "it cannot be empty"),
        ({"claim_code": "C999"}, "claim_code is that of another record"),
    ],
)
def test_a_cell_that_cannot_be_read_is_refused_with_its_place(cells, reason, project, tmp_path):
    path = exported(project, tmp_path)
    edited(flat(path), "C1", **cells)

    diff = taken(project, path)

    assert diff.changes == ()
    assert reason in diff.refused[0]
    assert "labels_flat, row 2" in diff.refused[0]


def test_a_record_changed_in_the_project_clashes(project, tmp_path):
    path = exported(project, tmp_path)
    later = replace(claim(project), text="The words of somebody else", venue="elsewhere")
    project.apply(Edit.swap("x", claim(project), later))
    edited(flat(path), "C1", claim_text="Other words")

    diff = taken(project, path, State.CHANGED)

    assert [(each.state, each.after) for each in diff.changes] == [(State.CLASHING, "Other words")]
    assert claim(project) == later


@pytest.mark.parametrize("year", ["2999", "2001"])  # a clock may be wrong
def test_a_table_alone_says_by_its_times_what_was_changed_since(year, project, tmp_path):
    path = edited(exported(project, tmp_path) / "claims.csv", "C1", claim_text="Other words")
    later = replace(claim(project), venue="elsewhere")
    project.apply(Edit.swap("x", claim(project), later).stamped(f"{year}-01-01T00:00:00.000Z"))

    found_states = {each.field.column: each.state for each in found(project, path).changes}

    assert found_states["claim_text"] == State.CLASHING


@pytest.mark.parametrize("name", ["csv", "csv-flat", "xlsx"])
def test_a_second_import_finds_nothing(name, project, tmp_path):
    path = exported(project, tmp_path, name)
    if name == "xlsx":
        path = changed_workbook(path, tmp_path, "claim_text", "Edited")
    else:
        twice = next(c for c in project.reader.each(Claim) if mentioned(project, c) > 1)
        edited(path if name == "csv-flat" else flat(path), twice.code, claim_text="Edited")

    first, second = taken(project, path), taken(project, path)

    assert len(first.changes) == 1
    assert (second.changes, second.refused) == ((), ())


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_a_table_without_its_key_is_named_and_skipped(name, project, tmp_path):
    chosen = {"columns": "claims=claim_text;sources=title", "tables": "articles"}

    diff = found(project, exported(project, tmp_path, name, **chosen))

    assert diff.refused == (
        "claims has no claim_id: its rows were skipped.",
        "sources has no source_id: its rows were skipped.",
    )
    assert diff.changes == ()


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_tables_with_chosen_columns_are_read_by_their_names(name, project, tmp_path):
    chosen = {
        "tables": "labels_flat,claims,evidence",
        "columns": "labels_flat=claim_code,verdict_text;claims=claim_id,claim_venue;"
        "evidence=evidence_id,note",
    }
    path = exported(project, tmp_path, name, **chosen)
    before = found(project, path)
    if name == "csv":
        edited(flat(path), "C1", verdict_text="It is so.")
        key = rows_of(path / "evidence.csv")[0]["evidence_id"]
        edited(path / "evidence.csv", key, note="Seen")
    else:
        path = changed_workbook(path, tmp_path, "verdict_text", "It is so.")

    changed = {each.field.column: each.after for each in taken(project, path).changes}

    assert (before.changes, before.new, before.refused) == ((), (), ())
    assert changed["verdict_text"] == "It is so."
    assert changed.get("note", "Seen") == "Seen"


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_labels_of_claims_are_no_labels_of_the_codebook(name, project, tmp_path):
    path = exported(project, tmp_path, name)

    tables = own_tables.read(path if name == "xlsx" else path / "claim_labels.csv")

    assert all("definition" in row.cells for row in tables.rows if row.table == "labels")


def test_what_was_done_since_and_nobody_edited_stays(project, tmp_path):
    path = exported(project, tmp_path)
    later = replace(claim(project), text="Since then")
    project.apply(Edit.swap("x", claim(project), later))
    entity = project.reader.get(Entity, later.claimant_id) or next(project.reader.each(Entity))
    project.apply(Edit.swap("x", entity, replace(entity, name="Another Name")))

    assert found(project, path).changes == ()


def test_two_rows_that_say_two_things_clash(project, tmp_path):
    path = exported(project, tmp_path, "csv-flat")
    rows = rows_of(path)
    rows = [rows[0] | {"claim_text": "One"}, rows[0] | {"claim_text": "Two"}]
    save(path, rows, ";")

    [change] = found(project, path).changes

    assert (change.state, change.after) == (State.CLASHING, "Two")
    assert change.line.startswith("C1 · Claim: ") or change.line.startswith(change.name)


def test_a_row_without_keys_is_a_new_label(project, tmp_path):
    path = exported(project, tmp_path, "csv-flat")
    row = rows_of(path)[0]
    [article] = project.reader.find(Article, code=row["article_code"])
    words = project.reader.text(project.reader.version(article.id).sha256)[200:230]
    new = dict.fromkeys(row, "") | {
        "article_code": row["article_code"],
        "mention_text": words,
        "claim_text": "A new claim",
        "claim_types": "quotation",
    }
    save(path, [row, new])
    count = project.reader.count(Claim)

    diff = taken(project, path)

    assert [*diff.remarks()] == [f"New in {row['article_code']}: “{' '.join(words.split())}”."]
    assert project.reader.count(Claim) == count + 1


def test_the_other_tables_are_taken_too(project, tmp_path):
    path = exported(project, tmp_path)
    sentiment = rows_of(path / "sentiments.csv")[0]
    edited(
        path / "sentiments.csv",
        sentiment["sentiment_id"],
        polarity="−3.0",
        target_name="x",
        note="n",
    )
    edited(path / "articles.csv", "A1", notes="Read twice", published_at="2031-01")
    edited(
        path / "fact_checks.csv",
        "C1",
        notes="-2",
        justification="Because",
        confidence="HIGH",
        status="in_review",
    )
    edited(path / "claims.csv", "C1", claim_venue="Here", claim_date="", claim_date_basis="stated")
    mention = rows_of(path / "claim_mentions.csv")[0]["mention_id"]
    edited(path / "claim_mentions.csv", mention, needs_context="WAHR", context_note="c")

    diff = taken(project, path)
    changed = project.reader.get(Sentiment, sentiment["sentiment_id"][1:])

    assert diff.refused == ()
    assert (changed.polarity, changed.target_text, changed.note) == (-3, "x", "n")
    assert project.reader.find(Article, code="A1")[0].notes == "Read twice"
    assert (check(project).notes, check(project).confidence) == ("-2", "high")
    assert check(project).status == "in_review"
    assert claim(project).venue == "Here"
    assert project.reader.get(Mention, mention[1:]).needs_context


def test_evidence_sources_entities_and_the_codebook_are_taken_too(project, tmp_path):
    path = exported(project, tmp_path)
    source, entity = next(project.reader.each(Source)), next(project.reader.each(Entity))
    evidence = project.reader.find(Evidence, source_id=source.id)[0]
    edited(path / "evidence.csv", f"e{evidence.id}", note="Ask again", stance="context")
    edited(path / "sources.csv", f"q{source.id}", title="-2 Minutes", url="https://example.org/")
    edited(path / "entities.csv", f"n{entity.id}", name="A  New Name", aliases="One | Two|One")
    edited(path / "labels.csv", "refuted", name="Wrong", definition="=1")

    diff = taken(project, path)
    scheme = project.reader.codebook().scheme(Layer.VERDICT)

    assert diff.refused == ()
    assert {each.state for each in diff.changes} == {State.CHANGED}
    changed = project.reader.get(Evidence, evidence.id)
    assert (changed.note, changed.stance) == ("Ask again", "context")
    assert project.reader.get(Source, source.id) == replace(
        source, title="-2 Minutes", url="https://example.org/"
    )
    assert project.reader.get(Entity, entity.id) == replace(
        entity, name="A New Name", aliases=("One", "Two")
    )
    assert (scheme.label("refuted").name, scheme.label("refuted").definition) == ("Wrong", "=1")
    assert taken(project, path).changes == ()


def test_a_source_can_be_renamed_beside_its_evidence(project, tmp_path):
    path = exported(project, tmp_path)
    source = next(project.reader.each(Source))
    edited(path / "evidence.csv", f"q{source.id}", source_title="Minutes")

    [change] = taken(project, path / "evidence.csv").changes

    assert (change.name, change.after) == (source.title, "Minutes")
    assert project.reader.get(Source, source.id).title == "Minutes"


def test_who_is_said_to_have_said_it_can_be_edited(labelled, tmp_path):
    path = exported(labelled.store, tmp_path) / "attributions.csv"
    rows = rows_of(path)
    rows[0] |= {"cue_text": "she said", "said_on": "2031-03"}
    rows[1] |= {"is_anonymous": "false", "source_text": "two officials"}
    save(path, [*rows, rows[0] | {"level": "9"}])

    diff = taken(labelled.store, path)
    mention = labelled.reader.get(Mention, rows[0]["mention_id"][1:])

    assert "the project has no such record" in diff.refused[0]
    first, second = mention.attributions
    assert (first.cue_text, first.said_on, first.quote_type) == ("she said", "2031-03", "direct")
    assert (second.is_anonymous, second.source_text) == (False, "two officials")


def test_lines_that_are_part_of_the_article_again_are_counted(labelled, tmp_path):
    path = exported(labelled.store, tmp_path) / "zones.csv"
    [row] = rows_of(path)
    counts = []
    for is_excluded in ("FALSCH", "true"):
        save(path, [row | {"is_excluded": is_excluded, "kind_code": "caption"}])
        change = taken(labelled.store, path).changes[-1]
        counts.append(labelled.reader.get(Article, row["article_id"][1:]).word_count)

    assert change.name == "A1"
    assert counts[0] > counts[1]
    assert labelled.reader.get(Zone, row["zone_id"][1:]).kind == "caption"


@pytest.mark.parametrize(
    ("file", "cells", "reason"),
    [
        ("evidence.csv", {"stance": ""}, "it cannot be empty"),
        ("sources.csv", {"url": "minutes"}, "“minutes” is not a web address"),
        ("entities.csv", {"name": "Lind"}, "another one is already called “Lind”"),
        ("entities.csv", {"kind": "person"}, "another one is already called “Rohl”"),
        ("labels.csv", {"name": "Twice"}, "another one is already called “Twice”"),
        ("labels.csv", {"name": "Refuted"}, "already has a label"),
    ],
)
def test_what_the_project_would_refuse_is_refused_with_its_place(
    file, cells, reason, project, tmp_path
):
    project.apply(Edit.add("x", Entity(name="Lind"), Entity(name="Rohl", kind="person")))
    project.apply(Edit.add("x", Entity(name="Rohl")))
    path = exported(project, tmp_path) / file
    rows = rows_of(path)
    wanted = [r for r in rows if r.get("layer", "verdict") == "verdict"][-2:]
    wanted = [r for r in wanted if r.get("code") != "refuted"] or rows
    save(path, [r | cells for r in wanted])

    diff = taken(project, path)

    assert any(reason in each for each in diff.refused)


def test_lines_of_an_earlier_text_can_be_edited_and_count_no_words(labelled, tmp_path):
    article = labelled.reader.find(Article, code="A1")[0]
    edits = [TextEdit(0, 0, "More words here. ")]
    labelled.store.apply(new_version(labelled.reader, article, edits, "", labelled.by))
    path = exported(labelled.store, tmp_path) / "zones.csv"
    old = next(z for z in labelled.reader.each(Zone) if z.state == "taken")
    rows = rows_of(path)
    save(path, [rows[0] | {"zone_id": f"z{old.id}", "is_excluded": "false"}])
    before = labelled.reader.get(Article, article.id)

    taken(labelled.store, path)

    assert not labelled.reader.get(Zone, old.id).is_excluded
    assert labelled.reader.get(Article, article.id) == before


def test_where_the_history_cannot_be_followed_nothing_is_known_to_have_changed(project):
    class Reader:
        @property
        def history(self):
            raise StorageError("The history is damaged.")

    now = claim(project)

    assert FormerRecords.at(Reader(), "2031-01-01T00:00:00.000Z").of(now) is now
    assert FormerRecords(Reader(), "2031-01-01").of(now) is now
    assert not FormerRecords(Reader(), "").had(now, lambda _: True)


@pytest.mark.parametrize("cell", ["", "#NAME?", "Err:508", "#DIV/0!"])
def test_a_text_that_a_spreadsheet_has_run_as_a_formula_is_kept(cell, project, tmp_path):
    project.apply(Edit.swap("x", check(project), replace(check(project), conclusion="=so it says")))
    path = edited(exported(project, tmp_path) / "fact_checks.csv", "C1", verdict_text=cell)

    diff = found(project, path)

    assert diff.changes == ()
    assert "a spreadsheet has taken it for a formula" in diff.refused[0]


def test_changes_are_shown_with_names_and_on_one_line(project, tmp_path):
    path = exported(project, tmp_path)
    edited(flat(path), "C1", verdict_code="conflicting_cherrypicking", claim_text="One\nTwo")
    name = project.reader.codebook().name(Layer.VERDICT, "conflicting_cherrypicking")

    lines = [each.line for each in found(project, path).changes]

    assert any("→ One Two (changed)" in each for each in lines)
    assert any(f"→ {name} (changed)" in each for each in lines)


def test_a_passage_is_not_changed_by_its_words_in_a_table(project, tmp_path):
    path = edited(exported(project, tmp_path, "csv-flat"), "C1", mention_text="Other words")

    diff = found(project, path)

    assert diff.changes == ()
    assert "mention_text: a passage is moved in its text, not in a table." in diff.refused[0]


def test_an_article_can_be_edited_beside_its_labels(project, tmp_path):
    path = edited(exported(project, tmp_path, "csv-flat"), "C1", publisher="The Courier")
    lost = rows_of(path)[0] | {"article_code": "A99"}
    save(path, [*rows_of(path), lost])

    taken(project, path)

    code = lost | {"article_code": rows_of(path)[0]["article_code"]}
    assert project.reader.find(Article, code=code["article_code"])[0].publisher == "The Courier"


def test_evidence_that_found_nothing_stays_without_a_source(project, tmp_path):
    check_id = next(project.reader.each(FactCheck)).id
    none = Evidence(check_id=check_id, stance="not_found", added_by=project.annotator.id)
    project.apply(Edit.add("x", none))
    path = exported(project, tmp_path) / "evidence.csv"
    edited(path, f"e{none.id}", stance="supports", note="Nothing at all")

    diff = taken(project, path)

    assert "evidence without a source can only be “not found”" in diff.refused[0]
    assert project.reader.get(Evidence, none.id) == replace(none, note="Nothing at all")


@pytest.mark.parametrize(
    ("file", "cells"),
    [
        ("sentiments.csv", {"polarity": "4"}),
        ("sentiments.csv", {"polarity": "x"}),
        ("claim_mentions.csv", {"needs_context": "perhaps"}),
    ],
)
def test_cells_of_other_kinds_are_refused(file, cells, project, tmp_path):
    path = exported(project, tmp_path)
    first = rows_of(path / file)[0]
    edited(path / file, next(iter(first.values())), **cells)

    assert len(found(project, path).refused) == 1


def test_a_workbook_that_was_edited_comes_back(project, tmp_path):
    path = exported(project, tmp_path, "xlsx")
    path = changed_workbook(path, tmp_path, "verdict_text", "Edited in a workbook")

    diff = taken(project, path)

    assert [(each.field.column, each.after) for each in diff.changes] == [
        ("verdict_text", "Edited in a workbook")
    ]


def test_a_cell_that_a_spreadsheet_cut_off_is_no_change(project, tmp_path):
    long = replace(check(project), conclusion="x" * 40_000)
    project.apply(Edit.swap("x", check(project), long))

    assert found(project, exported(project, tmp_path, "xlsx")).changes == ()


def test_other_files_are_not_ours(tmp_path):
    (tmp_path / "a.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "b.csv").write_bytes(b"")
    (tmp_path / "c.json").write_text("{}", encoding="utf-8")

    assert not any(own_tables.is_ours(tmp_path / name) for name in ("a.csv", "b.csv", "c.json", ""))


def test_rows_that_are_none_are_named(project, tmp_path):
    path = exported(project, tmp_path, "csv-flat")
    rows = path.read_text(encoding="utf-8-sig").split("\r\n")
    path.write_text("\r\n".join(["My table" + "," * rows[0].count(","), *rows]), encoding="utf-8")

    assert "title above the table" in found(project, path).refused[0]


def test_the_command_says_what_it_would_do_and_does_it(project, tmp_path):
    path = exported(project, tmp_path)
    edited(flat(path), "C1", claim_text="Other words")
    project.close()
    words = ["import-labels", str(tmp_path / "p.annotator"), str(path), "--annotator", "Ana"]

    tried = CliRunner().invoke(main, [*words, "--dry-run"])
    done = CliRunner().invoke(main, words)
    again = CliRunner().invoke(main, words)

    assert "1 changed value, 0 new values, 0 clashing values." in tried.stdout
    assert tried.stdout.endswith("Nothing was written.\n")
    assert (done.exit_code, "Other words (changed)" in done.stdout) == (0, True)
    assert "0 changed values, 0 new values, 0 clashing values." in again.stdout
    assert (again.exit_code, again.stderr) == (0, "")


def test_the_command_leaves_clashing_values_unless_they_are_wanted(project, tmp_path):
    path = exported(project, tmp_path, "csv-flat")
    rows = rows_of(path)
    new = dict.fromkeys(rows[0], "") | {"article_code": "A999", "mention_text": "x"}
    gone = rows[0] | {"claim_code": "C999"}
    save(path, [gone, rows[0] | {"claim_text": "One"}, rows[0] | {"claim_text": "Two"}, new])
    project.close()
    words = ["import-labels", str(tmp_path / "p.annotator"), str(path), "--annotator", "Ana"]

    left = CliRunner().invoke(main, words)
    taken = CliRunner().invoke(main, [*words, "--clashing"])

    assert "1 clashing value was not taken. To take it, use --clashing." in left.stderr
    assert "No article of this project is “A999”." in left.stderr
    assert (left.exit_code, taken.exit_code) == (1, 1)
    assert "not taken" not in taken.stderr


@pytest.mark.parametrize("table", SUBJECTS)
def test_the_documentation_lists_the_columns_that_can_be_edited(table):
    page = (Path(__file__).parents[2] / "docs/importing.md").read_text(encoding="utf-8")
    line = next(each for each in page.split("\n") if each.startswith(f"| `{table}` |"))

    columns = [field.column for subject in SUBJECTS[table] for field in subject.fields]

    assert [each for each in re.findall(r"`(\w+)`", line)[1:] if each != "verdict_label"] == columns
