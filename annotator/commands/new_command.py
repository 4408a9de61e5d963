"""The command that creates a project."""

from pathlib import Path
from typing import Final

import click

from annotator import places
from annotator.commands.arguments import json_option, project_argument
from annotator.commands.shell import answer, example, say
from annotator.domain.project import project_path
from annotator.i18n import N_, tr
from annotator.importers import codebook as codebooks
from annotator.storage.project import create_project
from annotator.storage.store import Store

CREATED: Final = N_("Created “{file}”.")
"""What is said of a new project."""

_USUAL: Final = "standard"


@click.command(
    help=tr("Create PROJECT, a file whose name ends in .annotator."),
    epilog=example("new news.annotator --codebook averitec"),
)
@project_argument
@click.option("--name", help=tr("Name of the project; default: the file name."))
@click.option(
    "--codebook",
    default=_USUAL,
    show_default=True,
    metavar="NAME",
    help=tr("The labels to use: a built-in codebook, or a TOML file."),
)
@json_option
def new(project: Path, name: str | None, codebook: str, *, is_json: bool) -> None:
    """Create a project."""
    path = project_path(project)
    create(path, name, codebook).close()
    if is_json:
        answer({"project": str(path), "name": name or path.stem, "codebook": codebook})
    else:
        say(tr(CREATED, file=path))


def create(path: Path, name: str | None = None, codebook: str = _USUAL) -> Store:
    """Create a project with a codebook and open it; without a name it is called as its file."""
    schemes = codebooks.named(codebook)
    return create_project(path, name or path.stem, schemes, places.state_folder())


COMMAND: Final = new
