"""What filters compare: the properties of articles and claims, as the index knows them."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Final

import msgspec
from msgspec import Struct

from annotator.domain.article import Article
from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Record
from annotator.domain.suggestion import Suggestion
from annotator.storage.damages import spelling_out
from annotator.storage.engine import Connection, EngineError

Properties = dict[int, set[str]]
"""Positions of records, and the names of their properties, such as “status todo”."""


class _Source(Struct, frozen=True):
    """A query of positions and values; what each value is called."""

    names: tuple[str, ...]
    query: str


_CHOSEN: Final = "(SELECT value FROM json_each(?))"
_CLAIMS_IN: Final = (
    "FROM article CROSS JOIN article_text AS t ON t.article_id = article.id"
    " CROSS JOIN anchor AS a ON a.text_id = t.id"
    " CROSS JOIN claim_mention AS m ON m.anchor_id = a.id"
    " CROSS JOIN claim ON claim.id = m.claim_id"
)
_ARTICLES_OF: Final = (
    "FROM claim CROSS JOIN claim_mention AS m ON m.claim_id = claim.id"
    " CROSS JOIN anchor AS a ON a.id = m.anchor_id"
    " CROSS JOIN article_text AS t ON t.id = a.text_id"
    " CROSS JOIN article ON article.id = t.article_id"
)
_OF_CLAIM: Final = "claimant_id, ifnull(f.status, 'unstarted'), ifnull(verdict_code, 'none')"
_CHECK: Final = "LEFT JOIN fact_check AS f ON f.claim_id = claim.id"
_SUGGESTION: Final = "CROSS JOIN suggestion AS s ON s.article_id = article.id"

_SOURCES: Final = {
    "article": (
        _Source(
            ("status", "publisher", "year"),
            "SELECT position, status, publisher, substr(published_at, 1, 4) FROM article",
        ),
        _Source(("suggestions",), f"SELECT article.position, state FROM article {_SUGGESTION}"),
        _Source(
            ("claimant", "check", "verdict"),
            f"SELECT article.position, {_OF_CLAIM} {_CLAIMS_IN} {_CHECK}",
        ),
    ),
    "claim": (
        _Source(
            ("year", "claimant", "check", "verdict"),
            f"SELECT claim.position, substr(date, 1, 4), {_OF_CLAIM} FROM claim {_CHECK}",
        ),
        _Source(
            ("status", "publisher"),
            f"SELECT claim.position, article.status, article.publisher {_ARTICLES_OF}",
        ),
        _Source(("suggestions",), f"SELECT claim.position, s.state {_ARTICLES_OF} {_SUGGESTION}"),
    ),
}
FILTERED: Final = tuple(_SOURCES)
"""The tables whose records filters are asked of."""

_CONCERNED: Final = {
    "article": (
        f"SELECT position FROM article WHERE id IN {_CHOSEN} UNION"
        f" SELECT article.position {_ARTICLES_OF} WHERE claim.id IN {_CHOSEN}"
    ),
    "claim": (
        f"SELECT claim.position {_CLAIMS_IN} WHERE article.id IN {_CHOSEN} UNION"
        f" SELECT position FROM claim WHERE id IN {_CHOSEN}"
    ),
}


def properties_of(db: Connection, table: str, positions: Sequence[int]) -> Properties:
    """Return the properties of records; as far as they can be read.

    An article also has those of the claims that it mentions, a claim those of its articles.
    """
    found: Properties = {position: set() for position in positions}
    chosen = msgspec.json.encode(positions).decode()
    for source in _SOURCES[table]:
        query = f"{source.query} WHERE {table}.position IN {_CHOSEN}"
        with spelling_out(db, []), suppress(EngineError):
            for position, *values in db.execute(query, [chosen]):
                named = zip(source.names, values, strict=True)
                found[position].update(f"{name} {value}" for name, value in named if value)
    return found


def concerned(db: Connection, table: str, records: Iterable[Record]) -> list[int]:
    """Return the positions of records that may have got a property because these changed."""
    articles: set[str] = set()
    claims: set[str] = set()
    for record in records:
        match record:
            case Article():
                articles.add(record.id)
            case Suggestion():
                articles.add(record.article_id)
            case Claim():
                claims.add(record.id)
            case Mention() | FactCheck():
                claims.add(record.claim_id)
            case _:
                pass
    chosen = [msgspec.json.encode(sorted(each)).decode() for each in (articles, claims)]
    found: list[int] = []
    with suppress(EngineError):
        found += (position for (position,) in db.execute(_CONCERNED[table], chosen))
    return found
