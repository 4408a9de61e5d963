"""Breaks in the window."""

import os
import signal

from PySide6.QtWidgets import QApplication

from annotator.storage.store import Store
from annotator.storage.unconfirmed import UnconfirmedTexts
from annotator.ui.application.ending import Ending
from annotator.ui.application.keyboard import Keyboard
from annotator.ui.widgets import draft
from annotator.ui.window.leaving import Leaving
from annotator.ui.window.main_window import ProjectWindow


def the_window_waits_for_the_disk():
    """Wait for the disk on the window's own thread."""
    Store.save_aside = lambda self, at_once=0: None


def typing_is_saved_in_pauses_only():
    """Save nothing as long as somebody goes on typing."""
    draft.GRACE = 100_000_000


def what_is_no_value_yet_is_not_kept():
    """Keep nothing of a field until it is left with a value that can stand."""
    UnconfirmedTexts.keeping = lambda self, typed: iter(())


def signals_end_the_program_at_once():
    """Leave the signals to the system."""
    Ending.watch = Ending.unwatch = lambda self: None


def waking_ends_the_program():
    """End at once when the computer wakes."""
    signal.signal(signal.SIGCONT, lambda *_: os._exit(1))


def what_is_typed_goes_with_the_window():
    """Save nothing of what is being typed when the window closes."""
    ProjectWindow.save = lambda self: None
    Leaving._is_committed = lambda self: True
    draft.Draft.flush = lambda self: None  # a window that hides takes the focus from its field


def dialogs_are_waited_for():
    """Hear no signal as long as a dialog waits."""
    read = Ending._read
    Ending._read = lambda self: None if QApplication.activeModalWidget() else read(self)


def keys_are_what_they_type():
    """Go by the letters and digits that keys type, whatever layout they are typed on."""
    Keyboard.eventFilter = lambda self, watched, event: False


def keys_are_kept():
    """Keep each key that is looked at from what it is meant for."""
    look = Keyboard.eventFilter
    Keyboard.eventFilter = lambda self, watched, event: (
        look(self, watched, event) or (event.type() is event.Type.KeyPress)
    )
