"""The command that backs up a project."""

from contextlib import closing
from pathlib import Path
from typing import Final

import click

from annotator.commands.arguments import PATH, json_option, project_argument
from annotator.commands.backup_places import folders_of_backups, not_kept
from annotator.commands.progress import followed
from annotator.commands.shell import answer, example, say
from annotator.domain.backup import BackupReason
from annotator.i18n import tr
from annotator.storage.backups import backing_up, snapshot


@click.command(
    help=tr(
        "Back up PROJECT, even while it is open in a window, and check the backup.\n\n"
        "Backups that are not kept any more are removed: the ten newest are kept, then one a day"
        " for a week and one a week for three months. If the check finds problems, the backup is"
        " marked as damaged, and the exit code is 1."
    ),
    epilog=example("backup news.annotator"),
)
@project_argument
@click.option(
    "--folder", type=PATH, metavar="DIR", help=tr("Folder for the backup; default: the settings.")
)
@json_option
@click.pass_context
def backup(ctx: click.Context, project: Path, folder: Path | None, *, is_json: bool) -> None:
    """Back up a project."""
    folders = folders_of_backups(project, folder)
    with closing(snapshot(project)) as db:
        steps = backing_up(db, project, folders, BackupReason.ASKED, not_kept)
        (made,) = followed(steps)
    if is_json:
        answer({"backup": str(made.path), "damaged": made.is_damaged})
    else:
        say(tr("Backed up to “{file}”.", file=made.path))
        if made.is_damaged:
            say(tr("The check found problems. Run “annotator check” on the project."))
    ctx.exit(1 if made.is_damaged else 0)


COMMAND: Final = backup
