"""The size of the interface by the settings: the window is created again for it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from annotator.ui.application.settings import Preferences, Settings
from annotator.ui.theming import fonts
from annotator.ui.theming.theme import Theme

if TYPE_CHECKING:
    from annotator.ui.dialogs.settings import SettingsPlace


class TextScale(QObject):
    """Applies the setting at once, and reopens the settings if they were open.

    Many lengths are measured when a widget is created, so that a new window is needed.
    `renew` creates it; `show_settings` opens a page of the settings.
    """

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        renew: Callable[[], object],
        show_settings: Callable[["SettingsPlace"], object],
    ) -> None:
        super().__init__(theme)
        self._theme, self._renew, self._show_settings = theme, renew, show_settings
        preferences.changed.connect(self._follow)

    def _follow(self, settings: Settings) -> None:
        if self._theme.text_scale != text_scale(settings):
            self._theme.set_text_scale(text_scale(settings))
            QTimer.singleShot(0, self, self._make_anew)

    def _make_anew(self) -> None:
        from annotator.ui.dialogs.settings import SettingsDialog  # noqa: PLC0415 - it is open

        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, SettingsDialog):
            self._renew()
            return
        place = dialog.place
        dialog.close()
        QTimer.singleShot(0, self, partial(self._renew_with, place))  # when its loop has ended

    def _renew_with(self, place: "SettingsPlace") -> None:
        self._renew()
        QTimer.singleShot(0, self, partial(self._show_settings, place))


def text_scale(settings: Settings) -> float:
    """Return the scale of the interface, 1 for the normal size."""
    return fonts.desktop_scale() * settings.interface_percent / 100
