"""What of a project can be searched: the columns of each table, and to what they belong."""

from typing import Final

from msgspec import Struct

from annotator.domain.search import SearchKind


class Searched(Struct, frozen=True):
    """Some columns of a table, as one text.

    `text` is an SQL expression over the table and `joined`, which also changes with the records of
    the table `changed_by`, whose field `owner` has the id. `belongs` is the condition that the
    record `found.record` is of the articles and claims with which it is filled in.
    """

    kind: SearchKind
    table: str
    text: str
    belongs: str
    joined: str = ""
    changed_by: str = ""
    owner: str = "id"


def _text(*columns: str) -> str:
    return " || char(10) || ".join(columns)


_OF_CHECKS: Final = "SELECT id FROM fact_check WHERE claim_id IN ({claims})"
_OF_EVIDENCE: Final = f"FROM evidence WHERE check_id IN ({_OF_CHECKS})"
_OF_MENTIONS: Final = (
    "SELECT claim_mention.id FROM claim_mention JOIN anchor ON anchor.id = anchor_id"
    " JOIN article_text ON article_text.id = text_id"
    " WHERE claim_id IN ({claims}) AND article_id IN ({articles})"
)
_OF_SENTIMENTS: Final = "SELECT {column} FROM sentiment WHERE article_id IN ({{articles}})"
_ARTICLES: Final = "found.record IN ({articles})"
_CLAIMS: Final = "found.record IN ({claims})"
_CHECKS: Final = f"found.record IN ({_OF_CHECKS})"
_SENTIMENTS: Final = f"found.record IN ({_OF_SENTIMENTS.format(column='id')})"
_EVIDENCE: Final = f"found.record IN (SELECT id {_OF_EVIDENCE})"
_ENTITIES: Final = (
    "(found.record IN (SELECT claimant_id FROM claim WHERE id IN ({claims}))"
    f" OR found.record IN ({_OF_SENTIMENTS.format(column='target_id')}))"
)

_NEWEST: Final = (
    "JOIN article_text ON article_text.article_id = article.id AND version_no ="
    " (SELECT max(version_no) FROM article_text WHERE article_id = article.id)"
    " JOIN text ON text.sha256 = article_text.sha256"
)
_ALIASES: Final = (
    "ifnull((SELECT group_concat(alias, char(10)) FROM entity_alias WHERE entity_id = entity.id),"
    " '')"
)

SEARCHED: Final = (
    Searched(
        SearchKind.ARTICLE,
        "article",
        _text("code", "headline", "publisher", "byline", "source_url"),
        _ARTICLES,
    ),
    Searched(SearchKind.NOTE, "article", "notes", _ARTICLES),
    Searched(SearchKind.CLAIM, "claim", _text("code", "text", "venue"), _CLAIMS),
    Searched(SearchKind.NOTE, "fact_check", _text("conclusion", "justification", "notes"), _CHECKS),
    Searched(SearchKind.NOTE, "claim_mention", "context_note", f"found.record IN ({_OF_MENTIONS})"),
    Searched(SearchKind.NOTE, "sentiment", "note", _SENTIMENTS),
    Searched(SearchKind.PERSON, "sentiment", "target_text", _SENTIMENTS),
    Searched(SearchKind.SOURCE, "evidence", _text("quote", "locator"), _EVIDENCE),
    Searched(SearchKind.NOTE, "evidence", "note", _EVIDENCE),
    Searched(
        SearchKind.SOURCE,
        "source",
        _text("title", "publisher", "url", "archive_url"),
        f"found.record IN (SELECT source_id {_OF_EVIDENCE})",
    ),
    Searched(SearchKind.PERSON, "entity", _text("name", _ALIASES), _ENTITIES),
    Searched(SearchKind.NOTE, "entity", "notes", _ENTITIES),
    Searched(
        SearchKind.TEXT, "article", "content", _ARTICLES, _NEWEST, "article_text", "article_id"
    ),
)
"""In the order in which they are indexed: the many words of the texts last.

The order is part of the index: `search_index.VERSION` changes with it.
"""
