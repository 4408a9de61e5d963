"""The command line: open the window, or do without it what a script may want to do."""

from pathlib import Path
from typing import Final

import click

from annotator.commands import window
from annotator.commands.shell import OPEN, Commands, example
from annotator.i18n import tr

_PATH: Final = click.Path(path_type=Path)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    subcommand_metavar="[PROJECT | COMMAND [ARGS]...]",
    context_settings={"help_option_names": ["-h", "--help"]},
    help=tr(
        "Open the window on a PROJECT, or do one COMMAND without it.\n\n"
        "Without either, the window opens with a welcome page."
    ),
    epilog=example(tr("news.annotator        opens the window on a project")),
)
@click.version_option(package_name="annotator", message="Annotator %(version)s")
@click.option("--sample", is_flag=True, hidden=True, help=tr("Open the sample project."))
@click.pass_context
def main(ctx: click.Context, *, sample: bool) -> None:
    """Open the window, or do one command without it."""
    if ctx.invoked_subcommand is None:
        ctx.exit(window.open_sample() if sample else window.open_window(None))


@main.command(OPEN, hidden=True)
@click.argument("project", type=_PATH)
@click.pass_context
def open_command(ctx: click.Context, project: Path) -> None:
    """Open the window on PROJECT."""
    ctx.exit(window.open_window(project))


@main.command(
    short_help=tr("Walk through the main tasks without a screen."),
    epilog=example("tour --out tour"),
)
@click.option(
    "--out", type=_PATH, required=True, metavar="DIR", help=tr("Folder for the pictures.")
)
@click.pass_context
def tour(ctx: click.Context, out: Path) -> None:
    """Walk through the main tasks in the real window, without a screen, and save pictures."""
    ctx.exit(window.walk(out))


main.add_later(
    {
        "articles": tr("List the articles."),
        "backup": tr("Back up a project."),
        "check": tr("Verify the project file."),
        "compact": tr("Make the project file smaller."),
        "copy": tr("Save a copy of a project."),
        "export": tr("Export labels to a folder or file."),
        "formats": tr("List the export formats."),
        "import": tr("Import articles."),
        "import-labels": tr("Import labels from a file."),
        "install-desktop": tr("Add Annotator to the desktop’s menu."),
        "new": tr("Create a project."),
        "recover": tr("Recover what can be read of a damaged project."),
        "repairs": tr("List possible repairs of a text."),
        "report": tr("Write a report to read."),
        "restore": tr("List the backups of a project, or restore one."),
        "search": tr("Search texts, claims, notes and sources."),
        "show": tr("Show an article or a claim with everything marked."),
        "stats": tr("Show how large a project is, and its figures."),
        "text": tr("Print the exact text of an article."),
        "zones": tr("List the boilerplate of an article."),
    }
)
