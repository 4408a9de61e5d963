"""The page of settings for what is at the head of reports."""

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from annotator.domain.errors import AnnotatorError
from annotator.i18n import N_, tr
from annotator.operations.report import desk_of
from annotator.ui.application.settings import Settings
from annotator.ui.dialogs.dialog_widgets import display_path, text_label
from annotator.ui.dialogs.settings_page import SettingsPage, SettingsScope
from annotator.ui.widgets.enter_button import EnterButton
from annotator.ui.widgets.one_line import OneLine


class ReportsPage(SettingsPage):
    """The name and the logo of who publishes reports."""

    code: ClassVar = "reports"
    title: ClassVar = N_("Reports")

    def __init__(self, scope: SettingsScope) -> None:
        super().__init__(scope)
        self._name = QLineEdit()
        self._name.setObjectName("settings.desk_name")
        self._name.setPlaceholderText(tr("None"))
        self._name.editingFinished.connect(self._take_name)
        self.form.add(tr("Your desk"), self._name)
        self._logo, self._remove = OneLine(), EnterButton(tr("No logo"))
        self.form.add(tr("Logo"), self._logo_row())
        self.form.add_note(tr("At the head of every report. A logo is a PNG or JPEG file."))
        self._problem = text_label("", ink="warning")
        self._problem.setObjectName("settings.desk_logo.problem")
        self._problem.hide()
        self.column.addWidget(self._problem)

    @override
    def follow(self, settings: Settings) -> None:
        self._name.setText(settings.desk_name)
        logo = settings.desk_logo
        self._logo.setText(display_path(Path(logo)) if logo else tr("None"))
        self._remove.setEnabled(bool(logo))

    def _take_name(self) -> None:
        self.preferences.change(desk_name=" ".join(self._name.text().split()))

    def _logo_row(self) -> QWidget:
        choose = EnterButton(tr("Choose…"))
        choose.setObjectName("settings.desk_logo")
        choose.setAccessibleDescription(tr("Logo"))
        choose.clicked.connect(self._choose)
        self._remove.setObjectName("settings.desk_logo.remove")
        self._remove.clicked.connect(lambda: self._take_logo(""))
        row = QWidget()
        row.setFocusProxy(choose)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._logo, 1)
        for each in (choose, self._remove):
            line.addWidget(each)
        return row

    def _choose(self) -> None:
        kinds = tr("Pictures ({patterns})", patterns="*.png *.jpg *.jpeg")
        now = self.preferences.settings.desk_logo
        logo, _ = QFileDialog.getOpenFileName(self, tr("Logo"), now, kinds)
        if logo:
            self._take_logo(logo)

    def _take_logo(self, logo: str) -> None:
        """Use a logo that can be read; say why another one cannot."""
        try:
            desk_of("", logo)
        except AnnotatorError as error:
            self._problem.setText(str(error))
            self._problem.show()
        else:
            self._problem.hide()
            self.preferences.change(desk_logo=logo)
