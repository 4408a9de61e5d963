"""How the window and its panels are arranged, remembered from one day to the next."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QByteArray, QEvent, QObject, QSettings, QSize, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow
from typing_extensions import override

from annotator.ui.desk import Desk
from annotator.ui.theme import Theme
from annotator.ui.views.dock import Dock
from annotator.ui.widgets.screen import screen_of

_VERSION = 1
_SIZE = QSize(1366, 768)
_FRAME = QSize(8, 40)  # what the desktop may put around a window
_LIST_WIDTH, _PANEL_WIDTH = 232, 372


class Arrangement(QObject):
    """Docks the article list and the panels beside the text, as they were left."""

    def __init__(self, window: QMainWindow, desk: Desk, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._articles = Dock("dock.articles", desk.articles, desk.articles.header, theme)
        self._panels = [
            Dock(f"dock.{panel.name}", panel, panel.header, theme) for panel in desk.panels
        ]
        self._at_first = [panel.height_at_first for panel in desk.panels]
        self._in_use = [panel.height_in_use for panel in desk.panels]
        for dock, panel in zip(self._panels, desk.panels, strict=True):
            panel.needed.connect(dock.reveal)
            panel.needed.connect(partial(self._make_room, dock))
        window.resize(_SIZE.boundedTo(screen_of(window).availableSize() - _FRAME))
        self._dock()
        if not self._restore():
            window.installEventFilter(self)

    def show_actions(self) -> list[QAction]:
        """Return the actions that show and hide each part."""
        return [dock.toggleViewAction() for dock in (self._articles, *self._panels)]

    def renew(self) -> None:
        """Put everything back in place, unfolded, with the room it had at first."""
        for dock in (self._articles, *self._panels):
            dock.setFloating(False)
            dock.set_folded(False)
            dock.show()
        self._dock()
        self._share_room()

    def remember(self) -> None:
        """Remember how the window is arranged."""
        settings = QSettings()
        settings.setValue("window/geometry", self._window.saveGeometry())
        settings.setValue("window/state", self._window.saveState(_VERSION))
        for dock in (self._articles, *self._panels):
            settings.setValue(f"folded/{dock.objectName()}", dock.is_folded())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._window.removeEventFilter(self)
            # before the window is shown, the docks have no room to share
            QTimer.singleShot(0, self, self._share_room)
        return False

    def _restore(self) -> bool:
        settings = QSettings()
        geometry = settings.value("window/geometry")
        state = settings.value("window/state")
        if not isinstance(geometry, QByteArray) or not isinstance(state, QByteArray):
            return False
        self._window.restoreGeometry(geometry)
        for dock in (self._articles, *self._panels):
            name = f"folded/{dock.objectName()}"
            dock.set_folded(bool(settings.value(name, defaultValue=False, type=bool)))
        return self._window.restoreState(state, _VERSION)

    def _dock(self) -> None:
        self._window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self._articles)
        for dock in self._panels:
            self._window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)

    def _share_room(self) -> None:
        widths = [_LIST_WIDTH, _PANEL_WIDTH]
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self._window.resizeDocks([self._articles, self._panels[0]], widths, across)
        self._window.resizeDocks(self._panels, self._at_first, down)

    def _make_room(self, wanting: Dock) -> None:
        """Let a panel that is worked in have the height it needs, from those that have more."""
        needs = dict(zip(self._panels, self._in_use, strict=True))
        column = [dock for dock in self._panels if not dock.is_folded() and _is_at(wanting, dock)]
        if wanting in column:
            heights = {dock: dock.height() for dock in column}
            granted = _granted(heights, needs, wanting)
            self._window.resizeDocks(column, granted, Qt.Orientation.Vertical)


def _is_at(one: Dock, other: Dock) -> bool:
    """Return whether two docks share a column of the window."""
    is_docked = not one.isFloating() and not other.isFloating() and other.isVisible()
    return is_docked and one.x() == other.x()


def _granted(heights: Mapping[Dock, int], needs: Mapping[Dock, int], wanting: Dock) -> list[int]:
    """Return the heights in which one dock has what it needs, taken from the others' surplus."""
    granted = dict(heights)
    for dock in sorted(heights, key=lambda dock: needs[dock] - heights[dock]):
        lack = max(needs[wanting] - granted[wanting], 0)
        given = min(max(heights[dock] - needs[dock], 0), lack)
        granted[dock] -= given
        granted[wanting] += given
    return list(granted.values())
