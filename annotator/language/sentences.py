"""Cuts a text into sentences, line by line."""

import re

import sentencex

from annotator.domain.span import Span

_LINE = re.compile("[^\n\u2028\u2029]+")
_TROUBLE = re.compile("[^\\S\x00-\x7f]|[\ud800-\udfff]")


def sentences(text: str, language: str) -> list[Span]:
    """Return the sentences of a whole text, in order, without white space at their ends.

    A sentence never crosses the end of a line, so headings and list items stand alone.
    `language` is a BCP 47 tag; an unknown one is treated as undetermined.
    """
    return [
        Span(line.start() + found.start, line.start() + found.end)
        for line in _LINE.finditer(text)
        for found in sentences_of_line(line.group(), language)
    ]


def sentences_of_line(line: str, language: str) -> list[Span]:
    """Return the sentences of one line, as positions in that line."""
    boundaries = sentencex.get_sentence_boundaries(_primary(language), _tamed(line))
    spans = [Span(found["start_index"], found["end_index"]) for found in boundaries]
    return [kept for span in spans if (kept := span.trimmed(line))]


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower() or "und"


def _tamed(line: str) -> str:
    """Return a line of the same length that the splitter can read without panic."""
    return _TROUBLE.sub(" ", line)
