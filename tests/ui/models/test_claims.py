"""The list of claims follows the focus, row by row."""

import pytest
from msgspec.structs import replace

from annotator.domain.check import FactCheck
from annotator.domain.edit import Edit
from annotator.domain.label_key import LabelKey
from annotator.domain.span import Span
from annotator.ui.commands.labelling import Marking
from annotator.ui.models.claims import ClaimsModel
from annotator.ui.models.rows import ROW, Row, RowsModel


@pytest.fixture
def model(focus, qtmodeltester):
    """The claims of the article."""
    model = ClaimsModel(focus)
    yield model
    qtmodeltester.check(model)


@pytest.fixture
def earlier_claim(claim, focus):
    """The claim C2, which stands before C1 in the text."""
    start = focus.text.index("summit cost")
    focus.select((Span(start, start + len("summit cost")),))
    Marking(focus).add_claim()
    return focus.claim


@pytest.fixture
def check(workspace, claim):
    """Give the claim a verdict."""

    def check(code, status="in_progress"):
        verdict = LabelKey("averitec-verdict@1", code) if code else None
        by = workspace.annotator.id
        made = FactCheck(claim_id=claim.id, status=status, verdict=verdict, checked_by=by)
        workspace.do(Edit.add("Check", made))
        return made

    return check


def codes(model):
    return [model.index(row).data(ROW).code for row in range(model.rowCount())]


def test_claims_stand_in_the_order_of_the_text(model, claim, earlier_claim):
    assert codes(model) == ["C2", "C1"]


def test_a_new_claim_is_inserted_where_it_stands(model, claim, focus, qtbot):
    start = focus.text.index("summit cost")
    focus.select((Span(start, start + 6),))

    with qtbot.waitSignal(model.rowsInserted) as inserted, qtbot.assertNotEmitted(model.modelReset):
        Marking(focus).add_claim()

    assert inserted.args[1:] == [0, 0]


def test_a_removed_claim_takes_only_its_row(model, claim, earlier_claim, focus, qtbot):
    with qtbot.waitSignal(model.rowsRemoved) as removed:
        Marking(focus).remove_claim()

    assert removed.args[1:] == [0, 0]
    assert codes(model) == ["C1"]


def test_another_article_has_other_claims(model, claim, focus, add_article):
    focus.open(add_article("Elsewhere.").id)

    assert model.rowCount() == 0


def test_another_wording_is_shown_in_place(model, claim, workspace, qtbot):
    with qtbot.waitSignal(model.dataChanged):
        workspace.do(Edit.swap("Change", claim, replace(claim, text="Other\nwords")))

    assert model.index(0).data(ROW).text == "Other words"


@pytest.mark.parametrize(
    ("code", "status", "chip", "tone"),
    [
        ("refuted", "completed", "refuted", "refuted"),
        ("conflicting_cherrypicking", "in_review", "conflicting", "conflicting"),
        ("not_enough_evidence", "in_review", "not enough", "unchecked"),
        ("", "not_checkable", "not checkable", "unchecked"),
        ("", "in_progress", "unchecked", "unchecked"),
    ],
)
def test_the_chip_tells_the_verdict(model, check, code, status, chip, tone):
    check(code, status)

    row = model.index(0).data(ROW)
    assert (row.chip, row.tone) == (chip, tone)


def test_a_verdict_taken_back_is_no_longer_shown(model, check, workspace):
    check("refuted")
    assert model.index(0).data(ROW).chip == "refuted"

    workspace.undo()

    assert model.index(0).data(ROW).chip == "unchecked"


def test_a_row_is_read_aloud_whole(model, claim):
    assert model.index(0).data() == f"C1, {claim.text}, unchecked"


def test_a_place_is_found_by_the_id(model, claim, earlier_claim):
    assert model.place(claim.id).row() == 1
    assert not model.place("nowhere").isValid()
    assert model.item(model.place(claim.id)) == claim
    assert model.item(model.place("nowhere")) is None


def test_rows_are_described_when_they_are_shown_and_not_before():
    described = []
    model = RowsModel(str, lambda n: described.append(n) or Row(code=str(n), text=""))
    model.set_items(range(5000))

    model.index(7).data(ROW)
    model.index(7).data()

    assert described == [7]
