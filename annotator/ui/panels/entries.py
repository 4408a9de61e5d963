"""Synchronises the fields of a form with a record of the project."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, Generic, Protocol, TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QLabel, QWidget

from annotator.domain.edit import Change, Edit, Record
from annotator.domain.edit_label import EditLabel
from annotator.i18n import N_
from annotator.ui.panels.typed_entry import FieldBinding, R, TextField, TypedEntry, V
from annotator.ui.project.workspace import Workspace
from annotator.ui.theming.palette import shown_in

__all__ = ["Entries", "FieldBinding", "FieldSlot"]

_TINTED_FOR = 700  # milliseconds

R_contra = TypeVar("R_contra", bound=Record, contravariant=True)
V_contra = TypeVar("V_contra", contravariant=True)


class Fields(Protocol):
    """A container of fields: a form, or a cell of one."""

    def add(self, label: str, field: QWidget) -> QLabel:
        """Add a field with its label, and return the label."""


class FieldSlot(Struct, frozen=True):
    """The container of a field, its id, and its label."""

    form: Fields
    name: str
    label: str

    def take(self, field: QWidget) -> QLabel:
        """Add the field, and return its label."""
        field.setObjectName(self.name)
        return self.form.add(self.label, field)


class ChoiceField(Protocol[V_contra]):
    """A widget for choosing a value, such as a row of labels."""

    @property
    def chosen(self) -> SignalInstance:
        """Return the signal emitted when a person chooses another value."""

    @property
    def finished(self) -> SignalInstance:
        """Return the signal emitted when the person is done with the field."""

    def begin(self, chosen: V_contra, /) -> None:
        """Show the value of another record."""

    def set_chosen(self, chosen: V_contra, /) -> None:
        """Show a value without emitting a signal."""


class _Entry(Protocol[R_contra]):
    """One field with its label."""

    label: QWidget

    def begin(self, record: R_contra) -> None:
        """Show another record's value."""

    def follow(self, record: R_contra) -> None:
        """Show the same record's value, unless something else is being typed."""

    def differs(self, record: R_contra, other: R_contra) -> bool:
        """Return whether the field shows something else for the other record."""

    def flush(self) -> None:
        """Commit pending text."""

    def take_back(self) -> str | None:
        """Show the stored value again, and return the pending text; None without any."""

    def bring_back(self, text: str) -> None:
        """Show text returned by `take_back` as if it were typed again."""


class Entries(QObject, Generic[R]):
    """Shows a record in its fields, and commits each change at once.

    Pending text is never overwritten, and belongs to the record it was typed for. `named`
    returns the name of a record in the history. A record not yet in the project is added with the
    first entry, as `made` returns it. `owner` returns the id of the record to which unconfirmed
    text belongs; that record must be in the project.
    """

    finished = Signal(object)  # the field that the person is done with

    def __init__(
        self,
        workspace: Workspace,
        named: Callable[[R], str | EditLabel],
        made: Callable[[R], R] | None = None,
        owner: Callable[[R], str] = attrgetter("id"),
    ) -> None:
        super().__init__()
        self.workspace = workspace
        self.owner = owner
        self._named = named
        self._made = made
        self._record: R | None = None
        self._entries: list[_Entry[R]] = []
        self.is_writing = False

    def current(self) -> R | None:
        """Return the current state of the shown record; None when it is gone."""
        # a field may ask when its closing window takes the focus from it
        if self._record is None or not self.workspace.is_open:
            return None
        stored = self.workspace.reader.get(type(self._record), self._record.id)
        return stored or (self._record if self._made else None)

    def show(self, record: R | None) -> None:
        """Show a record, or refresh the same one."""
        if self._record and (record is None or record.id != self._record.id):
            self.flush()
        before, self._record = self._record, record
        if record is None:
            return
        for entry in self._entries:
            if before is None or before.id != record.id:
                entry.begin(record)
                continue
            entry.follow(record)
            if entry.differs(record, before) and not self.is_writing:
                _tint(entry.label)

    def flush(self) -> None:
        """Commit pending text."""
        for entry in self._entries:
            entry.flush()

    def carry(self, do: Callable[[], object]) -> None:
        """Call a function that replaces the record, and keep pending text in the fields."""
        typed = [(entry, entry.take_back()) for entry in self._entries]
        do()
        for entry, text in typed:
            if text is not None:
                entry.bring_back(text)

    def attribute(self, name: str, what: str) -> FieldBinding[R, V]:
        """Return the binding of an attribute; `what` is its name in English edit labels."""

        def changed(record: R, value: V) -> Edit:
            values: dict[str, Any] = {name: value}
            return self.put(what, replace(record, **values))

        return FieldBinding(attrgetter(name), changed, what)

    def put(self, what: str, after: R, *first: Edit) -> Edit:
        """Return the edit that saves a changed record, preceded by the edits it needs."""
        before = self.workspace.reader.get(type(after), after.id)
        if before is None and self._made:
            after = self._made(after)
        label = EditLabel.of(
            N_("Change {field} of {record}"), field=EditLabel(what), record=self._named(after)
        )
        kept = Edit(label=label, changes=(Change(before, after),))
        return Edit.joined(label, [*first, kept])

    def text(
        self,
        slot: FieldSlot,
        field: TextField,
        binding: FieldBinding[R, str],
        *,
        required: str = "",
    ) -> QLabel:
        """Add a text field, and return its label.

        `required` is the reason why it must not be empty; '' if it may be.
        """
        label = slot.take(field)
        self._entries.append(TypedEntry(self, label, field, binding, required))
        return label

    def choice(self, slot: FieldSlot, field: ChoiceField[V], binding: FieldBinding[R, V]) -> QLabel:
        """Add a field for choosing a value, and return its label."""
        label = slot.take(cast(QWidget, field))  # which a protocol cannot derive from
        self._entries.append(_ChoiceEntry(self, label, field, binding))
        field.finished.connect(lambda: self.finished.emit(field))
        return label

    def owner_id(self) -> str | None:
        """Return the id of the record to which unconfirmed text belongs; None without one."""
        record = self.current()
        return self.owner(record) if record else None

    def waits(self, name: str) -> bool:
        """Return whether a field has unconfirmed text."""
        owner_id = self.owner_id()
        return bool(owner_id and self.workspace.pending.of(owner_id, name))

    def do(self, edit: Edit, typist: str | None = None) -> bool | None:
        """Apply an edit, and return whether it was saved; None when it changes nothing.

        The edit of typed text is that of its `typist`.
        """
        if all(change.before == change.after for change in edit.changes):
            return None
        self.is_writing = True
        try:
            return self.workspace.do(edit, typist=typist)
        finally:
            self.is_writing = False


class _ChoiceEntry(Generic[R, V]):
    """A field for choosing a value."""

    def __init__(
        self,
        entries: Entries[R],
        label: QWidget,
        field: ChoiceField[V],
        binding: FieldBinding[R, V],
    ) -> None:
        self.label = label
        self._entries = entries
        self._field = field
        self._trait = binding
        field.chosen.connect(self._commit)

    def begin(self, record: R) -> None:
        self._field.begin(self._trait.read(record))

    def follow(self, record: R) -> None:
        self._field.set_chosen(self._trait.read(record))

    def differs(self, record: R, other: R) -> bool:
        return self._trait.read(record) != self._trait.read(other)

    def flush(self) -> None:
        """Do nothing: a choice is committed when it is made."""

    def take_back(self) -> None:
        """Return None: a choice is committed when it is made."""

    def bring_back(self, text: str) -> None:
        """Do nothing, as `take_back` returns no text."""

    def _commit(self, value: V) -> None:
        record = self._entries.current()
        if record and not self._entries.do(self._trait.edit(record, value)):
            self.follow(record)


def _tint(widget: QWidget) -> None:
    """Tint a label for a moment, because its field was changed from elsewhere."""
    ground = shown_in(widget).accent_ground.name()
    widget.setStyleSheet(f"background: {ground}; border-radius: 4px;")
    QTimer.singleShot(_TINTED_FOR, widget, lambda: widget.setStyleSheet(""))
