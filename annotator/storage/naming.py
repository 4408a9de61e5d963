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
}


def named(db: Connection, table: str, id: str) -> str:  # noqa: A002
    """Return what to call the record of a table, such as “a mention of claim C3”.

    One that is not in the project is called by its kind and id.
    """
    row = db.execute(f"{_QUERIES[table]} WHERE {table}.id = ?", [id]).fetchone()
    return str(row[0]) if row else f"{table.replace('_', ' ')} {id}"
