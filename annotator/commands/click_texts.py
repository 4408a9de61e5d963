"""The texts of click, the library that reads the command line, in the program's language.

Click takes the functions of gettext when it is imported, and offers no other way to give it a
catalogue: they are replaced in its modules.
"""

from importlib import import_module
from typing import Final

from annotator import i18n

MODULES: Final = ("core", "decorators", "exceptions", "formatting", "parser", "types")
"""The modules of click whose texts may be shown."""


def translate_click() -> None:
    """Let click speak the program's language; before the commands, whose help has its texts."""
    if catalogue := i18n.catalogue():
        for name in MODULES:
            module = import_module(f"click.{name}")
            module.__dict__["_"] = catalogue.gettext
            module.__dict__["ngettext"] = catalogue.ngettext
