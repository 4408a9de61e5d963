"""What is typed and not understood stays where it was typed until a person changes it."""

import pytest
from mirrored import arrow_onwards
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.domain.claim import Claim
from annotator.domain.unconfirmed import Unconfirmed
from annotator.ui.panels.claims import ClaimsPanel
from annotator.ui.panels.fact_check import FactCheckPanel
from annotator.ui.project.focus import Focus
from annotator.ui.project.workspace import Workspace


@pytest.fixture
def field():
    """Return a field of a panel."""
    return lambda panel, name: panel.findChild(QWidget, name)


@pytest.fixture
def again(store, article, theme, qtbot):
    """Show the project anew, as after a restart; returns a panel of a kind."""

    def again(kind):
        focus = Focus(Workspace(store))
        focus.open(article.id)
        panel = kind(focus, theme)
        qtbot.addWidget(panel)
        panel.fill_once()
        return panel

    return again


def test_it_stays_through_other_claims(claims_panel, claim, second_claim, focus, fill, field):
    focus.pick_claim(claim)
    fill(claims_panel, "claim.date", "sometime in May")

    focus.pick_claim(second_claim)
    assert (field(claims_panel, "claim.date").text()) == ""
    focus.pick_claim(claim)

    date = field(claims_panel, "claim.date")
    assert date.text() == "sometime in May"
    assert date.complaint().startswith("▲ “sometime in May” is not a date")


def test_it_stays_when_its_claim_goes_and_undo_brings_that_back(
    claims_panel, claim, focus, fill, field, workspace
):
    fill(claims_panel, "claim.date", "sometime in May")

    workspace.undo()
    assert focus.claim is None
    workspace.redo()
    focus.pick_claim(workspace.reader.get(Claim, claim.id))

    assert field(claims_panel, "claim.date").text() == "sometime in May"


def test_it_stays_through_a_restart(claims_panel, claim, fill, again, field):
    fill(claims_panel, "claim.date", "sometime in May")

    panel = again(ClaimsPanel)

    assert field(panel, "claim.date").text() == "sometime in May"
    assert field(panel, "claim.date").complaint()


def test_a_person_who_changes_it_settles_it(claims_panel, claim, fill, now, workspace):
    fill(claims_panel, "claim.date", "sometime in May")

    fill(claims_panel, "claim.date", "May 2031")

    assert now(claim).date == "2031-05"
    assert workspace.pending.to_do() == workspace.reader.unconfirmed() == []


def test_a_person_who_clears_it_settles_it(claims_panel, claim, fill, field, workspace, qtbot):
    date = fill(claims_panel, "claim.date", "sometime in May")

    date.line.selectAll()
    qtbot.keyClick(date.line, Qt.Key.Key_Delete)
    date.flush()

    assert workspace.reader.unconfirmed() == []
    assert date.complaint() == ""


def test_it_is_counted_as_to_do_without_a_check(claims_panel, check_panel, claim, fill):
    fill(claims_panel, "claim.date", "sometime in May")

    gap = check_panel.findChild(QPushButton, "check.gap.not_understood")

    assert gap.text() == f"▲ Date not understood: “sometime in May” go to it {arrow_onwards()}"
    assert "1 to do" in check_panel.header.findChild(QPushButton, "section.warning").text()


def test_the_button_of_the_gap_asks_for_the_way_there(
    claims_panel, check_panel, claim, fill, qtbot
):
    fill(claims_panel, "claim.date", "sometime in May")

    with qtbot.waitSignal(check_panel.action_requested) as asked:
        check_panel.findChild(QPushButton, "check.gap.not_understood").click()

    assert asked.args == ["edit.unfinished"]


def test_a_date_of_a_check_that_nobody_began_waits_for_it(check_panel, claim, fill, again, field):
    fill(check_panel, "check.as_of", "soon")

    panel = again(FactCheckPanel)

    assert field(panel, "check.as_of").text() == "soon"


def test_half_a_name_is_kept_while_it_is_typed_and_no_value(claims_panel, claim, field, now, qtbot):
    name = field(claims_panel, "claim.claimant")
    name.setFocus()

    with qtbot.waitSignal(name.draft.set_apart, timeout=2000):
        qtbot.keyClicks(name, "Mirel An")

    workspace = claims_panel.workspace
    assert [typed.text for typed in workspace.reader.unconfirmed()] == ["Mirel An"]
    assert (now(claim).claimant_id, workspace.pending.to_do()) == (None, [])


def test_half_a_name_waits_after_a_restart_and_enter_keeps_it(
    claims_panel, claim, field, now, again, qtbot
):
    name = field(claims_panel, "claim.claimant")
    qtbot.keyClicks(name, "Mirel Anso")
    name.draft.save()

    panel = again(ClaimsPanel)
    name = field(panel, "claim.claimant")
    panel.workspace.pending.flush()
    assert (name.text(), now(claim).claimant_id) == ("Mirel Anso", None)
    assert name.complaint() == "Not saved yet. Press Enter to save it."
    qtbot.keyClick(name, Qt.Key.Key_Return)

    assert now(claim).claimant_id
    assert panel.workspace.reader.unconfirmed() == []


def test_what_had_become_the_value_waits_no_more(claims_panel, claim, fill, field, again, store):
    name = field(claims_panel, "claim.claimant")
    name.setText("Mirel Anso")
    name.draft.save()
    fill(claims_panel, "claim.claimant", "Mirel Anso")
    store.unconfirmed.keep(name_typed(claim))

    again(ClaimsPanel)

    assert store.reader.unconfirmed() == []


def name_typed(claim):
    return Unconfirmed(
        record_id=claim.id, field="claim.claimant", label="claimant", text="Mirel Anso"
    )


def test_what_cannot_be_saved_comes_back_with_its_claim(
    claims_panel, claim, second_claim, store, field
):
    focus, workspace = claims_panel.focus, claims_panel.workspace
    focus.pick_claim(claim)
    field(claims_panel, "claim.text").setPlainText("Kept in mind")
    store.is_read_only = True
    focus.pick_claim(second_claim)
    assert not workspace.pending.is_saved

    focus.pick_claim(claim)
    assert field(claims_panel, "claim.text").value() == "Kept in mind"
    assert not workspace.pending.retry()
    store.is_read_only = False

    assert workspace.pending.retry()
    assert [typed.text for typed in store.reader.unconfirmed()] == ["Kept in mind"]


def test_an_emptied_wording_says_why_it_came_back(claims_panel, claim, field, workspace, qtbot):
    wording = field(claims_panel, "claim.text")
    wording.setFocus()
    wording.selectAll()
    qtbot.keyClick(wording, Qt.Key.Key_Delete)

    with qtbot.waitSignal(workspace.notices.posted) as told:
        field(claims_panel, "claim.venue").setFocus()

    assert told.args == ["A claim needs text. The previous text was restored."]
    assert wording.value() == claim.text


def test_a_wording_emptied_slowly_comes_back_whole(claims_panel, claim, field, now, qtbot):
    wording = field(claims_panel, "claim.text")
    wording.setFocus()
    wording.setPlainText("Lin")
    wording.draft.save()
    assert now(claim).text == "Lin"

    wording.setPlainText("")
    claims_panel.workspace.pending.flush()
    assert (now(claim).text, wording.value()) == (claim.text, "")
    qtbot.keyClick(wording, Qt.Key.Key_Return)

    assert wording.value() == claim.text
