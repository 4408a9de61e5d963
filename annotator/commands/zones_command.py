"""The command that lists the boilerplate of an article."""

from pathlib import Path
from typing import Final

import click
import msgspec

from annotator.commands import texts
from annotator.commands.arguments import (
    apply_option,
    article_argument,
    json_option,
    project_argument,
    writing,
)
from annotator.commands.shell import answer, example, say, say_damaged
from annotator.commands.who import annotator_option, working_name
from annotator.i18n import tr
from annotator.operations.suggestions import accept_zones
from annotator.storage.reader import reading


@click.command(
    help=tr(
        "List the boilerplate and other line types of the article A1, set or suggested.\n\n"
        "With --apply, all suggestions are applied first, as one step to undo."
    ),
    epilog=example("zones news.annotator A1 --json"),
)
@project_argument
@article_argument
@apply_option
@annotator_option
@json_option
def zones(
    project: Path, code: str, *, is_wanted: bool, annotator: str | None, is_json: bool
) -> None:
    """List the line types of an article."""
    if is_wanted:
        name = working_name(annotator)
        with writing(project, name) as store:
            article = texts.article_with_code(store.reader, code)
            if edit := accept_zones(store.reader, article):
                store.apply(edit)
    with reading(project) as reader:
        found = texts.shown_zones(reader, texts.article_with_code(reader, code))
        say_damaged(reader.noticed())
    if is_json:
        answer(msgspec.to_builtins(found))
        return
    if not found:
        say(tr("No boilerplate found in {article}.", article=code.upper()))
    for zone in found:
        excerpt = " ".join(zone.exact.split())[:60]
        say(f"{zone.state}  {zone.kind}  {zone.start_char}-{zone.end_char}  {excerpt}")


COMMAND: Final = zones
