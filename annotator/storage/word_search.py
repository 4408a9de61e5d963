"""Finding records by words in their names, ignoring case."""

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from annotator.domain.article import Article
from annotator.domain.check import Source
from annotator.domain.reading import ArticleSummary
from annotator.storage import record_by_record
from annotator.storage.damages import Damaged, require_damage
from annotator.storage.engine import Connection
from annotator.storage.repository import Repository

_HALF: Final = re.compile("[\ud800-\udfff]")

NAMES: Final[dict[type[Source | Article], str]] = {
    Source: "title || ' ' || publisher || ' ' || url",
    Article: "headline || ' ' || publisher || ' ' || source_url",
}
"""The columns in which sources, and articles as sources, are searched."""


def article_summaries(
    db: Connection, articles: Repository[Article], query: str, status: str
) -> list[ArticleSummary]:
    """Return the articles whose search text contains all the words, in order."""
    named = "code || ' ' || headline || ' ' || publisher || ' ' || notes"
    has_words, terms = with_all(query, named)
    has_status, values = ("status = ?", [status]) if status else ("1", [])
    sql = (
        "SELECT id, code, headline, publisher, status, published_at, word_count, language,"
        " notes <> '' FROM article"
        f" WHERE {has_words} AND {has_status} ORDER BY position"
    )
    try:
        found = db.execute(sql, [*terms, *values]).fetchall()
    except Damaged as error:
        require_damage(error)
        found = []
    else:
        if not any(None in row for row in found):
            return [ArticleSummary(*row) for row in found]
    return record_by_record.article_summaries(articles.find(), query, status)


def with_all(query: str, column: str) -> tuple[str, list[str]]:
    """Return the SQL condition that an expression contains all the words, and its values."""
    words = query.split()
    return has_words(column, [[word] for word in words]) if words else ("1", [])


def has_words(column: str, wanted: Iterable[Iterable[str]]) -> tuple[str, list[str]]:
    """Return the SQL condition that an expression contains one of each of these words.

    A word with half a character is in no text.
    """
    lists = [[word.casefold() for word in each if not _HALF.search(word)] for each in wanted]
    unique = [list(each) for each in dict.fromkeys(map(tuple, lists))]
    return f"has_words(CAST({column} AS BLOB), ?)", [msgspec.json.encode(unique).decode()]
