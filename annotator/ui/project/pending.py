"""Unconfirmed text: what is typed in fields and is not a value of the project yet."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Protocol

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from annotator.domain.errors import AnnotatorError
from annotator.domain.unconfirmed import NOT_FINISHED, Unconfirmed
from annotator.ui.widgets.draft import PAUSE, Draft

Key = tuple[str, str]


class UnconfirmedStore(Protocol):
    """Stores unconfirmed text on the disk."""

    def keep(self, typed: Unconfirmed) -> None:
        """Store a text; raises StorageError when that fails."""

    def drop(self, typed: Unconfirmed) -> None:
        """Remove a text; raises StorageError when that fails."""


class Pending(QObject):
    """Holds text that is not understood, or not finished, until a person changes it.

    What the disk refuses is held all the same, and tried again by `retry`.
    """

    changed = Signal()
    typing = Signal(bool)  # `is_typing` has changed
    text_saved = Signal()

    def __init__(
        self, store: UnconfirmedStore, found: Iterable[Unconfirmed], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._held = {typed.key: typed for typed in found}
        self._unsaved: set[Key] = set()
        self._drafts: dict[Draft, None] = {}  # in the order in which their fields were made
        self._typing: set[Draft] = set()
        self._left = {key for key, typed in self._held.items() if not typed.complaint}
        self.newest: Draft | None = None
        self._pause = PAUSE

    def follow(self, found: Iterable[Unconfirmed]) -> None:
        """Bring the shelf, by now that of a copy which has `found`, to what is held here."""
        on_disk = {typed.key: typed for typed in found}
        for key in on_disk.keys() - self._held.keys():
            self._try(self._store.drop, on_disk[key])
        self._unsaved = {key for key in self._held if on_disk.get(key) != self._held[key]}
        self.retry()

    @property
    def is_typing(self) -> bool:
        """Return whether anything that is typed is not on the disk yet."""
        return bool(self._typing)

    @property
    def is_saved(self) -> bool:
        """Return whether all of it is on the disk."""
        return not self._unsaved

    def unfinished(self) -> list[Unconfirmed]:
        """Return what was being typed when the program ended, and was touched by nobody since."""
        return [typed for key, typed in self._held.items() if key in self._left]

    def keep_unfinished(self) -> None:
        """Let what was being typed wait from here on: the next start need not say so again."""
        for typed in self.unfinished():
            self.keep(replace(typed, complaint=NOT_FINISHED))

    def to_do(self, *record_ids: str) -> list[Unconfirmed]:
        """Return what waits for a person in the fields of records; of all without an id.

        What is just being typed does not wait.
        """
        return [
            typed
            for key, typed in self._held.items()
            if (not record_ids or typed.record_id in record_ids)
            and (typed.complaint or key in self._left)
        ]

    def of(self, record_id: str, field: str) -> Unconfirmed | None:
        """Return what waits in one field."""
        return self._held.get((record_id, field))

    def keep(self, typed: Unconfirmed) -> None:
        """Keep what was typed into a field, on the disk if that takes it."""
        if self._held.get(typed.key) == typed and typed.key not in self._unsaved:
            return
        self._held[typed.key] = typed
        self._left.discard(typed.key)
        self._unsaved.add(typed.key)
        if self._try(self._store.keep, typed):
            if self._held.get(typed.key) is typed:  # the window may have lived meanwhile
                self._unsaved.discard(typed.key)
            self.text_saved.emit()
        self.changed.emit()

    def drop(self, record_id: str, field: str) -> None:
        """Forget what was typed into a field: it is a value now, or was taken back."""
        typed = self._held.pop((record_id, field), None)
        if typed is None:
            return
        self._unsaved.discard(typed.key)
        self._left.discard(typed.key)
        self._try(self._store.drop, typed)
        self.changed.emit()

    def retry(self) -> bool:
        """Keep what the disk refused, and return whether it took all of it."""
        for key in list(self._unsaved):
            if self._try(self._store.keep, self._held[key]):
                self._unsaved.discard(key)
        return self.is_saved

    def add(self, draft: Draft) -> None:
        """Take note of a field that is typed in."""
        self._drafts[draft] = None
        draft.set_pause(self._pause)

    def set_pause(self, pause: int) -> None:
        """Save in every field after so many milliseconds without a key."""
        self._pause = pause
        for draft in self._drafts:
            draft.set_pause(pause)

    def note_typing(self, draft: Draft) -> None:
        """Take note that a field holds typing that is not on the disk, or no longer does."""
        was_typing = self.is_typing
        if draft.is_unsaved:
            self._typing.add(draft)
            self.newest = draft
        else:
            self._typing.discard(draft)
        if was_typing != self.is_typing:
            self.typing.emit(self.is_typing)

    def forget(self, draft: Draft) -> None:
        """Take note that a field is gone."""
        self._drafts.pop(draft, None)
        self._typing.discard(draft)
        self.newest = None if draft is self.newest else self.newest

    def flush(self) -> None:
        """Commit what is being typed in any field; what is not understood waits there."""
        for draft in list(self._drafts):
            draft.flush()

    def save(self) -> None:
        """Save what is being typed in any field, also of a dialog."""
        for draft in list(self._typing):
            draft.save()

    def age(self) -> None:
        """Take note that something else was done since anything was typed."""
        self.newest = None

    def _try(self, do: Callable[[Unconfirmed], None], typed: Unconfirmed) -> bool:
        try:
            do(typed)
        except AnnotatorError:  # whoever draws the save says so
            return False
        return True


class DialogText:
    """Saves the unfinished text of a dialog, such as a correction that is being written."""

    def __init__(self, pending: Pending, record_id: str, field: str, label: str) -> None:
        self._pending = pending
        self._blank = Unconfirmed(record_id=record_id, field=field, label=label, text="")

    @property
    def text(self) -> str:
        """Return what was written before; '' when nothing was."""
        typed = self._pending.of(*self._blank.key)
        return typed.text if typed else ""

    def keep(self, text: str) -> None:
        """Keep what is written."""
        self._pending.keep(replace(self._blank, text=text))

    def drop(self) -> None:
        """Forget it: it is a version now, or was thrown away."""
        self._pending.drop(*self._blank.key)


class FieldKeeper(QObject):
    """Saves what is typed into one field, for the record that the field shows.

    `record_id` returns the id of that record, None without one; `label` is the field's name in
    a sentence.
    """

    def __init__(
        self,
        pending: Pending,
        draft: Draft,
        field: str,
        label: str,
        record_id: Callable[[], str | None],
    ) -> None:
        super().__init__(draft)
        self._pending = pending
        self._draft = draft
        self._field = field
        self._label = label
        self._record_id = record_id
        pending.add(draft)
        draft.set_apart.connect(self.keep)
        draft.released.connect(self._drop)
        draft.turned.connect(self._note)
        draft.destroyed.connect(partial(pending.forget, draft))

    def resume(self) -> None:
        """Show what waits in the field of the record that is shown now."""
        record_id = self._record_id()
        typed = self._pending.of(record_id, self._field) if record_id else None
        if typed:
            self._draft.resume(typed.text)

    def keep(self, text: str, complaint: str) -> None:
        """Keep what is typed."""
        if record_id := self._record_id():
            self._pending.keep(
                Unconfirmed(
                    record_id=record_id,
                    field=self._field,
                    label=self._label,
                    text=text,
                    complaint=complaint,
                )
            )

    def _drop(self) -> None:
        if record_id := self._record_id():
            self._pending.drop(record_id, self._field)

    def _note(self) -> None:
        self._pending.note_typing(self._draft)
