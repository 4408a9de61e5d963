"""Asking for the name of a file to be written."""

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.i18n import N_, tr
from annotator.ui.dialogs.message import ask_choice

_REPLACE: Final = N_("Replace")


def ask_target(parent: QWidget, title: str, proposed: Path, kind: str) -> Path | None:
    """Return the file that a person wants to be written; None when cancelled.

    It has the suffix of the proposed one. An existing file is only returned when the person
    agrees to replace it. `kind` is shown as the kind of the files.
    """
    name, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), kind)
    if not name:
        return None
    chosen, suffix = Path(name), proposed.suffix
    is_named = chosen.suffix.lower() == suffix
    target = chosen if is_named else chosen.with_name(f"{chosen.name}{suffix}")
    if target != chosen and target.exists():  # the file dialog asked about another name
        sentence = tr(
            "“{file}” already exists. Replacing it overwrites its contents.", file=target.name
        )
        return target if ask_choice(parent, sentence, [_REPLACE]) else None
    return target
