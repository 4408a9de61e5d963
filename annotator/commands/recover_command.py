"""The command that brings back what it can of a damaged project."""

from pathlib import Path
from typing import Final

import click

from annotator import places
from annotator.commands.arguments import PATH, json_option, project_argument
from annotator.commands.backup_places import folders_of_backups, not_kept
from annotator.commands.progress import followed
from annotator.commands.shell import answer, example, say
from annotator.domain.errors import AnnotatorError
from annotator.domain.recovery import Recovery, RecoverySource
from annotator.i18n import tr
from annotator.operations.backup_words import recoveries_words, recovery_words
from annotator.storage.recovering import recoveries
from annotator.storage.replacing import Keeping, restoring
from annotator.temporary_folders import TemporaryFolder


@click.command(
    help=tr(
        "List what can be recovered of a damaged PROJECT: its newest backup, a project that"
        " is rebuilt from the history of changes, and the records that can still be read."
        " It says which brings back most.\n\n"
        "With --from, one of these takes its place. The damaged file is kept beside it."
    ),
    epilog=example("recover news.annotator --from history"),
)
@project_argument
@click.option(
    "--from",
    "source",
    type=click.Choice([each.value for each in RecoverySource]),
    help=tr("What takes the place of the damaged project."),
)
@click.option("--folder", type=PATH, metavar="DIR", help=tr("Another folder with backups."))
@json_option
def recover(project: Path, source: str | None, folder: Path | None, *, is_json: bool) -> None:
    """Recover what can be read of a damaged project."""
    if not project.exists():
        raise AnnotatorError(tr("There is no file “{path}”.", path=project))
    if project.is_dir():
        raise AnnotatorError(tr("“{path}” is a folder, not a project.", path=project))
    folders = folders_of_backups(project, folder)
    with TemporaryFolder() as workplace:
        wanted = [RecoverySource(source)] if source else [*RecoverySource]
        steps = recoveries(project, folders, workplace, wanted)
        found = [*followed(steps)]
        if source is None:
            _list(found, is_json=is_json)
            return
        if not found:
            raise AnnotatorError(tr("Nothing can be recovered that way."))
        (chosen,) = found
        keeping = Keeping(folders, not_kept)
        state_folder = places.state_folder()
        restored = restoring(project, chosen.file, keeping, state_folder, is_partial=True)
        (kept,) = (step.kept for step in followed(restored))
    if is_json:
        answer({"from": source, "before": str(kept)})
        return
    say(tr("Recovered: {words}", words=recovery_words(chosen)))
    say(tr("The previous state is kept as “{file}”.", file=kept))


def _list(found: list[Recovery], *, is_json: bool) -> None:
    if is_json:
        answer([_as_json(each) for each in found])
        return
    if not found:
        say(tr("Nothing can be recovered. Look for a copy of the project elsewhere."))
    for each, words in zip(found, recoveries_words(found), strict=True):
        say(f"{each.source.value}: {words}")


def _as_json(each: Recovery) -> dict[str, object]:
    held = each.contents
    return {
        "from": each.source.value,
        "articles": held.articles,
        "claims": held.claims,
        "marks": held.marks,
        "last_edit_at": held.last_at,
        "problems": each.problems,
        "cut_off": each.is_cut_off,
    }


COMMAND: Final = recover
