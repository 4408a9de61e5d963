"""Who is working: whose edits these are, asked before the first edit of somebody without a name."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from annotator.domain.edit import Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Annotator, AnnotatorKind
from annotator.domain.store import ProjectStore
from annotator.i18n import N_, tr
from annotator.ui.project.saving import Save, Saving

NAMELESS: Final = N_("Checker")
"""The name of those who do not want to say theirs."""


class Signing(QObject):
    """Signs edits with the person of now; what was done before stays with whom it was.

    `ask` returns the name that somebody gives, or '' for none; None where nobody can be asked.
    """

    changed = Signal()

    def __init__(self, store: ProjectStore, saves: Saving, parent: QObject) -> None:
        super().__init__(parent)
        self.ask: Callable[[], str] | None = None
        self._store, self._saves = store, saves
        self._former: set[str] = set()  # in edits that were begun before the name was known
        self._is_asking = False

    @property
    def annotator(self) -> Annotator:
        """Return whose edits these are; without a name where that is not known yet."""
        return self._store.annotator

    @property
    def is_named(self) -> bool:
        """Return whether it is known who works."""
        return bool(self.annotator.name)

    def people(self) -> tuple[str, ...]:
        """Return the names of those who have worked in the project."""
        everybody = self._saves.reader.each(Annotator)
        return tuple(sorted(each.name for each in everybody if each.kind == AnnotatorKind.HUMAN))

    def follow(self, store: ProjectStore) -> None:
        """Go on in another store as the same person, who has another id if they are new to it."""
        before = self.annotator
        if self.is_named:
            store.sign_in(before.name)
        self._store = store
        if self.annotator.id != before.id:
            self._former.add(before.id)

    def sign_in(self, name: str) -> None:
        """Let the edits from now on be those of this person, unless the name cannot be stored.

        What was begun by somebody who has saved nothing yet is this person's, too.
        """
        with suppress(StorageError):
            before = self.annotator.id
            self._saves.settled().sign_in(name)
            if self._saves.reader.get(Annotator, before) is None:
                self._former.add(before)
            self.changed.emit()

    def person(self, name: str) -> Annotator:
        """Return the annotator of a name, the one of this session for ''."""
        if name in {"", self.annotator.name}:
            return self.annotator
        return self._saves.settled().person(name)

    def save_of(
        self, edit: Edit, again: Callable[..., object] | None = None, *, by: str = ""
    ) -> Save | None:
        """Return what saves an edit of the person who works; None while that is being asked.

        It is that of another one if `by` names them, as when they have begun an import. `again`
        does the same once more, given the name of whose it was.
        """
        if not self.requires():
            return None
        person = self.person(by)
        for former in self._former:
            if former != person.id and self._saves.reader.get(Annotator, former) is None:
                edit = edit.attributed(former, person.id)
        repeat = partial(again, by=person.name) if again else None
        return Save(self._store.applying(edit, person.id), edit.title, again=repeat)

    def save_of_text(self, edit: Edit, typist: str) -> Save | None:
        """Return what saves an edit of typed text, also when somebody else works by now."""
        if not self.requires():
            return None
        edit = edit.attributed(self.annotator.id, self.person(typist).id)
        return self.save_of(edit, by=typist)

    def requires(self) -> bool:
        """Ask for the name if it is not known, and return whether something can be done now."""
        if self.is_named:
            return True
        if self._is_asking:
            return False
        self._is_asking = True
        try:
            name = self.ask() if self.ask else ""
        finally:
            self._is_asking = False
        if not self.is_named:
            self.sign_in(name or tr(NAMELESS))
        return self.is_named
