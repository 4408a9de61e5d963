"""The command that prints the exact text of an article."""

from pathlib import Path
from typing import Final

import click
import msgspec

from annotator.commands import texts
from annotator.commands.arguments import article_argument, json_option, project_argument
from annotator.commands.shell import answer, example, say_damaged
from annotator.i18n import tr
from annotator.storage.reader import reading


@click.command(
    help=tr(
        "Print the exact text of the article A1, in which positions are counted.\n\n"
        "Nothing is added, not even a final newline."
    ),
    epilog=example("text news.annotator A1 --version 1"),
)
@project_argument
@article_argument
@click.option("--version", type=int, metavar="N", help=tr("An older version of the text."))
@json_option
def text(project: Path, code: str, version: int | None, *, is_json: bool) -> None:
    """Print the exact text of an article."""
    with reading(project) as reader:
        article = texts.article_with_code(reader, code)
        shown = texts.shown_text(reader, article, version)
        say_damaged(reader.noticed())
    if is_json:
        answer(msgspec.to_builtins(shown))
    else:
        click.echo(shown.text, nl=False)


COMMAND: Final = text
