"""A closed panel shows no other claim until it is opened, and then the right one."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from annotator.domain.check import FactCheck
from annotator.domain.span import Span
from annotator.ui.panels.check_form import CheckForm
from annotator.ui.widgets.choice_button import ChoiceButton


@pytest.fixture
def two(window):
    """Two claims; the first has a verdict, and its check was shown before its panel was closed."""
    made = []
    for start in (0, 40):
        window.desk.focus.select((Span(start, start + 12),))
        window.labelling.marking.add_claim()
        made.append(window.desk.focus.claim)
    window.desk.focus.pick_claim(made[0])
    window.desk.fact_check.judge("refuted")
    go(window, "fact_check")
    go(window, "claims")
    QApplication.processEvents()
    assert window.desk.fact_check.isHidden()
    return made


def go(window, panel):
    window.findChild(QAction, f"view.panel.{panel}").trigger()


def verdict(window):
    buttons = window.findChild(QWidget, "check.verdict").findChildren(ChoiceButton)
    return [button.choice.code for button in buttons if button.isChecked()]


def test_it_shows_the_claim_when_it_is_opened(window, two):
    window.desk.focus.pick_claim(two[1])
    assert window.desk.fact_check.is_behind

    go(window, "fact_check")
    assert verdict(window) == []
    go(window, "claims")
    window.desk.focus.pick_claim(two[0])
    go(window, "fact_check")
    assert verdict(window) == ["refuted"]


def test_a_verdict_by_key_is_of_the_current_claim(window, workspace, two):
    window.desk.focus.pick_claim(two[1])
    window.labelling.judge("supported")

    checks = {each.claim_id: each.verdict.code for each in workspace.reader.find(FactCheck)}
    assert checks == {two[0].id: "refuted", two[1].id: "supported"}
    go(window, "fact_check")
    assert verdict(window) == ["supported"]


def test_what_was_changed_while_it_was_closed_is_not_tinted(window, two):
    window.desk.focus.pick_claim(two[1])
    window.desk.focus.pick_claim(two[0])
    window.labelling.judge("supported")
    window.desk.focus.pick_claim(two[1])
    window.desk.focus.pick_claim(two[0])
    go(window, "fact_check")

    form = window.findChild(CheckForm)
    assert verdict(window) == ["supported"]
    assert not any(label.styleSheet() for label in form.findChildren(QLabel))
