"""The page of the settings that concern the whole window."""

from typing import ClassVar

from typing_extensions import override

from annotator.i18n import N_, tr
from annotator.ui.application.settings import Settings
from annotator.ui.dialogs.settings_page import SettingsPage, SettingsScope
from annotator.ui.theming.theme import SCHEME_NAMES
from annotator.ui.widgets.choice_row import Choice


class GeneralPage(SettingsPage):
    """Colours."""

    code: ClassVar = "general"
    title: ClassVar = N_("General")

    def __init__(self, scope: SettingsScope) -> None:
        super().__init__(scope)
        schemes = [Choice(each.value, tr(name)) for each, name in SCHEME_NAMES.items()]
        self._scheme = self.choice_row("scheme", tr("Colours"), schemes)
        self._scheme.chosen.connect(lambda code: self.preferences.change(scheme=code))

    @override
    def follow(self, settings: Settings) -> None:
        self._scheme.set_chosen(settings.scheme)
