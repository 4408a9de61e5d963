"""Analysis of text in any language: sentences, boilerplate, damage, differences."""

from annotator.language.sentences.edges import (
    Direction,
    clause_edge,
    unpunctuated,
    whole_words,
    word_edge,
)
from annotator.language.sentences.segmentation import sentences, sentences_of_line

__all__ = [
    "Direction",
    "clause_edge",
    "sentences",
    "sentences_of_line",
    "unpunctuated",
    "whole_words",
    "word_edge",
]
