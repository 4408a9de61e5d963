"""What of a project can be searched: the columns of each table, and to what they belong."""

from typing import Final

from msgspec import Struct

from annotator.domain.search import SearchKind


class Searched(Struct, frozen=True):
    """Some columns of a table, as one text.

    `text` is an SQL expression over the table and `joined`, which also changes with the records of
    the table `changed_by`, whose field `owner` has the id. `belongs` is the condition that the
    record `found.record` is of an article or a claim for which what is filled in holds.
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


_ARTICLE: Final = "EXISTS (SELECT 1 FROM article WHERE article.id = found.record AND {articles})"
_CLAIM: Final = "EXISTS (SELECT 1 FROM claim WHERE claim.{column} = found.record AND {{claims}})"
_CHECK: Final = (
    "EXISTS (SELECT 1 FROM fact_check JOIN claim ON claim.id = fact_check.claim_id"
    " WHERE fact_check.id = found.record AND {claims})"
)
_MENTION: Final = (
    "EXISTS (SELECT 1 FROM claim_mention JOIN claim ON claim.id = claim_mention.claim_id"
    " JOIN anchor ON anchor.id = anchor_id JOIN article_text ON article_text.id = text_id"
    " JOIN article ON article.id = article_text.article_id"
    " WHERE claim_mention.id = found.record AND {claims} AND {articles})"
)
_SENTIMENT: Final = (
    "EXISTS (SELECT 1 FROM sentiment JOIN article ON article.id = sentiment.article_id"
    " WHERE sentiment.{column} = found.record AND {{articles}})"
)
_EVIDENCE: Final = (
    "EXISTS (SELECT 1 FROM evidence JOIN fact_check ON fact_check.id = check_id"
    " JOIN claim ON claim.id = fact_check.claim_id"
    " WHERE evidence.{column} = found.record AND {{claims}})"
)
_CLAIMS: Final = _CLAIM.format(column="id")
_SENTIMENTS: Final = _SENTIMENT.format(column="id")
_OF_EVIDENCE: Final = _EVIDENCE.format(column="id")
_ENTITY: Final = (
    f"({_CLAIM.format(column='claimant_id')} OR {_SENTIMENT.format(column='target_id')})"
)

_NEWEST: Final = (
    "JOIN article_text ON article_text.article_id = article.id AND version_no ="
    " (SELECT max(version_no) FROM article_text WHERE article_id = article.id)"
    " JOIN text ON text.sha256 = article_text.sha256"
)
_CONTENT: Final = "CAST(text_of(CAST(content AS BLOB), packed) AS TEXT)"
_ALIASES: Final = (
    "ifnull((SELECT group_concat(alias, char(10)) FROM entity_alias WHERE entity_id = entity.id),"
    " '')"
)

SEARCHED: Final = (
    Searched(
        SearchKind.ARTICLE,
        "article",
        _text("code", "headline", "publisher", "byline", "source_url"),
        _ARTICLE,
    ),
    Searched(SearchKind.NOTE, "article", "notes", _ARTICLE),
    Searched(SearchKind.CLAIM, "claim", _text("code", "text", "venue"), _CLAIMS),
    Searched(SearchKind.NOTE, "fact_check", _text("conclusion", "justification", "notes"), _CHECK),
    Searched(SearchKind.NOTE, "claim_mention", "context_note", _MENTION),
    Searched(SearchKind.NOTE, "sentiment", "note", _SENTIMENTS),
    Searched(SearchKind.PERSON, "sentiment", "target_text", _SENTIMENTS),
    Searched(SearchKind.SOURCE, "evidence", _text("quote", "locator"), _OF_EVIDENCE),
    Searched(SearchKind.NOTE, "evidence", "note", _OF_EVIDENCE),
    Searched(
        SearchKind.SOURCE,
        "source",
        _text("title", "publisher", "url", "archive_url"),
        _EVIDENCE.format(column="source_id"),
    ),
    Searched(SearchKind.PERSON, "entity", _text("name", _ALIASES), _ENTITY),
    Searched(SearchKind.NOTE, "entity", "notes", _ENTITY),
    Searched(SearchKind.TEXT, "article", _CONTENT, _ARTICLE, _NEWEST, "article_text", "article_id"),
)
"""In the order in which they are indexed: the many words of the texts last.

The order is part of the index: `search_index.VERSION` changes with it.
"""

NAMED: Final = Searched(
    SearchKind.ARTICLE, "article", "code || ' ' || headline || ' ' || publisher || ' ' || notes", ""
)
"""What the list of articles is filtered by (`search_text`)."""
