"""What takes long to style is put into its window before it is filled.

Qt styles everything in a widget anew each time the widget gets another parent.
"""

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject

from annotator.ui.dialogs.export_labels import ExportLabels
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
    """Counts how often each button is styled."""

    def __init__(self):
        super().__init__()
        self.times = Counter()

    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.StyleChange and isinstance(watched, ChoiceButton):
            self.times[watched] += 1
        return False


@pytest.mark.parametrize("made", [settings, export, evidence])
def test_a_button_is_styled_a_few_times(qtbot, qapp, window, preferences, made):
    styled = Styled()

    qapp.installEventFilter(styled)
    qtbot.addWidget(made(window, preferences))
    qapp.removeEventFilter(styled)

    assert 0 < max(styled.times.values()) <= 4
