"""Rebuilding a damaged project in a new file: from its history, or from its records."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import Any, Final

from annotator.domain.checksum import sha256
from annotator.domain.copying import Progress
from annotator.domain.edit import Change, Edit, Record
from annotator.domain.edit_label import EditLabel
from annotator.domain.errors import StorageError
from annotator.domain.project import Project
from annotator.domain.stamp import new_id, utc_now
from annotator.i18n import N_, tr
from annotator.storage import derived, unconfirmed
from annotator.storage.clock import require_wanted
from annotator.storage.codes import count_codes
from annotator.storage.damages import Damaged, require_room
from annotator.storage.engine import Connection, ConstraintError, Value
from annotator.storage.history_index import HistoryIndex, catch_up
from annotator.storage.journal import EMPTY, Journal, as_line, chained
from annotator.storage.many_rows import Insertion
from annotator.storage.net_changes import NetChanges
from annotator.storage.packing import TEXT_COLUMNS, Packed, mended, text_of, text_row
from annotator.storage.query_rows import each_row
from annotator.storage.readable_rows import readable_rows
from annotator.storage.reader import StoredReader
from annotator.storage.repository import Repository
from annotator.storage.rows import TABLES
from annotator.storage.schema import upgrade

_STEP: Final = 1000  # lines or records between two signs of progress
_CACHE: Final = 65_536  # kilobytes: ids and codes are inserted at many places
_FAILURES: Final = (*Damaged, StorageError, LookupError, ValueError, TypeError)
_RECOVERED: Final = N_("Recover what could be read")
_INCOMPLETE: Final = (
    "DELETE FROM article WHERE id NOT IN (SELECT article_id FROM article_text)",
    "DELETE FROM anchor WHERE id NOT IN (SELECT anchor_id FROM anchor_fragment)",
)

Rebuild = Callable[[Connection, Connection, str], Iterator[Progress]]
"""Fills a new file from a damaged one; the last argument is the name of the project."""


def from_history(damaged: Connection, draft: Connection, _name: str) -> Iterator[Progress]:
    """Do every edit of the history again, up to the first that cannot be followed.

    Raises StorageError when there is none.
    """
    yield from _begin(damaged, draft)
    followed = _Followed(draft)
    (last,) = _first(damaged, "SELECT max(seq) FROM journal") or (None,)
    done = 0
    for values, mark, changes in _lines(damaged):
        if not _is_followed(draft, partial(followed.follow, values, mark, changes)):
            break
        done += 1
        if done % _STEP == 0:
            yield Progress(tr("Following the history"), done, last or 0)
    if not done:
        raise StorageError(tr("The history cannot be read."))
    followed.index.write()
    _end(damaged, draft)


def from_records(damaged: Connection, draft: Connection, name: str) -> Iterator[Progress]:
    """Take over each record that can be read, with all that it refers to, as one first edit.

    Raises StorageError when there is none.
    """
    yield from _begin(damaged, draft)
    found, reader = StoredReader(damaged), StoredReader(draft)
    done, total = 0, _rows_of(damaged)
    for table in TABLES:
        records = _readable(found, table.kind)
        while page := list(islice(records, _STEP)):
            yield Progress(tr("Reading records"), done, max(done, total))
            done += len(page)
            _add(draft, reader.of(table.kind), page)
    _drop_dangling(draft)
    if not any(reader.count(table.kind) for table in TABLES if table.kind is not Project):
        raise StorageError(tr("No records can be read."))
    if not reader.count(Project):
        reader.of(Project).add(Project(name=name))
    yield from _noted(draft, reader)
    _end(damaged, draft)


def _add(draft: Connection, repository: Repository[Any], records: Sequence[Record]) -> None:
    """Add records, without those that cannot be: one by one where one of them prevents it."""
    if not _is_followed(draft, partial(repository.add, *records)):
        for record in records:
            _is_followed(draft, partial(repository.add, record))


def _noted(draft: Connection, reader: StoredReader) -> Iterator[Progress]:
    """Note every record in the history, as lines of one step that cannot be undone."""
    journal, group, at = Journal(draft), new_id(), utc_now()
    done, total = 0, _rows_of(draft)
    for table in TABLES:
        records = reader.each(table.kind)
        while page := list(islice(records, _STEP)):
            yield Progress(tr("Writing the history"), done, max(done, total))
            done += len(page)
            count_codes(draft, page)
            changes = tuple(Change(None, record) for record in page)
            edit = Edit(label=EditLabel(_RECOVERED), changes=changes, group=group)
            tip = journal.add_done(edit, "setup", "", at)
            catch_up(draft, (tip.seq, edit))


def _readable(damaged: StoredReader, kind: type[Record]) -> Iterator[Record]:
    """Yield the records of a kind, as far as they can be read."""
    try:
        yield from damaged.each(kind)
    except _FAILURES:
        return


def _begin(damaged: Connection, draft: Connection) -> Iterator[Progress]:
    """Make an empty project with the texts that can be read: what refers to them comes later.

    Tables and indexes stay where they are in a new project, as `lost_header` looks for them there.
    """
    upgrade(draft)
    draft.execute("PRAGMA foreign_keys = OFF")
    draft.execute(f"PRAGMA cache_size = -{_CACHE}")
    draft.execute("PRAGMA synchronous = OFF")  # what takes the place of the project is flushed
    draft.execute("BEGIN")
    (last,) = _first(damaged, "SELECT max(rowid) FROM text") or (None,)
    keep_text = Insertion("text", TEXT_COLUMNS, " ON CONFLICT DO NOTHING").one
    for done, (digest, content, packed) in enumerate(_contents(damaged, "text", "packed")):
        require_wanted()
        if done % _STEP == 0:
            yield Progress(tr("Reading texts"), done, last or 0)
        if row := _text(digest, content, packed):
            draft.execute(keep_text, row)
    for digest, body, _ in _contents(damaged, "original", "NULL"):
        require_wanted()
        if sha256(body) == digest:
            draft.execute("INSERT OR IGNORE INTO original VALUES (?, ?)", (digest, body))


def _text(digest: str, content: bytes, packed: bytes | None) -> tuple[Value, ...] | None:
    """Return the row of a text, mended where that is possible; None where it is lost."""
    body = text_of(content, packed)
    whole = body if sha256(body) == digest else mended(packed, digest)
    if whole is None:
        return None
    if packed and not content and whole is body:
        return digest, "", packed, len(body)  # packed again, it would be the same
    return text_row(digest, whole)


def _end(damaged: Connection, draft: Connection) -> None:
    with suppress(*_FAILURES):
        for typed in unconfirmed.everything(damaged):
            unconfirmed.put(draft, typed)
    catch_up(draft)
    derived.fill(draft)
    draft.execute("COMMIT")


def _contents(
    damaged: Connection, table: str, packed: str
) -> Iterator[tuple[str, bytes, bytes | None]]:
    """Yield hashes and contents, one by one where they cannot be read in one go."""
    query = f"SELECT sha256, ifnull(CAST(content AS BLOB), x''), {packed} FROM {table}"
    try:
        yield from each_row(damaged, query)
    except Damaged:
        for number in readable_rows(damaged, table):
            if row := _first(damaged, f"{query} WHERE rowid = {number:d}"):
                yield row


def _first(damaged: Connection, query: str) -> tuple[Any, ...] | None:
    with suppress(*Damaged):
        row: tuple[Any, ...] | None = damaged.execute(query).fetchone()
        return row
    return None


def _rows_of(db: Connection) -> int:
    """Return about how many records there are, by the numbers of the last ones."""
    query = "SELECT max(position) FROM {}"
    lasts = [_first(db, query.format(table.name)) or (0,) for table in TABLES]
    return sum(last for (last,) in lasts if isinstance(last, int))


def _lines(damaged: Connection) -> Iterator[tuple[tuple[Value, ...], str, Packed]]:
    """Yield the lines of the history up to the first that is missing, changed or unreadable."""
    before = EMPTY
    with suppress(*_FAILURES):
        for number, line in enumerate(Journal(damaged).rows(), start=1):
            values, mark, _ = line
            if values[0] != number or chained(values, before) != mark:
                return
            yield line
            before = mark


class _Followed:
    """A draft in which the edits of a history are done again."""

    def __init__(self, draft: Connection) -> None:
        self._draft = draft
        self._reader = StoredReader(draft)
        self._journal = Journal(draft)
        self.index = HistoryIndex(draft)

    def follow(self, values: Sequence[Value], mark: str, changes: Packed) -> None:
        """Do the edit of a line."""
        line = as_line(values)
        self._journal.take_over(line, mark, changes)
        edit = self._journal.edit(line)
        NetChanges(self._reader, edit).apply()
        count_codes(self._draft, [each.record for each in edit.changes])
        heading = (line.seq, line.at, line.annotator_id, line.kind, line.group)
        self.index.follow(heading, line.target, edit)


def _is_followed(draft: Connection, act: Callable[[], None]) -> bool:
    """Do something wholly or not at all, and return whether it was done."""
    require_wanted()
    draft.execute("SAVEPOINT one")
    try:
        act()
    except _FAILURES as error:
        require_room(error)  # which ended the transaction
        draft.execute("ROLLBACK TO one")
        draft.execute("RELEASE one")
        return False
    draft.execute("RELEASE one")
    return True


def _drop_dangling(draft: Connection) -> None:
    """Empty references to what is lost, or delete what cannot be without, until all is whole."""
    while True:
        before = draft.total_changes
        found = draft.execute("PRAGMA foreign_key_check").fetchall()
        for table, parent, number in sorted({(row[0], row[2], row[3]) for row in found}):
            _mend(draft, table, parent, number)
        for query in _INCOMPLETE:
            draft.execute(query)
        if draft.total_changes == before:
            return


def _mend(draft: Connection, table: str, parent: str, number: int) -> None:
    """Empty or delete the rows of a table whose reference of a number leads nowhere."""
    keys = draft.execute(f"PRAGMA foreign_key_list({table})").fetchall()
    pairs = [(key[3], key[4]) for key in keys if key[0] == number]
    same = " AND ".join(f'{parent}."{there}" = {table}."{here}"' for here, there in pairs)
    given = " AND ".join(f'{table}."{here}" IS NOT NULL' for here, _ in pairs)
    lost = f"WHERE {given} AND NOT EXISTS (SELECT 1 FROM {parent} WHERE {same})"
    empty = ", ".join(f'"{here}" = NULL' for here, _ in pairs)
    try:
        draft.execute(f"UPDATE {table} SET {empty} {lost}")
    except ConstraintError:  # it is needed, or never changes
        draft.execute(f"DELETE FROM {table} {lost}")
