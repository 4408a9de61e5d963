"""The command that tells what a project holds, and what takes its room."""

from pathlib import Path
from typing import Final

import click

from annotator.commands.arguments import json_option, project_argument
from annotator.commands.shell import answer, example, say
from annotator.i18n import ngettext, tr
from annotator.operations.backup_words import held_words
from annotator.storage.compacting import project_size
from annotator.storage.copying import megabytes


@click.command(
    help=tr("Tell how much PROJECT holds, and what takes the room in its file."),
    short_help=tr("Tell how large a project is."),
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
        answer({**counts, "edits": held.edits, "last_edit_at": held.last_at, **bytes_of})
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


COMMAND: Final = stats
