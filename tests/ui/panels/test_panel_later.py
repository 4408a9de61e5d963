"""A closed panel is filled when it is first opened or used; its head tells of it before."""

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from annotator.domain.check import FactCheck
from annotator.domain.edit import Edit
from annotator.ui.panels.check_form import CheckForm
from annotator.ui.panels.claim_form import ClaimForm
from annotator.ui.panels.panel import Panel
from annotator.ui.panels.sentiment_form import SentimentForm
from annotator.ui.widgets.tabbing import others_in_order


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


def test_a_panel_that_goes_before_it_has_contents_leaves_nothing(window, theme):
    class Short(Panel):
        name, title = "short", "Short"

    panel = Short(window.desk.focus, theme)
    scroll = panel._scroll

    panel.deleteLater()
    for _ in range(2):  # the panel, then its scroll area
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    assert not shiboken6.isValid(scroll)


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
    stops = stops_between(warning_of(panel("fact_check")), "status.unfinished")

    assert panel("fact_check").field("check.conclusion") in stops
    assert not any(panel("claims").isAncestorOf(stop) for stop in stops)


def warning_of(panel):
    """Return what Tab comes to first of a section; to the head itself it does not."""
    return panel.header.findChild(QWidget, "section.warning")


def stops_between(first, last):
    """Return what Tab comes to from a widget on to that of an id."""
    chain = [first, *others_in_order(first)]
    end = next(place for place, each in enumerate(chain) if each.objectName() == last)
    return [each for each in chain[: end + 1] if each.focusPolicy() & Qt.FocusPolicy.TabFocus]


def names(stops):
    return list(filter(None, (stop.objectName() for stop in stops)))


@pytest.mark.parametrize(("name", "form"), [("claims", ClaimForm), ("sentiment", SentimentForm)])
def test_a_form_comes_while_nobody_waits(window, panel, name, form, qtbot):
    window.show()
    qtbot.waitUntil(lambda: panel(name).is_filled)

    assert panel(name).findChild(form) is not None


def test_the_evidence_sheet_comes_while_nobody_waits(window, qtbot):
    window.show()
    qtbot.waitUntil(lambda: bool(window.desk.fact_check.sheet))
    sheet = window.desk.fact_check.sheet
    qtbot.waitUntil(lambda: sheet.form.is_filled)

    assert sheet.isHidden()
    assert sheet.findChild(QWidget, "evidence.note")


def test_evidence_that_is_asked_for_at_once_finds_its_form(window, claim):
    window.desk.focus.pick_claim(claim)
    sheet = window.evidence.sheet()
    assert not sheet.form.is_filled

    window.actions_["check.evidence"].trigger()

    assert sheet.findChild(QWidget, "evidence.note")
    assert sheet.shown


@pytest.mark.parametrize(("key", "field"), [("c", "claim.text"), ("s", "sentiment.polarity")])
def test_a_key_that_is_pressed_at_once_finds_its_form(window, article, key, field, qtbot):
    window.show()

    qtbot.keyClicks(window.desk.text, key)

    assert window.findChild(QWidget, field).isVisible()


def test_tab_goes_through_late_forms_as_through_early_ones(window, claim, panel):
    early = names(stops_between(warning_of(panel("claims")), "status.unfinished"))
    window.desk.focus.pick_claim(claim)
    for each in window.desk.panels:
        each.fill_once()

    late = names(stops_between(warning_of(panel("claims")), "status.unfinished"))

    assert [name for name in late if name in early] == early
    assert late.index("claim.text") < late.index("claim.venue") < late.index("sentiment.list")
    assert late.index("sentiment.list") < late.index("sentiment.note") < late.index("check.notes")
