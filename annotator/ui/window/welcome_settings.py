"""The settings while no project is open."""

from PySide6.QtWidgets import QWidget

from annotator.ui.application.actions import DECLARED, Action
from annotator.ui.application.movements import READING, REVIEWING
from annotator.ui.application.settings import Preferences
from annotator.ui.commands.actions import MENUS
from annotator.ui.desk.arrangement import panel_action
from annotator.ui.dialogs.settings import FIRST, SettingsDialog, SettingsPlace
from annotator.ui.dialogs.settings_page import SettingsScope
from annotator.ui.panels import PANELS


def show_settings(
    preferences: Preferences, window: QWidget | None, place: SettingsPlace | None
) -> None:
    """Show the settings, and in them one place; keys can be changed, too."""
    scope = SettingsScope(preferences, actions=keyed_actions())
    SettingsDialog.ask(scope, window, place or FIRST)


def keyed_actions() -> tuple[Action, ...]:
    """Return what can have keys, in the order of the menus.

    The commands that declare the actions must be imported, as they are with the main window.
    """
    in_menus = (DECLARED[name] for names in MENUS.values() for name in names if name in DECLARED)
    panels = (
        panel_action(panel, keeps_others=keeps_others)
        for keeps_others in (False, True)
        for panel in PANELS
    )
    return (*in_menus, *panels, *READING, *REVIEWING)
