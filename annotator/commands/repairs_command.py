"""The command that lists possible repairs of a text."""

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
from annotator.i18n import ngettext, tr
from annotator.operations.suggestions import repair_search
from annotator.operations.text_versions import repaired
from annotator.storage.reader import reading


@click.command(
    help=tr(
        "List possible repairs of the text of the article A1.\n\n"
        "With --apply, all are applied as a new version of the text, as one step to undo, "
        "and those that are left are listed. The version before is kept."
    ),
    epilog=example("repairs news.annotator A1 --apply"),
)
@project_argument
@article_argument
@apply_option
@annotator_option
@json_option
def repairs(
    project: Path, code: str, *, is_wanted: bool, annotator: str | None, is_json: bool
) -> None:
    """List possible repairs of a text."""
    done = _repair(project, code, working_name(annotator)) if is_wanted else 0
    with reading(project) as reader:
        article = texts.article_with_code(reader, code)
        found = texts.shown_repairs(reader, article)
        whole = texts.shown_text(reader, article)
        say_damaged(reader.noticed())
    if is_json:
        answer(msgspec.to_builtins(found))
        return
    if done:
        message = ngettext(
            "{count} repaired: {article} now has text version {version}.",
            "{count} repaired: {article} now has text version {version}.",
            done,
            article=article.code,
            version=whole.version,
        )
        say(message)
    elif not found:
        say(tr("Nothing to repair in {article}.", article=article.code))
    for repair in found:
        say(texts.repair_line(repair, whole.text))


def _repair(project: Path, code: str, name: str) -> int:
    """Do what is proposed for an article, and return how much that was."""
    with writing(project, name) as store:
        article = texts.article_with_code(store.reader, code)
        wanted = repair_search(store.reader, article)()
        by = store.annotator.id
        if wanted:
            store.apply(repaired(store.reader, article, wanted, by))
        return len(wanted)


COMMAND: Final = repairs
