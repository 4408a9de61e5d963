"""Where commands find the backups of a project, and how many they keep: as in the window."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from annotator import places
from annotator.commands.kept_settings import kept_setting
from annotator.domain.backup import FOLDER, Backup
from annotator.operations.backups import Keeping, surplus
from annotator.storage.backups import folder_for

_USUAL = Keeping()


def folder_of_backups(project: Path, chosen: Path | None) -> Path:
    """Return the folder for new backups: as the option says, otherwise the settings."""
    return chosen or folder_for(project, kept_setting("backup_folder", ""), places.backup_folder())


def folders_to_search(project: Path, chosen: Path | None) -> tuple[Path, ...]:
    """Return every folder that may have backups of a project."""
    beside = project.parent / FOLDER
    return (folder_of_backups(project, chosen), beside, places.backup_folder())


def not_kept(backups: Sequence[Backup]) -> Iterable[Backup]:
    """Return the backups that the settings do not keep."""
    return surplus(backups, Keeping(newest=kept_setting("backups_kept", _USUAL.newest)))
