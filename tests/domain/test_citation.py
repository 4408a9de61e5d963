"""A passage that is copied says where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.anchor import Passage
from annotator.domain.article import Article
from annotator.domain.citation import citation_of, paragraph_label
from annotator.domain.paragraphs import paragraph_number
from annotator.domain.span import Span

TEXT = "A 🇺🇦 line.\n\n“You can\nforget it,” he said.\nMore <b> & less.\n"
ARTICLE = Article(
    code="A2",
    headline="Summit in Varen  ends",
    publisher="The Varen Courier",
    published_at="2031-02-27",
    source_url="https://courier.example/a?b=1&c=2",
)


def passage(*words):
    spans = tuple(Span(TEXT.index(each), TEXT.index(each) + len(each)) for each in words)
    return Passage(text_id="t", text=TEXT, spans=spans)


def test_a_passage_is_cited_with_everything_that_finds_it_again():
    assert citation_of(passage("“You can\nforget it,”"), ARTICLE).text == (
        "“You can forget it,” — Summit in Varen ends, The Varen Courier, 2031-02-27, "
        "https://courier.example/a?b=1&c=2, A2 ¶2–3"
    )


def test_html_is_escaped_and_only_a_web_address_is_a_link():
    html = citation_of(passage("More <b> & less"), ARTICLE).html
    assert "“<bdi>More &lt;b&gt; &amp; less</bdi>”" in html
    assert '<a href="https://courier.example/a?b=1&amp;c=2">' in html

    other = Article(code="A3", headline="", source_url="javascript:alert(1)")
    assert (
        citation_of(passage("🇺🇦"), other).html
        == "<p>“<bdi>🇺🇦</bdi>” — javascript:alert(1), A3 ¶1</p>"
    )


def test_what_is_not_known_is_left_out():
    bare = citation_of(passage("🇺🇦", "he said"), Article(code="A1", headline="Day"))

    assert bare.text == "“🇺🇦 … he said” — Day, A1 ¶1–3"
    assert "<a" not in bare.html


@pytest.mark.parametrize(("place", "number"), [(0, 1), (10, 1), (11, 1), (12, 2), (22, 3), (99, 4)])
def test_empty_lines_are_no_paragraphs(place, number):
    assert paragraph_number(TEXT, place) == number


def test_paragraphs_begin_with_one():
    assert paragraph_number("\n\nword", 0) == 1
    assert paragraph_label(passage("he said")) == "¶3"


@given(st.text(alphabet="a \n\r\t", max_size=40), st.data())
def test_paragraphs_are_the_lines_that_are_not_empty(text, data):
    place = data.draw(st.integers(0, len(text)))
    end = text.find("\n", place)
    lines = text[: end if end >= 0 else len(text)].split("\n")

    assert paragraph_number(text, place) == max(1, sum(bool(line.strip()) for line in lines))
