"""Commands on an article's text."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

import click
import msgspec

from annotator import places
from annotator.commands import texts
from annotator.commands.shell import answer, example, say, say_damaged
from annotator.domain.edit import Edit
from annotator.i18n import ngettext, tr
from annotator.operations.suggestions import accept_zones, repair_search
from annotator.operations.text_versions import repaired
from annotator.storage.project import open_sound
from annotator.storage.reader import reading

_PATH: Final = click.Path(path_type=Path)


_project: Final = click.argument("project", type=_PATH)
_code: Final = click.argument("code", metavar="A1")
_as_data: Final = click.option(
    "--json", "is_json", is_flag=True, help=tr("Print JSON, for programs.")
)
_apply: Final = click.option(
    "--apply", "is_wanted", is_flag=True, help=tr("Apply all suggestions.")
)


def _do(apply: Callable[[Edit], object], edit: Edit | None) -> None:
    if edit:
        apply(edit)


@click.command(
    help=tr(
        "Print the exact text of the article A1, in which positions are counted.\n\n"
        "Nothing is added, not even a final newline."
    ),
    short_help=tr("Print the exact text of an article."),
    epilog=example("text news.annotator A1 --version 1"),
)
@_project
@_code
@click.option("--version", type=int, metavar="N", help=tr("An older version of the text."))
@_as_data
def text(project: Path, code: str, version: int | None, *, is_json: bool) -> None:
    """Print the exact text of an article."""
    with reading(project) as reader:
        article = texts.article_called(reader, code)
        shown = texts.shown_text(reader, article, version)
        say_damaged(reader.noticed())
    if is_json:
        answer(msgspec.to_builtins(shown))
    else:
        click.echo(shown.text, nl=False)


@click.command(
    help=tr(
        "List the boilerplate and other line types of the article A1, set or suggested.\n\n"
        "With --apply, all suggestions are applied first, as one step to undo."
    ),
    short_help=tr("List the boilerplate of an article."),
    epilog=example("zones news.annotator A1 --json"),
)
@_project
@_code
@_apply
@_as_data
def zones(project: Path, code: str, *, is_wanted: bool, is_json: bool) -> None:
    """List the line types of an article."""
    if is_wanted:
        with closing(open_sound(project, places.state_folder())) as store:
            store.sign_in(places.user_name() or "Checker")
            article = texts.article_called(store.reader, code)
            _do(store.apply, accept_zones(store.reader, article))
    with reading(project) as reader:
        found = texts.shown_zones(reader, texts.article_called(reader, code))
        say_damaged(reader.noticed())
    if is_json:
        answer(msgspec.to_builtins(found))
        return
    if not found:
        say(tr("No boilerplate found in {article}.", article=code.upper()))
    for zone in found:
        excerpt = " ".join(zone.exact.split())[:60]
        say(f"{zone.state}  {zone.kind}  {zone.start_char}-{zone.end_char}  {excerpt}")


@click.command(
    help=tr(
        "List possible repairs of the text of the article A1.\n\n"
        "With --apply, all are applied as a new version of the text, as one step to undo, "
        "and those that are left are listed. The version before is kept."
    ),
    short_help=tr("List possible repairs of a text."),
    epilog=example("repairs news.annotator A1 --apply"),
)
@_project
@_code
@_apply
@_as_data
def repairs(project: Path, code: str, *, is_wanted: bool, is_json: bool) -> None:
    """List possible repairs of a text."""
    done = _repair(project, code) if is_wanted else 0
    with reading(project) as reader:
        article = texts.article_called(reader, code)
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


def _repair(project: Path, code: str) -> int:
    """Apply the suggested repairs of an article, and return how many there were."""
    with closing(open_sound(project, places.state_folder())) as store:
        store.sign_in(places.user_name() or "Checker")
        article = texts.article_called(store.reader, code)
        wanted = repair_search(store.reader, article)()
        by = store.annotator.id
        _do(store.apply, repaired(store.reader, article, wanted, by) if wanted else None)
        return len(wanted)


COMMANDS: Final = (text, zones, repairs)
