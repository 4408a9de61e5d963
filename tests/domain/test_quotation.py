import pytest

from annotator.domain.quotation import is_quoted, without_marks
from annotator.domain.span import Span


def quoted(text, words):
    start = text.index(words)
    return is_quoted(text, [Span(start, start + len(words))])


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
def test_words_in_quotation_marks_are_quoted_with_and_without_the_marks(text):
    assert quoted(text, "The Pact is dead")
    assert quoted(text, text)


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
def test_words_outside_quotation_marks_are_not_quoted(text):
    assert not quoted(text, "The Pact is dead")


def test_the_marks_alone_are_no_words():
    assert not quoted("He said: “ ” and left", "He said: “ ”")


def test_each_stretch_of_a_passage_counts():
    text = "He left.\nShe said “no”."

    assert is_quoted(text, [Span(0, 8), Span(9, len(text))])
    assert not is_quoted(text, [Span(0, 8)])
    assert is_quoted(text, [Span(0, len(text))])


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
