"""What a JSON file holds, one article or a list of them, and the words that are in its values."""

import json

import pytest
from small_files import brought_in

from annotator.domain.errors import UnreadableFileError
from annotator.importers import jsonl
from annotator.importers.draft import Refusal
from annotator.importers.folders import read_files
from annotator.importers.import_format import Choices

STORY = "The premier said on Thursday that no guarantees were given to anyone. " * 4
QUAY = "The harbour board met on Monday and voted to widen the quay by forty metres."


def read_value(folder, value):
    found = brought_in(jsonl.read, folder, json.dumps(value), "x.json")
    return [each for each in found if not isinstance(each, Refusal)]


def text_of(folder, value):
    (draft,) = read_value(folder, value)
    return draft.text


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ([["One."], ["Two.", "“Three.”"]], "One.\nTwo. “Three.”"),
        (["On Friday.", "On Sunday."], "On Friday.\nOn Sunday."),
        (["The mayor was", " asked twice."], "The mayor was asked twice."),
        (["It was ", {"type": "bold", "text": "42"}, " of them."], "It was 42 of them."),
        ([{"type": "plain", "text": "A "}, {"type": "link", "text": "b", "href": "x"}], "A b"),
        ([{"type": "p", "content": "One."}, {"type": "h2", "content": "Two?"}], "One.\nTwo?"),
        ([{"sentence": "One.", "index": 0, "annotations": [{"start": 0, "bias": "x"}]}], "One."),
        ([{"text": "A "}, {"text": "b", "bold": True}, {"text": " c"}], "A b c"),
        ([{"insert": "One "}, {"insert": {"image": "x"}}, {"insert": "two"}], "One two"),
        ([{"heading": "Who pays?", "paragraphs": ["One.", "Two."]}], "Who pays?\nOne.\nTwo."),
        ([{"speaker": "Host", "text": "Hello.", "start": 0.5}], "Host\nHello."),
        ([{"type": "image", "url": "x", "caption": "A quay."}, {"text": "One."}], "A quay.\nOne."),
        ([{"type": "p", "content": {"text": "One."}}, {"n": 1}], "One."),
    ],
)
def test_no_word_comes_in_that_is_not_in_the_file(parts, text, tmp_path):
    assert text_of(tmp_path, {"title": "T", "body": parts}) == text


def test_documents_of_editors_are_one_text(tmp_path):
    hello = [{"type": "text", "text": "Hello "}, {"type": "text", "text": "you", "marks": []}]
    again = [{"type": "hardBreak"}, {"type": "text", "text": "again."}]
    nodes = [
        {"type": "heading", "content": [{"type": "text", "text": "Head"}]},
        {"type": "paragraph", "content": [*hello, *again]},
    ]

    assert text_of(tmp_path, nodes) == "Head\nHello you\nagain."
    assert text_of(tmp_path, {"body": {"type": "doc", "content": nodes}}) == (
        "Head\nHello you\nagain."
    )


def test_an_article_whose_body_is_a_list_is_one(tmp_path):
    body = [{"sentence": QUAY, "index": 0}, {"sentence": "Nobody voted.", "index": 1}]
    value = {"title": "Quay", "url": "https://a.example", "date": "2025-03-04", "body": body}
    (draft,) = read_value(tmp_path, value)

    assert (draft.headline, draft.published_at) == ("Quay", "2025-03-04")
    assert (draft.source_url, draft.text) == ("https://a.example", f"{QUAY}\nNobody voted.")


@pytest.mark.parametrize(
    "value",
    [
        {"text": "Hello. Bye.", "segments": [{"start": 0, "text": "Hello."}, {"text": "Bye."}]},
        {"title": "T", "text": "Hello. Bye.", "comments": [{"text": "no", "date": "2026-03-02"}]},
        {"summary": STORY, "tags": [{"name": "a"}, {"name": "b"}]},
        {"title": "T", "parts": [{"text": "Hello."}, {"text": "Bye."}]},
        {"sentences": [{"text": "Hello."}, {"text": "Bye."}]},
        {"blocks": [{"type": "header", "data": {"text": "H"}}], "time": 1772442900000},
    ],
)
def test_what_is_one_article_stays_one(value, tmp_path):
    assert len(read_value(tmp_path, value)) == 1


ARTICLES = [
    {"title": "A", "text": STORY, "date": "2026-03-02"},
    {"title": "B", "text": STORY + "b", "date": "2026-03-03"},
]


@pytest.mark.parametrize(
    "value",
    [
        ARTICLES,
        {"title": "All of them", "description": STORY, "items": ARTICLES},
        {"response": {"status": "ok", "results": ARTICLES}},
        {"kind": "Listing", "data": {"children": [{"data": each} for each in ARTICLES]}},
        {"12": ARTICLES[0], "13": ARTICLES[1]},
        {key: {str(n): each[key] for n, each in enumerate(ARTICLES)} for key in ARTICLES[0]},
        {"columns": list(ARTICLES[0]), "data": [list(each.values()) for each in ARTICLES]},
        [list(ARTICLES[0]), *(list(each.values()) for each in ARTICLES)],
        {"@graph": ARTICLES},
        {
            "name": "Channel",
            "messages": [{"text": each["text"], "date": 1772442900} for each in ARTICLES],
        },
    ],
)
def test_a_list_of_articles_is_found_wherever_it_is(value, tmp_path):
    assert [draft.text for draft in read_value(tmp_path, value)] == [STORY, STORY + "b"]


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ([["x", "y"], ["1", "2"]], 2),
        ([[]], 1),
        ([["text"], 1], 2),
        ({"a": {"0": 1}}, 0),
        ({"a": {"x": {}}}, 1),
        ({}, 1),
    ],
)
def test_other_lists_are_no_tables(value, count, tmp_path):
    path = tmp_path / "x.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    found = list(read_files([path]))

    assert all(isinstance(each, Refusal) for each in found)
    assert sum("entry" in each.reason for each in found) == count


def test_a_text_in_another_column_is_taken_where_the_first_has_none(tmp_path):
    items = [
        {"title": "A", "content_text": "One.", "url": "https://a.example"},
        {"content_html": "<p>Two.</p>", "url": "https://a.example/2"},
    ]

    assert [draft.text for draft in read_value(tmp_path, {"items": items})] == ["One.", "Two."]


SEVERAL = {
    "participants": [{"name": "Ari"}, {"name": "Bea"}],
    "messages": [{"sender_name": "Ari", "timestamp_ms": 1772442900000, "content": "Closed."}],
}


def test_of_several_lists_the_one_with_texts_is_a_guess_and_the_others_are_named(tmp_path):
    draft, refusal = brought_in(jsonl.read, tmp_path, json.dumps(SEVERAL), "x.json")

    assert (draft.text, draft.byline, draft.published_at) == ("Closed.", "Ari", "2026-03-02")
    assert draft.guesses == ("list “messages”",)
    assert refusal.reason.endswith("list “participants” has no column with texts and was skipped.")


@pytest.mark.parametrize(("name", "count"), [("messages", 1), ("list “participants”", 2)])
def test_a_list_is_read_when_it_is_named(name, count, tmp_path):
    path = tmp_path / "x.json"
    path.write_text(json.dumps(SEVERAL), encoding="utf-8")
    choices = Choices(table=name, columns={} if count == 1 else {"text": "name"})

    assert len(list(jsonl.read(path, choices))) == count


def test_without_texts_in_any_list_nothing_is_guessed(tmp_path):
    value = {"a": [{"n": 1}], "b": [{"n": 2}]}

    with pytest.raises(UnreadableFileError, match="no column with article texts"):
        brought_in(jsonl.read, tmp_path, json.dumps(value), "x.json")


@pytest.mark.parametrize("columns", [{"text": "x"}, {"date": "x"}])
def test_a_column_that_is_not_there_is_named(columns, tmp_path):
    path = tmp_path / "x.json"
    path.write_text(json.dumps(ARTICLES), encoding="utf-8")

    with pytest.raises(UnreadableFileError, match="“title”, “text”, “date”"):
        list(jsonl.read(path, Choices(columns=columns)))


# ---- Letters escaped byte by byte ----


@pytest.mark.parametrize(
    ("escaped", "words"),
    [
        (r"ferm\u00c3\u00a9 \u003c\u00e2\u0080\u009cdit\u00e2\u0080\u009d", "fermé <“dit”"),
        (r"\u00d0\u0094\u00d0\u00b0 \u00f0\u009f\u008e\u0089", "Да 🎉"),
        (r"ferm\u00e9", "fermé"),
        (r"\u00c3\u00a9 and \u0414", "Ã© and Д"),
        (r"ferm\u00c3\u00a9 and é", "fermÃ© and é"),
        (r"C:\\u00c3\\u00a9 is a path", r"C:\u00c3\u00a9 is a path"),
    ],
)
def test_letters_that_facebook_escaped_byte_by_byte_are_letters(escaped, words, tmp_path):
    content = f'{{"messages": [{{"content": "{escaped}"}}]}}'
    (draft,) = brought_in(jsonl.read, tmp_path, content, "x.json")

    assert draft.text == words
