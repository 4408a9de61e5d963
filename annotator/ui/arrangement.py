"""How the window and its panels are arranged, remembered from one day to the next."""

from PySide6.QtCore import QByteArray, QEvent, QObject, QSettings, QSize, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow
from typing_extensions import override

from annotator.ui.desk import Desk
from annotator.ui.theme import Theme
from annotator.ui.views.dock import Dock

_VERSION = 1
_SIZE = QSize(1366, 768)
_LIST_WIDTH, _PANEL_WIDTH = 232, 372
_PANEL_HEIGHTS = (330, 120, 264)


class Arrangement(QObject):
    """Docks the article list and the panels beside the text, as they were left."""

    def __init__(self, window: QMainWindow, desk: Desk, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._articles = Dock("dock.articles", desk.articles, desk.articles.header, theme)
        self._panels = [
            Dock(f"dock.{panel.name}", panel, panel.header, theme) for panel in desk.panels
        ]
        for dock, panel in zip(self._panels, desk.panels, strict=True):
            panel.needed.connect(dock.reveal)
        window.resize(_SIZE)
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
        self._window.resizeDocks(self._panels, list(_PANEL_HEIGHTS), down)
