"""Who works on the command line: as the option says, otherwise the settings of the window."""

import json
from contextlib import suppress
from typing import Any, Final

import click

from annotator import places
from annotator.domain.errors import AnnotatorError
from annotator.domain.people import tidy_name
from annotator.i18n import N_, tr

_UNKNOWN: Final = N_("Say who is working: --annotator “Your name”.")

annotator_option: Final = click.option(
    "--annotator", metavar="NAME", help=tr("Who is working; default: who works in the window.")
)


def working_name(option: str | None) -> str:
    """Return the name of who works; raises AnnotatorError where nobody has said it."""
    name = tidy_name(option or _name_in_settings())
    if not name:
        raise AnnotatorError(tr(_UNKNOWN))
    return name


def _name_in_settings() -> str:
    kept: Any = {}
    with suppress(OSError, ValueError):
        kept = json.loads((places.settings_folder() / "settings.json").read_bytes())
    name = kept.get("annotator_name", "") if isinstance(kept, dict) else ""
    return name if isinstance(name, str) else ""
