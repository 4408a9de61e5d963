"""Undo and redo in the open project: whose step, and which one."""

from contextlib import suppress
from functools import partial
from typing import Final

from annotator.domain.edit import Edit
from annotator.domain.errors import StorageError
from annotator.i18n import N_, tr
from annotator.ui.project.notices import Notices
from annotator.ui.project.saving import Save, Saving
from annotator.ui.project.signing import Signing

_UNDONE: Final = N_("Undone: {edit}")
_REDONE: Final = N_("Redone: {edit}")


class Turns:
    """Undoes and redoes the steps of whoever works, or of somebody else by name.

    With `top`, a number that `top_of_steps` returned, no other step is turned than the one that
    was next then.
    """

    def __init__(self, saves: Saving, signing: Signing, notices: Notices) -> None:
        self._saves, self._signing, self._notices = saves, signing, notices

    def undo(self, top: int | None = None, by: str = "") -> None:
        """Undo the last step."""
        self._turn(top, by, redo=False)

    def redo(self, top: int | None = None, by: str = "") -> None:
        """Redo the step that was undone last."""
        self._turn(top, by, redo=True)

    def undo_label(self) -> str:
        """Return the label of the step that undo would undo; empty for none."""
        return self._saves.settled().undo_label()

    def redo_label(self) -> str:
        """Return the label of the step that redo would redo; empty for none."""
        return self._saves.settled().redo_label()

    def top_of_steps(self, *, redo: bool = False, by: str = "") -> int | None:
        """Return the number of the step that undo, or redo, would apply next; None if unknown."""
        with suppress(StorageError):
            person = self._signing.person(by)
            return self._saves.settled().top_of_steps(person.id, redo=redo)
        return None

    def next_step(self, *, redo: bool = False) -> Edit | None:
        """Return the edit that undo, or redo, would apply next; None when there is none."""
        steps = self._saves.settled().finding_step(redo=redo)
        looked = self._saves.draw(Save(steps, only_looks=True))
        if looked.error:
            self._notices.refuse(looked.error)
        return looked.edit

    def _turn(self, top: int | None, by: str, *, redo: bool) -> None:
        if not self._signing.requires():
            return
        top = self.top_of_steps(redo=redo, by=by) if top is None else top
        person, store = self._signing.person(by), self._saves.settled()
        again = partial(self.redo if redo else self.undo, top, person.name)
        steps = (store.redoing if redo else store.undoing)(person.id, top)
        name, message = (tr("Redo"), _REDONE) if redo else (tr("Undo"), _UNDONE)
        self._saves.draw(Save(steps, name, message, again))
