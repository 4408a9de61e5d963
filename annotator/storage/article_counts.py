"""The counts of a project and of its articles, as they are kept with each edit."""

from collections.abc import Sequence
from typing import Any

from annotator.domain.article import ArticleStatus
from annotator.domain.reading import Counts
from annotator.storage.damages import Damaged, require_damage
from annotator.storage.engine import Connection, Value

_TOTALS = "SELECT name, number FROM project_count"
_CLAIMS_OF = "SELECT article_id, claims FROM article_count WHERE article_id = ?"
_CLAIMS = "SELECT article_id, claims FROM article_count WHERE claims > 0"
_WAITING = (
    "SELECT article_id, waiting FROM article_count CROSS JOIN article ON article.id = article_id"
    " WHERE waiting > 0 ORDER BY article.position"
)
_SUGGESTIONS = (
    "SELECT article_id, number FROM"
    " (SELECT article_id, count(*) AS number FROM suggestion WHERE state = 'open'"
    " GROUP BY article_id) CROSS JOIN article ON article.id = article_id ORDER BY article.position"
)
_SUGGESTIONS_OF = (
    "SELECT article_id, count(*) FROM suggestion WHERE article_id = ? AND state = 'open'"
)
_EXCLUDED = ArticleStatus.EXCLUDED


def project(db: Connection) -> Counts:
    """Return the counts of articles, claims and mentions of a project."""
    found = _read(db, _TOTALS)
    return Counts(
        articles=sum(found.get(status, 0) for status in ArticleStatus if status != _EXCLUDED),
        done=found.get(ArticleStatus.DONE, 0),
        claims=found.get("claims", 0),
        mentions=found.get("mentions", 0),
    )


def claims_of(db: Connection, article_id: str) -> int:
    """Return how many claims an article mentions."""
    return int(_read(db, _CLAIMS_OF, [article_id]).get(article_id, 0))


def claims(db: Connection) -> dict[str, int]:
    """Return how many claims each article mentions, for those that mention some."""
    return _read(db, _CLAIMS)


def waiting(db: Connection) -> dict[str, int]:
    """Return the number of marks to review, for each article that has some, in order."""
    return _read(db, _WAITING)


def suggestions_of(db: Connection, article_id: str) -> int:
    """Return how many open suggestions an article has."""
    return int(_read(db, _SUGGESTIONS_OF, [article_id]).get(article_id, 0))


def suggestions(db: Connection) -> dict[str, int]:
    """Return the number of open suggestions, for each article that has some, in order."""
    return _read(db, _SUGGESTIONS)


def _read(db: Connection, query: str, values: Sequence[Value] = ()) -> dict[Any, Any]:
    """Return counts by name; none where they are damaged, which no record depends on."""
    try:
        return dict(db.execute(query, values).fetchall())
    except Damaged as error:
        require_damage(error)
        return {}
