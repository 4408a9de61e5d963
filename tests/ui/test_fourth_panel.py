"""A panel is a module and a name in `PANELS`: a fourth one gets all that the three have."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.domain.edit import Edit
from annotator.storage.store import Store
from annotator.ui.desk import desk
from annotator.ui.panels import PANELS
from annotator.ui.panels.panel import Panel
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.auto_line import AutoLine


class OutletPanel(Panel):
    """Shows who published the article, and lets it be changed."""

    name = "outlet"
    title = "Outlet"

    def __init__(self, focus, theme):
        super().__init__(focus, theme)
        self.line = AutoLine()
        self.line.committed.connect(self._keep)
        self.line.finished.connect(self.finished)
        self.workspace.pending.add(self.line.draft)
        self.add_contents(self.line)
        focus.article_changed.connect(self._show)
        focus.article_edited.connect(self._show)

    def _keep(self, publisher):
        article = self.focus.article
        if article:
            changed = replace(article, publisher=publisher)
            self.workspace.do(Edit.swap("Change outlet", article, changed))

    def _show(self, article):
        self.line.begin(article.publisher if article else "")


@pytest.fixture(autouse=True)
def fourth(monkeypatch):
    """Put the fourth panel into the list."""
    monkeypatch.setattr(desk, "PANELS", (*PANELS, OutletPanel))


def panel(window):
    return window.findChild(OutletPanel)


def test_it_has_a_place_and_an_entry_in_the_menu(window):
    section = window.findChild(QWidget, "section.outlet")
    assert section.isVisible()
    assert not section.is_open
    entry = window.findChild(QAction, "view.panel.outlet")
    assert entry.text() == "Outlet"

    entry.trigger()

    assert section.is_open
    assert panel(window).line.hasFocus()


def test_it_is_opened_when_it_is_worked_in(window, qtbot):
    panel(window).go_to(panel(window).line)

    assert window.findChild(QWidget, "section.outlet").is_open
    qtbot.waitUntil(panel(window).line.hasFocus)


def test_it_follows_the_focus_and_leads_back_to_the_text(window, workspace):
    line = panel(window).line
    panel(window).go_to(line)
    line.selectAll()
    QTest.keyClicks(line, "Courier")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert window.desk.text.hasFocus()
    assert window.desk.focus.article.publisher == "Courier"

    window.desk.focus.open(None)
    assert line.text() == ""

    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.desk.text


def test_undo_takes_back_what_is_typed_there(window, workspace):
    line, before = panel(window).line, panel(window).line.text()
    line.setText("Courier")

    window.actions_["edit.undo"].trigger()

    assert window.desk.focus.article.publisher == before
    assert line.text() == before
    assert workspace.redo_label() == "Change outlet"


def test_closing_the_window_keeps_what_is_typed_there(window, workspace, article):
    panel(window).line.setText("Courier")
    kept = []
    workspace.edited.connect(lambda edit: kept.append(edit.title))

    window.close()

    assert kept == ["Change outlet"]


def test_it_is_there_on_the_day_after_there_were_three(window_of, schemes, monkeypatch):
    stores = [Store.in_memory(schemes) for _ in range(2)]
    monkeypatch.setattr(desk, "PANELS", PANELS)
    window_of(Workspace(stores[0])).close()

    monkeypatch.setattr(desk, "PANELS", (*PANELS, OutletPanel))
    window = window_of(Workspace(stores[1]))

    assert window.findChild(QWidget, "section.outlet").isVisible()
    window.close()
    for store in stores:
        store.close()
