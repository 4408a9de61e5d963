"""Asking for the file in which something is saved."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.i18n import N_, tr
from annotator.ui.dialogs.message import ask_choice

_REPLACE: Final = N_("Replace")


def ask_file(parent: QWidget, title: str, proposed: Path, kinds: Mapping[str, str]) -> Path | None:
    """Return the file that somebody chooses; None for none.

    `kinds` are the names of kinds of files by their endings. A name without one of these endings
    gets that of the chosen kind; if such a file exists, replacing it is asked about.
    """
    names = {tr(name, pattern=f"*{ending}"): ending for ending, name in kinds.items()}
    name, kind = QFileDialog.getSaveFileName(parent, title, str(proposed), ";;".join(names))
    if not name:
        return None
    chosen = Path(name)
    if chosen.suffix.lower() in kinds:
        return chosen
    target = chosen.with_name(f"{chosen.name}{names.get(kind, next(iter(kinds)))}")
    if not target.exists():  # the file dialog asked about another name
        return target
    sentence = tr(
        "“{file}” already exists. Replacing it overwrites its contents.", file=target.name
    )
    return target if ask_choice(parent, sentence, [_REPLACE]) else None
