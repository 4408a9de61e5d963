"""Articles and claims are listed in the order that a person chooses."""

import pytest
from msgspec.structs import replace

from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim
from annotator.domain.codebook import Codebook, Label, Layer, Scheme
from annotator.domain.label_key import LabelKey
from annotator.domain.reading import ArticleSummary
from annotator.operations.list_order import (
    ARTICLE_ORDERS,
    ListOrder,
    ordered_articles,
    ordered_claims,
)

FIRST = ArticleSummary("a", "A2", "Zoll", "Ost", "done", "2031-02", 10, "en")
SECOND = ArticleSummary("b", "A10", "Ärger", "", "todo", "2031-02-27", 300, "de")
THIRD = ArticleSummary("c", "A1", "apfel", "Nord", "todo", "", 20, "en")
COUNTS = {"b": 3, "c": 1}


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("code", "A1 A2 A10"),
        ("-code", "A10 A2 A1"),
        ("headline", "A1 A10 A2"),
        ("-headline", "A2 A10 A1"),
        ("publisher", "A1 A2 A10"),
        ("-publisher", "A2 A1 A10"),
        ("published", "A2 A10 A1"),
        ("-published", "A10 A2 A1"),
        ("status", "A1 A10 A2"),
        ("words", "A2 A1 A10"),
        ("claims", "A2 A1 A10"),
        ("-claims", "A10 A1 A2"),
        ("language", "A10 A1 A2"),
        ("-language", "A1 A2 A10"),
    ],
)
def test_articles_are_sorted_with_the_unknown_last(order, expected):
    found = ordered_articles(
        [FIRST, SECOND, THIRD], ListOrder.parsed(order, ARTICLE_ORDERS), COUNTS
    )

    assert [each.code for each in found] == expected.split()


def test_a_damaged_code_or_status_stops_nothing():
    odd = replace(THIRD, code="?", status="?")

    for by in ("code", "status"):
        assert len(ordered_articles([FIRST, odd], ListOrder(by), {})) == 2


@pytest.mark.parametrize("text", ["words", "-words"])
def test_an_order_is_kept_as_a_text(text):
    assert ListOrder.parsed(text, ARTICLE_ORDERS).text == text


@pytest.mark.parametrize("text", ["", "-", "colour"])
def test_an_unknown_order_is_the_usual_one(text):
    assert ListOrder.parsed(text, ARTICLE_ORDERS) == ListOrder("code")


def scheme(name, layer):
    return Scheme(
        id=name, layer=layer, title="", labels=(Label(code="x", name=""), Label(code="y", name=""))
    )


CODEBOOK = Codebook((scheme("p", Layer.CHECKWORTHINESS), scheme("v", Layer.VERDICT)))
CLAIMS = [
    Claim(id="1", code="C3", text="", created_by="", labels=frozenset({LabelKey("p", "y")})),
    Claim(id="2", code="C1", text="", created_by="", labels=frozenset({LabelKey("v", "x")})),
    Claim(id="3", code="C2", text="", created_by="", labels=frozenset({LabelKey("p", "x")})),
]
CHECKS = {
    "1": FactCheck(claim_id="1", checked_by="", verdict=LabelKey("v", "x")),
    "2": FactCheck(claim_id="2", checked_by="", verdict=LabelKey("v", "gone")),
    "3": FactCheck(claim_id="3", checked_by=""),
}


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (ListOrder("place"), "C3 C1 C2"),
        (ListOrder("place", is_descending=True), "C2 C1 C3"),
        (ListOrder("code"), "C1 C2 C3"),
        (ListOrder("priority"), "C2 C3 C1"),
        (ListOrder("priority", is_descending=True), "C3 C2 C1"),
        (ListOrder("verdict"), "C3 C1 C2"),
    ],
)
def test_claims_are_sorted_with_the_unlabelled_last(order, expected):
    found = ordered_claims(CLAIMS, order, CHECKS.get, CODEBOOK)

    assert [each.code for each in found] == expected.split()


def test_a_claim_without_a_check_is_last():
    found = ordered_claims(CLAIMS[::-1], ListOrder("verdict"), {"1": CHECKS["1"]}.get, CODEBOOK)

    assert [each.code for each in found] == ["C3", "C2", "C1"]
