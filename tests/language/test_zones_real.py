"""What is furniture in real articles and in the sample, line by line, compared by hand.

Line 43 and 67 of the third article close an interview: one sentence sums up, the others ask
the reader to comment and to share under hashtags, so they count as furniture.
"""

from pathlib import Path

import pytest

from annotator.language.zones.proposing import proposals

SAMPLE_FOLDER = Path(__file__).resolve().parents[2] / "projects" / "sample"
REAL = {
    "000_47da40fe7f1e84ab.txt": {"headline": [1]},
    "001_ae0ffda6198364ad.txt": {
        "headline": [1],
        "dateline": [3],
        "comments": [70, 72, 73],
        "boilerplate": [75, 77, 79],
        "related": [81, 83, 84, 86, 88, 90, 92, 94, 96, 98, 100],
    },
    "002_54587a4381d5b063.txt": {
        "headline": [1],
        "contents": [2, 3],
        "dateline": [4],
        "boilerplate": [43, 67],
        "duplicate": [*range(44, 67)],
    },
    "003_69313afeffecb8ac.txt": {"tags": [1], "headline": [2], "comments": [22]},
}
SAMPLE = {
    "1-harbour-post.txt": {
        "boilerplate": [1, 2, 16, 33, 45],
        "duplicate": [22, 23],
        "tags": [31],
        "comments": [35, 36, 37, 38],
        "related": [40, 41, 42, 43],
    },
    "2-varen-courier.txt": {"boilerplate": [1, 27], "related": [29, 30, 31, 32]},
    "3-morgenblatt.txt": {
        "boilerplate": [1, 3, 10, 22],
        "byline": [4],
        "tags": [24],
        "related": [26, 27, 28],
        "comments": [29],
    },
    "4-daily-ledger.txt": {
        "boilerplate": [1, 37, 39, 58],
        "headline": [2],
        "contents": [3, 4, 5, 6],
        "duplicate": [*range(41, 47)],
        "comments": [54, 55, 56],
        "related": [60, 61, 62, 63, 64],
    },
}
PAGES = {
    "arabic_article": "ar",
    "bengali_article": "bn",
    "burmese_article": "my",
    "chinese_article": "zh",
    "chinese_article_001": "zh",
    "chinese_article_002": "zh",
    "hindi_article": "hi",
    "japanese_article": "ja",
    "japanese_article2": "ja",
    "korean_article": "ko",
    "latvian_article": "lv",
    "nepali_article": "ne",
    "spanish_article": "es",
    "thai_article": "th",
}
FURNITURE_OF_PAGES = {
    ("article_with_br", 171),  # a sentence of line 177 in large type
    ("chinese_article_001", 23),
    ("chinese_article_001", 25),
    ("cleveland.com1", 31),
    ("hindi_article", 1),
    ("hindi_article", 5),  # the lead above, again
    ("korean_article", 1),
    ("time_001", 9),
    ("time_001", 21),
    ("video_article_02", 79),  # the advertisement of line 19, again
    ("video_article_02", 85),
    ("video_article_02", 89),
}
FALSE_ALARMS = {("video_article_02", 1)}  # "T1 are …!" is the first sentence


def lines_by_kind(text, language="en"):
    """Return the numbers of the lines that are not blank, for every kind proposed."""
    found = {}
    for zone in proposals(text, language):
        first = text.count("\n", 0, zone.span.start) + 1
        lines = zone.span.of(text).split("\n")
        numbers = [first + place for place, line in enumerate(lines) if line.strip()]
        found.setdefault(str(zone.kind), []).extend(numbers)
    return found


@pytest.mark.parametrize("name", REAL)
def test_every_line_of_boilerplate_of_a_real_article_is_found_and_no_other(name, real_articles):
    text = {path.name: path for path in real_articles}[name].read_text(encoding="utf-8")

    assert lines_by_kind(text) == REAL[name]


@pytest.mark.parametrize("name", SAMPLE)
def test_every_line_of_boilerplate_of_the_sample_is_found_and_no_other(name):
    text = (SAMPLE_FOLDER / name).read_text(encoding="utf-8")

    assert lines_by_kind(text) == SAMPLE[name]


def test_a_headline_from_the_record_changes_nothing(real_articles):
    text = real_articles[3].read_text(encoding="utf-8")

    with_first_line = proposals(text, "en", headline=text.split("\n", 1)[0])

    assert with_first_line == proposals(text, "en")


def test_hardly_a_line_of_expected_page_texts_is_taken_for_furniture(shared_data):
    found = set()
    for path in sorted((shared_data / "newspaper4k" / "txt").glob("*.txt")):
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        kinds = lines_by_kind(text, PAGES.get(path.stem, "en"))
        found |= {(path.stem, number) for numbers in kinds.values() for number in numbers}

    assert found == FURNITURE_OF_PAGES | FALSE_ALARMS
