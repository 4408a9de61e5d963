"""Any text is a valid search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.search import FilterKey, Query, SearchFilter, Term
from annotator.operations.search_query import (
    are_the_same,
    filter_value,
    query_of,
    with_filter,
    without_filter,
)

ODD = '"“„«”»:-*>()^{}+~\\ \x00\ud800'


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("no new", [Term(("no",)), Term(("new",))]),
        ("guarantee", [Term(("guarantee",), is_inside=True)]),
        ('"no new"', [Term(("no", "new"), is_whole=True)]),
        ("“no new” kal", [Term(("no", "new"), is_whole=True), Term(("kal",))]),
        ("«no new", [Term(("no", "new"), is_whole=True)]),
        ("*ant", [Term(("ant",), is_inside=True)]),
        ("kal -new", [Term(("kal",)), Term(("new",), is_unwanted=True)]),
        ('kal -"no new"', [Term(("kal",)), Term(("no", "new"), is_whole=True, is_unwanted=True)]),
        ("-5", [Term(("5",), is_whole=True)]),
        ("well-known", [Term(("well", "known"))]),
        ("col:x AND", [Term(("col", "x"), is_whole=True), Term(("and",))]),
        ("中国", [Term(("中国",), is_whole=True)]),
        ("claimant:", [Term(("claimant",), is_inside=True)]),
        ('"', []),
        ("* ( )", []),
    ],
)
def test_words_phrases_and_parts(text, terms):
    assert query_of(text) == Query(tuple(terms))


def test_filters_are_read_wherever_they_stand():
    query = query_of('claimant:"Donald Trump" tariff Verdict:refuted in:A3')

    assert query.terms == (Term(("tariff",), is_inside=True),)
    assert query.filters == (
        SearchFilter(FilterKey.CLAIMANT, "Donald Trump"),
        SearchFilter(FilterKey.VERDICT, "refuted"),
        SearchFilter(FilterKey.IN, "A3"),
    )
    assert filter_value(query, FilterKey.IN) == "A3"
    assert filter_value(query, FilterKey.STATUS) == ""


@given(st.one_of(st.text(), st.lists(st.sampled_from([*ODD, "a", "in", "claimant"])).map("".join)))
def test_every_text_is_a_search(text):
    query = query_of(text)

    assert all(term.words for term in query.terms)
    assert query.is_empty == (not query.filters and not query.terms)


@given(
    st.text(),
    st.sampled_from(FilterKey),
    st.text(st.characters(categories=["L", "N"]), min_size=1),
)
def test_a_filter_that_was_set_is_read_again_and_can_be_removed(text, key, value):
    changed = with_filter(text, key, f"{value} {value}")

    assert filter_value(query_of(changed), key) == f"{value} {value}"
    assert filter_value(query_of(without_filter(changed, key)), key) == ""


def test_a_filter_takes_the_place_of_the_one_before():
    assert with_filter('tariff in:A1 "a b"', FilterKey.IN, "A2") == 'in:A2 tariff "a b"'
    assert with_filter("", FilterKey.CLAIMANT, 'Donald "D" Trump') == 'claimant:"Donald D Trump" '


def test_commands_are_sought_alone():
    assert query_of("> open").wants_commands
    assert query_of("").is_empty
    assert query_of("-").is_empty


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("verdict:refuted status:todo", " Status:ToDo   verdict:refuted "),
        ("Élysée lind", "lind elysee"),
        ('"no new"', "“No  new”"),
        ("> export", ">  Export"),
        ('"', ' " '),
    ],
)
def test_searches_that_ask_the_same_are_the_same(text, other):
    assert are_the_same(text, other)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("a b", '"a b"'),
        ("a -b", "a b"),
        ("in:A1 a", "in:A2 a"),
        ("> export", "> import"),
        ('"', "-"),
    ],
)
def test_searches_that_ask_something_else_are_not(text, other):
    assert not are_the_same(text, other)
