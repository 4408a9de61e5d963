import re
from collections import Counter

import pytest

from annotator.domain.quotation import likely_quote_type, without_marks
from annotator.domain.span import Span


def quotes(text, words):
    start = text.index(words)
    return likely_quote_type(text, [Span(start, start + len(words))])


@pytest.mark.parametrize(
    "text",
    [
        "“The Pact is dead,” he said.",
        'He said: "The Pact is dead."',
        "„The Pact is dead“, sagte er.",
        "„The Pact is dead”, powiedział.",
        "« The Pact is dead », dit-il.",
        "»The Pact is dead«, sagte er.",
        "”The Pact is dead”, sa han.",
        "‘The Pact is dead,’ he said.",
        "彼は「The Pact is dead」と述べた。",
        "“The Pact is dead. And so it goes on in the next paragraph.",
    ],
)
def test_words_in_quotation_marks_are_direct(text):
    assert quotes(text, "The Pact is dead") == "direct"


@pytest.mark.parametrize(
    "text",
    [
        "“The Pact is dead,” he said.",
        'He said: "The Pact is dead."',
        "„The Pact is dead“, sagte er.",
        "« The Pact is dead. »",
        "“The Pact,” he said, “is dead.”",
        "“The Pact is dead,” he said. “We all know it.”",
        "‘The Pact is dead,’ the minister told reporters in Varen on Tuesday.",
        "“你可以忘掉它。”他说",
    ],
)
def test_a_clause_that_says_who_speaks_leaves_a_quotation_direct(text):
    assert quotes(text, text) == "direct"


@pytest.mark.parametrize(
    "text",
    [
        "He would give no guarantees “beyond the ones you know”.",
        "Kaldria “could pretty much forget” the Pact.",
        "His policy is an “Anyone First” stance.",
        "It has long wanted a sphere of influence in its “near abroad,” he said.",
        "The ministry, whose officials had travelled to Varen for two days, wrote: “No.”",
    ],
)
def test_a_few_quoted_words_are_mixed(text):
    assert quotes(text, text) == "mixed"


@pytest.mark.parametrize(
    "text",
    [
        "The Pact is dead, he said.",
        "The Pact is dead, “he said.",
        "“Yes.” The Pact is dead. “No.”",
        "« Oui. » The Pact is dead. « Non. »",
        'A 5" rule: The Pact is dead.',
        "The teachers’ The Pact is dead and parents’ views",
        "“Yes,” he said.\nThe Pact is dead.\n“No.”",
        "«» The Pact is dead",
    ],
)
def test_words_outside_of_quotation_marks_are_indirect(text):
    assert quotes(text, "The Pact is dead") == "indirect"


def test_the_marks_alone_are_no_words():
    assert quotes("He said: “ ” and left", "He said: “ ”") == "indirect"


def test_each_stretch_of_a_passage_counts():
    text = "He left.\nShe said “no”."

    assert likely_quote_type(text, [Span(0, 8), Span(9, len(text))]) == "mixed"
    assert likely_quote_type(text, [Span(0, 8)]) == "indirect"
    assert likely_quote_type(text, [Span(8, 12)]) == "indirect"
    assert likely_quote_type(text, [Span(0, len(text))]) == "mixed"
    assert likely_quote_type(text, [Span(17, 21), Span(22, 23)]) == "direct"


def test_real_quotations_are_told_from_quoted_words(real_articles):
    texts = {path.name[:3]: path.read_text(encoding="utf-8") for path in real_articles}
    told = {
        number: Counter(
            quotes(line, sentence.group())
            for line in text.split("\n")
            for sentence in re.finditer(r"“[^”]*”[^“.]*\.|[^.“”]*“[^”]*”[^.]*\.?", line)
        )
        for number, text in texts.items()
    }

    assert told["003"] == {"direct": 7}
    assert told["001"] == {"mixed": 2}
    assert set(told["002"]) == {"mixed"}
    assert not told["000"]


@pytest.mark.parametrize(
    ("selected", "quote"),
    [
        ("“You can forget about it,” ", "You can forget about it,"),
        ("«Папир не држи воду.»", "Папир не држи воду."),
        ("‘It’s a habit’", "It’s a habit"),
        ('"Paper"', "Paper"),
        ("“You can", "You can"),
        ("forget it”", "forget it"),
        ("“A,” he said, “B.”", "“A,” he said, “B.”"),
        ("said “no", "said “no"),
        ("said “no”", "said “no”"),
        ("“no” he said", "“no” he said"),
        ("’tis so", "’tis so"),
        ("“", ""),
        ("  two\u00a0words ", "two\u00a0words"),
        ("", ""),
    ],
)
def test_a_quote_loses_only_the_marks_around_it(selected, quote):
    assert without_marks(selected) == quote
