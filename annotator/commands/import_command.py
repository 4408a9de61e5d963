"""The command that brings articles in; annotator.cli adds it to the others."""

from contextlib import closing
from pathlib import Path
from typing import Any, Final

import click
import msgspec

from annotator import places
from annotator.commands import reading_options
from annotator.commands.intake import Intake, bring_in
from annotator.commands.shell import EXAMPLE, answer, logging_to, say, warn
from annotator.importers.choices import Choices
from annotator.importers.fields import language_of
from annotator.storage.project import open_sound

_PATH: Final = click.Path(path_type=Path)


def _language(ctx: click.Context, option: click.Parameter, code: str) -> str:  # noqa: ARG001
    if code and not language_of(code):
        raise click.BadParameter(f"“{code}” is not a language code such as uk.")
    return code


@click.command(
    "import",
    short_help="Import articles.",
    epilog=f"{EXAMPLE}import news.annotator a.txt b.md folder",
)
@click.argument("project", type=_PATH)
@click.argument("paths", nargs=-1, required=True, type=_PATH, metavar="PATH...")
@click.option("--annotator", help="Who imports; default: your user name.")
@click.option(
    "--language",
    default="",
    metavar="CODE",
    callback=_language,
    help="Language of articles whose files do not state it, such as uk; default: detected.",
)
@reading_options.all_of_them
@click.option("--json", "is_json", is_flag=True, help="Print JSON, for programs.")
@click.pass_context
def import_articles(
    ctx: click.Context,
    /,
    project: Path,
    paths: tuple[Path, ...],
    *,
    annotator: str | None,
    language: str,
    is_json: bool,
    **told: Any,  # noqa: ANN401 - each option has its own type
) -> None:
    """Import articles into PROJECT from files of any supported type, or from folders.

    The result for every file is printed: imported, already here, skipped or refused with the
    reason. The exit code is 1 if any was refused; skipped files, such as hidden ones, do not count.
    Guesses are marked as guesses. The whole import is one step to undo.
    """
    with (
        logging_to(places.log_folder()),
        closing(open_sound(project, places.state_folder())) as store,
    ):
        for words in (store.news, store.warning, store.advice()):
            warn(words)
        store.sign_in(annotator or places.user_name() or "Checker")
        intake = bring_in(store, paths, language, Choices(**told))
    _tell(intake, is_json=is_json)
    ctx.exit(1 if intake.refused else 0)


def _tell(intake: Intake, *, is_json: bool) -> None:
    if is_json:
        answer(msgspec.to_builtins(intake))
    else:
        for line in intake.lines():
            say(line)
    for line in intake.refusals():
        say(line, err=True)


COMMANDS: Final = (import_articles,)
