"""The commands on an article's text; annotator.cli adds them to the others."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

import click
import msgspec

from annotator import places
from annotator.commands import texts
from annotator.commands.shell import answer, say
from annotator.domain.edit import Edit
from annotator.storage.project import open_project
from annotator.storage.reader import reading

_PATH: Final = click.Path(path_type=Path)

_project: Final = click.argument("project", type=_PATH)
_code: Final = click.argument("code", metavar="A1")
_as_data: Final = click.option("--json", "is_json", is_flag=True, help="Answer as JSON.")
_apply: Final = click.option("--apply", "is_wanted", is_flag=True, help="Take all proposals.")


def _do(apply: Callable[[Edit], None], edit: Edit | None) -> None:
    if edit:
        apply(edit)


@click.command(short_help="Print the exact text of an article.")
@_project
@_code
@click.option("--version", type=int, metavar="N", help="An older version of the text.")
def text(project: Path, code: str, version: int | None) -> None:
    """Print the exact text of the article A1, as its offsets count it."""
    with reading(project) as reader:
        article = texts.article_called(reader, code)
        click.echo(texts.text_of(reader, article, version), nl=False)


@click.command(short_help="List what of an article is page furniture.")
@_project
@_code
@_apply
@_as_data
def zones(project: Path, code: str, *, is_wanted: bool, is_json: bool) -> None:
    """List what of the article A1 is not the article, told or proposed."""
    if is_wanted:
        with closing(open_project(project, places.state_folder())) as store:
            store.sign_in(places.user_name() or "Checker")
            article = texts.article_called(store.reader, code)
            _do(store.apply, texts.taking_zones(store.reader, article))
    with reading(project) as reader:
        found = texts.shown_zones(reader, texts.article_called(reader, code))
    if is_json:
        answer(msgspec.to_builtins(found))
        return
    for zone in found:
        words = " ".join(zone.exact.split())[:60]
        say(f"{zone.state}  {zone.kind}  {zone.start_char}-{zone.end_char}  {words}")


@click.command(short_help="List what could be put right in a text.")
@_project
@_code
@_apply
@_as_data
def repairs(project: Path, code: str, *, is_wanted: bool, is_json: bool) -> None:
    """List what could be put right in the text of the article A1."""
    if is_wanted:
        from annotator.ui.models.rewritten import repaired  # noqa: PLC0415 - it needs no window

        with closing(open_project(project, places.state_folder())) as store:
            store.sign_in(places.user_name() or "Checker")
            article = texts.article_called(store.reader, code)
            wanted = texts.proposed_repairs(store.reader, article)
            by = store.annotator.id
            _do(store.apply, repaired(store.reader, article, wanted, by) if wanted else None)
    with reading(project) as reader:
        found = texts.shown_repairs(reader, texts.article_called(reader, code))
    if is_json:
        answer(msgspec.to_builtins(found))
        return
    for repair in found:
        say(f"{repair.kind}  {repair.start_char}-{repair.end_char}  Here {repair.reason}")
