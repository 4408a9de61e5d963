"""Restoring a backup of the project in a window, which is closed meanwhile."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from annotator import places
from annotator.domain.backup import Backup, Restored
from annotator.i18n import N_, tr
from annotator.operations.backups import surplus
from annotator.ui.window.main_window import ProjectWindow

if TYPE_CHECKING:  # what restores is imported with the first restoring
    from annotator.storage.replacing import Keeping
    from annotator.ui.dialogs.work import Outcome, Stage

_AS_BEFORE: Final = N_("Nothing was restored. The project is as it was.")


class Reopen(Protocol):
    """Shows a project again."""

    def __call__(self, path: Path, *, news: str) -> None:
        """Show the project in this file, and tell something."""


def restore(window: ProjectWindow, reopen: Reopen, backup: Backup) -> None:
    """Close the project, restore a backup of it, and open it again, also when that failed."""
    from annotator.storage.replacing import Keeping  # noqa: PLC0415
    from annotator.ui.dialogs.work import Work  # noqa: PLC0415

    path = window.workspace.path
    if path is None or not window.leaves():
        return
    backups = window.backups.backups
    keeping = Keeping(backups.folders(), partial(surplus, keeping=backups.keeping()))
    window.end()
    window.hide()  # what it shows is closed
    done = Work.run(None, tr("Restore backup"), lambda: _steps(path, backup, keeping))
    reopen(path, news="" if done else tr(_AS_BEFORE))


def _steps(path: Path, backup: Backup, keeping: "Keeping") -> "Iterator[Stage | Outcome]":
    from annotator.storage.replacing import restoring  # noqa: PLC0415
    from annotator.ui.dialogs.work import Outcome, Stage  # noqa: PLC0415

    for step in restoring(path, backup.path, keeping, places.state_folder()):
        if isinstance(step, Restored):
            yield Outcome(_told(backup, step.kept))
        else:
            yield Stage(step.step, step.done, step.total)


def _told(backup: Backup, kept: Path | None) -> str:
    from annotator.ui.application.dates import format_datetime  # noqa: PLC0415
    from annotator.ui.dialogs.dialog_widgets import display_path  # noqa: PLC0415

    date = format_datetime(backup.at)
    if kept is None:
        return tr("The backup of {date} was restored.", date=date)
    if Backup.of(kept):
        return tr(
            "The backup of {date} was restored. The previous state is now the newest backup.",
            date=date,
        )
    return tr(
        "The backup of {date} was restored. The previous state is kept as “{file}”.",
        date=date,
        file=display_path(kept),
    )
