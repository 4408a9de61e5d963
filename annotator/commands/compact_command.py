"""The command that makes the file of a project smaller."""

from pathlib import Path
from typing import Final

import click

from annotator.commands.arguments import json_option, project_argument
from annotator.commands.progress import followed
from annotator.commands.shell import answer, example, say
from annotator.i18n import tr
from annotator.storage.compacting import compacting
from annotator.storage.copying import megabytes


@click.command(
    help=tr(
        "Make the file of PROJECT smaller by removing unused space. Its content stays, and no"
        " window may have it open."
    ),
    epilog=example("compact news.annotator"),
)
@project_argument
@json_option
def compact(project: Path, *, is_json: bool) -> None:
    """Make the file of a project smaller."""
    before = project.stat().st_size
    list(followed(compacting(project)))  # nothing but progress
    after = project.stat().st_size
    if is_json:
        answer({"before": before, "after": after})
    else:
        sizes = {"before": megabytes(before), "after": megabytes(after)}
        say(tr("Compacted from {before} MB to {after} MB.", **sizes))


COMMAND: Final = compact
