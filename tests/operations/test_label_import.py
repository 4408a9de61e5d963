"""Labels made elsewhere come into a project as one step, on the right articles."""

import json

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from annotator.cli import main
from annotator.commands.import_labels_command import import_file
from annotator.domain.anchor import Anchor
from annotator.domain.article import Article
from annotator.domain.claim import Claim, Mention, MentionOrigin
from annotator.domain.codebook import Scheme
from annotator.domain.edit import Edit
from annotator.domain.revision import TextEdit
from annotator.domain.sentiment import Sentiment
from annotator.domain.stamp import new_id
from annotator.exporters import format_named
from annotator.exporters.write import write
from annotator.importers.labels.formats import FORMATS, format_of
from annotator.importers.labels.found import FoundArticle, FoundLabel
from annotator.operations.label_import import LabelImport
from annotator.operations.review import to_review
from annotator.operations.text_versions import new_version
from annotator.storage.project import create_project, open_project
from annotator.storage.reader import reading
from tests.importers.test_labels_found import TEXT, annotation, brat, lines


def brought_in(store, path):
    """Import the labels of a file and return the report."""
    return import_file(store, path, format_of(path))


def doccano(folder, *entities, text=TEXT, **more):
    """Write one line of doccano."""
    triples = [[start, end, label] for start, end, label in entities]
    return lines(folder, {"text": text, "label": triples, **more})


def claims(store):
    """Return the texts of the claims with the codes of their labels."""
    return [(each.text, {key.code for key in each.labels}) for each in store.reader.each(Claim)]


def test_an_unknown_text_comes_in_as_an_article(store, tmp_path):
    report = brought_in(store, doccano(tmp_path, (4, 10, "Fact"), headline="Shut", url="x"))
    [article] = store.reader.each(Article)
    [mention] = store.reader.each(Mention)

    assert (article.headline, article.source_url) == ("Shut", "")
    assert mention.origin == MentionOrigin.IMPORTED
    assert claims(store) == [("bridge", {"Fact"})]
    assert list(report.lines()) == ["1 new label, 1 new article."]


def test_a_known_text_is_recognised_and_its_labels_are_added_once(store, tmp_path):
    brought_in(store, doccano(tmp_path, (4, 10, "Fact")))
    path = doccano(tmp_path, (4, 10, "Fact"), (0, 3, "claim"), (0, 3, "positive"))

    first, second = brought_in(store, path), brought_in(store, path)

    assert list(first.lines()) == ["2 new labels, 1 already here, 1 known article."]
    assert list(second.lines()) == ["0 new labels, 3 already here, 1 known article."]
    assert store.reader.count(Article) == 1
    assert [each.polarity for each in store.reader.each(Sentiment)] == [2]


def test_a_text_that_a_file_has_twice_is_one_article(store, tmp_path):
    values = [{"text": TEXT, "label": [[n, n + 1, "A"]]} for n in range(2)]

    report = brought_in(store, lines(tmp_path, *values))

    assert (report.new_articles, report.known_articles, report.labels) == (1, 1, 2)


@pytest.mark.parametrize("field", ["headline", "url"])
def test_an_article_that_the_same_file_brings_is_known_by_its_name_or_address(store, field):
    name = {field: "https://news.example/ferry"}
    new = FoundArticle(place="1", text=TEXT, **name)
    same = FoundArticle(place="2", labels=(FoundLabel(labels=("A",), words="bridge"),), **name)
    job = LabelImport(store.reader, FORMATS[0], store.annotator.id)

    edits = [*job.edits([new, same])]  # all are made before one is saved

    assert (job.report.known_articles, job.report.labels, job.report.refused) == (1, 1, [])
    assert len(edits) == 1


def test_the_whole_import_is_one_step_to_undo(store, tmp_path, monkeypatch):
    monkeypatch.setattr("annotator.operations.label_import.FULL", 2)
    values = [{"text": f"{TEXT} {n}", "label": [[0, 3, f"L{n}"]]} for n in range(4)]

    report = brought_in(store, lines(tmp_path, *values))
    labels = [label.name for s in store.reader.each(Scheme) for label in s.labels]
    store.undo()

    assert (report.new_articles, report.labels) == (4, 4)
    assert {"L0", "L1", "L2", "L3"} <= {*labels}
    assert store.reader.count(Article) == store.reader.count(Claim) == 0


def test_labels_of_the_codebook_are_used_and_others_make_a_scheme(store, tmp_path):
    code = store.reader.codebook().schemes[0].labels[0].code
    names = ("Fact check!", "Fact-check?", "Fact check!", code)

    brought_in(store, doccano(tmp_path, *((n, n + 1, name) for n, name in enumerate(names))))
    brought_in(store, doccano(tmp_path, (5, 6, "Fact-check?"), (6, 7, "New")))
    [scheme] = [each for each in store.reader.each(Scheme) if each.id == "doccano-labels@1"]

    assert [(each.code, each.name) for each in scheme.labels] == [
        ("Fact_check_", "Fact check!"),
        ("Fact-check_", "Fact-check?"),
        ("New", "New"),
    ]
    assert claims(store)[3][1] == {code}


def test_codes_that_would_be_the_same_are_numbered(store, tmp_path):
    brought_in(store, doccano(tmp_path, (0, 1, "a b"), (1, 2, "a/b"), (2, 3, " ")))

    assert [codes for _, codes in claims(store)] == [{"a_b"}, {"a_b_2"}, set()]


def test_mentions_with_one_wording_are_of_one_claim(store, tmp_path):
    notes = "#1\tAnnotatorNotes T1\tC1 It is shut\n#2\tAnnotatorNotes T2\tC1 It is shut\n"

    brought_in(store, brat(tmp_path, f"T1\tclaim 4 10\tbridge\nT2\tclaim 0 3\tThe\n{notes}"))

    assert claims(store) == [("It is shut", set())]
    assert store.reader.count(Mention) == 2


def test_what_does_not_stand_on_its_words_is_to_be_reviewed(store, tmp_path):
    annotation = "T1\tA 0 3\ttunnel\nA1\tSure T1\nT2\tA 0 3\tis closed\nT3\tA 900 903\tzzz\nR1\tx\n"

    report = brought_in(store, brat(tmp_path, annotation))
    [article] = store.reader.each(Article)
    [waiting] = to_review(store.reader, article.id)

    assert waiting.mark.context_note == "Sure\n“tunnel”"
    assert report.refused == ["“a.ann”: “zzz” is not in the text and was skipped."]
    assert list(report.lines()) == [
        "2 new labels, 1 new article, 1 refused.",
        "1 label has no position that fits and was found by its words.",
        "1 label may mark the wrong words: review it.",
        "Skipped: relations (1).",
    ]


def test_positions_in_utf16_are_converted_and_it_is_said(store, tmp_path):
    start = TEXT.index("closed") + 2  # two flags’ letters are surrogate pairs

    report = brought_in(store, brat(tmp_path, f"T1\tA {start} {start + 6}\tclosed\n"))

    assert "In 1 text the positions count UTF-16 units or bytes; they are converted." in [
        *report.lines()
    ]
    assert [text for text, _ in claims(store)] == ["closed"]


def test_positions_without_words_are_named_when_they_are_refused(store, tmp_path):
    report = brought_in(store, doccano(tmp_path, (900, 903, "A")))

    assert report.refused == ["“line 1”: “900–903” is not in the text and was skipped."]


def test_a_line_that_is_none_is_refused_and_the_others_come_in(store, tmp_path):
    path = doccano(tmp_path, (0, 3, "A"))
    path.write_text(f"{path.read_text()}\nnothing\n")

    report = brought_in(store, path)

    assert report.labels == 1
    assert "line 2 cannot be read" in report.refused[0]


def test_labels_on_an_earlier_version_are_found_in_the_newest(store, tmp_path):
    brought_in(store, doccano(tmp_path))
    [article] = store.reader.each(Article)
    edits = [TextEdit(0, 0, "Again: ")]
    store.apply(new_version(store.reader, article, edits, "", store.annotator.id))

    brought_in(store, doccano(tmp_path, (4, 10, "Fact"), (900, 901, "A")))
    [anchor] = store.reader.each(Anchor)

    assert (anchor.start, anchor.exact) == (11, "bridge")


@pytest.mark.parametrize("by", ["code", "id", "url", "headline"])
def test_an_article_is_recognised_by_what_the_file_says_of_it(by, store, tmp_path):
    brought_in(store, doccano(tmp_path, url="https://a.example/1"))
    [article] = store.reader.each(Article)
    column, cell = {
        "code": ("article_code", article.code),
        "id": ("article_id", f"a{article.id}"),
        "url": ("url", article.source_url),
        "headline": ("headline", article.headline),
    }[by]
    path = tmp_path / "a.csv"
    path.write_text(f'{column},quote,label\n"{cell}",bridge,Fact\n', encoding="utf-8")

    brought_in(store, path)

    assert claims(store) == [("bridge", {"Fact"})]


@pytest.mark.parametrize("document", ["headline", "A1.txt", "A1.v1.txt"])
def test_highlights_of_taguette_are_found_by_the_name_of_their_document(document, store, tmp_path):
    brought_in(store, doccano(tmp_path))
    [article] = store.reader.each(Article)
    name = article.headline if document == "headline" else document
    path = tmp_path / "all_tags.csv"
    rows = [f'1,"{name}",Fact,bridge', f'1,"{name}",Quote,bridge', "2,elsewhere.txt,Fact,bridge"]
    path.write_text("\n".join(["id,document,tag,content", *rows]), encoding="utf-8")

    report = brought_in(store, path)

    assert claims(store) == [("bridge", {"Fact", "Quote"})]
    assert report.refused == ["No article of this project is “elsewhere.txt”."]


def test_a_headline_that_two_articles_have_names_neither(store, tmp_path):
    brought_in(store, doccano(tmp_path))
    [article] = store.reader.each(Article)
    store.apply(Edit.add("x", replace(article, id=new_id(), code="A9")))
    path = tmp_path / "a.csv"
    path.write_text(f"headline,quote\n{article.headline},bridge\n", encoding="utf-8")

    assert brought_in(store, path).labels == 0


def test_a_web_annotation_comes_in_on_its_article(store, tmp_path):
    brought_in(store, doccano(tmp_path, url="https://a.example/1"))
    tag = {"value": "Fact", "purpose": "tagging"}

    report = brought_in(store, lines(tmp_path, annotation(body=tag), name="a.jsonld"))
    elsewhere = annotation(body=tag) | {"target": annotation()["target"] | {"source": "https://b"}}
    lost = brought_in(store, lines(tmp_path, elsewhere, name="b.jsonld"))

    assert (report.labels, claims(store)) == (1, [("bridge", {"Fact"})])
    assert lost.refused == ["No article of this project is “https://b”."]


def test_a_lost_text_is_no_article_of_the_project(store, tmp_path):
    brought_in(store, doccano(tmp_path, url="https://a.example/1"))
    db = store._db
    db.execute("DROP TRIGGER text_keeps")
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("DELETE FROM text")

    report = brought_in(store, lines(tmp_path, annotation(), name="a.jsonld"))

    assert report.refused == ["No article of this project is “https://a.example/1”."]


@pytest.mark.parametrize(
    "name", ["brat", "doccano", "label-studio", "refi-qda", "spacy", "uima", "web-annotation"]
)
def test_what_is_exported_comes_back(name, store, schemes, tmp_path):
    marks = "T1\tFact 0 3;18 20\tThe is\nT2\tQuote 0 3;18 20\tThe is\nT3\tnegative 4 10\tbridge\n"
    brought_in(store, brat(tmp_path, marks))
    form = format_named(name)
    chosen = {"labels": "type"} if form.options else {}
    target = tmp_path / f"out{form.suffix or ''}"
    list(write(form, store.reader, target, chosen))

    report = brought_in(store, target)

    parts = 3 if name in ("refi-qda", "spacy") else 2  # in these, which have no place for gaps
    assert (report.labels, report.already_here, report.refused) == (0, parts, [])


def test_the_command_brings_labels_in(tmp_path, monkeypatch, schemes):
    monkeypatch.chdir(tmp_path)
    create_project(tmp_path / "p.annotator", "p", schemes, tmp_path / "marks").close()
    path = doccano(tmp_path, (4, 10, "Fact"), (900, 901, "A"))
    words = ["import-labels", "p.annotator", path.name]

    tried = CliRunner().invoke(main, [*words, "--dry-run"])
    done = CliRunner().invoke(main, [*words, "--annotator", "Ana"])

    assert tried.stdout == "1 new label, 1 new article, 1 refused.\nNothing was written.\n"
    assert done.stdout == "1 new label, 1 new article, 1 refused.\n"
    assert (tried.exit_code, done.exit_code) == (1, 1)
    assert "is not in the text" in done.stderr
    store = open_project(tmp_path / "p.annotator", tmp_path / "marks")
    assert store.reader.count(Claim) == 1
    store.close()


def test_the_command_creates_a_project_that_does_not_exist(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = doccano(tmp_path, (4, 10, "Fact"))
    words = ["import-labels", "new", path.name, "--annotator", "Ana"]

    tried = CliRunner().invoke(main, [*words, "--dry-run"])
    done = CliRunner().invoke(main, words)
    again = CliRunner().invoke(main, words)

    assert tried.output.startswith("There is no file")
    assert done.output == "Created “new.annotator”.\n1 new label, 1 new article.\n"
    assert again.output.startswith("0 new labels")
    with reading(tmp_path / "new.annotator") as reader:
        assert (reader.count(Claim), len(reader.codebook().schemes) > 1) == (1, True)


@pytest.mark.parametrize("begun", [0, 1])
def test_an_interruption_takes_back_what_had_come_in(begun, store, tmp_path, monkeypatch):
    monkeypatch.setattr("annotator.operations.label_import.FULL", 1)
    path = lines(tmp_path, *({"text": f"{TEXT} {n}", "label": []} for n in range(3)))
    applying = store.applying
    calls = iter(range(9))

    def interrupted(edit):
        if next(calls) == begun:
            raise KeyboardInterrupt
        return applying(edit)

    monkeypatch.setattr(store, "applying", interrupted)
    with pytest.raises(KeyboardInterrupt):
        brought_in(store, path)

    assert store.reader.count(Article) == 0


def test_json_that_is_hostile_is_refused(store, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        "\n".join(
            [
                json.dumps({"text": TEXT, "label": [[0, 10**30, "A"]]}),
                '{"text": "\\ud83d x", "label": [[0, 1, "A"]]}',
                '{"text": "x", "label": ' + "[" * 10_000 + "]" * 10_000 + "}",
                json.dumps({"text": "", "label": [[0, 1, "A"]]}),
            ]
        )
    )

    report = brought_in(store, path)

    assert (len(report.refused), report.labels) == (4, 0)
