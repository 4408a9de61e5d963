"""The settings, and who is working."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.i18n import N_, tr
from annotator.ui.application.actions import action
from annotator.ui.application.settings import Preferences, Settings
from annotator.ui.commands.actions import Actions
from annotator.ui.project.workspace import Workspace

if TYPE_CHECKING:
    from annotator.ui.dialogs.settings import SettingsPlace


class SettingsCommands(QObject):
    """Shows the settings, and applies those that concern the work in the project."""

    def __init__(self, window: QWidget, workspace: Workspace, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._workspace, self._preferences = window, workspace, preferences
        self._signing = workspace.signing
        self._name = ""  # of the settings
        self._actions: Actions | None = None

    def offer(self, actions: Actions) -> None:
        """Let the settings list these actions."""
        self._actions = actions

    def begin(self) -> None:
        """Follow the settings from now on, and ask who works before the first change."""
        self._signing.ask = self._ask_first
        self._signing.changed.connect(self._hold_typing)
        self._preferences.changed.connect(self._follow)
        self._follow(self._preferences.settings)
        if news := self._preferences.take_news():
            self._workspace.notices.keep(news)

    def stop(self) -> None:
        """Ask nothing any more."""
        self._signing.ask = None

    @action("app.settings", N_("Settings…"))
    def show(self) -> None:
        """Show the settings, which apply at once."""
        self.show_at()

    def show_page(self, code: str) -> None:
        """Show a page of the settings."""
        from annotator.ui.dialogs.settings import SettingsPlace  # noqa: PLC0415 - seldom needed

        self.show_at(SettingsPlace(code))

    def show_keys(self) -> None:
        """Show the settings of keys."""
        from annotator.ui.dialogs.settings import SettingsPlace  # noqa: PLC0415 - seldom needed

        self.show_at(SettingsPlace("keys", "settings.keys.search"))

    def show_at(self, place: "SettingsPlace | None" = None) -> None:
        """Show the settings, and in them one place."""
        from annotator.ui.dialogs.settings import FIRST, SettingsDialog  # noqa: PLC0415 - as above
        from annotator.ui.dialogs.settings_page import SettingsScope  # noqa: PLC0415

        declared = tuple(self._actions.keyed()) if self._actions else ()
        scope = SettingsScope(self._preferences, self._signing.people(), declared)
        SettingsDialog.ask(scope, self._window, place or FIRST)

    @action("app.annotator", N_("Who is working…"))
    def change_annotator(self) -> None:
        """Let somebody else work from now on."""
        self._workspace.pending.flush()  # what was typed is still the other's
        if name := self._ask():
            self._preferences.change(annotator_name=name)
            self._signing.sign_in(name)
            name = self._signing.annotator.name
            self._workspace.notices.post(tr("{name} is working now.", name=name))

    def _ask(self) -> str:
        from annotator.ui.dialogs.who import WhoDialog  # noqa: PLC0415 - as above

        name = self._signing.annotator.name
        return WhoDialog.ask(self._signing.people(), name, self._window)

    def _ask_first(self) -> str:
        if name := self._ask():
            self._preferences.change(annotator_name=name)
        return name

    def _follow(self, settings: Settings) -> None:
        self._workspace.pending.set_pause(settings.autosave_pause_ms)
        if settings.annotator_name not in ("", self._name):
            self._signing.sign_in(settings.annotator_name)
        self._name = settings.annotator_name
        self._hold_typing()

    def _hold_typing(self) -> None:
        """Let the question of who works wait until typing rests."""
        self._workspace.pending.hold(is_held=not self._signing.is_named)
