"""JSON and JSONL come in, an object an article; what is unclear is refused by its place."""

import json

import pytest
from hypothesis import given, settings
from small_files import brought_in, damaged, refused, survives

from annotator.domain.errors import UnreadableFileError
from annotator.importers import jsonl
from annotator.importers.draft import Refusal

STORY = "The summit ended after two days. " * 10


def read_json(folder, content, name="x.json"):
    return brought_in(jsonl.read, folder, content, name)


def reasons(found):
    """Return why objects were refused, the name of the file left out."""
    return [each.reason.partition("”, ")[2] for each in found if isinstance(each, Refusal)]


def test_each_line_is_an_article_and_keeps_its_bytes(tmp_path):
    lines = ['{"title": "T",  "text":"Eins ü", "lang":"de"}', "", '{"text": "Zwei", "n": 1.50}']
    first, second = read_json(tmp_path, "\r\n".join(lines), "x.jsonl")

    assert (first.headline, first.text, first.language) == ("T", "Eins ü", "de")
    assert (first.original.decode(), first.file_name) == (lines[0] + "\r", "x.jsonl, line 1")
    assert (second.text, second.file_name) == ("Zwei", "x.jsonl, line 3")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ('[{"text": "a"}, {"text": "b"}]', "x.json"),
        ('[\n{"text": "a"},\n{"text": "b"}\n]', "x.jsonl"),
        ('{"text": "a"}\n{"text": "b"}', "x.json"),
        ('{"total": 2, "hits": [{"text": "a"}, {"text": "b"}], "tags": ["x"]}', "x.json"),
        ('{\n"hits": [{"text": "a"}, {"text": "b"}]\n}', "x.jsonl"),
    ],
)
def test_the_shape_of_the_file_is_told_from_it(content, name, tmp_path):
    assert [draft.text for draft in read_json(tmp_path, content, name)] == ["a", "b"]


@pytest.mark.parametrize("name", ["x.json", "x.jsonl"])
def test_one_object_with_a_story_is_one_article(name, tmp_path):
    content = {"text": STORY, "comments": [{"text": "No"}], "publisher": {"name": "Daily"}}
    (draft,) = read_json(tmp_path, json.dumps(content), name)

    assert (draft.text, draft.publisher) == (STORY, "Daily")


def test_what_blogs_and_feeds_write_is_understood(tmp_path):
    post = {
        "title": {"rendered": "Summit &amp; more"},
        "content": {"rendered": "<p>One</p><p>Two</p>"},
        "date": "2025-02-27T10:00:00",
        "link": "https://a.example/1",
        "authors": [{"name": "Ann", "id": 3}, {"name": "Bo"}],
        "a": {"b": {"c": {"d": {"e": True}}}},
        "n": [None, 1, 0.5, [], {}],
    }
    (draft,) = read_json(tmp_path, json.dumps([post]))

    assert (draft.text, draft.published_at) == ("One\n\nTwo", "2025-02-27")
    assert (draft.source_url, draft.byline) == ("https://a.example/1", "Ann, Bo")
    assert json.loads(draft.original) == post


def test_paragraphs_in_a_list_are_lines(tmp_path):
    (draft,) = read_json(tmp_path, json.dumps([{"text": [STORY.strip(), "End."]}]))

    assert draft.text == f"{STORY.strip()}\nEnd."


def test_what_is_unclear_is_refused_and_the_others_come_in(tmp_path):
    lines = [
        '{"text": "good"}',
        '{"text": NaN}',
        '{"text": "one", "text": "two"}',
        '{"text": "x", "n": [1e999]}',
        '{"n": ' + "9" * 5000 + "}",
        '{"text": }',
        "[" * 100_000,
        '{"a": ' * 40 + "1" + "}" * 40,
        '{"a": ' * 600 + "1" + "}" * 600,
        '"words"',
        '{"title": "no text"}',
        '{"text": "half \\ud83d"}',
    ]
    found = read_json(tmp_path, "\n".join(lines), "x.jsonl")

    drafts = [each for each in found if not isinstance(each, Refusal)]
    assert [each.text for each in drafts] == ["good", "half \ufffd"]
    assert reasons(found) == [
        "line 2 is not clear: NaN is not a JSON number.",
        "line 3 is not clear: it has “text” twice.",
        "line 4 is not clear: the number 1e999 is too large.",
        reasons(found)[3],
        "line 6 is not JSON at character 10.",
        "line 7 is nested too deeply.",
        "line 8 has no text.",
        "line 9 has no text.",
        "line 10 is not an object with keys.",
        "line 11 has no text.",
    ]
    assert reasons(found)[3].startswith("line 5 is not clear: Exceeds the limit (4300 digits)")


def test_an_unclear_object_of_a_list_does_not_keep_the_others_out(tmp_path):
    found = read_json(tmp_path, '[{"text": "a"}, {"a": 1, "a": 2}, NaN, {"text": "b"}]')

    assert [each.text for each in found if not isinstance(each, Refusal)] == ["a", "b"]
    assert reasons(found) == [
        "entry 2 is not clear: it has “a” twice.",
        "entry 3 is not clear: NaN is not a JSON number.",
    ]


def test_what_is_unclear_deep_inside_a_text_is_refused(tmp_path):
    lines = [
        '{"text": [{"text": "a", "n": NaN}]}',
        '{"text": [{"a": 1, "a": 2}, "b"]}',
        '{"text": ' * 600 + '"x"' + "}" * 600,
    ]

    assert reasons(read_json(tmp_path, "\n".join(lines), "x.jsonl")) == [
        "line 1 is not clear: NaN is not a JSON number.",
        "line 2 is not clear: it has “a” twice.",
        "line 3 is nested too deeply.",
    ]
    unclear = '{"hits": [{"text": [{"a": 1, "a": 2}]}, NaN, {"text": "b"}]}'
    assert reasons(read_json(tmp_path, unclear)) == [
        "“hits”, entry 1 is not clear: it has “a” twice.",
        "“hits”, entry 2 is not clear: NaN is not a JSON number.",
    ]


def test_when_nothing_is_clear_every_reason_is_given(tmp_path):
    assert reasons(read_json(tmp_path, "NaN")) == [
        "entry 1 is not clear: NaN is not a JSON number."
    ]
    assert reasons(read_json(tmp_path, '{"a": }\n{"b"}', "x.jsonl")) == [
        "line 1 is not JSON at character 7.",
        "line 2 is not JSON at character 5.",
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "contains no text."),
        (b"[]", "has no rows."),
        (b"{'text': 'x'}", "is damaged, or not JSON: Expecting property name"),
        (b"[" * 100_000, "is nested too deeply to be read."),
        (b'{"a": ' * 100_000, "is nested too deeply to be read."),
        (
            b'{"a": [{"text": "x"}], "b": [{"text": "y"}]}',
            "has several lists of objects: “a”, “b”. Choose one (--list).",
        ),
        (b'[{"kind": "x"}]', "has no column with article texts: “kind”"),
        (b"\x80\x81\0\0\1\2\3" * 99, "cannot be read. This is binary data"),
    ],
)
def test_what_is_no_list_of_articles_is_refused_in_words(content, reason, tmp_path):
    words = refused(jsonl.read, tmp_path, content, "x.json")

    assert words.startswith(f"“x.json” {reason}")


def test_too_many_keys_or_values_are_refused(tmp_path, monkeypatch):
    content = json.dumps([{f"key {number}": 1 for number in range(20)}])
    monkeypatch.setattr(jsonl, "COLUMNS", 19)
    assert "has 20 keys, and 19 is" in refused(jsonl.read, tmp_path, content, "x.json")

    monkeypatch.setattr(jsonl, "VALUES", 19)
    assert "has more than 19 values." in refused(jsonl.read, tmp_path, content, "x.json")


def test_a_line_of_200_mb_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "x.jsonl"
    with path.open("wb") as file:
        file.truncate(200_000_000)

    with pytest.raises(UnreadableFileError, match="it has 200 MB, and the limit is 50 MB"):
        next(jsonl.read(path))


LINES = '{"text": "a", "title": {"x": ["b", 1.5e3, null, true]}}\n{"text": "c"}\n'


@pytest.mark.parametrize("name", ["any.json", "any.jsonl"])
@settings(deadline=None)
@given(content=damaged(LINES.encode()))
def test_no_damage_raises_anything_else(name, content, tmp_path_factory):
    survives(jsonl.read, tmp_path_factory.getbasetemp(), content, name)


@settings(deadline=None)
@given(content=damaged(json.dumps([{"text": "a", "b": [{"c": 1}]}] * 2).encode()))
def test_no_damage_of_a_list_raises_anything_else(content, tmp_path_factory):
    survives(jsonl.read, tmp_path_factory.getbasetemp(), content, "any.json")
