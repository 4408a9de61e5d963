"""The arrangement of the window and its panels, saved between sessions."""

from functools import partial

from PySide6.QtCore import QByteArray, QObject, QPoint, QSettings, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from annotator.i18n import N_, tr
from annotator.ui.application.actions import Action, action
from annotator.ui.application.shortcuts import set_keys, show_with_keys
from annotator.ui.desk.desk import Desk
from annotator.ui.panels.columns import Columns
from annotator.ui.panels.panel import Panel
from annotator.ui.panels.section import Section
from annotator.ui.panels.section_column import SectionColumn
from annotator.ui.widgets.screen import room_for
from annotator.ui.widgets.settled_layouts import SettledLayouts

_SIZE = QSize(1366, 768)
_FLOATING = QSize(480, 560)
_BESIDE_COLUMN = QPoint(-24, 24)  # where a panel floats at first


class Arrangement(QObject):
    """Restores and saves the layout of list, text and panels, some in windows of their own."""

    def __init__(self, window: QMainWindow, desk: Desk, middle: QWidget) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self._application = _application()
        self.sections = [Section(panel) for panel in desk.panels]
        self.column = SectionColumn(self.sections)
        self.columns = Columns(desk.articles, middle, self.column)
        window.setCentralWidget(self.columns)
        SettledLayouts(window)
        self._declared: list[Action] = []
        self._actions = [self._action(section) for section in self.sections]
        self._others = [self._action(section, keeps_others=True) for section in self.sections]
        self._connect()
        window.resize(_SIZE.boundedTo(room_for(window)))

    def fill(self, menu: QMenu) -> None:
        """Add the actions that open each panel."""
        menu.addActions(self._actions)
        menu.addSeparator()
        menu.addActions(self._others)

    def declared(self) -> list[Action]:
        """Return what goes to each panel, and what does so and leaves the others open."""
        return self._declared

    @action("view.arrange", N_("Reset layout"))
    def renew(self) -> None:
        """Reset the layout: every panel docked, the first one open, default widths."""
        for section in self.sections:
            self._float(section, floats=False)
        self.column.set_names([], [])
        self.columns.set_widths_by_hand({})

    def show_section(self, section: Section, *, keeps_others: bool = False) -> None:
        """Make a panel visible, docked or floating."""
        if section.is_floating:
            section.show()
            section.raise_()
            section.activateWindow()
        else:
            self.column.show_section(section, keeps_others=keeps_others)
            self.columns.call_panels()
            self._lead_back()

    def _lead_back(self) -> None:
        """Activate the main window if a floating panel is the active window."""
        if any(section.is_floating and section.isActiveWindow() for section in self.sections):
            self._window.activateWindow()

    def restore(self) -> None:
        """Restore the saved arrangement; the window must have all its actions."""
        settings = QSettings()
        geometry = settings.value("window/geometry")
        if isinstance(geometry, QByteArray):
            self._window.restoreGeometry(geometry)
        self.column.set_names(_names(settings, "panels/open"), _names(settings, "panels/closed"))
        found = {columns: _number(settings, f"panels/width/{columns}") for columns in (1, 2)}
        self.columns.set_widths_by_hand({key: width for key, width in found.items() if width})
        for section in self.sections:
            place = settings.value(f"panels/window/{section.panel.name}")
            if isinstance(place, QByteArray):
                self._float(section, floats=True)
                section.restoreGeometry(place)

    def remember(self) -> None:
        """Save the arrangement of the window."""
        settings = QSettings()
        settings.setValue("window/geometry", self._window.saveGeometry())
        settings.setValue("panels/open", " ".join(self.column.open_names()))
        settings.setValue("panels/closed", " ".join(self.column.closed_names()))
        for columns in (1, 2):
            width = self.columns.widths_by_hand().get(columns, 0)
            settings.setValue(f"panels/width/{columns}", width)
        for section in self.sections:
            place = section.saveGeometry() if section.is_floating else None
            settings.setValue(f"panels/window/{section.panel.name}", place)

    def close(self) -> None:
        """Close the floating panels, as the window closes."""
        self._application.focusObjectChanged.disconnect(self._follow_keyboard)
        for section in self.sections:
            if section.is_floating:
                section.hide()

    def _connect(self) -> None:
        for section in self.sections:
            section.panel.reveal_requested.connect(partial(self.show_section, section))
            section.panel.finished.connect(partial(self._leave, section))
            section.float_requested.connect(partial(self._float_and_enter, section))
            section.back_requested.connect(partial(self._float, section, floats=False))
        self.column.entered.connect(self._enter)
        self._desk.articles.reveal_requested.connect(self.columns.call_list)
        self._desk.text.mark_clicked.connect(self._follow_click)
        self._application.focusObjectChanged.connect(self._follow_keyboard)

    def _enter(self, section: Section) -> None:
        """Open a panel, and give it the keyboard focus."""
        self.show_section(section)
        section.panel.enter()

    def _leave(self, section: Section) -> None:
        if section.is_floating:
            self._window.activateWindow()

    def _follow_keyboard(self) -> None:
        # later, as hiding what has just lost the keyboard would move it once more
        if self.columns.covers_text or self.columns.covers_text_with_list:
            QTimer.singleShot(0, self, self._uncover)

    def _uncover(self) -> None:
        """Hide the panels over the text when the keyboard focus has left them."""
        there = self._window.focusWidget()
        if not self.column.isAncestorOf(there):
            self.columns.dismiss_panels()
        if not self._desk.articles.isAncestorOf(there):
            self.columns.dismiss_list()

    def _follow_click(self) -> None:
        """Show the panel of the mark that was clicked; claims can be shown by two of them."""
        shown = {each.panel for each in self.sections if each.panel.isVisible()}
        if self._desk.focus.sentiment and self.column.isVisible():
            self._desk.sentiment.reveal_requested.emit()
        elif self._desk.sentiment in shown and self._desk.fact_check not in shown:
            self._desk.claims.reveal_requested.emit()

    def _turn(self, section: Section) -> None:
        """Open or close a panel without changing the others."""
        self.columns.call_panels()
        self.column.turn(section, keeps_others=True)
        if section.is_open:
            section.panel.enter()

    def _action(self, section: Section, *, keeps_others: bool = False) -> QAction:
        declared = panel_action(type(section.panel), keeps_others=keeps_others)
        self._declared.append(declared)
        action = QAction(declared.text, self._window)
        action.setObjectName(declared.id)
        show_with_keys(action, lambda: set_keys(action, declared.id))
        action.triggered.connect(partial(self._turn if keeps_others else self._enter, section))
        self._window.addAction(action)
        return action

    def _float_and_enter(self, section: Section) -> None:
        self._float(section, floats=True)
        section.panel.enter()

    def _float(self, section: Section, *, floats: bool) -> None:
        """Float a panel in a separate window, with all keys of this one, or dock it again."""
        if floats is section.is_floating:
            return
        if floats:
            section.setParent(self._window, Qt.WindowType.Window)
            section.setWindowTitle(f"{tr(section.panel.title)} – {self._window.windowTitle()}")
            section.addActions(self._window.actions())
            section.resize(_FLOATING)
            section.move(self.column.mapToGlobal(_BESIDE_COLUMN))
            section.show()
        else:
            for action in self._window.actions():
                section.removeAction(action)
            section.setParent(self.column)
            section.show()
        self.column.arrange()


def panel_action(panel: type[Panel], *, keeps_others: bool = False) -> Action:
    """Return the action that goes to a panel; its text is in the language of the window."""
    title = tr(panel.title)
    if keeps_others:
        title = tr("{panel}, and leave the others open", panel=title)
    return Action(f"view.panel.{panel.name}{'.too' * keeps_others}", title)


def _application() -> QGuiApplication:
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)  # noqa: S101 - there is a window
    return application


def _names(settings: QSettings, key: str) -> list[str]:
    return str(settings.value(key, "")).split()


def _number(settings: QSettings, key: str) -> int:
    kept = str(settings.value(key, ""))
    return int(kept) if kept.isdecimal() else 0
