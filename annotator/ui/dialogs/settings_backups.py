"""The page of settings for backups."""

from pathlib import Path
from typing import ClassVar, Final

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget
from typing_extensions import override

from annotator.i18n import N_, format_number, tr
from annotator.ui.application.settings import Settings
from annotator.ui.dialogs.dialog_widgets import display_path
from annotator.ui.dialogs.settings_page import SettingsPage, SettingsScope
from annotator.ui.widgets.choice_row import Choice
from annotator.ui.widgets.enter_button import EnterButton
from annotator.ui.widgets.one_line import OneLine
from annotator.ui.widgets.typed import tooltip

_NEWEST: Final = (5, 10, 20, 50)


class BackupsPage(SettingsPage):
    """How many backups are kept, and in which folder."""

    code: ClassVar = "backups"
    title: ClassVar = N_("Backups")

    def __init__(self, scope: SettingsScope) -> None:
        super().__init__(scope)
        kept = [Choice(f"{count}", format_number(count)) for count in _NEWEST]
        self._kept = self.choice_row(
            "backups_kept", tr("Keep newest"), [*kept, Choice("0", tr("No backups"))]
        )
        self._kept.chosen.connect(lambda code: self.preferences.change(backups_kept=int(code)))
        self.form.add_note(
            tr(
                "A backup is made every day, and before large changes. Besides the newest, one a"
                " day is kept for a week, and one a week for three months."
            )
        )
        self._folder, self._beside = OneLine(), EnterButton(tr("Reset"))
        self.form.add(tr("Folder"), self._folder_row())
        self.form.add_note(
            tr(
                "Backups beside the project move with its folder. A folder on another drive"
                " protects them when a drive fails."
            )
        )

    @override
    def follow(self, settings: Settings) -> None:
        self._kept.set_chosen(f"{settings.backups_kept}")
        folder = settings.backup_folder
        self._folder.setText(display_path(Path(folder)) if folder else tr("Beside the project"))
        self._beside.setEnabled(bool(folder))

    def _folder_row(self) -> QWidget:
        choose = EnterButton(tr("Choose…"))
        choose.setObjectName("settings.backup_folder")
        choose.setAccessibleDescription(tr("Folder"))
        choose.clicked.connect(self._choose)
        self._beside.setObjectName("settings.backup_folder.beside")
        self._beside.setAccessibleDescription(tr("Beside the project"))
        self._beside.setToolTip(tooltip(tr("Beside the project")))
        self._beside.clicked.connect(lambda: self.preferences.change(backup_folder=""))
        row = QWidget()
        row.setFocusProxy(choose)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._folder, 1)
        for each in (choose, self._beside):
            line.addWidget(each)
        return row

    def _choose(self) -> None:
        now = self.preferences.settings.backup_folder
        if folder := QFileDialog.getExistingDirectory(self, tr("Folder for backups"), now):
            self.preferences.change(backup_folder=folder)
