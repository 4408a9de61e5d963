"""The command that lists the backups of a project, and restores one."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import click

from annotator import places
from annotator.commands.arguments import PATH, json_option, project_argument
from annotator.commands.backup_places import folders_of_backups, not_kept
from annotator.commands.progress import followed
from annotator.commands.shell import answer, example, say
from annotator.domain.backup import Backup, BackupDetails
from annotator.domain.errors import AnnotatorError, StorageError
from annotator.i18n import tr
from annotator.operations.backup_words import held_words, lost_words, reason_words
from annotator.storage.backups import described, key_of, snapshot
from annotator.storage.engine import Connection
from annotator.storage.replacing import Keeping, restoring
from annotator.storage.upgrade_copies import restorable


@click.command(
    help=tr(
        "Restore a BACKUP of PROJECT, by its number or the name of its file; without one, list"
        " them.\n\n"
        "The present state is kept first: as a backup, or beside the project where its file is"
        " damaged. A project that is open elsewhere is not restored."
    ),
    epilog=example("restore news.annotator 12"),
)
@project_argument
@click.argument("backup", required=False)
@click.option("--folder", type=PATH, metavar="DIR", help=tr("Another folder with backups."))
@json_option
def restore(project: Path, backup: str | None, folder: Path | None, *, is_json: bool) -> None:
    """List the backups of a project, or restore one."""
    with _present(project) as present:
        found = restorable(project, key_of(project, present), *folders_of_backups(project, folder))
        if backup is None:
            _list(found, present, is_json=is_json)
            return
    chosen = next((each for each in found if backup in _names(each)), None)
    if chosen is None:
        raise AnnotatorError(
            tr(
                "There is no backup {name}. Run “annotator restore” without a name.",
                name=backup,
            )
        )
    keeping = Keeping(folders_of_backups(project, folder), not_kept)
    steps = restoring(project, chosen.path, keeping, places.state_folder())
    (kept,) = (restored.kept for restored in followed(steps))
    if is_json:
        answer({"restored": str(chosen.path), "before": str(kept) if kept else None})
        return
    say(tr("Restored backup {name}.", name=backup))
    if kept:
        say(tr("The previous state is kept as “{file}”.", file=kept))


@contextmanager
def _present(project: Path) -> Iterator[Connection | None]:
    """Read the present state; None where the file is damaged or missing."""
    try:
        db = snapshot(project)
    except StorageError:
        yield None
    else:
        with closing(db):
            yield db


def _list(found: list[Backup], present: Connection | None, *, is_json: bool) -> None:
    told = [(each, _details(each, present)) for each in found]
    if is_json:
        answer([_as_json(backup, details) for backup, details in told])
        return
    if not told:
        say(tr("There are no backups."))
    for backup, details in told:
        at = f"{backup.at.astimezone():%Y-%m-%d %H:%M}"
        held = held_words(details.contents) if details else tr("It cannot be read.")
        say(f"{_names(backup)[0]}  {at}  {reason_words(backup)}: {held}")
        if details and details.loss:
            say(f"   {lost_words(details.loss)}")


def _details(backup: Backup, present: Connection | None) -> BackupDetails | None:
    try:
        return described(backup, present)
    except StorageError:
        return None


def _names(backup: Backup) -> list[str]:
    """Return what a backup can be called by: its number, if it has one, or its file."""
    return [*filter(None, [str(backup.number or "")]), backup.path.name]


def _as_json(backup: Backup, details: BackupDetails | None) -> dict[str, object]:
    contents = details.contents if details else None
    return {
        "number": backup.number or None,
        "file": str(backup.path),
        "at": backup.at.isoformat(),
        "reason": backup.reason.value,
        "damaged": backup.is_damaged,
        "articles": contents.articles if contents else None,
        "claims": contents.claims if contents else None,
        "marks": contents.marks if contents else None,
        "edits": contents.edits if contents else None,
        "last_edit_at": contents.last_at if contents else None,
        "edits_lost": details.loss.edits if details and details.loss else None,
    }


COMMAND: Final = restore
