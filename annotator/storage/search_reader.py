"""Finding records by their words, through the index beside the project."""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, Final

from annotator.domain.search import MOST_COUNTED, IndexState, Match, Query, SearchKind, at_once
from annotator.i18n import N_, tr
from annotator.storage import engine
from annotator.storage.engine import Connection, Value
from annotator.storage.looking import look_into
from annotator.storage.moment import moment
from annotator.storage.reader import StoredReader
from annotator.storage.search_conditions import SEEKING, Conditions
from annotator.storage.search_expression import expression, words_inside
from annotator.storage.search_filters import conditions_of
from annotator.storage.search_following import catching_up, is_of
from annotator.storage.search_index import SearchIndex, index_path, remove_index
from annotator.storage.search_properties import FILTERED
from annotator.storage.search_sources import SEARCHED
from annotator.temporary_folders import TemporaryFolder

_FAILED: Final = N_("The project could not be searched")
_FOUND: Final = (
    "SELECT found.number, found.place, found.record"
    " FROM search.words_{kind} CROSS JOIN search.doc AS found ON found.number = words_{kind}.rowid"
    " WHERE words_{kind} MATCH :words AND ({belongs})"
)
_FEW: Final = (  # all at once, before the texts that have the words are looked through
    "{sign}words_{kind}.rowid IN (SELECT few.number FROM search.doc AS few"
    " WHERE few.place = {place} AND few.record IN ({ids}))"
)
_LISTED: Final = {  # what is found without words, by filters alone
    SearchKind.ARTICLE: ("article", "SELECT position, 0, id FROM article WHERE {} ORDER BY 1 DESC"),
    SearchKind.CLAIM: ("claim", "SELECT position, 2, id FROM claim WHERE {} ORDER BY 1 DESC"),
}
_PLACES: Final = {
    kind: [place for place, each in enumerate(SEARCHED) if each.kind == kind] for kind in SearchKind
}
_TABLES: Final = {  # of which something must pass for a kind to be found
    kind: {SEARCHED[place].table for place in places} & {*FILTERED} or FILTERED
    for kind, places in _PLACES.items()
}
_MOMENT: Final = 0.01  # seconds in which the first of a kind are looked for
_AT_ONCE: Final = 2_000  # records that are looked up in a moment
_AT_LAST: Final = 5_000  # records among which one is sooner found than asked
_FILES: Final = ("main", "search")

Row = tuple[Any, ...]


class StoredSearch:
    """Finds records through a connection of its own to a project, and the index beside it."""

    def __init__(self, db: Connection, path: Path) -> None:
        self.reader = StoredReader(db)
        self._db = db
        self._known: tuple[object, Conditions] | None = None
        self._codebook = self.reader.codebook()
        self._index = SearchIndex(path)
        if not is_of(db, self._index):
            self._index.close()
            remove_index(path)
            self._index = SearchIndex(path)
        self._db.execute("ATTACH ? AS search", [str(path)])

    def close(self) -> None:
        """Close the index, which is rebuilt later when most of it is not needed any more."""
        self.while_wanted(lambda: True)
        with suppress(engine.EngineError):  # of an index that was damaged meanwhile
            self._db.execute("DETACH search")
            if self._index.is_wasteful():
                self._index.distrust()
        self._index.close()

    def while_wanted(self, is_wanted: Callable[[], bool]) -> None:
        """Interrupt queries when they are not wanted any more."""
        self._db.clock.is_wanted = is_wanted

    def matches(
        self, kind: SearchKind, query: Query, limit: int, *, is_ranked: bool = False
    ) -> list[Match]:
        """Return records with all the words: the newest, or the best, first."""
        asked = self._queries(kind, query, "rank" if is_ranked else "")
        with self._refusing(), self._db.limited():
            return _matches(kind, self._rows(*asked, limit))

    def first(self, kind: SearchKind, query: Query, limit: int) -> tuple[list[Match], bool]:
        """Return the newest records found in a moment, and whether more time finds more."""
        rows: list[Row] = []
        asked = self._queries(kind, query, most=_AT_ONCE)
        with self._refusing(), moment(self._db, _MOMENT):
            try:
                rows.extend(self._rows(*asked, limit))
            except engine.EngineError:  # whatever it says: a table may fail to open in time
                if not self._db.clock.is_over() or not self._db.clock.is_wanted():
                    raise
                return _matches(kind, rows), True
        return _matches(kind, rows), False

    def count(self, kind: SearchKind, query: Query) -> int:
        """Return how many records have all the words, up to one more than `MOST_COUNTED`."""
        queries, values = self._queries(kind, query)
        most = MOST_COUNTED + 1
        count = 0
        with self._refusing(), self._db.limited():
            for each in queries:
                limited = f"SELECT count(*) FROM ({each} LIMIT {most - count})"
                count += int(self._db.execute(limited, values).fetchone()[0])
                if count >= most:
                    break
        return count

    def catching_up(self, rest: Callable[[], None] = at_once) -> Generator[IndexState, None, None]:
        """Bring what is searched up to date with the project, in steps."""
        with self._refusing():
            yield from catching_up(self._db, self._index, rest)

    def _rows(self, queries: Iterable[str], values: dict[str, Value], limit: int) -> Iterator[Row]:
        """Yield the rows of one query after the other, as long as there are too few."""
        for query in queries:
            for row in self._db.execute(f"{query} LIMIT {limit}", values):
                limit -= 1
                yield row
            if not limit:
                return

    def _queries(
        self, kind: SearchKind, query: Query, order: str = "", most: int = _AT_LAST
    ) -> tuple[Iterable[str], dict[str, Value]]:
        """Return queries of numbers, places in SEARCHED and ids, and their values.

        Without an order, the engine comes upon the newest first, and need not sort. Up to `most`
        records that may pass are looked up before the texts with the words are looked through.
        """
        conditions = self._conditions(query)
        if not query.terms:
            table, listed = _LISTED.get(kind, ("", ""))
            passing = conditions.stretches(table) if table else ()
            return (listed.format(each) for each in passing), conditions.values
        if conditions.is_nothing(_TABLES[kind]):
            return (), {}
        belongs = " OR ".join(_belongs(each, conditions, most) for each in _PLACES[kind])
        found = _FOUND.format(kind=kind, belongs=belongs)
        words = expression(query.terms, partial(words_inside, self._db))
        order = order or f"words_{kind}.rowid DESC"
        return [f"{found} ORDER BY {order}"], {**conditions.values, "words": words}

    def _conditions(self, query: Query) -> Conditions:
        """Return the conditions of a query, as long as the project is what they were made of."""
        versions = [engine.ask(self._db, f"PRAGMA {each}.data_version") for each in _FILES]
        state = query, versions, self._db.total_changes
        if self._known is None or self._known[0] != state:
            with self._refusing(), self._db.limited():
                is_whole = self._index.followed().has_bitmaps
                conditions = conditions_of(self._db, self._codebook, query, is_whole=is_whole)
                self._known = state, conditions
        return self._known[1]

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        """Turn errors into sentences, and let the index be rebuilt where it may be the cause."""
        with engine.refusing(lambda: tr(_FAILED)):
            try:
                yield
            except engine.EngineError as error:
                if self._db.clock.is_wanted() and "interrupted" not in str(error):
                    self._index.distrust()
                raise


def _matches(kind: SearchKind, rows: Iterable[Row]) -> list[Match]:
    return [Match(kind, SEARCHED[place].table, record) for _, place, record in rows]


def _belongs(place: int, conditions: Conditions, most: int) -> str:
    """Return the condition that a record at a place passes the filters."""
    searched = SEARCHED[place]
    kind, table = searched.kind, searched.table
    few = conditions.few(table, most) if table in FILTERED else None
    if few is not None:
        sign = "" if few <= SEEKING else "+"  # looks up each, or goes through all
        return _FEW.format(sign=sign, kind=kind, place=place, ids=conditions.ids(table))
    is_any = conditions.is_free and table != "article"  # it may be excluded
    articles, claims = (conditions.on(each, _AT_LAST) for each in FILTERED)
    passes = "1" if is_any else searched.belongs.format(articles=articles, claims=claims)
    return f"(found.place = {place} AND {passes})"


@contextmanager
def searching(path: Path, folder: Path) -> Iterator[StoredSearch]:
    """Open a project for searching on this thread, with its index in a folder.

    Where no index can be kept, as on a full disk, it is made for the time being.
    """
    with ExitStack() as end:
        end.enter_context(engine.refusing(lambda: tr(_FAILED)))
        db = end.enter_context(closing(look_into(path)[0]))
        try:
            search = StoredSearch(db, index_path(folder, path))
        except (OSError, engine.EngineError):
            search = end.enter_context(searching_in(db))
        else:
            end.enter_context(closing(search))
        yield search


@contextmanager
def searching_in(db: Connection) -> Iterator[StoredSearch]:
    """Search a project through a connection to it, with an index for the time being."""
    with (
        engine.refusing(lambda: tr(_FAILED)),
        TemporaryFolder() as folder,
        closing(StoredSearch(db, folder / "index")) as search,
    ):
        yield search
