"""From an article without claims the way leads back to the claim that was chosen last."""

import pytest

from annotator.domain.check import Evidence
from annotator.domain.claim import Claim
from annotator.domain.span import Span


@pytest.fixture
def other(window, add_article, article):
    """Another article, open, after a claim was made in the first."""
    start = window.desk.focus.text.index("Premier Lind gave")
    window.desk.text.select(Span(start, start + 12))
    window.actions_["claim.add"].trigger()
    other = add_article("A letter adds two promises, it says.\n", headline="What next")
    window.desk.open(other.id)
    return other


@pytest.mark.usefixtures("other")
def test_b_goes_back_to_the_claim_after_a_quotation_for_it(window, press, workspace, article):
    press("J", "Q", "Escape", "B")

    assert window.desk.focus.article.id == article.id
    assert not window.desk.focus.is_let_go
    press("V", "2")
    (claim,) = workspace.reader.find(Claim)
    assert window.desk.focus.check(claim.id).verdict.code == "refuted"
    assert workspace.reader.count(Evidence) == 1


@pytest.mark.parametrize("key", ["V", "E", "N", "T"])
def test_what_needs_a_claim_says_the_way_back(press, said, other, key):
    press(key)

    assert said() == f"No claim in {other.code} yet. Press B to go back to C1."
