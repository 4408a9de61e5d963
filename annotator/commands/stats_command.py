"""The command that tells what a project holds, and what takes its room."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from annotator.commands.arguments import json_option, project_argument
from annotator.commands.shell import answer, example, say
from annotator.domain.direction import isolated
from annotator.domain.figures import Figure
from annotator.i18n import ngettext, tr
from annotator.operations.backup_words import held_words
from annotator.operations.statistics import damaged_words, figures
from annotator.storage.compacting import project_size
from annotator.storage.copying import megabytes
from annotator.storage.reader import reading


@click.command(
    help=tr("Tell how much PROJECT holds, what takes the room in its file, and its figures."),
    short_help=tr("Tell how large a project is, and its figures."),
    epilog=example("stats news.annotator"),
)
@project_argument
@json_option
def stats(project: Path, *, is_json: bool) -> None:
    """Tell how large a project is."""
    size = project_size(project)
    held = size.contents
    bytes_of = {
        "file": size.file,
        "texts": size.texts,
        "originals": size.originals,
        "history": size.history,
        "unused": size.unused,
    }
    if is_json:
        counts = {"articles": held.articles, "claims": held.claims, "marks": held.marks}
        told = {**counts, "edits": held.edits, "last_edit_at": held.last_at, **bytes_of}
        answer({**told, "figures": [_in_json(each) for each in _figures(project)]})
        return
    edits = ngettext("{count} edit", "{count} edits", held.edits)
    say(tr("{held}; {edits}.", held=held_words(held), edits=edits))
    say(
        tr(
            "The file has {file} MB: texts {texts} MB, original files {originals} MB, history"
            " {history} MB, unused {unused} MB.",
            **{name: megabytes(count) for name, count in bytes_of.items()},
        )
    )
    for figure in _figures(project):
        if figure.total:
            say("")
            for line in _lines(figure):
                say(line)


def _figures(project: Path) -> Iterator[Figure]:
    with reading(project) as reader:
        yield from figures(reader)


def _in_json(figure: Figure) -> dict[str, object]:
    series = [each.name for each in figure.series]
    rows = [
        {"name": category.name, "counts": dict(zip(series, values, strict=True))}
        for category, values in zip(figure.categories, figure.values, strict=True)
    ]
    return {"id": figure.id, "title": figure.title, "is_whole": figure.is_whole, "rows": rows}


def _lines(figure: Figure) -> Iterator[str]:
    yield figure.title if figure.is_whole else f"▲ {figure.title}. {damaged_words()}"
    width = len(str(max(map(sum, figure.values))))
    for category, values in zip(figure.categories, figure.values, strict=True):
        parts = (
            f"{each.name} {count}"
            for each, count in zip(figure.series, values, strict=True)
            if count and each.name
        )
        details = ", ".join(parts)
        shown = f"  {sum(values):>{width}}  {isolated(category.name)}"
        yield f"{shown}: {details}" if details else shown


COMMAND: Final = stats
