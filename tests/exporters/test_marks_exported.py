"""Formats that know only texts and labelled stretches: every stretch is on its words."""

import json
import re
from xml.etree import ElementTree as ET

import pytest

from annotator.exporters import format_named
from annotator.exporters.brat import brat_name
from annotator.exporters.write import write
from tests.exporters.conftest import LIND

LABELS = ("kind", "type", "priority", "verdict")


@pytest.fixture
def written(labelled, tmp_path):
    """Export the labelled project in a format and return the folder or file."""

    def export(format_id, labels="kind"):
        form = format_named(format_id)
        target = tmp_path / f"out{form.suffix}"
        list(write(form, labelled.reader, target, {"labels": labels}))
        return target

    return export


def lines(file):
    """Return the lines of JSON of a file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]


def words(text, spans):
    """Return the words at the spans, sorted."""
    return sorted(text[start:end] for start, end in spans)


EXPECTED = sorted(["No,", "Never,", "officials added", "No", "Never"])


def test_doccano_has_every_stretch_and_joins_those_of_one_mark(written):
    first, second = lines(written("doccano"))

    spans = [(each["start_offset"], each["end_offset"]) for each in first["entities"]]
    assert words(first["text"], spans) == EXPECTED
    assert {each["label"] for each in first["entities"]} == {"claim", "sentiment_negative"}
    ids = {each["id"] for each in first["entities"]}
    joined = [(each["from_id"], each["to_id"]) for each in first["relations"]]
    assert len(joined) == 2
    assert {one for pair in joined for one in pair} <= ids
    assert (second["entities"], second["relations"]) == ([], [])


def test_spacy_has_every_stretch_with_where_it_is_from(written):
    first, _ = lines(written("spacy"))

    spans = [(each["start"], each["end"]) for each in first["spans"]]
    assert words(first["text"], spans) == EXPECTED
    assert first["meta"]["article_code"] == "A1"
    assert first["meta"]["publisher"] == "Courier"


def test_label_studio_has_regions_with_their_words_and_a_configuration_for_them(written):
    folder = written("label-studio")
    first, _ = json.loads((folder / "tasks.json").read_text(encoding="utf-8"))

    (annotation,) = first["annotations"]
    regions = [each for each in annotation["result"] if each["type"] == "labels"]
    text = first["data"]["text"]
    assert sorted(each["value"]["text"] for each in regions) == EXPECTED
    for each in regions:
        assert text[each["value"]["start"] : each["value"]["end"]] == each["value"]["text"]
    assert sum(each["type"] == "relation" for each in annotation["result"]) == 2
    wordings = [
        each["value"]["text"] for each in annotation["result"] if each["type"] == "textarea"
    ]
    assert wordings == [["C1 A claim"], ["C1 A claim"]]
    config = ET.fromstring((folder / "labels.xml").read_text(encoding="utf-8"))
    assert [each.get("value") for each in config.iter("Label")] == ["claim", "sentiment_negative"]


def test_label_studio_gets_a_list_also_without_articles(desk, tmp_path):
    form = format_named("label-studio")

    list(write(form, desk.reader, tmp_path / "out"))

    assert json.loads((tmp_path / "out" / "tasks.json").read_text(encoding="utf-8")) == []


def test_brat_has_every_stretch_and_its_attributes(written):
    folder = written("brat", "type")
    text = (folder / "A1.txt").read_bytes().decode()
    rows = (folder / "A1.ann").read_text(encoding="utf-8").split("\n")[:-1]

    marks = [row.split("\t") for row in rows if row.startswith("T")]
    for _, place, quoted in marks:
        _, _, spans = place.partition(" ")
        pairs = [tuple(map(int, pair.split())) for pair in spans.split(";")]
        assert " ".join(text[start:end] for start, end in pairs) == quoted
    assert {place.split()[0] for _, place, _ in marks} == {
        "quantity",
        "rules",
        "sentiment_negative",
    }
    assert any(re.fullmatch(r"A\d+\tVerdict T\d+ refuted", row) for row in rows)
    assert "Polarity\tArg:<ENTITY>, Value:-2" in (folder / "annotation.conf").read_text()
    assert (folder / "A2.ann").read_text() == ""


def test_brat_divides_a_stretch_at_a_line_end(desk, tmp_path):
    version = desk.article("One line\nand the next\n")
    desk.mention(desk.claim(), version, "line\nand")

    list(write(format_named("brat"), desk.reader, tmp_path / "out"))

    first = (tmp_path / "out" / "A1.ann").read_text(encoding="utf-8").split("\n")[0]
    assert first == "T1\tclaim 4 8;9 12\tline and"


def test_brat_names_have_no_other_letters():
    assert brat_name("zu prüfen/2") == "zu_pr_fen_2"


@pytest.mark.parametrize("labels", LABELS)
def test_claims_carry_the_chosen_labels(written, labels):
    first, _ = lines(written("spacy", labels))

    found = {each["label"] for each in first["spans"]} - {"sentiment_negative"}
    assert (
        found
        == {
            "kind": {"claim"},
            "type": {"quantity", "rules"},
            "priority": {"worth_checking"},
            "verdict": {"refuted"},
        }[labels]
    )


def test_a_claim_without_such_a_label_is_still_a_claim(desk, tmp_path):
    version = desk.article("Taxes rose.\n")
    desk.mention(desk.claim(), version, "Taxes")

    list(write(format_named("spacy"), desk.reader, tmp_path / "out.jsonl", {"labels": "verdict"}))

    assert lines(tmp_path / "out.jsonl")[0]["spans"] == [{"start": 0, "end": 5, "label": "claim"}]


def test_notes_and_targets_go_with_the_mark(written):
    rows = (written("brat") / "A1.ann").read_text(encoding="utf-8")

    assert "\tclaim " in rows
    assert f"said by {LIND.name}" in rows
    assert "towards the Pact" in rows
