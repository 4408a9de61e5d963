"""Every position of a text belongs to one block, however the text is made."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.span import Span
from annotator.ui.reading.blocks import CROWD, LONGEST, Blocks

NASTY = st.text(st.sampled_from("a \n\u0301👨\u200d👩🇩🇪\u2028\xa0\x01ש"), max_size=300)


@given(NASTY)
def test_blocks_hold_every_word_in_order(text):
    blocks = Blocks(text)
    spans = [blocks.span(index) for index in range(len(blocks))]

    assert all(before.end <= after.start for before, after in pairwise(spans))
    outside = set(range(len(text))).difference(*(range(s.start, s.end) for s in spans))
    assert all(text[place].isspace() for place in outside)


@given(NASTY, st.data())
def test_each_position_finds_its_own_block(text, data):
    blocks = Blocks(text)
    position = data.draw(st.integers(0, len(text)))
    index = blocks.at(position)

    holding = [i for i in range(len(blocks)) if blocks.span(i).holds(position)]
    assert holding in ([index], [])


def test_blank_lines_are_no_blocks():
    assert [Blocks("a\n\n \n\nb").span(index) for index in (0, 1)] == [Span(0, 1), Span(6, 7)]
    assert len(Blocks("\n \n\n")) == 0


def test_a_long_paragraph_is_cut_behind_a_sentence():
    text = "He closed the door behind him. " * 400
    blocks = Blocks(text)

    assert all(len(blocks.span(index)) <= LONGEST for index in range(len(blocks)))
    assert all(blocks.span(index).of(text).endswith(". ") for index in range(len(blocks)))
    assert list(blocks.closing) == [0] * (len(blocks) - 1) + [1]


def test_a_long_paragraph_without_white_space_is_cut_all_the_same():
    text = "a" + "e\u0301" * 5_000
    blocks = Blocks(text)

    assert blocks.starts[0] == 0
    assert blocks.ends[-1] == len(text)
    assert all(text[start] != "\u0301" for start in blocks.starts)


def test_a_crowd_of_lines_shares_blocks():
    text = "a\n" * (CROWD + 1)
    blocks = Blocks(text)

    assert len(blocks) < CROWD / 100
    assert all(blocks.span(index).of(text).endswith("\n") for index in range(len(blocks)))


def test_a_span_finds_the_blocks_it_touches():
    blocks = Blocks("one\ntwo\nthree")

    assert list(blocks.within(Span(2, 5))) == [0, 1]
    assert list(blocks.within(Span(3, 4))) == []
