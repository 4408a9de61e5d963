"""The entry point: it opens the window without loading the command-line parser."""

import os
import sys
from pathlib import Path

from annotator import i18n
from annotator.commands.window import open_window
from annotator.domain.errors import AnnotatorError
from annotator.domain.project import SUFFIX


def main() -> None:
    """Open the window on a project alone, or on none, and leave anything else to the commands."""
    i18n.choose_language(os.environ.get(i18n.VARIABLE, ""))
    try:
        _begin(sys.argv[1:])
    except KeyboardInterrupt:  # while modules are loaded: a command says it by itself
        sys.exit("\n" + i18n.tr("Aborted!"))


def _begin(words: list[str]) -> None:
    if words and not (len(words) == 1 and _is_project(words[0])):
        from annotator.commands.click_texts import translate_click  # noqa: PLC0415 - with the next

        translate_click()
        from annotator.cli import main as do_command  # noqa: PLC0415 - it reads every kind of file

        do_command()
    try:
        sys.exit(open_window(Path(words[0]) if words else None))
    except AnnotatorError as error:
        from annotator.commands.shell import say  # noqa: PLC0415 - as above

        say(str(error), err=True)
        sys.exit(1)


def _is_project(word: str) -> bool:
    return word.lower().endswith(SUFFIX) and not word.startswith("-")
