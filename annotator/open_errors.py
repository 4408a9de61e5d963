"""Messages and questions when a project cannot be opened normally."""

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from annotator import places
from annotator.domain.errors import AnnotatorError, Remedy, StorageError
from annotator.i18n import N_
from annotator.storage.opening import require_project
from annotator.storage.project import open_project
from annotator.storage.store import Store

_CHECK: Final = N_("Check project…")
_READ_ONLY: Final = N_("Open read-only")
_AS_IT_IS: Final = N_("Open anyway")


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


def opened(parent: QWidget | None, path: Path) -> Store | None:
    """Return an opened project, as read-only if the user wants that; None for none."""
    state_folder = places.state_folder()
    try:
        return open_project(path, state_folder)
    except StorageError as error:
        if not _is_project(path):
            tell(parent, error, path)
            return None
        if choose(parent, error, _READ_ONLY, path) is None:
            return None
    try:
        return open_project(path, state_folder, read_only=True)
    except StorageError as error:
        tell(parent, error, path)
        return None


def is_accepted(parent: QWidget | None, store: Store, path: Path) -> bool:
    """Return whether the user accepts what is odd about an opened project."""
    if store.warning:
        choice = _READ_ONLY if store.is_read_only else _AS_IT_IS
        if choose(parent, AnnotatorError(store.warning), choice, path) is None:
            return False
        store.accept()
    return True


def _check(parent: QWidget | None, path: Path) -> None:
    from annotator.storage.verification import STEPS, steps  # noqa: PLC0415 - as above
    from annotator.ui.dialogs.safety import check  # noqa: PLC0415 - as above

    check(parent, lambda: steps(path, places.state_folder()), STEPS)


def _is_project(path: Path) -> bool:
    try:
        require_project(path)
    except StorageError:
        return False
    return True
