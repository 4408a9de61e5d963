"""The commands on a whole project; annotator.cli adds them to the others."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import click
import msgspec

from annotator import places
from annotator.commands import wording
from annotator.commands.listing import listed
from annotator.commands.shell import EXAMPLE, answer, say, say_damaged, warn
from annotator.commands.show import as_json, shown
from annotator.domain.project import project_path
from annotator.importers import codebook as codebooks
from annotator.storage.project import create_project, open_project
from annotator.storage.reader import StoredReader, reading
from annotator.storage.verification import steps

_PATH: Final = click.Path(path_type=Path)

_project: Final = click.argument("project", type=_PATH)
_as_data: Final = click.option("--json", "is_json", is_flag=True, help="Print JSON, for programs.")


@click.command(
    short_help="Create a project.", epilog=f"{EXAMPLE}new news.annotator --codebook averitec"
)
@_project
@click.option("--name", help="Name of the project; default: the file name.")
@click.option(
    "--codebook",
    default="standard",
    show_default=True,
    metavar="NAME",
    help="The labels to use: a built-in codebook, or a TOML file.",
)
@_as_data
def new(project: Path, name: str | None, codebook: str, *, is_json: bool) -> None:
    """Create PROJECT, a file whose name ends in .annotator."""
    path = project_path(project)
    schemes = codebooks.named(codebook)
    create_project(path, name or path.stem, schemes, places.state_folder()).close()
    if is_json:
        answer({"project": str(path), "name": name or path.stem, "codebook": codebook})
    else:
        say(f"Created “{path}”.")


@click.command(short_help="List the articles.", epilog=f"{EXAMPLE}articles news.annotator --json")
@_project
@_as_data
def articles(project: Path, *, is_json: bool) -> None:
    """List the articles of PROJECT."""
    with looking(project) as reader:
        found = list(listed(reader))
        say_damaged(reader.noticed())
    if is_json:
        answer(msgspec.to_builtins(found))
        return
    for article in found:
        say(wording.of_listed(article))


@click.command(
    short_help="Show an article or a claim with everything marked.",
    epilog=f"{EXAMPLE}show news.annotator C1",
)
@_project
@click.argument("code", metavar="A1|C1")
@_as_data
def show(project: Path, code: str, *, is_json: bool) -> None:
    """Show an article or a claim of PROJECT with everything marked.

    Positions are Unicode code points, counted from 0; the end is not included.
    """
    with looking(project) as reader:
        found = shown(reader, code)
    if is_json:
        answer(as_json(found))
        return
    for line in wording.of_shown(found):
        say(line)


@click.command(short_help="Verify the project file.", epilog=f"{EXAMPLE}check news.annotator")
@_project
@_as_data
@click.pass_context
def check(ctx: click.Context, project: Path, *, is_json: bool) -> None:
    """Verify PROJECT: the file, every mark, every label and the history of every change.

    Problems are listed, and the exit code is then 1. Remarks are not problems: for example,
    that a clock was set back.
    """
    done = list(steps(project, places.state_folder()))
    problems = [problem for step in done for problem in step.findings]
    remarks = [remark for step in done for remark in step.remarks]
    if is_json:
        answer({"problems": problems, "remarks": remarks})
    else:
        for line in [*problems, *(f"Remark: {remark}" for remark in remarks)]:
            say(line)
    if not problems and not is_json:
        say(f"No problems found: {_counts(project)}.")
    ctx.exit(1 if problems else 0)


def _counts(path: Path) -> str:
    with reading(path) as reader:
        counts = reader.counts()
    named = {"article": counts.articles, "claim": counts.claims, "mention": counts.mentions}
    return ", ".join(wording.counted(count, thing) for thing, count in named.items())


@contextmanager
def looking(path: Path) -> Iterator[StoredReader]:
    """Read a project that is only looked at, and say first what is odd about it."""
    with closing(open_project(path, places.state_folder(), read_only=True)) as store:
        warn(store.warning)
    with reading(path) as reader:
        yield reader


COMMANDS: Final = (new, articles, show, check)
