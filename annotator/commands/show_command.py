"""The command that shows an article or a claim with everything marked."""

from pathlib import Path
from typing import Final

import click

from annotator.commands import text_output
from annotator.commands.arguments import json_option, looking, project_argument
from annotator.commands.shell import answer, example, say
from annotator.commands.show import as_json, details
from annotator.i18n import tr


@click.command(
    help=tr(
        "Show an article or a claim of PROJECT with everything marked.\n\n"
        "Positions are Unicode code points, counted from 0; the end is not included."
    ),
    epilog=example("show news.annotator C1"),
)
@project_argument
@click.argument("code", metavar="A1|C1")
@json_option
def show(project: Path, code: str, *, is_json: bool) -> None:
    """Show an article or a claim."""
    with looking(project) as reader:
        found = details(reader, code)
    if is_json:
        answer(as_json(found))
        return
    for line in text_output.of_shown(found):
        say(line)


COMMAND: Final = show
