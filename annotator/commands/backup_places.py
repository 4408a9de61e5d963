"""Where commands find the backups of a project, and how many they keep: as in the window."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from annotator import places
from annotator.commands.kept_settings import kept_setting
from annotator.domain.backup import FOLDER, Backup
from annotator.operations.backups import Keeping, surplus
from annotator.storage.backups import folder_for

_USUAL = Keeping()


def folders_of_backups(project: Path, chosen: Path | None) -> tuple[Path, ...]:
    """Return the folders that may have backups of a project, the first for new ones.

    That is the one of the option, or as the settings say.
    """
    own, beside = places.backup_folder(), project.parent / FOLDER
    new = chosen or folder_for(project, kept_setting("backup_folder", ""), own)
    return tuple(dict.fromkeys((new, beside, own)))


def not_kept(backups: Sequence[Backup]) -> Iterable[Backup]:
    """Return the backups that the settings do not keep."""
    return surplus(backups, Keeping(newest=kept_setting("backups_kept", _USUAL.newest)))
