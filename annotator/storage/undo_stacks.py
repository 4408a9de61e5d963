"""What undo and redo take next, for each annotator, and what stands in their way."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Final, TypeAlias

import msgspec
from msgspec.structs import replace

from annotator.domain.edit import Edit, Record
from annotator.domain.edit_label import words_of
from annotator.domain.errors import ConflictError, LaterEditError, StorageError
from annotator.domain.import_label import of_batches
from annotator.domain.people import Annotator
from annotator.domain.stamp import utc_now
from annotator.domain.store import Steps
from annotator.i18n import N_, tr
from annotator.storage.engine import Connection, ConstraintError, ask
from annotator.storage.journal import DONE, UNDONE, Journal, Line, Tip, label_of, older
from annotator.storage.reader import StoredReader
from annotator.storage.writing import Writer

_NOT_UNDONE: Final = N_("Nothing was undone: something else was done meanwhile.")
_NOT_REDONE: Final = N_("Nothing was redone: something else was done meanwhile.")
_LATER: Final = (
    "SELECT annotator_id, seq FROM (SELECT line.seq AS at, line.annotator_id, done.seq,"
    " unpacked(done.changes, done.packed) AS changes FROM journal AS line"
    " JOIN journal AS done ON done.seq = coalesce(line.target, line.seq)"
    " WHERE line.seq > ? AND line.annotator_id <> ?)"
    " WHERE EXISTS (SELECT 1 FROM json_each(?) WHERE instr(changes, value))"
    " ORDER BY at DESC LIMIT 1"
)
_LABELS: Final = (
    "WITH RECURSIVE step (seq, below) AS (SELECT seq, below FROM journal WHERE seq = ?1 UNION ALL"
    " SELECT journal.seq, journal.below FROM step JOIN journal ON journal.seq = step.below"
    ' WHERE journal."group" = ?2 AND journal.seq < step.seq)'
    " SELECT label, label_args FROM step JOIN journal USING (seq) ORDER BY seq DESC"
)


Write: TypeAlias = Callable[[Edit, Callable[[Edit], Tip], str], Steps[Edit]]
"""Writes an edit with the line that is noted of it; the text says what is done in messages."""


class UndoStacks:
    """Finds the steps of undo and redo in the journal. Never opens a transaction.

    Each annotator undoes their own edits. In files of older versions all annotators share one
    stack: in it, the lines of others are passed over.
    """

    def __init__(
        self,
        db: Connection,
        reader: StoredReader,
        journal: Journal,
        signed_in: Callable[[], Annotator],
    ) -> None:
        self._db = db
        self._reader = reader
        self._journal = journal
        self._signed_in = signed_in

    def whose(self) -> str:
        """Return whose steps are undone: of who is signed in; without a name, of the last."""
        annotator = self._signed_in()
        last = None if annotator.name else self._journal.last_worker()
        return annotator.id if last is None else last

    def top(self, annotator_id: str = "", *, redo: bool = False) -> int:
        """Return the line on top of a stack, which changes with each step; 0 for none."""
        own = self._journal.tip_of(annotator_id or self.whose(), self._journal.tip())
        return own.redo_top if redo else own.undo_top

    def next_step(self, annotator_id: str, *, redo: bool) -> list[Line]:
        """Return the lines of the next step of undo, or redo; none when there is nothing."""
        line = self._next_line(annotator_id, redo=redo)
        lines = []
        while line:
            lines.append(line)
            below = older(line, line.below) if line.group and line.below else 0
            under = self.own_line(below, annotator_id, redo=redo)
            line = under if under and under.group == line.group else None
        return lines

    def label(self, annotator_id: str, *, redo: bool) -> str:
        """Return the label of the next step of undo, or redo; empty when there is none."""
        line = self._next_line(annotator_id or self.whose(), redo=redo)
        if line is None or line.group is None:
            return words_of(label_of(line)) if line else ""
        rows = ask(self._db, _LABELS, [line.seq, line.group])  # without the changes, of thousands
        labels = [label_of(replace(line, label=key, label_args=args)) for key, args in rows]
        return words_of(of_batches(labels))

    def own_line(self, top: int, annotator_id: str, *, redo: bool) -> Line | None:
        """Return the first line of an annotator from the top of a stack down; None for none."""
        while top:
            line = self._journal.line_of(UNDONE if redo else DONE, top)
            if line.annotator_id == annotator_id:
                return line
            own = self._journal.last_of(annotator_id, 0, top) or Tip()
            top = own.redo_top if redo else own.undo_top
        return None

    def next_edit(self, annotator_id: str = "", *, redo: bool = False) -> Edit | None:
        """Return the edit that undo, or redo, would apply next; None when there is none."""
        return self._inverse(self.next_step(annotator_id or self.whose(), redo=redo))

    def turning(
        self, writer: Writer, write: Write, annotator_id: str, top: int | None, *, redo: bool
    ) -> Steps[Edit | None]:
        """Undo or redo the next step of an annotator, by what writes edits, in steps.

        Raises LaterEditError when another annotator has later changed what it concerns, and
        StorageError when `top` is given and is not the top of the stack any more.
        """
        whose = annotator_id or self.whose()
        look = partial(self._look, whose, top, redo=redo)
        lines, edit = yield from writer.in_steps(look)  # an import has thousands of records
        if edit is None:
            return None
        action = "Redo" if redo else "Undo"
        add = self._journal.add_redone if redo else self._journal.add_undone

        def note(_written: Edit) -> Tip:
            return [add(line, whose, utc_now()) for line in lines][-1]

        try:
            return (yield from write(edit, note, action))
        except StorageError as error:
            if later := self._reason(error, lines[-1], edit):
                raise LaterEditError(f"{action} “{edit.title}”", *later) from error
            raise

    def _look(
        self, annotator_id: str, top: int | None, *, redo: bool
    ) -> tuple[Sequence[Line], Edit | None]:
        if top not in {None, self.top(annotator_id, redo=redo)}:
            raise StorageError(tr(_NOT_REDONE if redo else _NOT_UNDONE))
        lines = self.next_step(annotator_id, redo=redo)
        return lines, self._inverse(lines)

    def _inverse(self, lines: Sequence[Line]) -> Edit | None:
        edits = [self._journal.edit(line).inverse() for line in lines]
        labels = [label_of(line) for line in lines]
        return Edit.joined(of_batches(labels), edits) if edits else None

    def _reason(self, error: StorageError, line: Line, edit: Edit) -> tuple[str, str] | None:
        """Return who did what after a line that led to an error; None for other causes."""
        if not isinstance(error, ConflictError) and not _is_of_keys(error):
            return None
        records = [change.record for change in edit.changes]
        own = [record.id for record in records]
        return self._later(line, own) or self._later(line, _references(records))

    def _next_line(self, annotator_id: str, *, redo: bool) -> Line | None:
        return self.own_line(self.top(annotator_id, redo=redo), annotator_id, redo=redo)

    def _later(self, line: Line, ids: Collection[str]) -> tuple[str, str] | None:
        """Return who last changed one of the records after a line, and by which edit."""
        wanted = msgspec.json.encode(list(ids)).decode()
        for who, seq in ask(self._db, _LATER, [line.seq, line.annotator_id, wanted]):
            if person := self._reader.get(Annotator, str(who)):
                return person.name, words_of(label_of(self._journal.line(int(seq))))
        return None


def _references(records: Sequence[Record]) -> list[str]:
    """Return the ids of the records to which these belong."""
    fields = [pair for record in records for pair in msgspec.to_builtins(record).items()]
    return [id_ for name, id_ in fields if id_ and name.endswith("_id") and name != "annotator_id"]


def _is_of_keys(error: StorageError) -> bool:
    """Return whether a record is missing, still referred to, or its name is taken."""
    return isinstance(error.__cause__, ConstraintError)
