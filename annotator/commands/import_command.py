"""The command that brings articles in."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import click
import msgspec

from annotator.commands import reading_options
from annotator.commands.arguments import PATH, project_argument, writing
from annotator.commands.imported import Imported
from annotator.commands.shell import answer, example, say
from annotator.commands.who import annotator_option, working_name
from annotator.domain.store import ProjectStore
from annotator.i18n import tr
from annotator.importers.fields import language_of
from annotator.importers.import_format import NONE, Choices
from annotator.operations.applying import Applying
from annotator.operations.found_drafts import found_in_files
from annotator.operations.import_job import ImportJob
from annotator.operations.import_rows import KnownTexts, rows_of


def _language(ctx: click.Context, option: click.Parameter, code: str) -> str:  # noqa: ARG001
    if code and not language_of(code):
        raise click.BadParameter(tr("“{code}” is not a language code such as uk.", code=code))
    return code


@click.command(
    "import",
    help=tr(
        "Import articles into PROJECT from files of any supported type, or from folders.\n\n"
        "The result for every file is printed: imported, already here, skipped or refused "
        "with the reason. The exit code is 1 if any was refused; skipped files, such as "
        "hidden ones, do not count. Guesses are marked as guesses. The whole import is one "
        "step to undo."
    ),
    epilog=example("import news.annotator a.txt b.md folder"),
)
@project_argument
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="PATH...")
@annotator_option
@click.option(
    "--language",
    default="",
    metavar="CODE",
    callback=_language,
    help=tr("Language of articles whose files do not state it, such as uk; default: detected."),
)
@reading_options.all_of_them
@click.option("--json", "is_json", is_flag=True, help=tr("Print JSON, for programs."))
@click.pass_context
def import_articles(
    ctx: click.Context,
    /,
    project: Path,
    paths: tuple[Path, ...],
    *,
    annotator: str | None,
    language: str,
    is_json: bool,
    **choices: Any,  # noqa: ANN401 - each option has its own type
) -> None:
    """Import articles."""
    name = working_name(annotator)
    with writing(project, name) as store:
        imported = import_files(store, paths, language, Choices(**choices))
    _print(imported, is_json=is_json)
    ctx.exit(1 if imported.refused else 0)


def import_files(
    project: ProjectStore, paths: Iterable[Path], language: str = "", choices: Choices = NONE
) -> Imported:
    """Import every file that can be read, in batches that are one step to undo.

    `language` is that of the articles whose files do not state it; empty to guess it. An
    interruption undoes what was imported.
    """
    reader = project.reader
    is_empty = reader.counts().articles == 0

    def find_codes(hashes: Sequence[str]) -> Mapping[str, str]:
        if is_empty:  # what was imported before is known without asking
            return {}
        applying.settle()
        return reader.codes_with_texts(hashes)

    rows = rows_of(found_in_files(paths, choices), KnownTexts(find_codes), language)
    job = ImportJob(rows, project.annotator.id)
    applying = Applying(project, job.note)
    applying.apply(job.edits())
    return Imported.of(job.outcomes, reader)


def _print(imported: Imported, *, is_json: bool) -> None:
    if is_json:
        answer(msgspec.to_builtins(imported))
    else:
        for line in imported.lines():
            say(line)
    for line in imported.refusals():
        say(line, err=True)


COMMAND: Final = import_articles
