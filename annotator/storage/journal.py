"""The journal: history, undo stack and tamper check in one, written with every edit."""

from collections.abc import Collection, Iterator, Sequence
from operator import attrgetter
from typing import Any, Final, TypeAlias

import msgspec
from msgspec import Struct
from msgspec.structs import fields, replace

from annotator.domain.checksum import sha256
from annotator.domain.edit import Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.errors import Remedy, StorageError
from annotator.i18n import tr
from annotator.storage.changes import changes_from_json, changes_to_json
from annotator.storage.clock import require_wanted
from annotator.storage.edit_labels import label_from_json, parts_to_json
from annotator.storage.engine import Connection, Value, ask
from annotator.storage.packing import Packed, packed

EMPTY: Final = "0" * 64
"""The hash before the first line."""

DONE: Final = ("do", "redo")
"""The kinds of lines on the undo stack."""
UNDONE: Final = ("undo",)
"""The kinds of lines on the redo stack."""

UNPACKED: Final = "unpacked(changes, packed)"
"""The SQL expression for the changes of a line, which are compressed if they are long."""

_MOST: Final = 10**12  # lines; far below the engine's largest integer
_NOT_CHANGES: Final = (msgspec.MsgspecError, KeyError, ValueError, RecursionError)


class Line(Struct, frozen=True, kw_only=True):
    """One line of the journal; `001_tables.sql` explains the columns."""

    seq: int
    at: str
    annotator_id: str
    kind: str
    label: str
    group: str | None
    target: int | None
    below: int
    undo_top: int
    redo_top: int
    changes: str
    label_args: str | None = None

    @property
    def values(self) -> tuple[str | int | None, ...]:
        """Return the line's values, in the order of its fields."""
        return _values(self)

    def hash(self, before: str) -> str:
        """Return the SHA-256 that chains this line to the one whose hash is given."""
        return chained(self.values, before)


class Tip(Struct, frozen=True):
    """The end of the journal: what the next line builds on."""

    seq: int = 0
    undo_top: int = 0
    redo_top: int = 0
    hash: str = EMPTY


_NAMES: Final = tuple(field.name for field in fields(Line))
_CHANGES: Final = _NAMES.index("changes")
_STORED: Final = (*(f'"{name}"' for name in _NAMES), "hash", "packed")
_COLUMNS: Final = ", ".join(UNPACKED if name == "changes" else f'"{name}"' for name in _NAMES)
_INSERT: Final = (
    f"INSERT INTO journal ({', '.join(_STORED)}) VALUES ({', '.join('?' * len(_STORED))})"
)
_ENDS: Final = "SELECT seq, undo_top, redo_top, hash FROM journal WHERE"
_TIP: Final = f"{_ENDS} seq = (SELECT max(seq) FROM journal)"
_LAST_HASH: Final = "SELECT hash FROM journal WHERE seq = (SELECT max(seq) FROM journal)"
_OWN: Final = (  # through the index of the history, which is small, and may lack the last lines
    f"{_ENDS} annotator_id = ?1 AND seq = coalesce((SELECT seq FROM journal WHERE annotator_id = ?1"
    " AND seq < ?3 AND seq > max(?2, (SELECT ifnull(max(seq), 0) FROM history_line)) ORDER BY seq"
    " DESC LIMIT 1), (SELECT seq FROM history_line WHERE annotator_id = ?1 AND seq < ?3"
    " AND seq > ?2 ORDER BY seq DESC LIMIT 1))"
)
_LAST: Final = (
    "SELECT undo_top, annotator_id FROM journal WHERE kind <> 'setup' ORDER BY seq DESC LIMIT 1"
)
_values: Final = attrgetter(*_NAMES)
_encode: Final = msgspec.json.Encoder().encode

Row: TypeAlias = tuple[Any, ...]
"""The values of a line, or of some of its columns."""


class Journal:
    """Appends lines and finds the next steps of undo and redo. Never opens a transaction.

    Each annotator has two stacks, of undo and redo, linked within the lines: each line stores both
    tops of its annotator after it and the line below it, so that both survive a restart and nothing
    has to be loaded. A line may only refer to older lines; otherwise following it raises
    StorageError. In older files all annotators share the stacks: lines of others are passed over.
    """

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._cursor = db.cursor()
        self._tip, self._read = Tip(), list[Row]()  # the tip that was read last, and its row
        self._ends: dict[str, tuple[Tip, Tip]] = {}  # by annotator: as of which end, their last

    def tip(self) -> Tip:
        """Return the end of the journal; raises StorageError when it is invalid."""
        rows = ask(self._db, _TIP)
        if rows != self._read:
            self._tip, self._read = _as_tip(rows[0]) if rows else Tip(), rows
        return self._tip

    def line(self, seq: int) -> Line:
        """Return the line with this number; raises StorageError when there is none."""
        rows = ask(self._db, f"SELECT {_COLUMNS} FROM journal WHERE seq = ?", [seq])
        if not rows:
            message = tr("Line {line} of the history is missing. Run “annotator check”.", line=seq)
            raise StorageError(message, Remedy.CHECK)
        try:
            return as_line(rows[0])
        except msgspec.MsgspecError as error:
            raise not_followed(seq) from error

    def rows(self, after: int = 0) -> Iterator[tuple[tuple[Value, ...], str, Packed]]:
        """Return every line after one, oldest first: values, stored hash, changes as stored."""
        query = f"SELECT {_COLUMNS}, hash, changes, packed FROM journal WHERE seq > ? ORDER BY seq"
        for row in self._db.execute(query, [after]):
            require_wanted()
            yield row[:-3], row[-3], row[-2:]

    def hash_of(self, seq: int) -> str:
        """Return the stored hash of a line; empty when there is no such line."""
        rows = ask(self._db, "SELECT hash FROM journal WHERE seq = ?", [seq])
        return str(rows[0][0]) if rows else ""

    def tip_of(self, annotator_id: str, end: Tip) -> Tip:
        """Return the last line of an annotator with the tops of their stacks; `end` is the tip."""
        seen, own = self._ends.get(annotator_id, (Tip(), Tip()))
        if seen != end:
            if seen.seq and self.hash_of(seen.seq) != seen.hash:  # it was rolled back
                seen = own = Tip()
            own = self.last_of(annotator_id, seen.seq, end.seq + 1) or own
            self._ends[annotator_id] = end, own
        return own

    def last_step(self) -> Line | None:
        """Return the line of the last edit that was not undone; None when there is none."""
        rows = ask(self._db, _LAST)
        return self.line(rows[0][0]) if rows and rows[0][0] else None

    def last_worker(self) -> str | None:
        """Return the id of the annotator of the last step, undo or redo; None for none."""
        rows = ask(self._db, _LAST)
        return str(rows[0][1]) if rows else None

    def welcome(self, annotator_id: str) -> None:
        """Note that an annotator is new: no line of theirs is looked for in a long history."""
        self._ends[annotator_id] = self._end(), Tip()

    def last_of(self, annotator_id: str, after: int, before: int) -> Tip | None:
        """Return the last line of an annotator between two others; None when there is none."""
        rows = ask(self._db, _OWN, [annotator_id, after, before])
        return _as_tip(rows[0]) if rows else None

    def edit(self, line: Line) -> Edit:
        """Return the edit of a line."""
        done = line if line.target is None else self.line_of(DONE[:1], older(line, line.target))
        try:
            changes = changes_from_json(done.changes)
        except _NOT_CHANGES as error:
            raise not_followed(done.seq) from error
        edit = Edit(label=label_of(done), changes=changes, group=done.group)
        return edit.inverse() if line.kind == "undo" else edit

    def line_of(self, kinds: Collection[str], seq: int) -> Line:
        """Return the line with this number; raises StorageError when it is of another kind."""
        line = self.line(seq)
        if line.kind not in kinds:
            raise not_followed(seq)
        return line

    def add_done(self, edit: Edit, kind: str, annotator_id: str, at: str) -> Tip:
        """Append an edit: as `do`, or as `setup` when it cannot be undone."""
        own = self.tip_of(annotator_id, tip := self._end())
        is_step = kind == "do"
        line = Line(
            seq=tip.seq + 1,
            at=at,
            annotator_id=annotator_id,
            kind=kind,
            label=edit.label.key if isinstance(edit.label, EditLabel) else edit.label,
            label_args=parts_to_json(edit.label),
            group=edit.group,
            target=None,
            below=own.undo_top if is_step else 0,
            undo_top=tip.seq + 1 if is_step else own.undo_top,
            redo_top=0 if is_step else own.redo_top,
            changes=changes_to_json(edit.changes),
        )
        return self._append(tip, line)

    def add_undone(self, line: Line, annotator_id: str, at: str) -> Tip:
        """Append that a line, the top of the undo stack, was undone."""
        own = self.tip_of(annotator_id, tip := self._end())
        turned = _turned("undo", line, tip.seq + 1, annotator_id, at)
        done = replace(turned, below=own.redo_top, undo_top=line.below, redo_top=turned.seq)
        return self._append(tip, done)

    def add_redone(self, line: Line, annotator_id: str, at: str) -> Tip:
        """Append that an undo line, the top of the redo stack, was redone."""
        own = self.tip_of(annotator_id, tip := self._end())
        turned = _turned("redo", line, tip.seq + 1, annotator_id, at)
        done = replace(turned, below=own.undo_top, undo_top=turned.seq, redo_top=line.below)
        return self._append(tip, done)

    def take_over(self, line: Line, mark: str, changes: Packed) -> None:
        """Append a line of another file of the same history, with its hash and stored changes."""
        self._insert(line.values, mark, changes)

    def _end(self) -> Tip:
        """Return the end of the journal, of which little is read where it is known."""
        found = self._cursor.execute(_LAST_HASH).fetchone()
        return self._tip if found and found[0] == self._tip.hash else self.tip()

    def _insert(self, values: Row, mark: str, changes_and_body: Packed) -> None:
        changes, body = changes_and_body
        self._cursor.execute(
            _INSERT, (*values[:_CHANGES], changes, *values[_CHANGES + 1 :], mark, body)
        )

    def _append(self, tip: Tip, line: Line) -> Tip:
        values = line.values
        digest = chained(values, tip.hash)
        self._insert(values, digest, packed(line.changes))
        self._tip = new = Tip(line.seq, line.undo_top, line.redo_top, digest)
        self._read = []
        self._ends[line.annotator_id] = (new, new)
        return new


def _as_tip(row: Sequence[Value]) -> Tip:
    seq, undo_top, redo_top, digest = row
    tops = (undo_top, redo_top)
    if not (isinstance(seq, int) and 0 < seq <= _MOST and isinstance(digest, str)):
        raise not_followed(seq)
    if not all(isinstance(top, int) and 0 <= top <= seq for top in tops):
        raise not_followed(seq)
    return Tip(seq, undo_top, redo_top, digest)  # type: ignore[arg-type]


def label_of(line: Line) -> EditLabel | str:
    """Return the label of a line; raises StorageError when it is invalid."""
    try:
        return label_from_json(line.label, line.label_args)
    except msgspec.MsgspecError as error:
        raise not_followed(line.seq) from error


def older(line: Line, seq: int) -> int:
    """Return the number of a line that another refers to; raises StorageError if it is later."""
    if not 0 < seq < line.seq:
        raise not_followed(line.seq)
    return seq


def not_followed(seq: Value) -> StorageError:
    """Return the error for an invalid line."""
    message = tr(
        "Line {line!r} of the history is invalid and is not followed. Run “annotator check”.",
        line=seq,
    )
    return StorageError(message)


def chained(values: Sequence[Value], before: str) -> str:
    """Return the SHA-256 that chains the values of a line to the line before.

    Columns that older versions lack are omitted when empty, so that old lines keep their hash.
    """
    values = values if values[-1] is not None else values[:-1]
    return sha256(_encode((*values, before)))


def as_line(row: Sequence[Value]) -> Line:
    """Return the line with these values."""
    return msgspec.convert(dict(zip(_NAMES, row, strict=True)), Line)


def _turned(kind: str, line: Line, seq: int, annotator_id: str, at: str) -> Line:
    target = line.target or line.seq
    return replace(
        line, kind=kind, seq=seq, annotator_id=annotator_id, at=at, target=target, changes="[]"
    )
