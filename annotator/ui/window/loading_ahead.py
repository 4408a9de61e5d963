"""Importing what the first edit and the first dialogs need, once the window is shown."""

from collections.abc import Iterator
from importlib import import_module
from typing import Final

from annotator.language.spelling import dictionaries

_NEEDED_FIRST: Final = (
    "sqlite_utils",  # by the first edit
    "annotator.ui.views.search_window",
    "annotator.ui.panels.evidence_sheet",
    "annotator.ui.dialogs.settings",
    "annotator.ui.dialogs.export_labels",
    "annotator.ui.importing.import_articles",
    "annotator.ui.dialogs.codebook_editor",
    "annotator.ui.dialogs.report_dialog",
    "annotator.ui.views.numbers",
    "annotator.ui.dialogs.history",
)


def load_ahead() -> Iterator[str]:
    """Import one module after the other, on a worker; yield the name of each.

    Each takes up to 0.3 s, for which the window would not answer.
    """
    for name in _NEEDED_FIRST:
        import_module(name)
        yield name
    dictionaries.are_installed()  # where the library is missing, a compiler is asked for it
    yield "enchant"
