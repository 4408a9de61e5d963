"""The text for screen readers in the window: chosen once, kept, and worked in like the other."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.ui.reading.native import NativeText


@pytest.fixture
def native(window):
    """The text for screen readers, switched on."""
    window.actions_["view.native"].trigger()
    return window.findChild(NativeText)


def test_it_is_chosen_once_and_kept(window, native, preferences):
    assert preferences.settings.native_text
    assert window.actions_["view.native"].isChecked()
    assert window.focusWidget() is native

    window.actions_["view.native"].trigger()
    QApplication.processEvents()

    assert not preferences.settings.native_text
    assert window.focusWidget() is window.desk.text


def test_it_is_there_from_the_start_once_chosen(workspace, preferences, window_of):
    preferences.change(native_text=True)
    window = window_of(workspace)

    assert window.focusWidget() is window.findChild(NativeText)


def test_bare_keys_label_and_undo(window, native, press):
    press("Down")
    press("C")
    assert len(window.desk.focus.claims) == 1

    press("Escape")
    assert window.focusWidget() is native
    press("Z", modifier=Qt.KeyboardModifier.ControlModifier)
    assert not window.desk.focus.claims


def test_a_claim_is_made_of_the_passage_chosen_there(window, native, press):
    press("Down")
    press("Right", "Right", modifier=Qt.KeyboardModifier.ShiftModifier)
    chosen = window.desk.text.selection()
    press("S", "3")

    assert window.desk.focus.sentiments[0].anchor.spans == (chosen,)
