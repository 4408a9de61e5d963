"""What concerns the window itself: other projects, closing, and its keys."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from annotator.i18n import N_
from annotator.ui.application.actions import Scope, action
from annotator.ui.commands.actions import Actions
from annotator.ui.commands.key_sheet import key_sheet


class ProjectCommands(QObject):
    """Asks the program for other projects, by the id of an action, and closes the window."""

    def __init__(self, window: QMainWindow, ask: Callable[[str], object]) -> None:
        super().__init__(window)
        self._window = window
        self._ask = ask
        self._actions: Actions | None = None

    def offer(self, actions: Actions) -> None:
        """Let the sheet of keys show these actions."""
        self._actions = actions

    @action("project.new", N_("New project…"))
    def new(self) -> None:
        """Begin another project."""
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
        """Show the first page, with the recent projects."""
        self._ask("project.home")

    @action("project.close", N_("Close window"))
    def close(self) -> None:
        """Close the window."""
        self._window.close()

    @action("help.manual", N_("Manual"))
    def show_manual(self) -> None:
        """Show the page of the manual about what has the keyboard."""
        from annotator.ui.dialogs.manual_window import show_manual  # noqa: PLC0415 - as below

        show_manual(self._window)

    @action("help.keys", N_("Keyboard shortcuts"), Scope.TEXT)
    def show_keys(self) -> None:
        """Show all keys."""
        from annotator.ui.dialogs.keys import KeysSheet  # noqa: PLC0415 - the start is measured

        if self._actions:
            KeysSheet.ask(key_sheet(self._actions.declared()), self._window)
