"""Commands for backups: make one, restore one, and what to do when none could be made."""

from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from annotator.domain.backup import Backup, BackupReason
from annotator.domain.errors import AnnotatorError
from annotator.i18n import N_, tr
from annotator.ui.application.actions import action
from annotator.ui.application.dates import format_datetime
from annotator.ui.application.settings import Preferences
from annotator.ui.project.backups import Backups
from annotator.ui.project.workspace import Workspace
from annotator.ui.views.backup_sign import BackupSign

_CLOSE, _AGAIN, _SETTINGS = N_("Close"), N_("Try again"), N_("Settings…")
_NO_FILE: Final = N_("This project has no file yet.")


class BackupCommands(QObject):
    """Makes backups by itself and on request, and lets one be chosen to be restored."""

    restore_requested = Signal(object)  # Backup
    settings_requested = Signal()

    def __init__(self, window: QWidget, workspace: Workspace, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._workspace = window, workspace
        self._notices = workspace.notices
        self.backups = Backups(workspace, lambda: preferences.settings)
        self.sign = BackupSign(self.backups)
        self.sign.button.clicked.connect(self._explain)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self.backups.try_again)
        self.backups.made.connect(self._tell)
        self.backups.failed.connect(self._tell_failure)

    @action("project.backup", N_("Back up now"))
    def back_up(self) -> None:
        """Back up the project, which can be edited meanwhile."""
        if self.backups.is_possible:
            self._workspace.pending.flush()
            self.backups.make()
        elif self._workspace.path:
            self._notices.post(tr("Only a project that can be changed is backed up."))
        else:
            self._notices.post(tr(_NO_FILE))

    @action("project.restore", N_("Restore backup…"))
    def restore(self) -> None:
        """Show the backups, and request that the chosen one is restored."""
        from annotator.ui.dialogs.restore import RestoreDialog  # noqa: PLC0415 - seldom needed

        if self._workspace.path is None:
            self._notices.post(tr(_NO_FILE))
            return
        self._workspace.pending.flush()
        if backup := RestoreDialog.ask(self.backups, self._window):
            self.restore_requested.emit(backup)

    def _tell(self, backup: Backup) -> None:
        if backup.is_damaged:
            self._notices.keep(
                tr("The backup was made, but the project has problems. Choose “Check project…”.")
            )
        elif backup.reason is BackupReason.ASKED:
            self._notices.post(tr("Backed up {date}.", date=format_datetime(backup.at)))

    def _tell_failure(self, error: AnnotatorError) -> None:
        self._notices.keep(f"▲ {error}")

    def _explain(self) -> None:
        """Say why there is no backup, and offer to try again."""
        from annotator.ui.dialogs.message import Message  # noqa: PLC0415 - as above

        if not self.sign.error:
            return
        choice = Message.ask(self._window, str(self.sign.error), [_AGAIN, _SETTINGS, _CLOSE])
        if choice == _AGAIN:
            self.back_up()
        elif choice == _SETTINGS:
            self.settings_requested.emit()
