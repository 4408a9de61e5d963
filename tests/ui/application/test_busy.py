"""While something is done that cannot be on another thread, the pointer says so."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from annotator.ui.application.busy import busy


def test_the_pointer_asks_to_wait_only_until_it_is_done(qapp):
    with busy():
        assert QGuiApplication.overrideCursor().shape() is Qt.CursorShape.WaitCursor

    assert QGuiApplication.overrideCursor() is None


def test_what_fails_gives_the_pointer_back(qapp):
    with pytest.raises(ValueError, match="no"), busy():
        raise ValueError("no")

    assert QGuiApplication.overrideCursor() is None
