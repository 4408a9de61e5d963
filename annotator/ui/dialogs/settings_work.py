"""The page of settings for work: saving while typing, spelling, sources of articles."""

import time
from pathlib import Path
from typing import ClassVar, Final

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget
from typing_extensions import override

from annotator.i18n import N_, tr
from annotator.ui.application.settings import Settings
from annotator.ui.dialogs.dialog_widgets import display_path
from annotator.ui.dialogs.settings_page import SettingsPage, SettingsScope
from annotator.ui.widgets.choice_row import Choice
from annotator.ui.widgets.enter_button import EnterButton
from annotator.ui.widgets.one_line import OneLine
from annotator.ui.widgets.spelling_menu import languages

_PAUSES: Final = (300, 800, 1500)  # milliseconds


class WorkPage(SettingsPage):
    """Saving while typing, the language of spelling, and where articles come from."""

    code: ClassVar = "work"
    title: ClassVar = N_("Typing and import")

    def __init__(self, scope: SettingsScope) -> None:
        super().__init__(scope)
        pauses = [Choice(f"{ms}", tr("{seconds:g} s", seconds=ms / 1000)) for ms in _PAUSES]
        self._pause = self.choice_row("autosave_pause_ms", tr("Save after"), pauses)
        self._pause.chosen.connect(
            lambda code: self.preferences.change(autosave_pause_ms=int(code))
        )
        self.form.add_note(tr("Typing is saved after a pause this long."))
        self._spelling = self.box("spelling", tr("Spelling"))
        if "" not in languages():
            self._spelling.addItem(tr("No dictionary is installed"), "")
        for tag, name in languages().items():
            self._spelling.addItem(name, tag)
        self._spelling.currentIndexChanged.connect(
            lambda _: self.preferences.change(spelling=self._spelling.currentData())
        )
        self._folder, self._stop = OneLine(), EnterButton(tr("Stop"))
        self.form.add(tr("Watch folder"), self._folder_row())
        self.form.add_note(tr("New files in the watched folder are offered for import."))
        self._local = self.tick("allow_local_links", tr("Allow links to local network addresses"))

    @override
    def follow(self, settings: Settings) -> None:
        self._pause.set_chosen(f"{settings.autosave_pause_ms}")
        self.show_value(self._spelling, settings.spelling)
        folder = settings.watched_folder
        self._folder.setText(display_path(Path(folder)) if folder else tr("None"))
        self._stop.setEnabled(bool(folder))
        self._local.setChecked(settings.allow_local_links)

    def _folder_row(self) -> QWidget:
        choose = EnterButton(tr("Choose…"))
        choose.setObjectName("settings.watched_folder")
        choose.setAccessibleDescription(tr("Watch folder"))
        choose.clicked.connect(self._choose)
        self._stop.setObjectName("settings.watched_folder.stop")
        self._stop.setAccessibleName(tr("Stop watching"))
        self._stop.clicked.connect(lambda: self._watch(""))
        row = QWidget()
        row.setFocusProxy(choose)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._folder, 1)
        line.addWidget(choose)
        line.addWidget(self._stop)
        return row

    def _choose(self) -> None:
        now = self.preferences.settings.watched_folder
        if folder := QFileDialog.getExistingDirectory(self, tr("Watch folder"), now):
            self._watch(folder)

    def _watch(self, folder: str) -> None:
        self.preferences.change(watched_folder=folder, watched_until=time.time())
