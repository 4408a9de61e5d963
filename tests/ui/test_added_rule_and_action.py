"""A completeness rule and an action are each added in one place; tests add one of each here."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from annotator.domain import completeness
from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim
from annotator.domain.completeness import CheckRule, EvidenceRule, gaps
from annotator.domain.edit import Edit
from annotator.exporters import FORMATS
from annotator.exporters.write import write
from annotator.storage.store import Store
from annotator.ui.application.actions import Scope, action
from annotator.ui.application.shortcuts import SHORTCUTS
from annotator.ui.commands.actions import MENUS
from annotator.ui.commands.key_sheet import key_sheet
from annotator.ui.commands.labelling import LabellingCommands
from annotator.ui.project.workspace import Workspace

NO_NOTES = CheckRule("no_notes", "no notes", lambda _, check, _held: not check.notes, "check.notes")
NO_LOCATOR = EvidenceRule(
    "no_locator", "no page", lambda _, evidence, _s: not evidence.locator, "evidence.locator"
)


@pytest.fixture
def rules(monkeypatch):
    """Add a rule on checks and one on evidence."""
    monkeypatch.setattr(completeness, "CHECK_RULES", (NO_NOTES, *completeness.CHECK_RULES))
    monkeypatch.setattr(completeness, "EVIDENCE_RULES", (NO_LOCATOR, *completeness.EVIDENCE_RULES))


@pytest.fixture
def check(window, workspace):
    """A check without notes, shown in its panel."""
    window.actions_["claim.add"].trigger()
    (claim,) = workspace.reader.find(Claim)
    check = FactCheck(claim_id=claim.id, status="in_progress", checked_by=workspace.annotator.id)
    workspace.do(Edit.add("Begin", check))
    return check


@pytest.mark.usefixtures("rules")
def test_a_rule_is_shown_in_the_panel_and_leads_to_its_field(window, check, qtbot):
    panel = window.desk.fact_check
    panel.go_to(panel.field("check.conclusion"))

    line = panel.findChild(QPushButton, "check.gap.no_notes")
    assert "No notes" in line.accessibleName()
    assert "add evidence" not in line.accessibleName()
    line.click()

    qtbot.waitUntil(lambda: QApplication.focusWidget() is panel.field("check.notes"))


@pytest.mark.usefixtures("rules")
def test_a_rule_is_counted_in_the_export(check, workspace, tmp_path):
    (claim,) = workspace.reader.find(Claim)
    assert gaps(claim, check, ())[0].code == "no_notes"
    assert gaps(claim, replace(check, notes="Called."), ()) == ()

    list(write(FORMATS[0], workspace.reader, tmp_path / "out"))

    readme = (tmp_path / "out" / "README.txt").read_text(encoding="utf-8")
    assert "1 no_notes                 no notes" in readme


@pytest.fixture
def shouting(monkeypatch):
    """Add an action to the commands of labelling, to a menu and to the keys; returns its calls."""
    shouted = []

    @action("claim.shout", "Shout", Scope.TEXT, is_change=True)
    def shout(commands):
        shouted.append(type(commands))

    monkeypatch.setattr(LabellingCommands, "shout", shout, raising=False)
    monkeypatch.setitem(MENUS, "Claim", (*MENUS["Claim"], "claim.shout"))
    monkeypatch.setitem(SHORTCUTS, "claim.shout", ("Ctrl+Alt+U",))
    return shouted


def test_an_action_has_its_key_its_menu_and_its_line_in_the_help(shouting, window):
    [menu] = [each.menu() for each in window.menuBar().actions() if each.text() == "&Claim"]

    QTest.keyClick(
        window.desk.text,
        Qt.Key.Key_U,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
    )

    assert shouting == [LabellingCommands]
    assert menu.actions()[-1].text() == "Shout"
    assert ("Labelling", "Ctrl+Alt+U", "shout") in key_sheet(window.actions_.declared())


def test_an_action_that_changes_is_refused_where_nothing_may_be_changed(
    shouting, window_of, schemes, monkeypatch
):
    store = Store.in_memory(schemes)
    monkeypatch.setattr(Workspace, "is_read_only", property(lambda _: True))
    window = window_of(Workspace(store))

    window.actions_["claim.shout"].trigger()

    assert shouting == []
    assert "read-only" in window.status.findChild(QLabel, "status.told").text()
    window.close()
    store.close()
