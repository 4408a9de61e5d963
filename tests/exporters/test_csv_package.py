"""The CSV package says all that the project says, in columns that fit together."""

import csv
import os
import re
import subprocess
import sys

import pytest
from msgspec.structs import replace

from annotator.domain.article import Article, ArticleStatus
from annotator.domain.claim import Attribution
from annotator.domain.edit import Change, Content, Edit
from annotator.domain.people import Entity
from annotator.domain.unconfirmed import Unconfirmed
from annotator.exporters import FORMATS, claim_records, csv_text
from annotator.exporters import records as records_module
from annotator.exporters.csv_text import unguarded
from annotator.exporters.records import Records
from annotator.exporters.tables import TABLES
from annotator.sample import project as sample
from annotator.storage.reader import StoredReader

FLAT = [
    "article_code",
    "article_headline",
    "publisher",
    "published_at",
    "article_url",
    "claim_code",
    "claim_text",
    "claimant",
    "assertion_kind_code",
    "claim_types",
    "mention_id",
    "mention_text",
    "start_char",
    "end_char",
    "text_version",
    "fragment_count",
    "checkworthiness_code",
    "quote_type_code",
    "attributed_to",
    "relayed_by",
    "said_on",
    "check_status",
    "verdict_code",
    "verdict_label",
    "verdict_text",
    "as_of",
    "checked_by",
    "checked_at",
    "source_count",
    "source_urls",
    "related_claims",
    "contradicts_claims",
    "annotator",
    "updated_at",
]

NAUGHTY = [
    '=HYPERLINK("http://x","y")',
    "- Trump said",
    'a "quoted" word, a comma\nand a line',
    "<script>alert('x')</script>",
    "<img src=file:///etc/passwd>",
    "\u202eexe.txt\u2066",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
    "a\x00b",
    "田中さんにあげて下さい",
    "👩‍👩‍👧‍👦🇺🇦",
    "\u00a0\u200b\ufeff",
    "NULL",
    "' OR 1=1 --",
    "1E5",
    "'",
]


def test_the_flat_table_has_exactly_the_agreed_columns(labelled, export, rows):
    table = rows(export(labelled), "labels_flat")

    assert list(table[0]) == FLAT


def test_the_flat_table_tells_all_about_a_mention(labelled, export, rows):
    row = rows(export(labelled), "labels_flat")[0]

    expected = {
        "article_code": "A1",
        "publisher": "Courier",
        "published_at": "2031-02-27",
        "claim_code": "C1",
        "claimant": "Oskar Lind",
        "claim_types": "quantity | rules",
        "mention_text": "No, … Never,",
        "start_char": "17",
        "end_char": "38",
        "text_version": "1",
        "fragment_count": "2",
        "checkworthiness_code": "worth_checking",
        "quote_type_code": "direct",
        "attributed_to": "Oskar Lind",
        "relayed_by": "officials",
        "said_on": "2031-02",
        "check_status": "completed",
        "verdict_code": "refuted",
        "verdict_label": "Refuted",
        "verdict_text": "It does not hold.",
        "as_of": "2031-03",
        "checked_by": "Ana",
        "checked_at": "2031-03-05T10:00:00.000Z",
        "source_count": "2",
        "source_urls": "https://letter.example",
        "related_claims": "",
        "annotator": "Ana",
    }
    assert {name: row[name] for name in expected} == expected


def test_every_position_cuts_the_quoted_words_out_of_the_text_file(labelled, export, rows):
    folder = export(labelled)

    text = (folder / "texts" / "A1.v1.txt").read_bytes().decode()
    fragments = rows(folder, "claim_mentions") + rows(folder, "sentiments")[1:]
    whole = [row for row in fragments if row.get("fragment_count", "1") == "1"]
    assert text.startswith("🇺🇦 Cafe\u0301 40\u00a0000\n")
    assert [row["exact"] for row in whole] == ["No,", "Never,", "officials added"]
    for row in whole:
        start, end = int(row["start_char"]), int(row["end_char"])
        assert text[start:end] == row["exact"]
        assert text[:start].endswith(row["prefix"])
        assert text[end:].startswith(row["suffix"])


def test_every_key_that_is_named_is_there(labelled, export, rows):
    folder = export(labelled)
    keys = {
        column: {row[column] for row in rows(folder, table)}
        for table, column in (
            ("articles", "article_id"),
            ("claims", "claim_id"),
            ("labels_flat", "mention_id"),
            ("fact_checks", "check_id"),
            ("sources", "source_id"),
            ("annotators", "annotator_id"),
            ("entities", "entity_id"),
        )
    }

    for table in TABLES:
        for row in rows(folder, table.name):
            for name, value in row.items():
                target = {"claimant_id": "entity_id", "target_id": "entity_id"}.get(name, name)
                assert value in keys.get(target, {value}) | {""}


def test_tables_tell_what_the_flat_one_cannot(labelled, export, rows):
    folder = export(labelled)

    first, second = rows(folder, "claims")
    assert (first["mention_count"], first["article_count"]) == ("2", "1")
    assert (second["mention_count"], second["gap_codes"]) == ("0", "")
    assert first["gap_codes"].startswith("no_justification | no_access_date")
    assert [row["round_no"] for row in rows(folder, "fact_checks")] == ["1", "2"]
    assert [row["stance"] for row in rows(folder, "evidence")][-1] == "not_found"
    assert [row["code"] for row in rows(folder, "claim_labels")] == [
        "worth_checking",
        "quantity",
        "rules",
    ]
    relayed = rows(folder, "attributions")[1]
    assert (relayed["level"], relayed["source_text"], relayed["is_anonymous"]) == (
        "2",
        "officials",
        "true",
    )


def test_sentiment_keeps_its_sign(labelled, export, rows):
    whole, passage = rows(export(labelled), "sentiments")

    assert (whole["scope"], whole["start_char"], whole["polarity_3"]) == ("document", "", "1")
    assert whole["target_name"] == "Oskar Lind"
    assert (passage["polarity"], passage["polarity_3"]) == ("-2", "-1")
    assert (passage["holder_name"], passage["target_name"]) == ("Oskar Lind", "the Pact")
    assert (passage["is_implicit"], passage["is_mixed"]) == ("true", "false")


def test_the_codebook_keeps_its_numbers(labelled, export, rows):
    codes = {row["code"]: row for row in rows(export(labelled), "labels")}

    assert codes["-3"]["number"] == "-3"
    assert codes["refuted"]["number"] == ""
    assert codes["worth_checking"]["is_ordinal"] == "true"


def test_excluded_articles_are_told_apart_not_left_out(labelled, export, rows):
    article = labelled.reader.find(Article)[1]
    excluded = replace(article, status=ArticleStatus.EXCLUDED)
    labelled.store.apply(Edit.swap("Exclude", article, excluded))

    assert [row["status"] for row in rows(export(labelled), "articles")] == ["todo", "excluded"]


@pytest.mark.parametrize("guard", [True, False])
@pytest.mark.parametrize("words", NAUGHTY)
def test_any_words_come_back_as_they_were(desk, export, rows, words, guard):
    desk.claim(words)
    desk.add(Entity(name=words, notes=words * 2))

    folder = export(desk, {"guard": guard})

    back = unguarded if guard else str
    assert back(rows(folder, "claims")[0]["claim_text"]) == words
    assert back(rows(folder, "entities")[0]["notes"]) == words * 2


def test_a_formula_is_guarded_in_text_and_never_in_numbers(desk, export, rows):
    version = desk.article("=1+1 is two", headline="=HEAD()", publisher="@x")
    desk.mention(desk.claim("-5% growth"), version, "=1+1")

    on, off = export(desk), export(desk, {"guard": False}, "raw")

    row, raw = rows(on, "labels_flat")[0], rows(off, "labels_flat")[0]
    assert (row["article_headline"], row["publisher"]) == ("'=HEAD()", "'@x")
    assert (row["claim_text"], row["mention_text"]) == ("'-5% growth", "'=1+1")
    assert (raw["claim_text"], raw["mention_text"]) == ("-5% growth", "=1+1")
    assert (on / "texts" / "A1.v1.txt").read_text(encoding="utf-8") == "=1+1 is two"


def test_a_cell_too_long_for_excel_is_whole_and_reported(desk, export, rows):
    desk.claim("x" * 200_000)

    folder = export(desk)

    assert rows(folder, "claims")[0]["claim_text"] == "x" * 200_000
    assert "Some cells have more than 32,767 characters" in readme(folder)
    assert "1 in claims.csv" in readme(folder)


def test_tables_are_rfc_4180(labelled, export):
    content = (export(labelled) / "labels_flat.csv").read_bytes()

    assert content.startswith(b"\xef\xbb\xbfarticle_code,")
    assert content.endswith(b"Z\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")


def test_the_byte_order_mark_can_be_left_out(labelled, export, rows):
    folder = export(labelled, {"bom": False})

    assert rows(folder, "claims", encoding="utf-8")[0]["claim_code"] == "C1"
    assert "no byte order mark" in readme(folder)


def test_texts_are_the_words_and_nothing_else(labelled, export):
    folder = export(labelled)

    assert {path.name for path in (folder / "texts").iterdir()} == {"A1.v1.txt", "A2.v1.txt"}
    assert b"\r" not in (folder / "texts" / "A1.v1.txt").read_bytes()


def test_the_readme_says_what_a_reader_must_know(labelled, export):
    text = readme(export(labelled))

    for words in (
        "Labels of “Trial”",
        "Unicode code points from 0; the end is not included",
        "Formula guard: ON",
        "averitec-verdict@1",
        "1 claims have no fact-check",
        "no_justification",
        "claim_mentions.csv           3 rows",
    ):
        assert words in text
    assert re.search(r"Written by Annotator \S+ at \d{4}-\d\d-\d\dT\S+Z", text)


def test_the_readme_says_that_the_guard_is_off(labelled, export):
    assert "Formula guard: OFF" in readme(export(labelled, {"guard": False}))


def test_the_guard_in_the_readme_works(desk, export):
    names: dict[str, object] = {"re": re}
    code = readme(export(desk)).partition("    def unguarded")[2].partition("\n\nCodebook")[0]
    exec(re.sub("^    ", "", f"    def unguarded{code}", flags=re.MULTILINE), names)

    assert names["unguarded"]("'=1") == "=1"
    assert names["unguarded"]("'tis") == "'tis"


def test_an_empty_project_has_every_table_with_its_header(desk, export, rows):
    folder = export(desk)

    for table in TABLES:
        with (folder / table.file).open(encoding="utf-8-sig", newline="") as file:
            assert next(csv.reader(file)) == [column.name for column in table.columns]
    assert rows(folder, "labels_flat") == []


def test_pieces_come_in_steps_that_add_up(desk, monkeypatch):
    monkeypatch.setattr(csv_text, "_ENOUGH", 100)
    monkeypatch.setattr(csv_text, "_AT_ONCE", 1)
    for number in range(50):
        desk.claim(f"Claim {number}")

    package = FORMATS[0].pieces(Records(desk.reader), FORMATS[0].defaults)
    pieces = [piece for piece in package if piece.file == "claims.csv"]

    assert sum(piece.rows for piece in pieces) == 50
    assert len(pieces) > 10


def test_a_claim_or_label_that_is_missing_leaves_the_rest(labelled):
    records = Records(labelled.reader)

    facts = records.claim("gone")
    assert (facts.claim.id, facts.claim.code, facts.claimant.name) == ("gone", "", "")
    assert facts.latest.sources == []
    assert Records(labelled.reader).annotator("gone") == ""


def test_an_export_is_the_same_when_claims_are_forgotten_and_read_again(
    labelled, export, monkeypatch
):
    whole = export(labelled)
    monkeypatch.setattr(claim_records, "_KEPT", 0)
    monkeypatch.setattr(records_module, "_AT_ONCE", 1)

    again = export(labelled, folder="again")

    for table in TABLES:
        assert (again / table.file).read_bytes() == (whole / table.file).read_bytes()


def test_what_is_damaged_is_listed_and_everything_else_is_exported(labelled, export, rows):
    whole = {
        path.name: len(rows(path.parent, path.stem)) for path in export(labelled).glob("*.csv")
    }
    db = labelled.store._db
    db.execute("PRAGMA ignore_check_constraints = ON")
    for name in ("text_keeps", "anchor_fragment_stays", "text_stays"):
        db.execute(f"DROP TRIGGER {name}")
    db.execute("PRAGMA foreign_keys = OFF")
    words = (
        'SELECT substr(content, start + 1, "end" - start) FROM anchor'
        " JOIN article_text ON article_text.id = text_id JOIN text USING (sha256)"
        " WHERE anchor.id = anchor_id"
    )
    db.execute(f"UPDATE anchor_fragment SET start = 0 WHERE ({words}) = 'No,'")
    db.execute("UPDATE claim SET text = CAST(x'41ff' AS TEXT) WHERE code = 'C2'")
    db.execute("DELETE FROM text WHERE content LIKE 'Nothing%'")
    labelled.reader = StoredReader(db)  # nothing is held from before

    folder = export(labelled)

    found = {path.name: len(rows(folder, path.stem)) for path in folder.glob("*.csv")}
    assert found == whole | {
        "damaged.csv": 3,
        "labels_flat.csv": whole["labels_flat.csv"] - 1,
        "claim_mentions.csv": whole["claim_mentions.csv"] - 2,
        "attributions.csv": whole["attributions.csv"] - 2,
        "sentences.csv": whole["sentences.csv"] - 1,
    }
    told = {row["record_name"]: row for row in rows(folder, "damaged")}
    assert set(told) == {"a mention of claim C1", "claim C2", "the text of article A2"}
    assert told["a mention of claim C1"]["record_id"].startswith("m")
    assert told["a mention of claim C1"]["article_id"] == rows(folder, "articles")[0]["article_id"]
    assert rows(folder, "claims")[1]["claim_text"] == r"A\xff"
    assert (
        "3 records or texts of the project are not as they" in (folder / "README.txt").read_text()
    )


def test_a_text_is_exported_where_the_code_of_its_article_is_damaged(labelled, export, rows):
    db = labelled.store._db
    db.execute("PRAGMA ignore_check_constraints = ON")
    db.execute("DROP TRIGGER article_code_stays")
    db.execute("DROP TRIGGER article_text_stays")
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("UPDATE article SET code = '../x' WHERE code = 'A1'")
    db.execute("UPDATE article_text SET sha256 = '' WHERE rowid = 2")

    folder = export(labelled)

    one, other = rows(folder, "articles")
    assert (folder / one["text_file"]).read_text(encoding="utf-8").startswith("🇺🇦")
    assert other["text_file"] == ""


def test_two_exports_of_one_project_differ_in_their_time_alone(tmp_path):
    project = sample.ensure(tmp_path, tmp_path / "state", "Ana")
    found = []
    for seed in ("1", "2"):
        out = tmp_path / f"out-{seed}"
        code = "import sys; from annotator.cli import main; main(sys.argv[1:])"
        command = [sys.executable, "-c", code, "export", str(project), "--out", str(out)]
        subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": seed})
        found.append({path.relative_to(out): timeless(path) for path in out.rglob("*.*")})

    assert len(found[0]) > 15
    assert found[0] == found[1]


def timeless(path):
    """Return what is in a file without the time of the export, and the sums that follow from it."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".sha256":
        return [line[64:] for line in text.splitlines()]
    if path.name in {"README.txt", "csv-metadata.json"}:
        return re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+Z", "", text)
    return text


def test_overlapping_mentions_are_both_there(desk, export, rows):
    version = desk.article("ruled out guarantees or membership")
    one, two = desk.claim("One"), desk.claim("Two")
    desk.mention(one, version, "ruled out guarantees")
    desk.mention(two, version, "ruled out guarantees or membership")

    table = rows(export(desk), "labels_flat")

    assert [(row["claim_code"], row["end_char"]) for row in table] == [("C1", "20"), ("C2", "34")]


def test_a_place_in_a_later_text_version_names_that_version(desk, export, rows):
    first = desk.article("Wednesday,April 23")
    words = Content("Wednesday, April 23")
    second = replace(first, id="2" * 32, version_no=2, kind="repaired", sha256=words.sha256)
    desk.store.apply(Edit(label="Repair", changes=(Change(None, second),), contents=(words,)))
    desk.mention(desk.claim(), second, "April")

    folder = export(desk)

    (row,) = rows(folder, "claim_mentions")
    moved = (folder / "texts" / f"A1.v{row['text_version']}.txt").read_text(encoding="utf-8")
    assert moved[int(row["start_char"]) : int(row["end_char"])] == "April"
    assert rows(folder, "articles")[0]["text_version"] == "2"


def readme(folder):
    """Return the README of an export."""
    return (folder / "README.txt").read_text(encoding="utf-8")


def test_zones_that_were_taken_are_listed_and_index_the_text(labelled, export, rows):
    folder = export(labelled)

    (row,) = rows(folder, "zones")

    text = (folder / "texts" / "A1.v1.txt").read_text(encoding="utf-8")
    words = text[int(row["start_char"]) : int(row["end_char"])]
    assert words == "“Never,” officials added."
    assert (row["kind_code"], row["is_excluded"], row["rule"]) == ("tags", "true", "en.tags")
    assert (row["article_code"], row["text_version"], row["state"]) == ("A1", "1", "taken")


def test_no_row_names_somebody_and_says_that_nobody_is_quoted(labelled, export, rows):
    folder = export(labelled)

    attributions, flat = rows(folder, "attributions"), rows(folder, "labels_flat")
    named = [row for row in attributions if row["source_name"] or row["source_text"]]
    assert [row["quote_type_code"] for row in named] == ["direct", ""]
    assert "none" not in {row["quote_type_code"] for row in flat if row["attributed_to"]}
    (claim, _) = rows(folder, "claims")
    assert claim["gap_codes"].endswith(" | no_quote_type")


def test_a_claimant_never_stands_beside_the_articles_own_voice(desk, export, rows):
    version = desk.article("The levy doubled.")
    lind = desk.add(Entity(name="Oskar Lind"))
    claim = desk.claim(claimant_id=lind.id)
    voice = Attribution(quote_type="none")
    desk.mention(claim, version, "levy", attributions=(voice,))

    folder = export(desk)

    (flat,), (kept,) = rows(folder, "labels_flat"), rows(folder, "claims")
    assert (flat["claimant"], flat["quote_type_code"]) == ("", "none")
    assert (kept["claimant_name"], kept["gap_codes"]) == ("Oskar Lind", "own_voice")
    assert "own_voice" in readme(folder)


def test_what_a_field_could_not_take_is_counted_as_lacking(desk, export, rows):
    claim = desk.claim()
    for field, words in (("claim.date", "in May"), ("claim.venue", "x")):
        desk.store.unconfirmed.keep(
            Unconfirmed(
                record_id=claim.id, field=field, label="date", text=words, complaint="No date."
            )
        )
    folder = export(desk)

    assert rows(folder, "claims")[0]["gap_codes"] == "not_understood"
    readme = (folder / "README.txt").read_text(encoding="utf-8")
    assert "1 not_understood           date not understood: “in May”" in readme
