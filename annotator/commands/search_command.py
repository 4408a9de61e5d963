"""The command that searches a project."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click
import msgspec

from annotator import places
from annotator.commands.arguments import json_option, looking, project_argument
from annotator.commands.progress import catch_up
from annotator.commands.shell import answer, example, say, say_damaged
from annotator.domain.search import Found, Hit, SearchKind
from annotator.i18n import ngettext, tr
from annotator.operations.search_query import query_of
from annotator.operations.searching import search as everything
from annotator.storage.search_reader import searching


@click.command(
    help=tr(
        "Search texts, claims, notes, evidence, sources and people of PROJECT for WORDS.\n\n"
        "Words find those that begin so; quotation marks make a phrase, * finds a part of a word,"
        " - excludes. Filters: claimant:, verdict:, status:, publisher:, before:, after:, in:A1."
    ),
    epilog=example("search news.annotator guarantee verdict:refuted"),
    context_settings={"ignore_unknown_options": True},
)
@project_argument
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([kind.value for kind in SearchKind]),
    help=tr("Only this kind; can be repeated."),
)
@json_option
def search(project: Path, words: tuple[str, ...], kinds: tuple[str, ...], *, is_json: bool) -> None:
    """Search a project."""
    wanted = tuple(SearchKind(kind) for kind in kinds) or tuple(SearchKind)
    query = query_of(" ".join(words))
    with looking(project), searching(project, places.search_folder()) as finder:
        catch_up(finder)
        found = {each.kind: each for each in everything(finder.reader, finder, query, wanted)}
        say_damaged(finder.reader.noticed())
    if is_json:
        answer(msgspec.to_builtins([each for each in found.values() if each.hits]))
        return
    _say(found.values())


def _say(found: Iterable[Found]) -> None:
    if not any(each.hits for each in found):
        say(tr("Nothing found in text, claims, notes and sources."))
    for each in found:
        for hit in each.hits:
            say(_line(hit))
        shown = len({hit.id for hit in each.hits})
        if (more := each.records - shown) > 0:
            say(ngettext("{count} more in {kind}", "{count} more in {kind}", more, kind=each.kind))


def _line(hit: Hit) -> str:
    place = f"¶{hit.paragraph}" if hit.paragraph else ""
    return "  ".join(filter(None, (hit.kind, hit.code, place, hit.text)))


COMMAND: Final = search
