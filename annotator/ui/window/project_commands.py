"""Commands for projects, closing, help and the list of shortcuts."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from annotator.i18n import N_
from annotator.ui.application.actions import Scope, action
from annotator.ui.commands.actions import Actions
from annotator.ui.commands.key_sheet import key_sheet


class ProjectCommands(QObject):
    """Requests other projects from the program, by the id of an action, and closes the window."""

    keys_requested = Signal()  # the settings of keys are wanted

    def __init__(self, window: QMainWindow, ask: Callable[[str], object]) -> None:
        super().__init__(window)
        self._window = window
        self._ask = ask
        self._actions: Actions | None = None

    def offer(self, actions: Actions) -> None:
        """Set the actions in the list of shortcuts."""
        self._actions = actions

    @action("project.new", N_("New project…"))
    def new(self) -> None:
        """Create another project."""
        self._ask("project.new")

    @action("project.open", N_("Open project…"))
    def open(self) -> None:
        """Open another project."""
        self._ask("project.open")

    @action("project.sample", N_("Open sample project"))
    def open_sample(self) -> None:
        """Open the sample project."""
        self._ask("project.sample")

    @action("project.home", N_("Show recent projects"))
    def show_recent(self) -> None:
        """Show the welcome page, with the recent projects."""
        self._ask("project.home")

    @action("project.close", N_("Close window"))
    def close(self) -> None:
        """Close the window."""
        self._window.close()

    @action("help.manual", N_("Manual"))
    def show_manual(self) -> None:
        """Show the page of the manual about the focused widget."""
        from annotator.ui.dialogs.manual_window import show_manual  # noqa: PLC0415 - as below

        show_manual(self._window)

    @action("help.keys", N_("Keyboard shortcuts"), Scope.TEXT)
    def show_keys(self) -> None:
        """Show all shortcuts."""
        from annotator.ui.dialogs.keys import KeysSheet  # noqa: PLC0415 - the start is measured

        lines = key_sheet(self._actions.declared()) if self._actions else []
        if KeysSheet.ask(lines, self._window):
            self.keys_requested.emit()
