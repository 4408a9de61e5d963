"""An exported table that a colleague has edited changes what they changed, and nothing else."""

import csv
import shutil

import pytest
from click.testing import CliRunner
from msgspec.structs import replace
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from annotator.cli import main
from annotator.domain.article import Article
from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.exporters import format_named
from annotator.exporters.write import write
from annotator.importers.labels import own_tables
from annotator.operations.table_diff import State, difference
from annotator.operations.table_import import TableImport
from annotator.sample import project as sample
from annotator.storage.project import open_project


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
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter=delimiter)
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
    edit = job.edit(wanted, diff.new)
    if edit.changes:
        store.apply(edit)
    return diff


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

    assert (diff.changes, diff.new, diff.refused) == ((), (), ())
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
        ({"verdict_code": "nonsense"}, "“nonsense” is none of its labels"),
        ({"as_of": "someday"}, "“someday” is not a date, or not a clear one"),
        ({"claim_text": " "}, "it cannot be empty"),
        ({"check_status": ""}, "it cannot be empty"),
        ({"claim_code": "C999"}, "the project has no such record"),
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
    later = replace(claim(project), venue="elsewhere")
    project.apply(Edit.swap("x", claim(project), later).stamped("2999-01-01T00:00:00.000Z"))
    edited(flat(path), "C1", claim_text="Other words")

    diff = taken(project, path, State.CHANGED)

    assert State.CLASHING in {each.state for each in diff.changes}
    assert claim(project).text == later.text


def test_two_rows_that_say_two_things_clash(project, tmp_path):
    path = exported(project, tmp_path, "csv-flat")
    rows = rows_of(path)
    rows = [rows[0] | {"claim_text": "One"}, rows[0] | {"claim_text": "Two"}]
    save(path, rows, ";")

    [change] = found(project, path).changes

    assert (change.state, change.after) == (State.CLASHING, "Two")
    assert change.line.startswith("C1 · Claim: ") or change.line.startswith(change.name)


def test_removed_rows_are_no_deletions(project, tmp_path):
    path = exported(project, tmp_path, "csv-flat")
    save(path, rows_of(path)[:1])

    assert taken(project, path).changes == ()
    assert project.reader.count(Claim) > 1


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

    assert len(diff.new) == 1
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
    sheet = CalamineWorkbook.from_path(exported(project, tmp_path, "xlsx")).get_sheet_by_name(
        "labels_flat"
    )
    rows = sheet.to_python()
    rows[1][rows[0].index("verdict_text")] = "Edited in a workbook"
    path = tmp_path / "edited.xlsx"
    with Workbook(path, {"strings_to_formulas": False}) as book:
        target = book.add_worksheet("labels_flat")
        for number, row in enumerate(rows):
            target.write_row(number, 0, row)  # dates as bare numbers

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
    assert "0 changed values, 0 new values, 1 clashing value." in again.stdout
    assert "was not taken" in again.stderr  # the other tables still have the former words


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
