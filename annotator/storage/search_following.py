"""Bringing the index of the search up to date with its project."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import Final

from annotator.domain.article import Article
from annotator.domain.edit import Record
from annotator.domain.errors import StorageError
from annotator.domain.search import IndexState
from annotator.storage import engine
from annotator.storage.damages import require_damage, spelling_out
from annotator.storage.engine import Connection, EngineError
from annotator.storage.history_words import lines_said
from annotator.storage.journal import Journal
from annotator.storage.letter_index import indexed
from annotator.storage.rows import BY_KIND
from annotator.storage.search_index import HISTORY, MADE, Followed, SearchIndex, Taken, Text
from annotator.storage.search_properties import FILTERED, Properties, concerned, properties_of
from annotator.storage.search_sources import NAMED, SEARCHED, Searched

_AT_ONCE: Final = 200  # records that are taken in together; a key of the search waits for them
_FEW: Final = 50  # records whose properties are read before the window has its turn
_LINES: Final = 200  # of the journal
_HEAVY: Final = 10  # how much longer a text takes than another record


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
        first = followed.seq + 1
        records, last = _changed(Journal(db), first, min(followed.seq + _LINES, tip.seq))
        followed = Followed(last, Journal(db).hash_of(last), followed.place)
        new = Taken(
            (_text(db, *each) for each in sorted(_places(records))),
            _properties_changed(db, records),
            lines_said(db, first, last),
            _names_changed(db, records),
        )
        index.put(new, followed, rest)
        yield IndexState(last, tip.seq)


def _making(
    db: Connection, index: SearchIndex, followed: Followed, rest: Callable[[], None]
) -> Generator[IndexState, None, Followed]:
    """Take in every record; what changes meanwhile is in the journal."""
    lasts = [_last(db, _table(each)) * _weight(each) for each in MADE]
    total, before = sum(lasts) + 1, sum(lasts[: followed.place])
    while not followed.is_made:
        step = MADE[followed.place]
        taken = _take_in(db, index, followed, rest)
        before += 0 if taken.position else lasts[followed.place]
        followed = taken
        yield IndexState(before + taken.position * _weight(step), total)
    return followed


def _take_in(
    db: Connection, index: SearchIndex, followed: Followed, rest: Callable[[], None]
) -> Followed:
    """Take in the next records of a table, and return how far the index is then."""
    step, after = MADE[followed.place], followed.position
    if isinstance(step, Searched):
        rows = _rows(db, step, after)
        texts = ((followed.place, id_, text) for _, id_, text in rows)
        new = Taken(names=_named(rows)) if step == NAMED else Taken(texts)
        last = rows[-1][0] if rows else 0
    elif step == HISTORY:  # what came since is followed
        last = min(after + _AT_ONCE, followed.seq) if after < followed.seq else 0
        new = Taken(lines=lines_said(db, after + 1, last))
    else:
        last = min(after + _AT_ONCE, _last(db, step))
        positions = range(after + 1, last + 1)
        new, last = Taken(properties=_properties(db, step, positions)), last if positions else 0
    place = followed.place if last else followed.place + 1
    done = Followed(followed.seq, followed.hash, place, last)
    index.put(new, done, rest)
    return done


def _table(step: Searched | str) -> str:
    return step.table if isinstance(step, Searched) else step


def _weight(step: Searched | str) -> int:
    return _HEAVY if isinstance(step, Searched) and step.joined else 1


def _together(searched: Searched) -> int:
    """Return how many records are taken in together."""
    return max(1, _AT_ONCE // _weight(searched))


def _properties_changed(
    db: Connection, records: Sequence[Record]
) -> Iterator[tuple[str, Properties]]:
    for table in FILTERED:
        yield from _properties(db, table, concerned(db, table, records))


def _names_changed(db: Connection, records: Iterable[Record]) -> Iterator[tuple[int, str]]:
    articles = (_row(db, NAMED, each.id) for each in records if isinstance(each, Article))
    return _named(filter(None, articles))


def _properties(
    db: Connection, table: str, positions: Iterable[int]
) -> Iterator[tuple[str, Properties]]:
    """Yield the properties of these records, few at a time."""
    rest = iter(positions)
    while some := list(islice(rest, _FEW)):
        yield table, properties_of(db, table, some)


def _last(db: Connection, table: str) -> int:
    """Return the position of the last record; 0 where the table cannot be read."""
    position = "seq" if table == HISTORY else "position"
    with suppress(StorageError):
        rows = engine.ask(db, f"SELECT ifnull(max({position}), 0) FROM {table}")
        return int(rows[0][0])
    return 0


def _rows(db: Connection, searched: Searched, after: int) -> list[tuple[int, str, str]]:
    """Return position, id and text of the next records; one that is damaged has no text."""
    query = _query(searched, f"{searched.table}.position > ?")
    with spelling_out(db, []):
        try:
            found = db.execute(
                f"{query} ORDER BY 1 LIMIT {_together(searched)}", [after]
            ).fetchall()
        except EngineError as error:
            require_damage(error)
            return _singly(db, searched, after)
    return [(position, id_ or "", text or "") for position, id_, text in found]


def _singly(db: Connection, searched: Searched, after: int) -> list[tuple[int, str, str]]:
    last = min(after + _together(searched), _last(db, searched.table))
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


def _changed(journal: Journal, first: int, last: int) -> tuple[list[Record], int]:
    """Return what the next lines of the journal changed, and which is the last of these.

    One that cannot be followed changed nothing.
    """
    changed: list[Record] = []
    for seq in range(first, last + 1):
        with suppress(StorageError):
            changed += [change.record for change in journal.edit(journal.line(seq)).changes]
        if len(changed) >= _AT_ONCE:
            return changed, seq
    return changed, last


def _places(records: Iterable[Record]) -> set[tuple[int, str]]:
    """Return the places in SEARCHED, and the ids, of the records whose text these are part of."""
    return {
        (place, getattr(record, searched.owner))
        for record in records
        for place, searched in enumerate(SEARCHED)
        if BY_KIND[type(record)].name == (searched.changed_by or searched.table)
    }


def _text(db: Connection, place: int, id_: str) -> Text:
    """Return the text of a record as it is now; empty when it is gone or damaged."""
    row = _row(db, SEARCHED[place], id_)
    return place, id_, row[2] if row else ""


def _row(db: Connection, searched: Searched, id_: str) -> tuple[int, str, str] | None:
    """Return position, id and text of a record; None when it is gone or damaged."""
    query = _query(searched, f"{searched.table}.id = ?")
    row: tuple[int, str, str] | None = None
    with spelling_out(db, []), suppress(EngineError):
        row = db.execute(query, [id_]).fetchone()
    return row


def _named(rows: Iterable[tuple[int, str, str]]) -> Iterator[tuple[int, str]]:
    """Yield the names of articles, as the index has them."""
    for position, _, text in rows:
        yield position, indexed([text])
