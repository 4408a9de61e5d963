"""The panels, shown beside nothing, on the article of all tests."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.domain.span import Span
from annotator.ui.commands.labelling import Marking
from annotator.ui.panels.claims import ClaimsPanel
from annotator.ui.panels.fact_check import FactCheckPanel
from annotator.ui.panels.sentiment import SentimentPanel
from annotator.ui.theming.theme import Scheme, Theme


@pytest.fixture(scope="session")
def theme(qapp):
    """The light scheme."""
    theme = Theme(qapp, Scheme.LIGHT)
    theme.dress()
    return theme


@pytest.fixture
def shown(qtbot, focus, theme):
    """Show a panel of a kind, with the keyboard in its window."""

    def show(kind):
        panel = kind(focus, theme)
        qtbot.addWidget(panel)
        qtbot.addWidget(panel.header)
        panel.resize(370, 500)
        with qtbot.waitActive(panel):
            panel.show()
            panel.activateWindow()
        return panel

    return show


@pytest.fixture
def claims_panel(shown):
    return shown(ClaimsPanel)


@pytest.fixture
def sentiment_panel(shown):
    return shown(SentimentPanel)


@pytest.fixture
def check_panel(shown):
    return shown(FactCheckPanel)


@pytest.fixture
def select(focus):
    """Select words of the article."""

    def select(words):
        start = focus.text.index(words)
        focus.select((Span(start, start + len(words)),))

    return select


@pytest.fixture
def second_claim(claim, select, focus):
    """The claim C2, in the last paragraph; it is the current one."""
    select("Parliament voted for membership")
    Marking(focus).add_claim()
    return focus.claim


@pytest.fixture
def now(workspace):
    """Return a record as it is now."""
    return lambda record: workspace.reader.get(type(record), record.id)


@pytest.fixture
def fill(qtbot):
    """Type something over what a field holds, and press Enter."""

    def fill(panel, name, words, key=Qt.Key.Key_Return):
        field = panel.findChild(QWidget, name)
        field.setFocus()
        line = getattr(field, "line", field)
        line.selectAll()
        qtbot.keyClicks(line, words)
        qtbot.keyClick(line, key)
        return field

    return fill


@pytest.fixture
def choose():
    """Press a button of a row of choices."""

    def choose(panel, name, code):
        panel.findChild(QWidget, name).findChild(QWidget, code).click()

    return choose


@pytest.fixture
def shows():
    """Return what a field shows: its text, or the codes chosen."""

    def shows(panel, name):
        field = panel.findChild(QWidget, name)
        return set(field.codes()) if hasattr(field, "codes") else field.value()

    return shows


@pytest.fixture
def label_of(workspace):
    """Return the name of the last step."""
    return workspace.undo_label
