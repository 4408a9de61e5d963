"""Offering to give up an edit of thousands of records while it is being saved."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from annotator.i18n import tr
from annotator.ui.project.saving import Save
from annotator.ui.project.workspace import Workspace

if TYPE_CHECKING:
    from annotator.ui.dialogs.waiting import SavingDialog


class LongSaves(QObject):
    """Shows a dialog while a save takes long, and says when it was given up."""

    def __init__(self, window: QWidget, workspace: Workspace) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: SavingDialog | None = None
        self._notices = workspace.notices
        workspace.saves.lasting.connect(self._show)
        workspace.saves.lasted.connect(self._end)
        workspace.saves.given_up.connect(self._tell)

    def _show(self, save: Save) -> None:
        if self._dialog is None:
            from annotator.ui.dialogs.waiting import SavingDialog  # noqa: PLC0415 - it is rare

            self._dialog = SavingDialog(save, QApplication.activeWindow() or self._window)
            self._dialog.show()
            save.is_offered = True

    def _end(self) -> None:
        if self._dialog:
            self._dialog.accept()
            self._dialog.deleteLater()
            self._dialog = None

    def _tell(self) -> None:
        self._notices.post(tr("Cancelled. Nothing was changed."))
