"""The command that lists the articles of a project."""

from pathlib import Path
from typing import Final

import click
import msgspec

from annotator.commands import text_output
from annotator.commands.arguments import json_option, looking, project_argument
from annotator.commands.listing import listed_articles
from annotator.commands.shell import answer, example, say, say_damaged
from annotator.i18n import tr


@click.command(
    help=tr("List the articles of PROJECT."),
    epilog=example("articles news.annotator --json"),
)
@project_argument
@json_option
def articles(project: Path, *, is_json: bool) -> None:
    """List the articles of a project."""
    with looking(project) as reader:
        found = list(listed_articles(reader))
        say_damaged(reader.noticed())
    if is_json:
        answer(msgspec.to_builtins(found))
        return
    for article in found:
        say(text_output.of_listed(article))


COMMAND: Final = articles
