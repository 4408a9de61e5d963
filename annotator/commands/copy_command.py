"""The command that copies a project."""

from contextlib import closing
from pathlib import Path
from typing import Final

import click

from annotator import places
from annotator.commands.arguments import PATH, project_argument
from annotator.commands.shell import example, say
from annotator.domain.copying import Copied
from annotator.domain.errors import StorageError
from annotator.i18n import tr
from annotator.storage.project import open_project


@click.command(
    help=tr(
        "Save a checked copy of PROJECT as TARGET, even while it is open in a window.\n\n"
        "Nothing is overwritten. Problems of the project are listed; the exit code is then "
        "1."
    ),
    epilog=example("copy news.annotator backup.annotator"),
)
@project_argument
@click.argument("target", type=PATH)
@click.pass_context
def copy(ctx: click.Context, project: Path, target: Path) -> None:
    """Save a copy of a project."""
    if target.exists():
        raise StorageError(tr("“{file}” already exists. Choose another name.", file=target))
    findings: tuple[str, ...] = ()
    with closing(open_project(project, places.state_folder(), read_only=True)) as store:
        for step in store.copying(target):
            findings = step.findings if isinstance(step, Copied) else ()
    say(tr("Copied to “{file}”.", file=target))
    for problem in findings:
        say(problem)
    ctx.exit(1 if findings else 0)


COMMAND: Final = copy
