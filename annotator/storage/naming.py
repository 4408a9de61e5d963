"""What to call a record when telling a person about it."""

from typing import Final

from annotator.storage.engine import Connection

_IN_ARTICLE: Final = "JOIN article ON article.id = article_id"
_OF_CLAIM: Final = "JOIN claim ON claim.id = claim_id"

_QUERIES: Final = {
    "article": "SELECT 'article ' || code FROM article",
    "article_text": f"SELECT 'the text of article ' || code FROM article_text {_IN_ARTICLE}",
    "sentiment": f"SELECT 'a sentiment in article ' || code FROM sentiment {_IN_ARTICLE}",
    "anchor": f"SELECT 'a place in article ' || code FROM anchor"
    f" JOIN article_text ON article_text.id = text_id {_IN_ARTICLE}",
    "text_zone": f"SELECT 'a zone in article ' || code FROM text_zone"
    f" JOIN article_text ON article_text.id = text_id {_IN_ARTICLE}",
    "claim": "SELECT 'claim ' || code FROM claim",
    "claim_mention": f"SELECT 'a mention of claim ' || code FROM claim_mention {_OF_CLAIM}",
    "fact_check": f"SELECT 'the fact-check of claim ' || code FROM fact_check {_OF_CLAIM}",
    "evidence": "SELECT 'evidence on claim ' || code FROM evidence"
    f" JOIN fact_check ON fact_check.id = check_id {_OF_CLAIM}",
    "entity": "SELECT 'the entity “' || name || '”' FROM entity",
    "source": "SELECT 'the source “' || title || '”' FROM source",
    "scheme": "SELECT 'the scheme “' || title || '”' FROM scheme",
    "annotator": "SELECT 'the annotator “' || name || '”' FROM annotator",
    "project": "SELECT 'the project “' || name || '”' FROM project",
    "text": f"SELECT 'the text of article ' || code FROM article_text {_IN_ARTICLE}",
    "original": f"SELECT 'the original of article ' || code FROM article_text {_IN_ARTICLE}",
}

_KEYS: Final = {
    "text": "article_text.sha256",
    "original": "article_text.original_sha256",
}
"""What identifies a row where that is not its id."""

_ARTICLES: Final = {
    "article": "SELECT id FROM article",
    "article_text": "SELECT article_id FROM article_text",
    "sentiment": "SELECT article_id FROM sentiment",
    "anchor": "SELECT article_id FROM anchor JOIN article_text ON article_text.id = text_id",
    "text_zone": "SELECT article_id FROM text_zone JOIN article_text ON article_text.id = text_id",
    "claim_mention": "SELECT article_id FROM claim_mention JOIN anchor ON anchor.id = anchor_id"
    " JOIN article_text ON article_text.id = text_id",
    "text": "SELECT article_id FROM article_text",
    "original": "SELECT article_id FROM article_text",
}


def named(db: Connection, table: str, id: str) -> str:  # noqa: A002
    """Return what to call the record of a table, such as “a mention of claim C3”.

    One that is not in the project is called by its kind and id.
    """
    row = db.execute(f"{_QUERIES[table]} WHERE {_key(table)} = ?", [id]).fetchone()
    return str(row[0]) if row and row[0] else f"{table.replace('_', ' ')} {id}"


def article_of(db: Connection, table: str, id: str) -> str:  # noqa: A002
    """Return the id of the article to which a record belongs; empty when to none."""
    if table not in _ARTICLES:
        return ""
    row = db.execute(f"{_ARTICLES[table]} WHERE {_key(table)} = ?", [id]).fetchone()
    return str(row[0]) if row else ""


def _key(table: str) -> str:
    return _KEYS.get(table, f"{table}.id")
