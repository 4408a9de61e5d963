"""Messages and questions when a project cannot be opened normally."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from annotator import places
from annotator.domain.errors import AnnotatorError, Remedy, StorageError
from annotator.i18n import N_, tr
from annotator.storage.opening import require_project
from annotator.storage.project import open_project
from annotator.storage.store import Store
from annotator.storage.upgrading import takes_long
from annotator.ui.theming.theme import dress

_CHECK: Final = N_("Check project…")
_READ_ONLY: Final = N_("Open read-only")
_AS_IT_IS: Final = N_("Open anyway")
_RECOVER: Final = N_("Recover…")
_CANCEL: Final = N_("Cancel")
_REMEDIES: Final = {Remedy.CHECK: _CHECK, Remedy.RESTORE: _RECOVER}


def tell(parent: QWidget | None, error: AnnotatorError, path: Path | None = None) -> bool:
    """Show an error, with buttons for what may help; return whether the project was recovered."""
    return _ask(parent, error, [N_("Close")], path) == _RECOVER


def choose(parent: QWidget | None, error: AnnotatorError, choice: str, path: Path) -> str | None:
    """Show an error and offer a choice; return what was chosen."""
    chosen = _ask(parent, error, [choice], path, _CANCEL)
    return None if chosen == _CANCEL else chosen


def _ask(
    parent: QWidget | None,
    error: AnnotatorError,
    choices: Sequence[str],
    path: Path | None,
    *last: str,
) -> str | None:
    """Show an error until something is chosen; a recovery counts as that when it was done."""
    from annotator.ui.dialogs.message import Message  # noqa: PLC0415 - the start need not wait

    dress()
    remedies = [name for remedy, name in _REMEDIES.items() if path and remedy in error.remedies]
    while True:
        chosen = Message.ask(parent, str(error), [*choices, *remedies, *last])
        if path and chosen == _CHECK:
            _check(parent, path)
        elif not (path and chosen == _RECOVER) or _recovers(parent, path):
            return chosen


def opened(parent: QWidget | None, path: Path) -> Store | None:
    """Return an opened project, as read-only if the user wants that; None for none."""
    try:
        return open_apart(parent, path)
    except StorageError as error:
        if not _is_project(path):
            return opened(parent, path) if tell(parent, error, path) else None
        chosen = choose(parent, error, _READ_ONLY, path)
        if chosen != _READ_ONLY:
            return opened(parent, path) if chosen == _RECOVER else None
    try:
        return open_apart(parent, path, read_only=True)
    except StorageError as error:
        tell(parent, error, path)
        return None


def open_apart(parent: QWidget | None, path: Path, *, read_only: bool = False) -> Store:
    """Open a project, on a worker thread with a dialog if that takes long.

    Raises StorageError as `open_project` does.
    """
    opening = partial(open_project, path, places.state_folder(), read_only=read_only)
    if not takes_long(path):
        return opening()
    from annotator.ui.dialogs.waiting import run_in_background  # noqa: PLC0415 - the start need not wait

    dress()
    return run_in_background(opening, tr("Opening {project}", project=path.stem), parent)


def accepted(parent: QWidget | None, store: Store, path: Path) -> Store | None:
    """Return the project if the user accepts what is odd about it, or what was recovered of it."""
    if not store.warning:
        return store
    from annotator.storage.replacing import is_sound  # noqa: PLC0415 - the start need not wait

    choice = _READ_ONLY if store.is_read_only else _AS_IT_IS
    is_damaged = store.is_read_only and not is_sound(path, is_quick=True)
    remedies = [Remedy.RESTORE] if is_damaged else []
    chosen = choose(parent, AnnotatorError(store.warning, *remedies), choice, path)
    if chosen == _RECOVER:
        store.close()
        return opened(parent, path)
    if chosen is None:
        return None
    store.accept()
    return store


def _recovers(parent: QWidget | None, path: Path) -> bool:
    from annotator.recovering import recover  # noqa: PLC0415 - wanted when all is not well

    return recover(parent, path)


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
