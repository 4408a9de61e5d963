"""Who works on the command line: as the option says, otherwise the settings of the window."""

from typing import Final

import click

from annotator.commands.kept_settings import kept_setting
from annotator.domain.errors import AnnotatorError
from annotator.domain.people import tidy_name
from annotator.i18n import N_, tr

_UNKNOWN: Final = N_("Say who is working: --annotator “Your name”.")

annotator_option: Final = click.option(
    "--annotator", metavar="NAME", help=tr("Who is working; default: who works in the window.")
)


def working_name(option: str | None) -> str:
    """Return the name of who works; raises AnnotatorError where nobody has said it."""
    name = tidy_name(option or kept_setting("annotator_name", ""))
    if not name:
        raise AnnotatorError(tr(_UNKNOWN))
    return name
