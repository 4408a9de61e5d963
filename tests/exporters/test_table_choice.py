"""Only the tables and columns that were chosen are exported, and described."""

import csv
import json

import pytest

from annotator.domain.errors import AnnotatorError
from annotator.exporters import format_named
from annotator.exporters.preview import preview
from annotator.exporters.records import Records
from annotator.exporters.scope import EVERYTHING, Scope
from annotator.exporters.table_choice import (
    ALL,
    TEXTS,
    chosen_columns,
    columns_of,
    option_values,
    warnings,
)
from annotator.exporters.tables import TABLES
from annotator.exporters.write import write

TWO = {"tables": "claims,mentions,texts", "columns": "claims=code,id,text"}


def described(folder):
    """Return the schema of each table of a package, by its file."""
    group = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    return {table["url"]: table["tableSchema"] for table in group["tables"]}


def test_by_default_everything_is_chosen():
    assert chosen_columns({}) == chosen_columns({"tables": "", "columns": ""}) == ALL


@pytest.mark.parametrize("chosen", [{}, TWO, {"columns": "claims=claim_id"}, {"tables": "texts"}])
def test_a_choice_is_kept_as_options(chosen):
    columns = chosen_columns(chosen)

    assert chosen_columns(option_values(columns)) == columns


def test_names_can_be_short_and_columns_keep_their_order():
    columns = chosen_columns(
        {"tables": "Claims.csv, mentions ,checks", "columns": "claims=text,ID"}
    )

    assert list(columns) == ["claim_mentions", "claims", "fact_checks"]
    assert columns["claims"] == ("claim_id", "claim_text")
    assert columns["claim_mentions"] == ALL["claim_mentions"]


def test_a_table_whose_columns_are_chosen_is_chosen_too():
    assert list(chosen_columns({"tables": "zones", "columns": "claims=id"})) == ["zones", "claims"]


def test_a_single_table_need_not_be_named():
    known = columns_of([TABLES[0]])

    assert chosen_columns({"columns": "claim_text,claim_code"}, known) == {
        "labels_flat": ("claim_code", "claim_text")
    }


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"tables": "claims,opinions"}, "There is no table “opinions”. There are: labels_flat, "),
        ({"columns": "claims=colour"}, "“claims” has no column “colour”. It has: claim_id, "),
        ({"columns": "texts=code"}, "“texts” has no column “code”. It has: –."),
        ({"columns": "claims="}, "Which columns of “claims”?"),
    ],
)
def test_what_there_is_not_is_refused(chosen, said):
    with pytest.raises(AnnotatorError, match="^" + said.replace("?", r"\?")):
        chosen_columns(chosen)


def test_the_package_has_what_was_chosen_and_describes_nothing_else(labelled, export, rows):
    folder = export(labelled, TWO)

    files = {path.name for path in folder.glob("*.csv")}
    assert files == {"claims.csv", "claim_mentions.csv"} == {*described(folder)}
    assert list(rows(folder, "claims")[0]) == ["claim_id", "claim_code", "claim_text"]
    columns = described(folder)["claims.csv"]["columns"]
    assert [each["name"] for each in columns] == ["claim_id", "claim_code", "claim_text"]
    links = described(folder)["claim_mentions.csv"]["foreignKeys"]
    assert [each["reference"]["resource"] for each in links] == ["claims.csv"]
    assert (folder / "texts").is_dir()
    assert len(rows(folder, "claim_mentions")) == 3


def test_a_key_that_is_not_whole_is_described_as_none(labelled, export):
    folder = export(labelled, {"columns": "claims=code;mentions=exact,claim_id"})

    assert "primaryKey" not in described(folder)["claims.csv"]
    assert "foreignKeys" not in described(folder)["claim_mentions.csv"]
    assert "primaryKey" in described(folder)["articles.csv"]


def test_the_readme_speaks_of_what_is_there_alone(labelled, export):
    folder = export(labelled, {"tables": "claims", "columns": "claims=code"})
    readme = (folder / "README.txt").read_text(encoding="utf-8")

    assert 'pandas.read_csv("claims.csv"' in readme
    for left_out in ("start_char", "texts/", "is_negative", "labels.csv defines", "says which"):
        assert left_out not in readme
    assert "Tables that are not here: labels_flat.csv, articles.csv" in readme
    assert "The texts are not here." in readme
    assert "Without claim_id, changes made in claims.csv cannot be imported back." in readme


def test_the_readme_says_which_part_of_a_project_it_is(labelled, tmp_path):
    scope = Scope(article_ids=frozenset(), annotator_id=labelled.by, has_pseudonyms=True)
    list(write(format_named("csv"), labelled.reader, tmp_path / "out", {}, scope))
    readme = (tmp_path / "out" / "README.txt").read_text(encoding="utf-8")

    assert "Nothing: all articles" not in readme
    for said in ("Only some articles", "Only the marks of one", "called by numbers"):
        assert said in readme


def test_a_package_of_texts_alone_is_one(labelled, export):
    folder = export(labelled, {"tables": "texts"})

    assert not list(folder.glob("*.csv"))
    assert len(list((folder / "texts").iterdir())) == 2
    assert "How to open" not in (folder / "README.txt").read_text(encoding="utf-8")


def test_counts_and_gaps_do_not_depend_on_the_choice(labelled, export, rows):
    whole, alone = export(labelled), export(labelled, {"tables": "claims,entities"}, "two")

    assert rows(whole, "claims") == rows(alone, "claims")
    assert rows(whole, "entities") == rows(alone, "entities")


@pytest.mark.parametrize(
    ("chosen", "said"),
    [({}, "damaged.csv names each"), ({"tables": "claims"}, "damaged.csv, is omitted")],
)
def test_damage_is_told_also_where_its_table_is_left_out(labelled, export, chosen, said):
    for name in ("text_keeps", "text_stays"):
        labelled.store._db.execute(f"DROP TRIGGER {name}")
    labelled.store._db.execute("PRAGMA foreign_keys = OFF")
    labelled.store._db.execute("DELETE FROM text WHERE content LIKE 'Nothing%'")

    readme = (export(labelled, chosen) / "README.txt").read_text(encoding="utf-8")

    assert "1 records or texts of the project are not as they were written" in readme
    assert said in readme


def test_the_flat_table_has_the_chosen_columns(labelled, tmp_path):
    chosen = {"columns": "claim_code,article_code", "bom": False}
    list(write(format_named("csv-flat"), labelled.reader, tmp_path / "one.csv", chosen))

    with (tmp_path / "one.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == ["article_code", "claim_code"]


def test_columns_that_identify_records_are_missed():
    assert warnings(chosen_columns({})) == []
    assert warnings(chosen_columns({"tables": "claims,texts"})) == []
    assert warnings(chosen_columns({"columns": "claims=text;labels_flat=claim_text"})) == [
        "labels_flat.csv has no claim_code, mention_id, so changes in it cannot be imported back.",
        "claims.csv has no claim_id, so changes in it cannot be imported back.",
    ]


@pytest.mark.parametrize(
    ("form", "table"), [("csv", "claims"), ("csv-flat", "labels_flat"), ("xlsx", "claims")]
)
def test_each_form_of_the_tables_says_what_is_missed_in_it(labelled, form, table):
    chosen = {**format_named(form).defaults, "columns": f"{table}=claim_text"}

    [warning] = format_named(form).warnings(Records(labelled.reader), chosen)

    assert warning.startswith(f"{table}.csv has no ")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_preview_has_the_chosen_columns(labelled, form):
    chosen = {**format_named(form).defaults, **TWO, "tables": "claims,mentions"}
    *_, seen = preview(format_named(form), labelled.reader, chosen, EVERYTHING, "claims.csv")

    assert seen.files == ("claim_mentions.csv", "claims.csv")
    assert seen.rows[0] == ("claim_id", "claim_code", "claim_text")
    assert bool(seen.lines) == (form == "csv")


def test_without_a_table_there_is_nothing_to_preview(labelled):
    chosen = {**format_named("csv").defaults, "tables": TEXTS}
    *_, seen = preview(format_named("csv"), labelled.reader, chosen, EVERYTHING)

    assert (seen.file, seen.files, seen.rows) == ("", (), ())
