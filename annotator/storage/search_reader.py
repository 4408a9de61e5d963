"""Finding records by their words, through the index beside the project."""

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from annotator.domain.search import MOST_COUNTED, IndexState, Match, Query, SearchKind, at_once
from annotator.i18n import N_, tr
from annotator.storage import engine
from annotator.storage.engine import Connection, Value
from annotator.storage.looking import look_into
from annotator.storage.reader import StoredReader
from annotator.storage.search_expression import expression, words_inside
from annotator.storage.search_filters import Conditions, conditions_of
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
    "+words_{kind}.rowid IN (SELECT few.number FROM search.doc AS few WHERE few.place = {place}"
    " AND few.record IN (SELECT id FROM {table} WHERE {passes}))"
)
_LISTED: Final = {  # what is found without words, by filters alone
    SearchKind.ARTICLE: "SELECT position, 0, id FROM article WHERE {articles}",
    SearchKind.CLAIM: "SELECT position, 2, id FROM claim WHERE {claims}",
}
_PLACES: Final = {
    kind: [place for place, each in enumerate(SEARCHED) if each.kind == kind] for kind in SearchKind
}


class StoredSearch:
    """Finds records through a connection of its own to a project, and the index beside it."""

    def __init__(self, db: Connection, path: Path) -> None:
        self.reader = StoredReader(db)
        self._db = db
        self._path = path
        self._codebook = self.reader.codebook()
        self._index = SearchIndex(path)
        if not self._is_of_project():
            self._index.close()
            remove_index(path)
            self._index = SearchIndex(path)
        self._db.execute("ATTACH ? AS search", [str(path)])

    def close(self) -> None:
        """Close the index."""
        self.while_wanted(lambda: True)
        self._db.execute("DETACH search")
        self._index.close()

    def while_wanted(self, is_wanted: Callable[[], bool]) -> None:
        """Interrupt queries when they are not wanted any more."""
        self._db.clock.is_wanted = is_wanted

    def matches(
        self, kind: SearchKind, query: Query, limit: int, *, is_ranked: bool = False
    ) -> list[Match]:
        """Return records with all the words: the newest, or the best, first."""
        found, values = self._found(kind, query)
        order = "rank" if is_ranked and query.terms else "1 DESC"
        rows = self._ask(f"{found} ORDER BY {order} LIMIT {limit}", values) if found else []
        return [Match(kind, SEARCHED[place].table, record) for _, place, record in rows]

    def count(self, kind: SearchKind, query: Query) -> int:
        """Return how many records have all the words, up to one more than `MOST_COUNTED`."""
        found, values = self._found(kind, query)
        limited = f"SELECT count(*) FROM ({found} LIMIT {MOST_COUNTED + 1})"
        return int(self._ask(limited, values)[0][0]) if found else 0

    def catching_up(self, rest: Callable[[], None] = at_once) -> Generator[IndexState, None, None]:
        """Bring what is searched up to date with the project, in steps."""
        with engine.refusing(lambda: tr(_FAILED)):
            yield from catching_up(self._db, self._index, rest)

    def _is_of_project(self) -> bool:
        try:
            return is_of(self._db, self._index)
        except engine.EngineError:
            return False

    def _found(self, kind: SearchKind, query: Query) -> tuple[str, dict[str, Value]]:
        """Return the query of numbers, places in SEARCHED and ids, and its values."""
        conditions = conditions_of(self._db, self._codebook, query)
        if not query.terms:
            listed = _LISTED.get(kind, "")
            return _filled(listed, conditions), conditions.values
        inside = partial(words_inside, self._db)
        belongs = " OR ".join(_belongs(each, conditions) for each in _PLACES[kind])
        found = _FOUND.format(kind=kind, belongs=belongs)
        return found, {**conditions.values, "words": expression(query.terms, inside)}

    def _ask(self, query: str, values: dict[str, Value]) -> list[tuple[Any, ...]]:
        with engine.refusing(lambda: tr(_FAILED)), self._db.limited():
            try:
                return self._db.execute(query, values).fetchall()
            except engine.EngineError as error:
                if self._db.clock.is_wanted() and "interrupted" not in str(error):
                    self._index.distrust()
                raise


def _belongs(place: int, conditions: Conditions) -> str:
    """Return the condition that a record at a place passes the filters."""
    searched = SEARCHED[place]
    passing = {"article": conditions.articles, "claim": conditions.claims}.get(searched.table)
    if conditions.are_few and passing:
        kind, table = searched.kind, searched.table
        return _FEW.format(kind=kind, place=place, table=table, passes=passing)
    is_free = conditions.is_free and searched.table != "article"  # it may be excluded
    passes = "1" if is_free else _filled(searched.belongs, conditions)
    return f"(found.place = {place} AND {passes})"


def _filled(condition: str, conditions: Conditions) -> str:
    return condition.format(articles=conditions.articles, claims=conditions.claims)


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
