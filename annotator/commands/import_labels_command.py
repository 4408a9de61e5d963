"""The command that brings labels back in."""

from pathlib import Path
from typing import Final

import click

from annotator import places
from annotator.commands.arguments import PATH, project_argument
from annotator.commands.shell import example, say
from annotator.domain.errors import AnnotatorError
from annotator.domain.project import project_path
from annotator.i18n import tr
from annotator.importers import project_lines
from annotator.operations.project_import import edits_of
from annotator.storage.project import create_project_from


@click.command(
    "import-labels",
    help=tr(
        "Import the labels in FILE into PROJECT.\n\n"
        "A whole project that was exported with --format project becomes a new PROJECT."
    ),
    short_help=tr("Import labels from a file."),
    epilog=example("import-labels news.annotator news-labels.jsonl"),
)
@project_argument
@click.argument("file", type=PATH)
def import_labels(project: Path, file: Path) -> None:
    """Import labels."""
    if not file.is_file():
        raise AnnotatorError(tr("There is no file “{file}”.", file=file))
    if not project_lines.is_project_lines(file):
        raise AnnotatorError(tr("“{file}” is in no known format for labels.", file=file))
    project_lines.require_whole(file)
    path = project_path(project)
    found = edits_of(project_lines.read(file), file.name)
    create_project_from(path, found, places.state_folder()).close()
    say(tr("Created “{file}”.", file=path))


COMMAND: Final = import_labels
