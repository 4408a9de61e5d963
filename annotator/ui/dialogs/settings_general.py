"""The page of settings for the whole window."""

from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit
from typing_extensions import override

from annotator.domain.people import same_name, tidy_name
from annotator.i18n import N_, tr
from annotator.ui.application.settings import INTERFACE_PERCENTS, Settings
from annotator.ui.dialogs.settings_page import SettingsPage, SettingsScope
from annotator.ui.theming import fonts
from annotator.ui.theming.theme import SCHEME_NAMES
from annotator.ui.widgets.choice_row import Choice

_LARGEST: Final = 2.0  # the largest scale with which the window is tested


class GeneralPage(SettingsPage):
    """Who is working, and the colours and the text size of the window."""

    code: ClassVar = "general"
    title: ClassVar = N_("General")

    def __init__(self, scope: SettingsScope) -> None:
        super().__init__(scope)
        self._name = QLineEdit()
        self._name.setObjectName("settings.annotator_name")
        self._name.setPlaceholderText(tr("Your name"))
        known = QCompleter(list(scope.people), self)
        known.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._name.setCompleter(known)
        self._name.editingFinished.connect(self._take_name)
        self.form.add(tr("Who is working"), self._name)
        self.form.add_note(tr("Stored with every change from now on."))
        schemes = [Choice(each.value, tr(name)) for each, name in SCHEME_NAMES.items()]
        self._scheme = self.choice_row("scheme", tr("Colours"), schemes)
        self._scheme.chosen.connect(lambda code: self.preferences.change(scheme=code))
        sizes = [Choice(f"{each}", tr("{percent} %", percent=each)) for each in _percents()]
        self._size = self.choice_row("interface_percent", tr("Interface text"), sizes)
        self._size.chosen.connect(lambda code: self.preferences.change(interface_percent=int(code)))
        self.form.add_note(tr("Menus, lists and forms; the size of articles is under Reading."))

    @override
    def follow(self, settings: Settings) -> None:
        self._name.setText(settings.annotator_name)
        self._scheme.set_chosen(settings.scheme)
        self._size.set_chosen(f"{settings.interface_percent}")

    def _take_name(self) -> None:
        typed = tidy_name(self._name.text())
        if typed and not same_name(typed, self.preferences.settings.annotator_name):
            known = (each for each in self.scope.people if same_name(each, typed))
            self.preferences.change(annotator_name=next(known, typed))
        else:
            self._name.setText(self.preferences.settings.annotator_name)


def _percents() -> list[int]:
    """Return the percentages at which everything fits with the desktop's type."""
    most = max(100, round(100 * _LARGEST / fonts.desktop_scale()))
    return [each for each in INTERFACE_PERCENTS if each <= most]
