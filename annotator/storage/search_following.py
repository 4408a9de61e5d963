"""Bringing the index of the search up to date with its project."""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from typing import Final

from annotator.domain.edit import Record
from annotator.domain.errors import StorageError
from annotator.domain.search import IndexState
from annotator.storage import engine
from annotator.storage.damages import require_damage, spelling_out
from annotator.storage.engine import Connection, EngineError
from annotator.storage.journal import Journal
from annotator.storage.rows import BY_KIND
from annotator.storage.search_index import Followed, SearchIndex, Text
from annotator.storage.search_sources import SEARCHED, Searched

_AT_ONCE: Final = 200  # records that are taken in together
_LINES: Final = 200  # of the journal
_HEAVY: Final = 10  # how much longer a text takes than another record

Changed = set[tuple[int, str]]
"""Places in SEARCHED, and ids of records."""


def is_of(db: Connection, index: SearchIndex) -> bool:
    """Return whether an index is of this project."""
    followed = index.followed()
    if not followed.seq:
        return False
    return Journal(db).hash_of(followed.seq) == followed.hash


def catching_up(
    db: Connection, index: SearchIndex, rest: Callable[[], None]
) -> Iterator[IndexState]:
    """Take every record into the index that it lacks, and what changed since; in steps."""
    followed = index.followed()
    if not followed.seq:
        tip = Journal(db).tip()
        followed = Followed(tip.seq, tip.hash)
    if not followed.is_made:
        followed = yield from _making(db, index, followed, rest)
    tip = Journal(db).tip()
    while followed.seq < tip.seq:
        last = min(followed.seq + _LINES, tip.seq)
        changed = _changed(Journal(db), followed.seq + 1, last)
        followed = Followed(last, Journal(db).hash_of(last), followed.place)
        index.put(_resting((_text(db, *each) for each in sorted(changed)), rest), followed)
        yield IndexState(last, tip.seq)


def _making(
    db: Connection, index: SearchIndex, followed: Followed, rest: Callable[[], None]
) -> Generator[IndexState, None, Followed]:
    """Take in every record; what changes meanwhile is in the journal."""
    lasts = [_last(db, each) * (_HEAVY if each.joined else 1) for each in SEARCHED]
    total, before = sum(lasts) + 1, sum(lasts[: followed.place])
    while not followed.is_made:
        searched = SEARCHED[followed.place]
        rows = _rows(db, searched, followed.position)
        place, position = (followed.place, rows[-1][0]) if rows else (followed.place + 1, 0)
        done = Followed(followed.seq, followed.hash, place, position)
        texts = ((followed.place, id_, text) for _, id_, text in rows)
        index.put(_resting(texts, rest), done)
        before += 0 if rows else lasts[followed.place]
        followed = done
        yield IndexState(before + position * (_HEAVY if searched.joined else 1), total)
    return followed


def _resting(texts: Iterable[Text], rest: Callable[[], None]) -> Iterator[Text]:
    for text in texts:
        rest()
        yield text


def _last(db: Connection, searched: Searched) -> int:
    """Return the position of the last record; 0 where the table cannot be read."""
    with suppress(StorageError):
        rows = engine.ask(db, f"SELECT ifnull(max(position), 0) FROM {searched.table}")
        return int(rows[0][0])
    return 0


def _rows(db: Connection, searched: Searched, after: int) -> list[tuple[int, str, str]]:
    """Return position, id and text of the next records; one that is damaged has no text."""
    query = _query(searched, f"{searched.table}.position > ?")
    with spelling_out(db, []):
        try:
            found = db.execute(f"{query} ORDER BY 1 LIMIT {_AT_ONCE}", [after]).fetchall()
        except EngineError as error:
            require_damage(error)
            return _singly(db, searched, after)
    return [(position, id_ or "", text or "") for position, id_, text in found]


def _singly(db: Connection, searched: Searched, after: int) -> list[tuple[int, str, str]]:
    last = min(after + _AT_ONCE, _last(db, searched))
    query = _query(searched, f"{searched.table}.position = ?")
    found: list[tuple[int, str, str]] = []
    for position in range(after + 1, last + 1):
        row = None
        with suppress(EngineError):
            row = db.execute(query, [position]).fetchone()
        found.append(row or (position, "", ""))
    return found


def _query(searched: Searched, where: str) -> str:
    table = searched.table
    text = f"ifnull({searched.text}, '')"
    return (
        f"SELECT {table}.position, {table}.id, {text} FROM {table} {searched.joined} WHERE {where}"
    )


def _changed(journal: Journal, first: int, last: int) -> Changed:
    """Return what lines of the journal changed; one that cannot be followed changed nothing."""
    changed: Changed = set()
    for seq in range(first, last + 1):
        with suppress(StorageError):
            for change in journal.edit(journal.line(seq)).changes:
                changed.update(_concerned(change.record))
    return changed


def _concerned(record: Record) -> Iterator[tuple[int, str]]:
    name = BY_KIND[type(record)].name
    for place, searched in enumerate(SEARCHED):
        if name == (searched.changed_by or searched.table):
            yield place, getattr(record, searched.owner)


def _text(db: Connection, place: int, id_: str) -> Text:
    """Return the text of a record as it is now; empty when it is gone or damaged."""
    query = _query(SEARCHED[place], f"{SEARCHED[place].table}.id = ?")
    row = None
    with spelling_out(db, []), suppress(EngineError):
        row = db.execute(query, [id_]).fetchone()
    return place, id_, row[2] if row else ""
