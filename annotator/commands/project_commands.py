"""Commands on a whole project."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import click
import msgspec

from annotator import places
from annotator.commands import text_output
from annotator.commands.listing import listed
from annotator.commands.shell import answer, example, say, say_damaged, warn
from annotator.commands.show import as_json, shown
from annotator.domain.project import project_path
from annotator.i18n import ngettext, tr
from annotator.importers import codebook as codebooks
from annotator.storage.project import create_project, open_project
from annotator.storage.reader import StoredReader, reading
from annotator.storage.verification import steps

_PATH: Final = click.Path(path_type=Path)

_project: Final = click.argument("project", type=_PATH)
_as_data: Final = click.option(
    "--json", "is_json", is_flag=True, help=tr("Print JSON, for programs.")
)


@click.command(
    help=tr("Create PROJECT, a file whose name ends in .annotator."),
    short_help=tr("Create a project."),
    epilog=example("new news.annotator --codebook averitec"),
)
@_project
@click.option("--name", help=tr("Name of the project; default: the file name."))
@click.option(
    "--codebook",
    default="standard",
    show_default=True,
    metavar="NAME",
    help=tr("The labels to use: a built-in codebook, or a TOML file."),
)
@_as_data
def new(project: Path, name: str | None, codebook: str, *, is_json: bool) -> None:
    """Create a project."""
    path = project_path(project)
    schemes = codebooks.named(codebook)
    create_project(path, name or path.stem, schemes, places.state_folder()).close()
    if is_json:
        answer({"project": str(path), "name": name or path.stem, "codebook": codebook})
    else:
        say(tr("Created “{file}”.", file=path))


@click.command(
    help=tr("List the articles of PROJECT."),
    short_help=tr("List the articles."),
    epilog=example("articles news.annotator --json"),
)
@_project
@_as_data
def articles(project: Path, *, is_json: bool) -> None:
    """List the articles of a project."""
    with looking(project) as reader:
        found = list(listed(reader))
        say_damaged(reader.noticed())
    if is_json:
        answer(msgspec.to_builtins(found))
        return
    for article in found:
        say(text_output.of_listed(article))


@click.command(
    help=tr(
        "Show an article or a claim of PROJECT with everything marked.\n\n"
        "Positions are Unicode code points, counted from 0; the end is not included."
    ),
    short_help=tr("Show an article or a claim with everything marked."),
    epilog=example("show news.annotator C1"),
)
@_project
@click.argument("code", metavar="A1|C1")
@_as_data
def show(project: Path, code: str, *, is_json: bool) -> None:
    """Show an article or a claim."""
    with looking(project) as reader:
        found = shown(reader, code)
    if is_json:
        answer(as_json(found))
        return
    for line in text_output.of_shown(found):
        say(line)


@click.command(
    help=tr(
        "Verify PROJECT: the file, every mark, every label and the history of every change.\n\n"
        "Problems are listed, and the exit code is then 1. Remarks are not problems: for "
        "example, that a clock was set back."
    ),
    short_help=tr("Verify the project file."),
    epilog=example("check news.annotator"),
)
@_project
@_as_data
@click.pass_context
def check(ctx: click.Context, project: Path, *, is_json: bool) -> None:
    """Verify a project."""
    done = list(steps(project, places.state_folder()))
    problems = [problem for step in done for problem in step.findings]
    remarks = [remark for step in done for remark in step.remarks]
    if is_json:
        answer({"problems": problems, "remarks": remarks})
    else:
        for line in [*problems, *(tr("Remark: {remark}", remark=remark) for remark in remarks)]:
            say(line)
    if not problems and not is_json:
        say(tr("No problems found: {counts}.", counts=_counts(project)))
    ctx.exit(1 if problems else 0)


def _counts(path: Path) -> str:
    with reading(path) as reader:
        counts = reader.counts()
    named = (
        ngettext("{count} article", "{count} articles", counts.articles),
        ngettext("{count} claim", "{count} claims", counts.claims),
        ngettext("{count} mention", "{count} mentions", counts.mentions),
    )
    return ", ".join(named)


@contextmanager
def looking(path: Path) -> Iterator[StoredReader]:
    """Read a project that is only looked at, and say first what is odd about it."""
    with closing(open_project(path, places.state_folder(), read_only=True)) as store:
        warn(store.warning)
    with reading(path) as reader:
        yield reader


COMMANDS: Final = (new, articles, show, check)
