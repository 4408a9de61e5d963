"""Every kind of dialog that the program has."""

import importlib
import pkgutil

from PySide6.QtWidgets import QDialog

from annotator.ui import dialogs


def dialog_kinds():
    """Return the classes of all dialogs, also those that are made of another one."""
    for module in pkgutil.iter_modules(dialogs.__path__):
        importlib.import_module(f"{dialogs.__name__}.{module.name}")
    return {kind for kind in _below(QDialog) if kind.__module__.startswith("annotator.")}


def _below(kind):
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)
