"""In a row of choices, letters mean what they mean in the text: none is swallowed there."""

import pytest
from PySide6.QtWidgets import QWidget

from annotator.domain.check import Evidence, FactCheck
from annotator.domain.claim import Claim
from annotator.domain.span import Span


@pytest.fixture(params=["claim.kind", "claim.worth", "check.status"])
def row(window, request):
    """A row of choices of a claim, with the keyboard in it."""
    start = window.desk.focus.text.index("Premier Lind gave")
    window.desk.text.select(Span(start, start + 12))
    window.actions_["claim.add"].trigger()
    panel = window.desk.fact_check if "check" in request.param else window.desk.claims
    panel.go_to(panel.field(request.param))


@pytest.mark.usefixtures("row")
def test_v_and_a_digit_give_the_verdict(press, workspace):
    press("V", "2")

    (check,) = workspace.reader.find(FactCheck)
    assert check.verdict.code == "refuted"
    assert workspace.reader.find(Claim)[0].assertion_kind == "fact"


@pytest.mark.usefixtures("row")
@pytest.mark.parametrize(("key", "field"), [("E", "evidence.stance"), ("N", "check.notes")])
def test_e_and_n_lead_to_their_fields(press, window, key, field):
    press(key)

    place = window.findChild(QWidget, field)
    assert window.focusWidget() is place or place.isAncestorOf(window.focusWidget())


@pytest.mark.usefixtures("row")
def test_t_leads_to_the_next_thing_to_do(press, window):
    window.desk.fact_check.judge("refuted")

    press("T")

    assert window.focusWidget().objectName() != "claim.kind"
    assert window.desk.fact_check.isAncestorOf(window.focusWidget())


@pytest.mark.usefixtures("row")
def test_q_quotes_what_is_read(press, workspace):
    press("Q")

    assert workspace.reader.find(Evidence)[0].quote.startswith("Premier Lind gave")
