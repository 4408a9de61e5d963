"""Searching everything: the first places at once, then how many there are, then the best."""

from collections.abc import Iterable, Iterator
from typing import Final

from annotator.domain.reading import ProjectReader
from annotator.domain.search import MOST_COUNTED, Found, Hit, Match, Query, SearchKind, SearchReader
from annotator.operations.search_hits import hits_of

FIRST: Final = 8
"""Records of each kind that are shown at once."""

MOST: Final = 60
"""Records of a kind that are shown at all, the best ones."""


def search(
    reader: ProjectReader,
    finder: SearchReader,
    query: Query,
    kinds: Iterable[SearchKind] = tuple(SearchKind),
) -> Iterator[Found]:
    """Yield what is found of each kind: the newest, then again the best and how many there are.

    What is not found in a moment is looked for when all kinds have been. Raises StorageError, also
    when the search is interrupted.
    """
    kinds = tuple(kinds)
    if query.is_empty:
        return
    late: list[SearchKind] = []
    larger: list[SearchKind] = []
    for kind in kinds:
        matches, is_cut = finder.first(kind, query, FIRST + 1)
        is_late = is_cut and len(matches) <= FIRST
        late += [kind] if is_late else []
        larger += [kind] if len(matches) > FIRST else []
        yield _first(reader, kind, matches, query, is_cut=is_cut)
    for kind in late:
        matches = finder.matches(kind, query, FIRST + 1)
        larger += [kind] if len(matches) > FIRST else []
        yield _first(reader, kind, matches, query)
    yield from _best(reader, finder, query, larger)


def _best(
    reader: ProjectReader, finder: SearchReader, query: Query, kinds: Iterable[SearchKind]
) -> Iterator[Found]:
    for kind in kinds:
        count = finder.count(kind, query)
        best = finder.matches(kind, query, MOST, is_ranked=True)
        hits = _hits(reader, best, query)
        is_many = count > MOST_COUNTED
        yield _found(kind, hits, min(count, MOST_COUNTED), has_more=is_many, is_ranked=True)


def _first(
    reader: ProjectReader,
    kind: SearchKind,
    matches: list[Match],
    query: Query,
    *,
    is_cut: bool = False,
) -> Found:
    shown = matches[:FIRST]
    has_more = is_cut or len(matches) > FIRST
    hits = _hits(reader, shown, query)
    return _found(kind, hits, len(shown), has_more=has_more, is_ranked=not has_more)


def _found(
    kind: SearchKind, hits: tuple[Hit, ...], records: int, *, has_more: bool, is_ranked: bool
) -> Found:
    places = {hit.id: hit.more + 1 for hit in reversed(hits) if hit.place}  # the first one says it
    return Found(kind, hits, records, sum(places.values()), has_more, is_ranked)


def _hits(reader: ProjectReader, matches: Iterable[Match], query: Query) -> tuple[Hit, ...]:
    return tuple(hit for match in matches for hit in hits_of(reader, match, query.terms))
