"""Messages and questions when a project cannot be opened normally."""

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from annotator import places
from annotator.domain.errors import AnnotatorError, Remedy
from annotator.i18n import N_

_CHECK: Final = N_("Check project…")


def tell(parent: QWidget | None, error: AnnotatorError, path: Path | None = None) -> None:
    """Show an error, with a button to check the project where that may help."""
    from annotator.ui.dialogs.message import Message  # noqa: PLC0415 - the start need not wait

    remedies = [_CHECK] if path and Remedy.CHECK in error.remedies else []
    while Message.ask(parent, str(error), [N_("Close"), *remedies]) == _CHECK and path:
        _check(parent, path)


def choose(parent: QWidget | None, error: AnnotatorError, choice: str, path: Path) -> str | None:
    """Show an error and offer a choice; return what was chosen."""
    from annotator.ui.dialogs.message import ask_choice  # noqa: PLC0415 - the start need not wait

    remedies = [_CHECK] if Remedy.CHECK in error.remedies else []
    while (chosen := ask_choice(parent, str(error), [choice, *remedies])) == _CHECK:
        _check(parent, path)
    return chosen


def _check(parent: QWidget | None, path: Path) -> None:
    from annotator.storage.verification import STEPS, steps  # noqa: PLC0415 - as above
    from annotator.ui.dialogs.safety import check  # noqa: PLC0415 - as above

    check(parent, lambda: steps(path, places.state_folder()), STEPS)
