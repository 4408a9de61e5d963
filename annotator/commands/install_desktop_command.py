"""The command that makes the program known to a Linux desktop."""

import sys
from pathlib import Path
from typing import Final

import click

from annotator import places
from annotator.commands.shell import example, say
from annotator.domain.errors import AnnotatorError
from annotator.i18n import tr
from annotator.operations import desktop_entry


@click.command(
    help=tr(
        "Add Annotator to the menu of a Linux desktop, for the current user.\n\n"
        "A double click on a project then opens it."
    ),
    epilog=example("install-desktop"),
)
@click.option("--remove", is_flag=True, help=tr("Remove it from the menu again."))
def install_desktop(*, remove: bool) -> None:
    """Add the program to the menu of a Linux desktop, or remove it."""
    if sys.platform in {"win32", "darwin"}:
        raise AnnotatorError(tr("This command is for Linux desktops."))
    folder = places.data_folder()
    if remove:
        desktop_entry.remove(folder)
        say(tr("Annotator is no longer in the menu."))
        return
    for path in desktop_entry.install(folder, _command()):
        say(str(path))
    say(tr("Annotator is in the menu. A double click on a project opens it."))


def _command() -> tuple[str, ...]:
    """Return the command that starts the program: its script beside Python, otherwise main.py."""
    script = Path(sys.executable).with_name("annotator")
    root = places.checkout()
    if root and not script.exists():
        return sys.executable, str(root / "main.py")
    return (str(script),)


COMMAND: Final = install_desktop
