"""The command that creates a project."""

from pathlib import Path
from typing import Final

import click

from annotator import places
from annotator.commands.arguments import json_option, project_argument
from annotator.commands.shell import answer, example, say
from annotator.domain.project import project_path
from annotator.i18n import tr
from annotator.importers import codebook as codebooks
from annotator.storage.project import create_project


@click.command(
    help=tr("Create PROJECT, a file whose name ends in .annotator."),
    short_help=tr("Create a project."),
    epilog=example("new news.annotator --codebook averitec"),
)
@project_argument
@click.option("--name", help=tr("Name of the project; default: the file name."))
@click.option(
    "--codebook",
    default="standard",
    show_default=True,
    metavar="NAME",
    help=tr("The labels to use: a built-in codebook, or a TOML file."),
)
@json_option
def new(project: Path, name: str | None, codebook: str, *, is_json: bool) -> None:
    """Create a project."""
    path = project_path(project)
    schemes = codebooks.named(codebook)
    create_project(path, name or path.stem, schemes, places.state_folder()).close()
    if is_json:
        answer({"project": str(path), "name": name or path.stem, "codebook": codebook})
    else:
        say(tr("Created “{file}”.", file=path))


COMMAND: Final = new
