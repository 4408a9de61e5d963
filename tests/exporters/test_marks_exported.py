"""Formats that know only texts and labelled stretches: every stretch is on its words."""

import json
import re
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from cassis import load_cas_from_xmi, load_typesystem
from msgspec.structs import replace

from annotator.domain.article import Article
from annotator.domain.edit import Edit
from annotator.exporters import format_named
from annotator.exporters.brat import brat_name
from annotator.exporters.write import write
from annotator.importers import codebook
from annotator.storage.store import Store
from tests.exporters.conftest import LIND

QDA = "{urn:QDA-XML:project:1.0}"
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

    units = first["text"].encode("utf-16-le")
    spans = [(each["start_offset"], each["end_offset"]) for each in first["entities"]]
    found = sorted(units[2 * start : 2 * end].decode("utf-16-le") for start, end in spans)
    assert (found, first["offset_unit"]) == (EXPECTED, "UTF-16")
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


def test_label_studio_gets_a_label_to_choose_also_without_marks(desk, tmp_path):
    desk.article("Nothing is marked here.")

    list(write(format_named("label-studio"), desk.reader, tmp_path / "out"))

    config = ET.fromstring((tmp_path / "out" / "labels.xml").read_text(encoding="utf-8"))
    assert [each.get("value") for each in config.iter("Label")] == ["claim"]


def test_refi_qda_has_no_empty_lists_which_its_schema_forbids(tmp_path):
    store = Store.in_memory(codebook.named("standard"))

    list(write(format_named("refi-qda"), store.reader, tmp_path / "out.qdpx"))
    store.close()

    with ZipFile(tmp_path / "out.qdpx") as archive:
        assert list(ET.fromstring(archive.read("project.qde"))) == []


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
    mention = desk.mention(desk.claim(), version, "Taxes")

    list(write(format_named("spacy"), desk.reader, tmp_path / "out.jsonl", {"labels": "verdict"}))

    assert lines(tmp_path / "out.jsonl")[0]["spans"] == [
        {"start": 0, "end": 5, "label": "claim", "mark": mention.id}
    ]


def test_notes_and_targets_go_with_the_mark(written):
    rows = (written("brat") / "A1.ann").read_text(encoding="utf-8")

    assert "\tclaim " in rows
    assert f"said by {LIND.name}" in rows
    assert "towards the Pact" in rows


def test_uima_covers_the_words_after_an_emoji_and_counts_in_utf_16(written):
    folder = written("uima")
    with (folder / "TypeSystem.xml").open("rb") as file:
        types = load_typesystem(file)
    with (folder / "A1.xmi").open("rb") as file:
        cas = load_cas_from_xmi(file, typesystem=types)

    claims = cas.select("webanno.custom.Claim")
    sentiments = cas.select("webanno.custom.Sentiment")
    assert sorted(each.get_covered_text() for each in [*claims, *sentiments]) == EXPECTED
    assert {each.verdict for each in claims} == {"refuted"}
    raw = (folder / "A1.xmi").read_text(encoding="utf-8")
    start = cas.sofa_string.index("No,")
    assert f'begin="{start + 2}"' in raw  # two flag letters are two units each


def test_what_xml_cannot_hold_takes_as_much_room(desk, tmp_path):
    version = desk.article("One \x0bTaxes rose.\n")
    desk.mention(desk.claim("A\x01claim"), version, "Taxes")

    for format_id in ("uima", "refi-qda"):
        form = format_named(format_id)
        list(write(form, desk.reader, tmp_path / f"out{form.suffix}"))

    with (tmp_path / "out" / "TypeSystem.xml").open("rb") as file:
        types = load_typesystem(file)
    with (tmp_path / "out" / "A1.xmi").open("rb") as file:
        (claim,) = load_cas_from_xmi(file, typesystem=types).select("webanno.custom.Claim")
    assert (claim.get_covered_text(), claim.wording) == ("Taxes", "A\ufffdclaim")
    ET.fromstring(ZipFile(tmp_path / "out.qdpx").read("project.qde"))


def test_refi_qda_codes_the_words_in_sources_of_its_own(written):
    with ZipFile(written("refi-qda", "type")) as archive:
        project = ET.fromstring(archive.read("project.qde"))
        sources = {
            each.get("plainTextPath").removeprefix("internal://"): each
            for each in project.iter(f"{QDA}TextSource")
        }
        texts = {name: archive.read(f"sources/{name}").decode() for name in sources}

    found = [
        texts[name][int(each.get("startPosition")) : int(each.get("endPosition"))]
        for name, source in sources.items()
        for each in source.iter(f"{QDA}PlainTextSelection")
    ]
    assert sorted(found) == EXPECTED
    codes = {each.get("guid"): each.get("name") for each in project.iter(f"{QDA}Code")}
    used = {each.get("targetGUID") for each in project.iter(f"{QDA}CodeRef")}
    assert {codes[each] for each in used} == {"quantity", "rules", "sentiment_negative"}
    assert used == set(codes)
    people = {each.get("guid") for each in project.iter(f"{QDA}User")}
    assert {each.get("creatingUser") for each in project.iter(f"{QDA}Coding")} <= people


def test_notes_on_an_article_describe_its_source(desk, tmp_path):
    desk.article("Taxes rose.\n", headline="R & D")
    article = desk.reader.find(Article)[0]
    desk.store.apply(Edit.swap("Note", article, replace(article, notes="Ask <again>")))

    list(write(format_named("refi-qda"), desk.reader, tmp_path / "out.qdpx"))

    with ZipFile(tmp_path / "out.qdpx") as archive:
        (source,) = ET.fromstring(archive.read("project.qde")).iter(f"{QDA}TextSource")
    assert source.get("name") == "A1 R & D"
    assert source.find(f"{QDA}Description").text == "Ask <again>"


def test_a_dataset_has_articles_sentences_and_claims_and_a_card_that_names_them(written):
    folder = written("hugging-face")
    first, _ = lines(folder / "articles.jsonl")

    spans = [(each["start"], each["end"]) for each in first["spans"]]
    assert words(first["text"], spans) == EXPECTED
    for each in lines(folder / "sentences.jsonl"):
        if each["article_code"] == "A1":
            assert first["text"][each["start"] : each["end"]] == each["text"]
    claim, other = lines(folder / "claims.jsonl")
    assert claim["verdict"] == "refuted"
    assert (claim["mention_count"], other["mention_count"]) == (2, 0)
    card = (folder / "README.md").read_text(encoding="utf-8")
    for file in ("articles.jsonl", "sentences.jsonl", "claims.jsonl"):
        assert f"  data_files: {file}\n" in card


def test_a_card_names_the_languages_of_the_articles(desk, tmp_path):
    desk.article("Taxes rose.\n", language="en-GB")
    desk.article("Steuern stiegen.\n", language="de")

    list(write(format_named("hugging-face"), desk.reader, tmp_path / "out"))

    card = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert card.startswith("---\nlanguage:\n- de\n- en\nconfigs:\n")


def test_an_article_whose_text_is_lost_is_skipped(labelled, tmp_path):
    db = labelled.store._db
    db.execute("DROP TRIGGER text_keeps")
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("DELETE FROM text WHERE content LIKE 'Nothing%'")

    list(write(format_named("spacy"), labelled.reader, tmp_path / "out.jsonl"))

    assert [each["meta"]["article_code"] for each in lines(tmp_path / "out.jsonl")] == ["A1"]
