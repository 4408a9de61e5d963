"""Saving a chart in a file that somebody chooses."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from annotator.domain.figures import Figure
from annotator.exporters.write import replace_file
from annotator.i18n import tr
from annotator.ui.dialogs.new_project import file_stem
from annotator.ui.dialogs.save_as import ask_file
from annotator.ui.models.chart_files import FORMATS


def save_chart(figure: Figure, folder: Path, parent: QWidget) -> Path | None:
    """Save a chart, and return its file; None when no file was chosen. Raises ExportError.

    A name in the folder is proposed.
    """
    proposed = folder / f"{file_stem(figure.title)}.png"
    kinds = {ending: name for ending, (name, _) in FORMATS.items()}
    target = ask_file(parent, tr("Save chart"), proposed, kinds)
    if target:
        replace_file(target, FORMATS[target.suffix.lower()][1](figure))
    return target
