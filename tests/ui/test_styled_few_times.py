"""What takes long to style is put into its window before it is filled.

Qt styles everything in a widget anew each time the widget gets another parent.
"""

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel

from annotator.ui.commands.key_sheet import key_sheet
from annotator.ui.dialogs.export_labels import ExportLabels
from annotator.ui.dialogs.history_details import HistoryDetails
from annotator.ui.dialogs.keys import KeysSheet
from annotator.ui.dialogs.settings import SettingsDialog
from annotator.ui.dialogs.settings_page import SettingsScope
from annotator.ui.widgets.choice_button import ChoiceButton


def settings(window, preferences):
    return SettingsDialog(SettingsScope(preferences, (), ()), window)


def export(window, _preferences):
    return ExportLabels(window.workspace, window)


def evidence(window, _preferences):
    sheet = window.evidence.sheet()
    sheet.form.fill_once()
    return sheet


class Styled(QObject):
    """Counts how often each widget of a kind is styled."""

    def __init__(self, kind):
        super().__init__()
        self._kind, self.times = kind, Counter()

    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.StyleChange and isinstance(watched, self._kind):
            self.times[watched] += 1
        return False


@pytest.mark.parametrize(("made", "most"), [(settings, 4), (export, 3), (evidence, 4)])
def test_a_button_is_styled_a_few_times(qtbot, qapp, window, preferences, made, most):
    styled = Styled(ChoiceButton)

    qapp.installEventFilter(styled)
    qtbot.addWidget(made(window, preferences))
    qapp.removeEventFilter(styled)

    assert 0 < max(styled.times.values()) <= most


def test_a_line_of_the_keys_is_styled_once(qtbot, qapp, window):
    lines = key_sheet(window.actions_.declared())
    styled = Styled(QLabel)

    qapp.installEventFilter(styled)
    qtbot.addWidget(KeysSheet(lines, window))
    qapp.removeEventFilter(styled)

    assert set(styled.times.values()) == {1}


def test_the_details_of_a_step_are_styled_once(qtbot, qapp, window):
    details = HistoryDetails(may_change=True)
    details.setParent(window)
    styled = Styled(QLabel)

    qapp.installEventFilter(styled)
    details.show_text("Select a step to see what it changed.")
    qapp.removeEventFilter(styled)

    assert set(styled.times.values()) == {1}
