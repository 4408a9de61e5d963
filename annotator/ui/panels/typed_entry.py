"""A text field of a form, which commits, and keeps text that it cannot commit."""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from annotator.domain.edit import Edit, Record
from annotator.ui.project.pending import FieldKeeper
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.auto_line import AutoLine
from annotator.ui.widgets.auto_text import AutoText
from annotator.ui.widgets.date_field import DateField

R = TypeVar("R", bound=Record)
R_co = TypeVar("R_co", bound=Record, covariant=True)
V = TypeVar("V")
TextField = AutoText | AutoLine | DateField


class FieldBinding(Struct, Generic[R, V], frozen=True):
    """How a field reads a record, and the edit that changes it.

    `what` is the English name of a text field, as used in a sentence.
    """

    read: Callable[[R], V]
    edit: Callable[[R, V], Edit]
    what: str = ""


class Shown(Protocol[R_co]):
    """The record that a form shows."""

    workspace: Workspace
    is_writing: bool

    @property
    def finished(self) -> SignalInstance:
        """Return the signal emitted when the person is done with a field."""

    def current(self) -> R_co | None:
        """Return the current state of the record; None when it is gone."""

    def owner_id(self) -> str | None:
        """Return the id of the record to which unconfirmed text belongs; None without one."""

    def do(self, edit: Edit, typist: str | None = None) -> bool | None:
        """Apply an edit, and return whether it was saved; None when it changes nothing."""


class TypedEntry(Generic[R]):
    """A text field."""

    def __init__(
        self,
        entries: Shown[R],
        label: QWidget,
        field: TextField,
        binding: FieldBinding[R, str],
        required: str,
    ) -> None:
        self.label = label
        self._entries = entries
        self._field = field
        self._trait = binding
        self._required = required
        self._former = ""  # its value when it was last left
        pending, name = entries.workspace.pending, field.objectName()
        self._keeper = FieldKeeper(pending, field.draft, name, binding.what, entries.owner_id)
        field.committed.connect(self._commit)
        field.finished.connect(self._keep)

    def begin(self, record: R) -> None:
        """Show another record's value, or the unconfirmed text of its field."""
        self._former = self._trait.read(record)
        self._field.begin(self._former)
        self._keeper.resume()

    def follow(self, record: R) -> None:
        """Show the same record's value, unless text is pending."""
        if not (self._entries.is_writing and self._field.hasFocus()):
            self._former = self._trait.read(record)
        self._field.set_value(self._trait.read(record))

    def differs(self, record: R, other: R) -> bool:
        """Return whether the field would show another value for the other record."""
        return self._trait.read(record) != self._trait.read(other)

    def flush(self) -> None:
        """Commit pending text."""
        self._field.flush()

    def take_back(self) -> str | None:
        """Show the stored value again, and return the pending text; None without any."""
        return self._field.draft.take_back() if self._field.draft.pending else None

    def bring_back(self, text: str) -> None:
        """Show text returned by `take_back` as if it were typed again."""
        self._field.draft.bring_back(text)
        if not self._field.hasFocus():
            self._field.flush()

    def _commit(self, value: str) -> None:
        record = self._entries.current()
        if record is None:
            return
        if self._required and not value:
            self._take_nothing(record)
            return
        done = self._do(record, value)
        if done is None:
            self._field.begin(self._trait.read(record))
        elif not done:
            self._field.reopen()

    def _do(self, record: R, value: str) -> bool | None:
        edit = self._trait.edit(record, value)
        draft = self._field.draft
        return self._entries.do(replace(edit, group=draft.burst), draft.typist.name)

    def _take_nothing(self, record: R) -> None:
        # a person may pause over the emptied field
        if self._field.hasFocus():
            self._field.reopen()
            self._do(record, self._former)
            self._entries.workspace.pending.newest = self._field.draft
        else:
            self._do(record, self._former)
            self._bring_back()

    def _bring_back(self) -> None:
        """Restore the value from when the field was entered, and show why."""
        self._field.begin(self._former)
        self._entries.workspace.notices.post(self._required)

    def _keep(self) -> None:
        if not self._field.draft.pending:
            self._entries.finished.emit(self._field)
        elif self._required and not self._field.value():
            self._bring_back()
