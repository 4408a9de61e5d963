"""The sign of backups in the status bar: one is being made, or could not be made."""

from PySide6.QtWidgets import QPushButton

from annotator.domain.errors import AnnotatorError
from annotator.i18n import tr
from annotator.ui.application.announcing import announce
from annotator.ui.project.backups import Backups
from annotator.ui.widgets.enter_button import flush_button
from annotator.ui.widgets.typed import tooltip


class BackupSign:
    """A button that is there while a backup is made, and after one failed, until one is made."""

    def __init__(self, backups: Backups) -> None:
        self.error: AnnotatorError | None = None
        self.button: QPushButton = flush_button("")
        self.button.setObjectName("status.backup")
        self.button.hide()
        backups.started.connect(self._show_started)
        backups.made.connect(lambda _: self._show_error(None))
        backups.failed.connect(self._show_error)
        backups.ended.connect(self._show_end)

    def _show_started(self) -> None:
        self._show(tr("backing up…"), tr("A backup of the project is being made."))

    def _show_error(self, error: AnnotatorError | None) -> None:
        self.error = error
        if error:
            self._show(tr("▲ no backup"), str(error))
            announce(self.button, str(error))

    def _show_end(self) -> None:
        self.button.setVisible(self.error is not None)

    def _show(self, text: str, explanation: str) -> None:
        self.button.setText(text)
        self.button.setToolTip(tooltip(explanation))
        self.button.setAccessibleDescription(explanation)
        self.button.show()
