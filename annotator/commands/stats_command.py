"""The command that tells what a project holds, and what takes its room."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from annotator.commands.arguments import json_option, project_argument
from annotator.commands.shell import answer, example, say
from annotator.domain.direction import isolated
from annotator.domain.errors import Remedy, StorageError
from annotator.domain.figures import Figure
from annotator.i18n import ngettext, tr
from annotator.operations.backup_words import held_words
from annotator.operations.statistics import damaged_words, figures
from annotator.storage.compacting import ProjectSize, project_size
from annotator.storage.copying import megabytes
from annotator.storage.reader import reading


@click.command(
    help=tr("Show what PROJECT holds, what takes up space in its file, and its figures."),
    epilog=example("stats news.annotator"),
)
@project_argument
@json_option
def stats(project: Path, *, is_json: bool) -> None:
    """Show how large a project is, and its figures: of a damaged one, what can be counted."""
    try:
        size = project_size(project)
    except StorageError as error:
        if Remedy.CHECK not in error.remedies:
            raise
        told: dict[str, object] = {"damaged": str(error)}
        lines = [f"▲ {error}"]
    else:
        told, lines = _size_in_json(size), _size_lines(size)
    if is_json:
        answer({**told, "figures": [_in_json(each) for each in _figures(project)]})
        return
    for line in (*lines, *_figure_lines(project)):
        say(line)


def _figure_lines(project: Path) -> Iterator[str]:
    for figure in _figures(project):
        if figure.total:
            yield ""
            yield from _lines(figure)


def _bytes_of(size: ProjectSize) -> dict[str, int]:
    return {
        "file": size.file,
        "texts": size.texts,
        "originals": size.originals,
        "history": size.history,
        "unused": size.unused,
    }


def _size_in_json(size: ProjectSize) -> dict[str, object]:
    held = size.contents
    counts = {"articles": held.articles, "claims": held.claims, "marks": held.marks}
    return {**counts, "edits": held.edits, "last_edit_at": held.last_at, **_bytes_of(size)}


def _size_lines(size: ProjectSize) -> list[str]:
    held = size.contents
    edits = ngettext("{count} edit", "{count} edits", held.edits)
    room = tr(
        "The file has {file} MB: texts {texts} MB, original files {originals} MB, history"
        " {history} MB, unused {unused} MB.",
        **{name: megabytes(count) for name, count in _bytes_of(size).items()},
    )
    return [tr("{held}; {edits}.", held=held_words(held), edits=edits), room]


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
