"""The articles as lists show them: which ones and in which order, and the rows that are seen."""

from array import array
from collections.abc import Collection, Iterator, Sequence
from typing import Final

import msgspec

from annotator.domain.article import Article, ArticleStatus
from annotator.domain.reading import ArticleSummary, search_text
from annotator.storage.article_names import ArticleNames
from annotator.storage.damages import Damaged, require_damage
from annotator.storage.engine import Connection, ask
from annotator.storage.history_search import HistorySearch
from annotator.storage.repository import Repository
from annotator.storage.texts import StoredTexts
from annotator.storage.word_search import has_words

_NUMBER: Final = "CAST(substr(code, 2) AS INTEGER)"
_STATUSES: Final = " ".join(f"WHEN '{each}' THEN {n}" for n, each in enumerate(ArticleStatus))
_ORDERS: Final = {
    "code": _NUMBER,
    "headline": "unaccented(headline)",
    "publisher": "nullif(unaccented(publisher), '')",
    "published": "nullif(published_at, '')",
    "status": f"CASE status {_STATUSES} END",
    "words": "word_count",
    "claims": "ifnull((SELECT claims FROM article_count WHERE article_id = article.id), 0)",
    "language": "language",
}
"""What articles are sorted by, as SQL; NULL is unknown, and last."""

_FILTERED: Final = "article CROSS JOIN article_words USING (position)"
_NAMED: Final = (
    "json_each(?) AS named CROSS JOIN article ON article.position = named.value"
    " CROSS JOIN article_words USING (position)"
)
_MOST: Final = 1 << 62  # more than any number of a code
_NEARBY: Final = (
    "SELECT position FROM (SELECT article.position, {wanted} AS is_wanted FROM {tables}"
    f" WHERE {_NUMBER} {{beside}} ? ORDER BY {_NUMBER}{{way}} LIMIT 2000)"
    " WHERE is_wanted LIMIT 100"
)
"""Looks through 2,000 in one direction, and ends with the first hundred that are wanted.

The window waits for it; 2,000 take half a millisecond.
"""

_ROWS: Final = (
    "SELECT position, id, code, headline, publisher, status, published_at, word_count, language,"
    " notes <> '' FROM article WHERE position IN ({})"
)
_FEW: Final = 20  # words that the engine looks for itself, which is fast; it has a limit
_AT_ONCE: Final = 500  # positions of one query
_PLACES: Final = (  # in one row: each leaves the interpreter to a worker, and waits for it
    "SELECT json_group_object(id, position) FROM article"
    " WHERE id IN (SELECT value FROM json_each(?))"
)
_WORDINGS: Final = (
    'SELECT text_id, claim_mention.position, ordinal, claim_id, start, "end" FROM claim_mention'
    " JOIN anchor ON anchor.id = claim_mention.anchor_id"
    " JOIN anchor_fragment ON anchor_fragment.anchor_id = anchor.id WHERE claim_id IN ({})"
)
_MENTIONING: Final = (
    "SELECT claim_id, article.code FROM claim_mention"
    " CROSS JOIN anchor ON anchor.id = claim_mention.anchor_id"
    " CROSS JOIN article_text ON article_text.id = anchor.text_id"
    " CROSS JOIN article ON article.id = article_text.article_id"
    " WHERE claim_id IN ({}) ORDER BY claim_mention.position"
)
_NEXT_NAME: Final = (
    "WITH RECURSIVE name (name) AS (SELECT min({column}) FROM {table} WHERE {column} <> ''"
    " UNION ALL SELECT (SELECT min({column}) FROM {table}"
    " WHERE {column} > name AND {column} <> '') FROM name"
    " WHERE name IS NOT NULL) SELECT name FROM name WHERE name IS NOT NULL"
)
"""Goes from one name to the next in an index, however many rows have the same."""


class StoredListing:
    """Finds the articles of one project for lists, by their positions in its file."""

    def __init__(
        self,
        db: Connection,
        articles: Repository[Article],
        texts: StoredTexts,
        index: HistorySearch,
    ) -> None:
        self._db = db
        self._articles = articles
        self._texts = texts
        self._names = ArticleNames(db, index)

    def positions(
        self, query: str = "", status: str = "", by: str = "code", *, is_descending: bool = False
    ) -> Sequence[int]:
        """Return the articles in whose search text all the words are, in an order."""
        tables, wanted, values = _wanted(query, status)
        named = self._names.positions(query.casefold().split())
        if named is not None:
            tables, values = _NAMED, [msgspec.json.encode(named).decode(), *values]
        order = _order(by, is_descending)
        sql = f"SELECT article.position FROM {tables} WHERE {wanted} ORDER BY {order}"
        try:  # as one value: a worker leaves the interpreter to the window meanwhile
            listed = f"SELECT json_group_array(position) FROM ({sql})"
            (found,) = self._db.execute(listed, values).fetchone()
        except UnicodeEncodeError:
            return array("q")  # a lone surrogate is never stored, so nothing can match it
        except Damaged as error:
            require_damage(error)
            return array("q", self._one_by_one(query.casefold().split(), status))
        return array("q", msgspec.json.decode(found, type=list[int]))

    def nearby(
        self,
        query: str = "",
        status: str = "",
        number: int | None = None,
        *,
        is_descending: bool = False,
    ) -> Sequence[int]:
        """Return some articles that `positions` finds by code: those from the first one on.

        With a number they are those around it. They follow each other in what `positions` returns,
        and are found among a few thousand articles: there may be none.
        """
        tables, wanted, values = _wanted(query, status)
        here = number if number is not None else _MOST if is_descending else 0
        found: list[int] = []
        for beside, way in (("<", " DESC"), (">=", "")):
            sql = _NEARBY.format(wanted=wanted, tables=tables, beside=beside, way=way)
            try:
                rows = self._db.execute(sql, [*values, here]).fetchall()
            except (UnicodeEncodeError, *Damaged):
                return []  # whoever looks for all finds out why
            found = found[::-1] + [position for (position,) in rows]
        return found[::-1] if is_descending else found

    def last_position(self) -> int:
        """Return the last position, and at least as many as there are articles; 0 without any."""
        [(last,)] = ask(self._db, "SELECT ifnull(max(position), 0) FROM article")
        return int(last)

    def at(self, positions: Sequence[int]) -> dict[int, ArticleSummary]:
        """Return the articles at these positions; lost ones are missing."""
        found: dict[int, ArticleSummary] = {}
        for first in range(0, len(positions), _AT_ONCE):
            page = positions[first : first + _AT_ONCE]
            found |= self._page(page)
        return found

    def position(self, article_id: str) -> int | None:
        """Return the position of an article; None when it is gone."""
        return self.positions_of([article_id]).get(article_id)

    def positions_of(self, article_ids: Sequence[str]) -> dict[str, int]:
        """Return the positions of articles; those that are gone are missing."""
        [(found,)] = ask(self._db, _PLACES, [msgspec.json.encode(article_ids).decode()])
        return msgspec.json.decode(found, type=dict[str, int])

    def first_with(self, positions: Sequence[int], statuses: Collection[str]) -> int | None:
        """Return the first of these positions whose article has one of these statuses."""
        marks = ", ".join("?" * len(statuses))
        for first in range(0, len(positions), _AT_ONCE):
            page = positions[first : first + _AT_ONCE]
            places = ", ".join("?" * len(page))
            query = (
                f"SELECT position FROM article WHERE position IN ({places}) AND status IN ({marks})"
            )
            if found := {row[0] for row in ask(self._db, query, [*page, *statuses])}:
                return next(position for position in page if position in found)
        return None

    def publishers(self) -> list[str]:
        """Return the publishers of all articles and sources, each once."""
        named = (names_in(self._db, table, "publisher") for table in ("article", "source"))
        return sorted({name for names in named for name in names})

    def targets(self) -> list[str]:
        """Return the names of targets of sentiments that are no entities, each once."""
        return names_in(self._db, "sentiment", "target_text")

    def wordings(self, claim_ids: Sequence[str]) -> dict[str, list[str]]:
        """Return the text of the mentions of each of these claims, oldest first."""
        found: dict[str, list[str]] = {}
        for first in range(0, len(claim_ids), _AT_ONCE):
            page = claim_ids[first : first + _AT_ONCE]
            query = _WORDINGS.format(", ".join("?" * len(page)))
            words: list[tuple[int, int, str, str]] = []
            for text_id, *order, claim_id, start, end in sorted(ask(self._db, query, page)):
                text = self._texts.of_version(text_id) or ""  # sorted, so that each is read once
                words.append((*order, str(claim_id), text[start:end]))
            for _, _, claim_id, exact in sorted(words):
                found.setdefault(claim_id, []).append(exact)
        return found

    def mentioning(self, claim_ids: Sequence[str]) -> dict[str, list[str]]:
        """Return the codes of the articles that mention each of these claims, oldest first."""
        found: dict[str, dict[str, None]] = {}
        for first in range(0, len(claim_ids), _AT_ONCE):
            page = claim_ids[first : first + _AT_ONCE]
            query = _MENTIONING.format(", ".join("?" * len(page)))
            for claim_id, code in ask(self._db, query, page):
                found.setdefault(str(claim_id), {})[code] = None
        return {claim_id: list(codes) for claim_id, codes in found.items()}

    def _page(self, positions: Sequence[int]) -> dict[int, ArticleSummary]:
        query = _ROWS.format(", ".join("?" * len(positions)))
        try:
            rows = self._db.execute(query, positions).fetchall()
        except Damaged as error:
            require_damage(error)
            rows = [(None,)]
        if any(None in row for row in rows):
            return {each: listed for each in positions if (listed := self._one(each))}
        return {position: ArticleSummary(*row) for position, *row in rows}

    def _one(self, position: int) -> ArticleSummary | None:
        found = self._articles.find("position = ?", position)
        return ArticleSummary.of(found[0]) if found else None

    def _one_by_one(self, terms: Sequence[str], status: str) -> Iterator[int]:
        """Yield the positions of the articles that can be read and are wanted."""
        for article in self._articles.find():
            named = search_text(article).casefold()
            position = self.position(article.id)
            is_wanted = status in {"", article.status} and all(term in named for term in terms)
            if is_wanted and position is not None:
                yield position


def names_in(db: Connection, table: str, column: str) -> list[str]:
    """Return the values of a column that has an index, each once and none empty."""
    query = _NEXT_NAME.format(table=table, column=column)
    return [str(name) for (name,) in ask(db, query)]


def _wanted(query: str, status: str) -> tuple[str, str, list[str]]:
    """Return the tables in which articles are looked for, the SQL condition, and its values."""
    words = list(dict.fromkeys(query.casefold().split()))
    has_terms, terms = _with_all(words)
    has_status, values = ("status = ?", [status]) if status else ("1", [])
    tables = _FILTERED if words else "article"
    return tables, f"{has_terms} AND {has_status}", [*terms, *values]


def _with_all(words: Sequence[str]) -> tuple[str, list[str]]:
    """Return the SQL condition that the words of an article contain all of these, and values."""
    first = words[:_FEW]
    said, rest = has_words("words", [[word] for word in words[_FEW:]])
    conditions = [*["instr(words, ?) > 0"] * len(first), *[said] * bool(words[_FEW:])]
    return " AND ".join(conditions) or "1", [*first, *(rest if words[_FEW:] else [])]


def _order(by: str, is_descending: bool) -> str:  # noqa: FBT001 - the order's own word
    way = " DESC" if is_descending else ""
    if by == "code":
        return f"{_NUMBER}{way}"
    return f"{_ORDERS[by]} IS NULL, {_ORDERS[by]}{way}, {_NUMBER}"
