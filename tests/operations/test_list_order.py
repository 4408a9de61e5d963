"""Articles and claims are listed in the order that a person chooses."""

import pytest

from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim
from annotator.domain.codebook import Codebook, Label, Layer, Scheme
from annotator.domain.label_key import LabelKey
from annotator.operations.list_order import (
    ARTICLE_ORDERS,
    ListOrder,
    ordered_claims,
)


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
