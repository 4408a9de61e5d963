"""Restoring a backup of the project in a window, which is closed meanwhile."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from annotator import places
from annotator.domain.backup import Backup, Restored
from annotator.i18n import tr
from annotator.operations.backups import surplus
from annotator.storage.replacing import Keeping, restoring
from annotator.ui.application.dates import format_datetime
from annotator.ui.dialogs.dialog_widgets import display_path
from annotator.ui.dialogs.work import Outcome, Stage, Work
from annotator.ui.window.main_window import ProjectWindow


def restore(window: ProjectWindow, reopen: Callable[[Path], None], backup: Backup) -> None:
    """Close the project, restore a backup of it, and open it again, also when that failed."""
    path = window.workspace.path
    if path is None or not window.leaves():
        return
    backups = window.backups.backups
    keeping = Keeping(backups.folders(), partial(surplus, keeping=backups.keeping()))
    window.end()
    window.hide()  # what it shows is closed
    Work.run(None, tr("Restore backup"), lambda: _steps(path, backup, keeping))
    reopen(path)


def _steps(path: Path, backup: Backup, keeping: Keeping) -> Iterator[Stage | Outcome]:
    for step in restoring(path, backup.path, keeping, places.state_folder()):
        if isinstance(step, Restored):
            yield Outcome(_told(backup, step.kept))
        else:
            yield Stage(step.step, step.done, step.total)


def _told(backup: Backup, kept: Path | None) -> str:
    date = format_datetime(backup.at)
    if kept is None:
        return tr("The backup of {date} was restored.", date=date)
    if Backup.of(kept):
        return tr(
            "The backup of {date} was restored. The state before is the newest backup now.",
            date=date,
        )
    return tr(
        "The backup of {date} was restored. The state before is kept as “{file}”.",
        date=date,
        file=display_path(kept),
    )
