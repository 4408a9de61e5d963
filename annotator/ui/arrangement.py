"""How the window and its panels are arranged, remembered from one day to the next."""

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow

from annotator.ui.views.dock import Dock

_VERSION = 1


def restore(window: QMainWindow, docks: Mapping[str, Dock]) -> bool:
    """Arrange the window as it was left; returns False when nothing is remembered."""
    settings = QSettings()
    geometry = settings.value("window/geometry")
    state = settings.value("window/state")
    if not isinstance(geometry, QByteArray) or not isinstance(state, QByteArray):
        return False
    window.restoreGeometry(geometry)
    for name, dock in docks.items():
        dock.set_folded(bool(settings.value(f"folded/{name}", defaultValue=False, type=bool)))
    return window.restoreState(state, _VERSION)


def remember(window: QMainWindow, docks: Mapping[str, Dock]) -> None:
    """Remember how the window is arranged."""
    settings = QSettings()
    settings.setValue("window/geometry", window.saveGeometry())
    settings.setValue("window/state", window.saveState(_VERSION))
    for name, dock in docks.items():
        settings.setValue(f"folded/{name}", dock.is_folded())
