"""Replaying the journal from its first line, and comparing the result with the rows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from itertools import islice
from typing import Any, Final, TypeAlias

import msgspec

from annotator.domain.errors import StorageError
from annotator.domain.people import Annotator
from annotator.i18n import capitalised, format_list, tr
from annotator.storage.changes import NOTHING, Halves
from annotator.storage.clock import require_wanted
from annotator.storage.engine import Connection
from annotator.storage.journal import EMPTY, Journal, Line, as_line, chained
from annotator.storage.query_rows import each_row
from annotator.storage.reader import StoredReader
from annotator.storage.record_names import record_name, record_without_name
from annotator.storage.replay_states import ReplayStates
from annotator.storage.repository import rows_of
from annotator.storage.rows import BY_NAME, TABLES, Parts, Row, Table, from_json
from annotator.storage.undo_stacks import UndoStacks

_PREFIXES: Final = {table.name: table.prefix for table in TABLES if table.prefix}

Stacked: TypeAlias = tuple[int | None, int, int, int]
"""What a line says of the stacks: its target, the line below it, and both tops."""

_NOT_INDEXED: Final = (
    "SELECT journal.seq FROM journal LEFT JOIN history_line AS line USING (seq)"
    " WHERE journal.seq <= (SELECT max(seq) FROM history_line)"
    " AND (journal.at, journal.annotator_id, journal.kind, journal.target)"
    " IS NOT (line.at, line.annotator_id, line.kind, line.target)"
)


_PAGE: Final = 500  # rows that are compared together


class _Known(msgspec.Struct):
    """The part of a record that is always decoded."""

    id: str
    code: str = ""


class Replay:
    """Replays a journal and reports, in sentences, what is wrong."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._journal = Journal(db)
        self._states = ReplayStates()
        self._codes: dict[str, int] = {}
        self._lines: dict[int, tuple[int | None, int]] = {}  # target, below
        self._tops: dict[str, tuple[int, int]] = {}  # of undo and redo, of each annotator
        self._shared = (0, 0)  # of all annotators together, as in older files
        self._stacks = UndoStacks(db, StoredReader(db), self._journal, partial(Annotator, name=""))

    def findings(self) -> Iterator[str]:
        """Yield the faults of the journal, then the differences between it and the project."""
        with closing(self._states):
            yield from self._findings()

    def _findings(self) -> Iterator[str]:
        before = EMPTY
        for number, (values, mark, _) in enumerate(self._journal.rows(), start=1):
            if values[0] != number:
                yield tr("Line {line} of the history is missing.", line=number)
                return
            if chained(values, before) != mark:
                yield tr("Line {line} of the history was changed.", line=number)
            before = mark
            try:
                yield from self._follow(as_line(values))
            except (msgspec.MsgspecError, KeyError, StorageError) as error:
                yield tr(
                    "Line {line} of the history cannot be followed ({error}).",
                    line=number,
                    error=error,
                )
                return
        for table in TABLES:
            yield from self._differences(table)
        yield from self._counters()
        for (number,) in self._db.execute(_NOT_INDEXED):
            yield tr("Line {line} of the history is not in its index.", line=number)

    def _follow(self, line: Line) -> Iterator[str]:
        if (line.target, line.below, line.undo_top, line.redo_top) not in self._all_due(line):
            yield tr(
                "Line {line} of the history does not lead to the steps before it.", line=line.seq
            )
        self._lines[line.seq] = (line.target, line.below)
        self._shared = self._tops[line.annotator_id] = (line.undo_top, line.redo_top)
        done = line if line.target is None else self._journal.line(line.target)
        changes = msgspec.json.decode(done.changes, type=Halves)
        if line.kind == "undo":
            changes = [(name, after, before) for name, before, after in reversed(changes)]
        for name, before, after in changes:
            self._change(name, before, after)

    def _all_due(self, line: Line) -> Iterator[Stacked]:
        """Yield what a line may say of the stacks: its annotator's, or those of an older file."""
        by = line.annotator_id
        undo_top, redo_top = self._tops.get(by, (0, 0))
        yield self._due(line, undo_top, redo_top)
        yield self._due(line, *self._shared)
        if line.kind == "undo" and (own := self._stacks.own_line(undo_top, by, redo=False)):
            yield self._due(line, own.seq, redo_top)
        if line.kind == "redo" and (own := self._stacks.own_line(redo_top, by, redo=True)):
            yield self._due(line, undo_top, own.seq)

    def _due(self, line: Line, undo_top: int, redo_top: int) -> Stacked:
        if line.kind == "do":
            return (None, undo_top, line.seq, 0)
        if line.kind == "undo":
            target, below = self._lines.get(undo_top, (None, 0))
            return (target or undo_top, redo_top, below, line.seq)
        if line.kind == "redo":
            target, below = self._lines.get(redo_top, (None, 0))
            return (target, undo_top, line.seq, below)
        return (None, 0, undo_top, redo_top)

    def _change(self, name: str, before: msgspec.Raw, after: msgspec.Raw) -> None:
        known = msgspec.json.decode(before if after == NOTHING else after, type=_Known)
        if after == NOTHING:
            self._states.drop(name, known.id)
            return
        self._states.put(name, known.id, bytes(after))
        if prefix := _PREFIXES.get(name):
            number = int(known.code.removeprefix(prefix))
            self._codes[prefix] = max(number, self._codes.get(prefix, 0))

    def _differences(self, table: Table[Any]) -> Iterator[str]:
        """Yield what is another than in the history, a page of rows after the other."""
        place = table.columns.names.index("id")
        rows = self._rows(table.name, table.columns.names)
        while page := list(islice(rows, _PAGE)):
            require_wanted()
            found = {str(row[place]): row for row in page}
            yield from self._page_differences(table, [*found], found)
        missing = self._states.rest(table.name)
        for first in range(0, len(missing), _PAGE):
            yield from self._page_differences(table, missing[first : first + _PAGE], {})
        if parts := table.parts:
            query = (
                f'SELECT DISTINCT "{parts.owner}" FROM {parts.table}'
                f' WHERE "{parts.owner}" NOT IN (SELECT id FROM {table.name})'
            )
            for (owner,) in self._db.execute(query):
                if owner not in missing:
                    yield _not_known(parts, owner)

    def _page_differences(
        self, table: Table[Any], ids: Sequence[str], found: Mapping[str, Row]
    ) -> Iterator[str]:
        states = self._states.taken(table.name, ids)
        records = [from_json(BY_NAME[table.name], state) for _, state in states]
        due = {record.id: table.columns.row(record) for record in records}
        yield from self._compared(table, due, found)
        if parts := table.parts:
            owned: defaultdict[str, set[Row]] = defaultdict(set)
            for row in rows_of(self._db, parts.table, parts.names, parts.owner, ids):
                owned[str(row[0])].add(row)
            for record in records:
                if set(parts.rows(record)) != owned.pop(record.id, set()):
                    yield self._apart(table.name, record.id, parts.field)
            yield from (_not_known(parts, owner) for owner in owned)

    def _compared(
        self, table: Table[Any], due: Mapping[str, Row], found: Mapping[str, Row]
    ) -> Iterator[str]:
        for id_, row in due.items():
            if id_ not in found:
                yield tr("{name} is missing from the project.", name=self._name(table.name, id_))
            elif row != found[id_]:
                pairs = zip(table.columns.names, row, found[id_], strict=True)
                apart = ", ".join(_plain(name) for name, one, other in pairs if one != other)
                yield self._apart(table.name, id_, apart)
        for id_ in found.keys() - due.keys():
            yield tr(
                "{name} is in the project, but not in its history.",
                name=self._name(table.name, id_),
            )

    def _counters(self) -> Iterator[str]:
        found = dict(self._db.execute("SELECT prefix, last FROM code_counter"))
        if found != self._codes:
            yield tr(
                "The last short codes are {found}, but by the history {codes}.",
                found=_listed(found),
                codes=_listed(self._codes),
            )

    def _apart(self, table: str, id_: str, what: str) -> str:
        return tr(
            "{name} differs from its history: {what}.", name=self._name(table, id_), what=what
        )

    def _name(self, table: str, id_: str) -> str:
        name = record_name(self._db, table, id_)
        return capitalised(name)

    def _rows(self, table: str, names: Sequence[str]) -> Iterator[Row]:
        columns = ", ".join(f'"{name}"' for name in names)
        yield from each_row(self._db, f"SELECT {columns} FROM {table}")


def _plain(column: str) -> str:
    """Return what a column holds, such as “claimant” of `claimant_id`."""
    return column.removeprefix("is_").removesuffix("_id").replace("_", " ")


def _listed(codes: Mapping[str, int]) -> str:
    return format_list([f"{prefix}{number}" for prefix, number in sorted(codes.items())])


def _not_known(parts: Parts, owner: str) -> str:
    name = capitalised(record_without_name(parts.table, owner))
    return tr("{name} is not in the history.", name=name)
