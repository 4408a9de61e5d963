"""The page of settings for the whole window."""

from typing import ClassVar, Final

from typing_extensions import override

from annotator.i18n import N_, tr
from annotator.ui.application.settings import INTERFACE_PERCENTS, Settings
from annotator.ui.dialogs.settings_page import SettingsPage, SettingsScope
from annotator.ui.theming import fonts
from annotator.ui.theming.theme import SCHEME_NAMES
from annotator.ui.widgets.choice_row import Choice

_LARGEST: Final = 2.0  # the largest scale with which the window is tested


class GeneralPage(SettingsPage):
    """The colours and the text size of the window."""

    code: ClassVar = "general"
    title: ClassVar = N_("General")

    def __init__(self, scope: SettingsScope) -> None:
        super().__init__(scope)
        schemes = [Choice(each.value, tr(name)) for each, name in SCHEME_NAMES.items()]
        self._scheme = self.choice_row("scheme", tr("Colours"), schemes)
        self._scheme.chosen.connect(lambda code: self.preferences.change(scheme=code))
        sizes = [Choice(f"{each}", tr("{percent} %", percent=each)) for each in _percents()]
        self._size = self.choice_row("interface_percent", tr("Interface text"), sizes)
        self._size.chosen.connect(lambda code: self.preferences.change(interface_percent=int(code)))
        self.form.add_note(tr("Menus, lists and forms; the size of articles is under Reading."))

    @override
    def follow(self, settings: Settings) -> None:
        self._scheme.set_chosen(settings.scheme)
        self._size.set_chosen(f"{settings.interface_percent}")


def _percents() -> list[int]:
    """Return the percentages at which everything fits with the desktop's type."""
    most = max(100, round(100 * _LARGEST / fonts.desktop_scale()))
    return [each for each in INTERFACE_PERCENTS if each <= most]
