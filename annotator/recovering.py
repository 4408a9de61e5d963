"""Offering what can be brought back of a damaged project that could not be opened."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from annotator import places
from annotator.domain.backup import FOLDER, Restored
from annotator.domain.recovery import Recovery, RecoverySource, best_of
from annotator.i18n import N_, tr
from annotator.operations.backup_words import recoveries_words
from annotator.operations.backups import surplus
from annotator.storage.backups import folder_for
from annotator.storage.recovering import recoveries
from annotator.storage.replacing import Keeping, restoring
from annotator.temporary_folders import TemporaryFolder
from annotator.ui.application.settings import load
from annotator.ui.dialogs.dialog_widgets import display_path
from annotator.ui.dialogs.message import ask_choice, tell
from annotator.ui.dialogs.work import Outcome, Stage, Work

_CHOICES: Final = {
    RecoverySource.BACKUP: N_("Restore backup"),
    RecoverySource.HISTORY: N_("Rebuild from history"),
    RecoverySource.RECORDS: N_("Keep what can be read"),
}
_NOTHING: Final = N_("Nothing can be recovered. Look for a copy of the project elsewhere.")


def recover(parent: QWidget | None, path: Path) -> bool:
    """Offer what can be brought back, and return whether that was done."""
    folders = _folders(path)
    with TemporaryFolder() as workplace:
        looked: list[list[Recovery]] = []  # empty when looking was cancelled
        Work.run(parent, tr("Recover"), lambda: _looking(path, folders, workplace, looked))
        if not looked:
            return False
        [found] = looked
        if not found:
            tell(parent, tr(_NOTHING))
            return False
        choices = {_CHOICES[each.source]: each for each in found}
        told = [*recoveries_words(found), tr("The damaged file is kept beside the project.")]
        chosen = ask_choice(
            parent, "\n\n".join(told), [*choices], default=_CHOICES[best_of(found).source]
        )
        if chosen is None:
            return False
        file, keeping = choices[chosen].file, Keeping(folders, surplus)
        return bool(Work.run(parent, tr("Recover"), partial(_recovering, path, file, keeping)))


def _folders(path: Path) -> tuple[Path, ...]:
    chosen, own = load(places.settings_folder()).settings.backup_folder, places.backup_folder()
    return (folder_for(path, chosen, own), path.parent / FOLDER, own)


def _looking(
    path: Path, folders: tuple[Path, ...], workplace: Path, looked: list[list[Recovery]]
) -> Iterator[Stage | Outcome]:
    found: list[Recovery] = []
    for step in recoveries(path, folders, workplace):
        if isinstance(step, Recovery):
            found.append(step)
        else:
            yield Stage(step.step, step.done, step.total)
    looked.append(found)


def _recovering(path: Path, file: Path, keeping: Keeping) -> Iterator[Stage | Outcome]:
    for step in restoring(path, file, keeping, places.state_folder(), is_partial=True):
        if isinstance(step, Restored):
            kept = display_path(step.kept) if step.kept else ""
            yield Outcome(tr("Recovered. The damaged file is “{file}”.", file=kept))
        else:
            yield Stage(step.step, step.done, step.total)
