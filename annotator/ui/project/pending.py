"""Unconfirmed text: text in fields that is not a value of the project yet."""

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
    """Stores unconfirmed text."""

    def keep(self, typed: Unconfirmed) -> None:
        """Store a text; raises StorageError when that fails."""

    def drop(self, typed: Unconfirmed) -> None:
        """Remove a text; raises StorageError when that fails."""


class Pending(QObject):
    """Holds invalid and unfinished text until a person changes it.

    Text that could not be saved is held in memory, and saved by `retry`. `who` names the person
    who types now.
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
        self._typists: dict[Key, str] = {}
        self._unsaved: set[Key] = set()
        self._drafts: dict[Draft, None] = {}  # in the order in which their fields were created
        self._typing: set[Draft] = set()
        self._left = {key for key, typed in self._held.items() if not typed.complaint}
        self.newest: Draft | None = None
        self._pause, self._is_held = PAUSE, False
        self.who: Callable[[], str] = str

    def follow(self, found: Iterable[Unconfirmed]) -> None:
        """Make the stored texts those held here, after moving to a copy that has `found`."""
        on_disk = {typed.key: typed for typed in found}
        for key in on_disk.keys() - self._held.keys():
            self._try(self._store.drop, on_disk[key])
        self._unsaved = {key for key in self._held if on_disk.get(key) != self._held[key]}
        self.retry()

    @property
    def is_typing(self) -> bool:
        """Return whether any typed text is not saved yet."""
        return bool(self._typing)

    @property
    def is_saved(self) -> bool:
        """Return whether all texts are saved."""
        return not self._unsaved

    def unfinished(self) -> list[Unconfirmed]:
        """Return text that was being typed when the program ended and was not changed since."""
        return [typed for key, typed in self._held.items() if key in self._left]

    def keep_unfinished(self) -> None:
        """Keep the unfinished texts as unconfirmed, so that the next start does not report them."""
        for typed in self.unfinished():
            self.keep(replace(typed, complaint=NOT_FINISHED))

    def to_do(self, *record_ids: str) -> list[Unconfirmed]:
        """Return the unconfirmed texts of records; without ids, of all.

        Text that is just being typed is not included.
        """
        return [
            typed
            for key, typed in self._held.items()
            if (not record_ids or typed.record_id in record_ids)
            and (typed.complaint or key in self._left)
        ]

    @property
    def has_any(self) -> bool:
        """Return whether there is any unconfirmed text."""
        return bool(self._held)

    def of(self, record_id: str, field: str) -> Unconfirmed | None:
        """Return the unconfirmed text of a field; None without any."""
        return self._held.get((record_id, field))

    def typist_of(self, typed: Unconfirmed) -> str:
        """Return the name of who typed a text; empty if that was before the program started."""
        return self._typists.get(typed.key, "")

    def keep(self, typed: Unconfirmed, typist: str = "") -> None:
        """Hold a typed text, and save it if possible."""
        self._typists[typed.key] = typist
        if self._held.get(typed.key) == typed and typed.key not in self._unsaved:
            return
        self._held[typed.key] = typed
        self._left.discard(typed.key)
        self._unsaved.add(typed.key)
        if self._save(typed):
            self.text_saved.emit()
        self.changed.emit()

    def drop(self, record_id: str, field: str) -> None:
        """Remove the text of a field: it is a value now, or was undone."""
        typed = self._held.pop((record_id, field), None)
        if typed is None:
            return
        self._unsaved.discard(typed.key)
        self._left.discard(typed.key)
        self._try(self._store.drop, typed)
        self.changed.emit()

    def retry(self) -> bool:
        """Save texts that could not be saved, and return whether all are saved now."""
        for typed in [self._held[key] for key in self._unsaved]:
            if self._held.get(typed.key) is typed:
                self._save(typed)
        return self.is_saved

    def add(self, draft: Draft) -> None:
        """Add the draft of a field."""
        self._drafts[draft] = None
        draft.typist.who = self._who
        draft.set_pause(self._pause)
        draft.is_held = self._is_held

    def hold(self, *, is_held: bool) -> None:
        """Keep pending text apart until typing rests, as committing it will ask something."""
        self._is_held = is_held
        for draft in self._drafts:
            draft.is_held = is_held

    def set_pause(self, pause: int) -> None:
        """Set the pause in milliseconds after which every field is saved."""
        self._pause = pause
        for draft in self._drafts:
            draft.set_pause(pause)

    def note_typing(self, draft: Draft) -> None:
        """Note whether a field has text that is not saved."""
        was_typing = self.is_typing
        if draft.is_unsaved:
            self._typing.add(draft)
            self.newest = draft
        else:
            self._typing.discard(draft)
        if was_typing != self.is_typing:
            self.typing.emit(self.is_typing)

    def forget(self, draft: Draft) -> None:
        """Remove the draft of a deleted field."""
        self._drafts.pop(draft, None)
        self._typing.discard(draft)
        self.newest = None if draft is self.newest else self.newest

    def flush(self) -> None:
        """Commit pending text of all fields; invalid text stays unconfirmed."""
        for draft in list(self._drafts):
            draft.flush()

    def save(self) -> None:
        """Save pending text of all fields, also of dialogs."""
        for draft in list(self._typing):
            draft.save()

    def age(self) -> None:
        """Note that something else was done since the last typing."""
        self.newest = None

    def _who(self) -> str:
        return self.who()

    def _save(self, typed: Unconfirmed) -> bool:
        if not self._try(self._store.keep, typed):
            return False
        if self._held.get(typed.key) is typed:  # it may have changed during the save
            self._unsaved.discard(typed.key)
        return True

    def _try(self, do: Callable[[Unconfirmed], None], typed: Unconfirmed) -> bool:
        try:
            do(typed)
        except AnnotatorError:  # the caller of the save reports it
            return False
        return True


class DialogText:
    """Saves the unfinished text of a dialog, such as a correction."""

    def __init__(self, pending: Pending, record_id: str, field: str, label: str) -> None:
        self._pending = pending
        self._blank = Unconfirmed(record_id=record_id, field=field, label=label, text="")

    @property
    def text(self) -> str:
        """Return the saved text; '' without any."""
        typed = self._pending.of(*self._blank.key)
        return typed.text if typed else ""

    def keep(self, text: str) -> None:
        """Save the text."""
        self._pending.keep(replace(self._blank, text=text))

    def drop(self) -> None:
        """Remove the text: it is a version now, or was discarded."""
        self._pending.drop(*self._blank.key)


class FieldKeeper(QObject):
    """Saves text typed into a field, for the record that the field shows.

    `record_id` returns the id of that record, or None; `label` is the field's name in
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
        """Show the unconfirmed text of the current record's field."""
        record_id = self._record_id() if self._pending.has_any else None  # which is read
        typed = self._pending.of(record_id, self._field) if record_id else None
        if typed:
            self._draft.resume(typed.text, self._pending.typist_of(typed))

    def keep(self, text: str, complaint: str) -> None:
        """Save typed text."""
        if record_id := self._record_id():
            self._pending.keep(
                Unconfirmed(
                    record_id=record_id,
                    field=self._field,
                    label=self._label,
                    text=text,
                    complaint=complaint,
                ),
                self._draft.typist.name,
            )

    def _drop(self) -> None:
        if record_id := self._record_id():
            self._pending.drop(record_id, self._field)

    def _note(self) -> None:
        self._pending.note_typing(self._draft)
