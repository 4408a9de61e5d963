from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton


@pytest.fixture
def when_asked(qtbot):
    """Do something with the next dialog that asks; it is closed whatever happens."""
    timer = QTimer(interval=5)

    def then(do: Callable[[QDialog], None]):
        def look():
            if dialog := QApplication.activeModalWidget():
                timer.stop()
                try:
                    do(dialog)
                finally:
                    dialog.close()

        timer.timeout.connect(look)
        timer.start()

    yield then
    assert not timer.isActive(), "nothing was asked"


@pytest.fixture
def press_when_asked(when_asked):
    """Press the button of this name in the next dialog that asks."""
    return lambda name: when_asked(lambda dialog: dialog.findChild(QPushButton, name).click())
