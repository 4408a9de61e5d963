"""Finding records by their words, through the index beside the project."""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from annotator.domain.search import MOST_COUNTED, IndexState, Match, Query, SearchKind, at_once
from annotator.i18n import N_, tr
from annotator.storage import engine
from annotator.storage.engine import Connection, Value
from annotator.storage.looking import look_into
from annotator.storage.moment import moment
from annotator.storage.reader import StoredReader
from annotator.storage.search_expression import expression, words_inside
from annotator.storage.search_filters import Conditions, Passing, conditions_of
from annotator.storage.search_following import catching_up, is_of
from annotator.storage.search_index import SearchIndex, index_path, remove_index
from annotator.storage.search_sources import SEARCHED

_FAILED: Final = N_("The project could not be searched")
_FOUND: Final = (
    "SELECT found.number, found.place, found.record"
    " FROM search.words_{kind} CROSS JOIN search.doc AS found ON found.number = words_{kind}.rowid"
    " WHERE words_{kind} MATCH :words AND ({belongs})"
)
_FEW: Final = (  # all at once, before the texts that have the words are looked through
    "{sign}words_{kind}.rowid IN (SELECT few.number FROM search.doc AS few"
    " WHERE few.place = {place} AND few.record IN (SELECT id FROM {table} WHERE {passes}))"
)
_NOTHING: Final = "SELECT 0, 0, '' WHERE 0"
_LISTED: Final = {  # what is found without words, by filters alone
    SearchKind.ARTICLE: "SELECT position, 0, id FROM article WHERE {articles}",
    SearchKind.CLAIM: "SELECT position, 2, id FROM claim WHERE {claims}",
}
_PLACES: Final = {
    kind: [place for place, each in enumerate(SEARCHED) if each.kind == kind] for kind in SearchKind
}
_MOMENT: Final = 0.01  # seconds in which the first of a kind are looked for
_SEEKING: Final = 20  # records that are quicker looked up than what has the words is gone through
_AT_ONCE: Final = 1000  # rows of an index that are quicker than asking records

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
        found, values = self._found(kind, query)
        order = "rank" if is_ranked and query.terms else _newest(kind, query)
        return _matches(kind, self._ask(f"{found} ORDER BY {order} LIMIT {limit}", values))

    def first(self, kind: SearchKind, query: Query, limit: int) -> tuple[list[Match], bool]:
        """Return the newest records that are found in a moment, and whether more time finds more.

        Records are asked one after the other, and then those few that an index lists.
        """
        found: list[Match] = []
        is_cut = False
        for is_listed in self._ways(kind, query):
            sql, values = self._found(kind, query, is_listed=is_listed)
            newest = f"{sql} ORDER BY {_newest(kind, query)} LIMIT {limit}"
            rows, is_cut = self._until_late(newest, values)
            found = _matches(kind, rows) if len(rows) > len(found) or not is_cut else found
            if not is_cut:
                break
        return found, is_cut

    def count(self, kind: SearchKind, query: Query) -> int:
        """Return how many records have all the words, up to one more than `MOST_COUNTED`."""
        found, values = self._found(kind, query)
        limited = f"SELECT count(*) FROM ({found} LIMIT {MOST_COUNTED + 1})"
        return int(self._ask(limited, values)[0][0])

    def catching_up(self, rest: Callable[[], None] = at_once) -> Generator[IndexState, None, None]:
        """Bring what is searched up to date with the project, in steps."""
        with self._refusing():
            yield from catching_up(self._db, self._index, rest)

    def _ways(self, kind: SearchKind, query: Query) -> list[bool]:
        """Return whether to look among what an index lists: never, at last, or at once."""
        conditions = self._conditions(query)
        few = conditions.listed.few(kind)
        return [True] if few and few <= _AT_ONCE else [False, True] if few else [False]

    def _found(
        self, kind: SearchKind, query: Query, *, is_listed: bool = True
    ) -> tuple[str, dict[str, Value]]:
        """Return the query of numbers, places in SEARCHED and ids, and its values."""
        conditions = self._conditions(query)
        passing = conditions.listed if is_listed else conditions.asked
        if not query.terms:
            return _filled(_LISTED.get(kind, _NOTHING), passing), conditions.values
        inside = partial(words_inside, self._db)
        is_free = conditions.is_free
        belongs = " OR ".join(_belongs(each, passing, is_free=is_free) for each in _PLACES[kind])
        found = _FOUND.format(kind=kind, belongs=belongs)
        return found, {**conditions.values, "words": expression(query.terms, inside)}

    def _conditions(self, query: Query) -> Conditions:
        """Return the conditions of a query, as long as the project is what they were made of."""
        [(version,)] = engine.ask(self._db, "PRAGMA data_version")
        state = query, version, self._db.total_changes
        if self._known is None or self._known[0] != state:
            with self._refusing(), self._db.limited():
                self._known = state, conditions_of(self._db, self._codebook, query)
        return self._known[1]

    def _until_late(self, query: str, values: dict[str, Value]) -> tuple[list[Row], bool]:
        """Return the rows that are found in a moment, and whether there was no time for all."""
        rows: list[Row] = []
        with self._refusing(), moment(self._db, _MOMENT):
            try:
                rows.extend(self._db.execute(query, values))
            except engine.EngineError:  # whatever it says: a table may fail to open in time
                if not self._db.clock.is_over() or not self._db.clock.is_wanted():
                    raise
                return rows, True
        return rows, False

    def _ask(self, query: str, values: dict[str, Value]) -> list[Row]:
        with self._refusing(), self._db.limited():
            return self._db.execute(query, values).fetchall()

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


def _newest(kind: SearchKind, query: Query) -> str:
    """Return the order in which the engine comes upon the newest first, and need not sort."""
    return f"words_{kind}.rowid DESC" if query.terms else "1 DESC"


def _matches(kind: SearchKind, rows: Iterable[Row]) -> list[Match]:
    return [Match(kind, SEARCHED[place].table, record) for _, place, record in rows]


def _belongs(place: int, passing: Passing, *, is_free: bool) -> str:
    """Return the condition that a record at a place passes the filters."""
    searched = SEARCHED[place]
    own = {"article": passing.articles, "claim": passing.claims}.get(searched.table)
    if own and passing.few(searched.kind):
        kind, table = searched.kind, searched.table
        sign = "" if passing.few(kind) <= _SEEKING else "+"  # looks up each, or goes through all
        return _FEW.format(sign=sign, kind=kind, place=place, table=table, passes=own)
    is_any = is_free and searched.table != "article"  # it may be excluded
    return f"(found.place = {place} AND {'1' if is_any else _filled(searched.belongs, passing)})"


def _filled(condition: str, passing: Passing) -> str:
    return condition.format(articles=passing.articles, claims=passing.claims)


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
        TemporaryDirectory(prefix="annotator-") as folder,
        closing(StoredSearch(db, Path(folder) / "index")) as search,
    ):
        yield search
