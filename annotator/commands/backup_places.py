"""Where commands find the backups of a project, and how many they keep: as in the window."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from annotator import places
from annotator.commands.kept_settings import kept_setting
from annotator.commands.progress import followed
from annotator.commands.shell import warn
from annotator.domain.backup import FOLDER, Backup, BackupReason
from annotator.domain.errors import StorageError
from annotator.operations.backups import Keeping, surplus
from annotator.storage.backups import backing_up, folder_for, snapshot

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


def back_up_first(project: Path, reason: BackupReason) -> None:
    """Back up a project before a large change, unless the settings keep no backups.

    A failure is told and does not prevent the change, which can be undone.
    """
    if not kept_setting("backups_kept", _USUAL.newest):
        return
    try:
        with closing(snapshot(project)) as db:
            steps = backing_up(db, project, folders_of_backups(project, None), reason, not_kept)
            for _ in followed(steps):
                pass
    except StorageError as error:
        warn(str(error))
