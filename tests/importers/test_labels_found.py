"""Files of other labelling tools are read as texts with labelled passages."""

import json
from zipfile import ZipFile

import pytest

from annotator.importers import Refusal
from annotator.importers.labels.formats import FORMATS, format_of, read
from annotator.importers.labels.found import score_of

TEXT = "The bridge 🇺🇦 is closed, she said."


def found(path):
    """Return what is in a file that is recognised."""
    return list(read(path, format_of(path)))


def lines(folder, *values, name="a.jsonl"):
    """Write values as lines of JSON."""
    path = folder / name
    path.write_text("\n".join(map(json.dumps, values)), encoding="utf-8")
    return path


def test_doccano_has_entities_whose_parts_are_joined(tmp_path):
    places = [("Fact", 0, 3), ("Fact", 4, 10), ("Quote", 11, 13)]
    entities = [
        {"id": n, "label": label, "start_offset": start, "end_offset": end}
        for n, (label, start, end) in enumerate(places)
    ]
    relations = [
        {"from_id": 0, "to_id": 1, "type": "continues"},
        {"from_id": 0, "to_id": 2, "type": "supports"},
        {"from_id": 0, "to_id": 9, "type": "continues"},
    ]
    path = lines(tmp_path, {"text": TEXT, "entities": entities, "relations": relations})

    [article] = found(path)

    assert [each.places for each in article.labels] == [((0, 3), (4, 10)), ((11, 13),)]
    assert article.left_out == {"relations": 1}


def test_relations_to_entities_that_are_not_there_join_nothing(tmp_path):
    entities = [{"id": 0, "label": "Fact", "start_offset": 0, "end_offset": 3}]
    relations = [{"from_id": 0, "to_id": 9, "type": "also"}]
    line = {"text": TEXT, "entities": entities, "relations": relations, "label_relation": "also"}

    [article] = found(lines(tmp_path, line))

    assert [each.places for each in article.labels] == [((0, 3),)]


def test_older_doccano_has_triples(tmp_path):
    [article] = found(lines(tmp_path, {"text": TEXT, "label": [[0, 3, "A"], [0, 3, "B"]]}))

    assert [each.labels for each in article.labels] == [("A", "B")]


def test_the_same_label_twice_stays_twice(tmp_path):
    [article] = found(lines(tmp_path, {"text": TEXT, "labels": [[0, 3, "A"], [0, 3, "A"]]}))

    assert [each.labels for each in article.labels] == [("A",), ("A",)]


def test_prodigy_has_spans_and_what_was_rejected_is_left_out(tmp_path):
    span = {"start": 0, "end": 3, "label": "A", "text": "The"}
    meta = {"headline": "Bridge", "score": 0.5, "url": None}
    path = lines(
        tmp_path,
        {"text": TEXT, "spans": [span], "meta": meta, "answer": "accept"},
        {"text": TEXT, "spans": [span], "meta": "x", "answer": "reject"},
    )

    taken, rejected = found(path)

    assert (taken.labels[0].words, taken.headline, taken.url) == ("The", "Bridge", "")
    assert (rejected.labels, rejected.left_out) == ((), {"rejected": 1})


def test_newsmtsc_has_sentiments_towards_targets(tmp_path):
    targets = [
        {"from": 4, "to": 10, "mention": "bridge", "polarity": polarity}
        for polarity in (2.0, 4.0, 6.0)
    ]
    [article] = found(lines(tmp_path, {"sentence_normalized": TEXT, "targets": targets}))

    assert [each.polarity for each in article.labels] == [-2, 0, 2]
    assert {each.target for each in article.labels} == {"bridge"}


def label_studio(folder):
    """Write a task as Label Studio exports it."""
    place = {"start": 4, "end": 10, "text": "bridge", "labels": ["A"]}
    result = [
        {"id": "1", "type": "labels", "value": place},
        {
            "id": "2",
            "type": "hypertextlabels",
            "value": {"start": 0, "end": 3, "hypertextlabels": ["B"]},
        },
        {
            "id": "1",
            "type": "textarea",
            "value": {"start": 4, "end": 10, "text": ["C1 It is shut"]},
        },
        {"id": "2", "type": "textarea", "value": {"text": "remark"}},
        {"type": "relation", "from_id": "1", "to_id": "2", "labels": ["supports"]},
        {"type": "choices", "value": {"choices": ["news"]}},
    ]
    task = {"data": {"text": TEXT, "title": "Bridge", "n": 5}, "annotations": [{"result": result}]}
    path = folder / "tasks.json"
    path.write_text(json.dumps([task, {"data": 5}]), encoding="utf-8")
    return path


def test_label_studio_has_regions_with_wordings_and_remarks(tmp_path):
    label_studio(tmp_path)

    article, refused = found(tmp_path)
    one, other = article.labels

    assert (one.words, one.wording, other.note) == ("bridge", "It is shut", "remark")
    assert article.left_out == {"relations": 1, "choices": 1, "annotations": 0}
    assert isinstance(refused, Refusal)
    assert "task 2 cannot be read" in refused.reason


def test_one_task_of_label_studio_may_stand_alone(tmp_path):
    task = {"data": {"story": TEXT}, "annotations": []}

    [article] = found(lines(tmp_path, task, name="task.json"))

    assert (article.text, article.labels) == (TEXT, ())


def brat(folder, annotation, text=TEXT):
    """Write a text with its brat annotation."""
    (folder / "a.txt").write_text(text, encoding="utf-8", newline="")
    path = folder / "a.ann"
    path.write_text(annotation, encoding="utf-8")
    return path


def test_brat_has_parts_attributes_and_notes(tmp_path):
    annotation = (
        "T1\tFact 0 3;4 10\tThe bridge\nA1\tNegated T1\n#1\tAnnotatorNotes T1\tC7 It is shut\n"
        "#2\tAnnotatorNotes T1\tsee also\nT2\tsentiment_negative 4 10\tbridge\n"
        "A2\tPolarity T2 -3\n#3\tAnnotatorNotes T2\ttowards the city\n"
        "R1\tCause Arg1:T1 Arg2:T2\nE1\tFact:T1\n\n"
    )

    [article] = found(brat(tmp_path, annotation))
    fact, sentiment = article.labels

    assert fact.places == ((0, 3), (4, 10))
    assert (fact.wording, fact.note) == ("It is shut", "see also\nNegated")
    assert (sentiment.polarity, sentiment.target) == (-3, "the city")
    assert article.left_out == {"relations": 1, "events": 1}


def test_what_brat_divided_at_a_line_end_is_one_passage(tmp_path):
    path = brat(tmp_path, "T1\tFact 0 3;4 7;8 11\tone two six\n", "one\ntwo six")

    [article] = found(path)

    assert article.labels[0].places == ((0, 7), (8, 11))


def test_a_text_of_brat_that_cannot_be_read_is_refused_by_name(tmp_path):
    path = brat(tmp_path, "T1\tFact 0 3\tThe\n")
    path.with_suffix(".txt").unlink()
    path.with_suffix(".txt").mkdir()

    [refusal] = read(path, format_of(path))

    assert refusal.path == path
    assert path.with_suffix(".txt").name in refusal.reason


def test_a_line_that_is_not_of_brat_is_refused(tmp_path):
    refused, article = found(
        brat(tmp_path, "T1\tFact 0 x\tThe\nT2\tFact 0 3\tThe\nA1\tPolarity T2 9\n")
    )

    assert "line 1 cannot be read" in refused.reason
    assert [each.polarity for each in article.labels] == [None]


@pytest.mark.parametrize("is_folder", [True, False])
def test_brat_without_its_text_is_refused_by_name_with_its_labels_counted(is_folder, tmp_path):
    path = brat(tmp_path, "T1\tFact 0 3\tThe\nA1\tSure T1\nT2\tFact 4 9\tgreat\n")
    (tmp_path / "a.txt").unlink()

    [refused] = found(path.parent if is_folder else path)

    assert refused.reason == (
        "1 annotation file without a text (.txt) beside it was skipped, with 2 labels: a.ann."
    )


def test_qdpx_has_codings_of_plain_texts(tmp_path):
    xml = f"""<Project xmlns="urn:QDA-XML:project:1.0"><CodeBook><Codes>
      <Code guid="AB" name="Fact"><Code guid="cd" name="Quote"/></Code></Codes></CodeBook><Sources>
      <TextSource name="One" plainTextPath="internal://t.txt">
        <PlainTextSelection startPosition="4" endPosition="10"><Description>a note</Description>
          <Coding><CodeRef targetGUID="ab"/></Coding><Coding><CodeRef targetGUID="CD"/></Coding>
        </PlainTextSelection>
        <PlainTextSelection startPosition="0" endPosition="3"><Description>C1 Shut</Description>
        </PlainTextSelection></TextSource>
      <TextSource name="Two"><PlainTextContent>{TEXT}</PlainTextContent></TextSource>
      <TextSource name="Three"/><PDFSource name="Four"/></Sources></Project>"""
    path = tmp_path / "a.qdpx"
    with ZipFile(path, "w") as archive:
        archive.writestr("project.qde", xml)
        archive.writestr("sources/t.txt", TEXT)

    one, two, *skipped = found(path)

    assert [(each.labels, each.note, each.wording) for each in one.labels] == [
        (("Fact", "Quote"), "a note", ""),
        ((), "", "Shut"),
    ]
    assert two.text == TEXT
    assert ["not plain text" in each.reason for each in skipped] == [True, True]


def test_a_qdpx_without_its_project_is_refused(tmp_path):
    path = tmp_path / "a.qdpx"
    with ZipFile(path, "w") as archive:
        archive.writestr("a.txt", TEXT)

    [refused] = found(path)

    assert "has no project in it" in refused.reason


def annotation(**more):
    """Return a Web Annotation on one passage."""
    quote = {"type": "TextQuoteSelector", "exact": "bridge", "prefix": "The "}
    position = {"type": "TextPositionSelector", "start": 4, "end": 10}
    target = {"source": "https://a.example/1", "selector": [quote, position]}
    return {"@context": "http://www.w3.org/ns/anno.jsonld", "target": target, **more}


def test_a_web_annotation_has_words_and_positions(tmp_path):
    tag = {"value": "Fact", "purpose": "tagging"}
    path = lines(tmp_path, annotation(body=[tag, "a remark"]), name="a.jsonld")

    [article] = found(path)
    [label] = article.labels

    assert (article.url, label.labels, label.note) == ("https://a.example/1", ("Fact",), "a remark")
    assert (label.places, label.words, label.prefix) == (((4, 10),), "bridge", "The ")


def test_a_page_of_web_annotations_may_refine_and_describe(tmp_path):
    claim = "urn:uuid:7f3c1e7e-6a1d-4a5e-9a55-0f1c58f3ad10"
    inner = {"type": "TextQuoteSelector", "exact": "bridge"}
    target = {"source": {"id": "urn:uuid:1"}, "selector": {"type": "XPath", "refinedBy": inner}}
    body = [{"source": claim, "purpose": "identifying"}, {"value": "note", "purpose": "commenting"}]
    described = {"target": claim, "motivation": "describing"}
    items = [
        annotation(target=target, body=body),
        {**described, "body": {"value": "It is shut", "purpose": "describing"}},
        {"target": "https://a.example", "motivation": "describing"},
        {"target": claim, "motivation": "assessing"},
        annotation(target={"source": "x", "selector": {"type": "Other"}}),
        annotation(
            motivation="classifying",
            body=[{"value": "-2"}, {"value": "city", "purpose": "describing"}],
        ),
        5,
    ]
    path = lines(tmp_path, {"@context": "x", "first": {"items": items}}, name="a.json")

    one, other = found(path)

    assert (one.id, one.labels[0].wording, one.labels[0].note) == ("1", "It is shut", "note")
    assert (other.labels[0].polarity, other.labels[0].target) == (-2, "city")


def test_a_table_names_articles_and_joins_the_parts_of_a_mark(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "article_code,start,end,quote,label,polarity,target,mention_id\n"
        "A1,0,3,The,Fact | Quote,,,m1\nA1,4,10,bridge,Fact,,,m1\nA2,,,is closed,,−2,city,\n"
        "A2,,,she,,negative,,\nA2\n",
        encoding="utf-8",
    )

    one, other = found(path)

    assert [each.places for each in one.labels] == [((0, 3), (4, 10))]
    assert [(each.words, each.polarity, each.labels) for each in other.labels] == [
        ("is closed", -2, ()),
        ("she", -2, ("negative",)),
        ("", None, ()),
    ]


def test_a_title_above_a_table_is_named(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Our labels,,\narticle_code,quote,label\nA1,bridge,Fact\n", encoding="utf-8")

    refused, article = found(path)

    assert "is a title above the table" in refused.reason
    assert article.code == "A1"


def test_a_table_without_quotes_holds_no_labels(tmp_path):
    (tmp_path / "a.csv").write_text("headline,text\nx,y\n", encoding="utf-8")
    (tmp_path / "b.csv").write_bytes(b"")

    assert format_of(tmp_path / "a.csv") is None
    assert format_of(tmp_path / "b.csv") is None


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.id)
@pytest.mark.parametrize(
    "data", [b"", b"\0", b"[]", b"{}", b"[[[[", b'{"text": 5}', b"<x", b"PK\x03\x04x", b"a,b\n1"]
)
def test_what_is_no_such_file_is_refused_in_a_sentence(form, data, tmp_path):
    path = tmp_path / f"a{(form.suffixes or ('.json',))[0]}"
    path.write_bytes(data)

    refused = [each for each in read(path, form) if isinstance(each, Refusal)]

    assert all("unexpected" not in each.reason for each in refused)
    assert all(each.reason.endswith((".", "?")) for each in refused)


def test_an_empty_folder_is_no_format(tmp_path):
    assert format_of(tmp_path) is None


def test_a_folder_without_annotation_is_refused_as_brat(tmp_path):
    form = next(each for each in FORMATS if each.id == "brat")

    [refused] = read(tmp_path, form)

    assert "has no annotation" in refused.reason


def test_json_that_is_none_has_no_format(tmp_path):
    for data in ("", "nothing", "5", "[5]"):
        path = tmp_path / "a.json"
        path.write_text(data, encoding="utf-8")

        assert format_of(path) is None


def test_predictions_of_label_studio_are_suggestions_with_their_model_and_score(tmp_path):
    value = {"start": 4, "end": 10, "labels": ["Fact"]}
    results = [{"value": value}, {"value": {**value, "start": 0}, "score": 0.25}]
    predictions = [
        {"result": results, "score": 0.83, "model_version": "bert@2"},
        {"result": results[:1], "model_version": None, "score": "high"},
    ]
    path = tmp_path / "a.json"
    task = {"data": {"text": TEXT}, "predictions": predictions}
    path.write_text(json.dumps([task]), encoding="utf-8")

    [article] = found(path)

    told = [(each.source, each.score, each.is_suggestion) for each in article.labels]
    assert told == [("bert@2", 0.83, True), ("bert@2", 0.25, True), ("", None, True)]


def test_scores_are_read_where_a_format_has_them(tmp_path):
    spans = [{"start": 0, "end": 3, "label": "A", "score": 0.98765}]
    spans.append({"start": 0, "end": 3, "label": "B", "score": 0.5})
    table = tmp_path / "a.csv"
    table.write_text("text;start;end;label;confidence\nThe bridge;0;3;A;0,7\n", encoding="utf-8")

    [line], [row] = found(lines(tmp_path, {"text": TEXT, "spans": spans})), found(table)

    assert [each.score for each in (*line.labels, *row.labels)] == [0.9877, 0.7]


@pytest.mark.parametrize("value", [None, -0.1, 1.5, 87, "nan", "", "0.5.", [0.5], 10**400])
def test_what_is_no_score_from_0_to_1_is_none(value):
    assert score_of(value) is None


def test_a_file_that_is_too_large_is_known_by_its_first_line(tmp_path, monkeypatch):
    path = lines(tmp_path, *({"text": TEXT, "label": [[0, 3, "A"]]},) * 2)
    monkeypatch.setattr("annotator.importers.original.LIMIT", 40)

    [refusal] = found(path)

    assert isinstance(refusal, Refusal)
    assert "too large" in refusal.reason


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({}, (4, 10)),
        ({"offset_unit": "UTF-16"}, (2, 8)),
        ({"Comments": []}, (2, 8)),
        ({"Comments": [], "article_code": "A1"}, (4, 10)),
    ],
)
def test_positions_of_doccano_are_utf16_units_where_doccano_wrote_them(more, place, tmp_path):
    entity = {"id": 1, "label": "Fact", "start_offset": 4, "end_offset": 10}
    [article] = found(lines(tmp_path, {"text": "🇺🇦bridge is", "entities": [entity], **more}))

    assert article.labels[0].places == (place,)
