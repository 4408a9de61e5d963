"""A closed panel is filled when it is first opened or used; its head tells of it before."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from annotator.domain.check import FactCheck
from annotator.domain.edit import Edit
from annotator.ui.panels.check_form import CheckForm


@pytest.fixture
def panel(window):
    """Find a panel of the window by its name."""
    return lambda name: next(each for each in window.desk.panels if each.name == name)


@pytest.fixture
def open_panel(window):
    """Open a panel with its key."""
    return lambda name: window.findChild(QAction, f"view.panel.{name}").trigger()


def test_it_has_no_form_before_it_is_opened(panel, open_panel):
    assert panel("fact_check").findChild(CheckForm) is None

    open_panel("fact_check")

    assert panel("fact_check").findChild(CheckForm) is not None


def test_a_field_of_it_can_be_asked_for(panel):
    conclusion = panel("fact_check").field("check.conclusion")

    assert conclusion is panel("fact_check").findChild(QWidget, "check.conclusion")
    assert conclusion is not None


def test_the_check_of_the_claim_is_shown_when_it_is_opened(window, claim, open_panel, panel):
    workspace = window.workspace
    check = FactCheck(claim_id=claim.id, checked_by=workspace.annotator.id, conclusion="So it is.")
    workspace.do(Edit.add("Check", check))
    window.desk.focus.pick_claim(claim)

    open_panel("fact_check")

    assert panel("fact_check").field("check.conclusion").toPlainText() == "So it is."


def test_tab_comes_to_its_fields_behind_its_head(window, claim, open_panel, panel):
    window.desk.focus.pick_claim(claim)
    open_panel("fact_check")
    stops = [panel("fact_check").header]
    while stops[-1].objectName() != "status.unfinished":
        stops.append(stops[-1].nextInFocusChain())

    assert panel("fact_check").field("check.conclusion") in stops
    assert not any(panel("claims").isAncestorOf(stop) for stop in stops)
