"""Descriptions of records in messages."""

from typing import Final

from annotator.i18n import N_, tr
from annotator.storage.engine import Connection

_IN_ARTICLE: Final = "JOIN article ON article.id = article_id"
_OF_CLAIM: Final = "JOIN claim ON claim.id = claim_id"

_KINDS: Final = {
    "article": (N_("article {name}"), "SELECT code FROM article"),
    "article_text": (
        N_("the text of article {name}"),
        f"SELECT code FROM article_text {_IN_ARTICLE}",
    ),
    "sentiment": (
        N_("a sentiment in article {name}"),
        f"SELECT code FROM sentiment {_IN_ARTICLE}",
    ),
    "suggestion": (
        N_("a suggestion in article {name}"),
        f"SELECT code FROM suggestion {_IN_ARTICLE}",
    ),
    "anchor": (
        N_("a place in article {name}"),
        f"SELECT code FROM anchor JOIN article_text ON article_text.id = text_id {_IN_ARTICLE}",
    ),
    "text_zone": (
        N_("a line type in article {name}"),
        f"SELECT code FROM text_zone JOIN article_text ON article_text.id = text_id {_IN_ARTICLE}",
    ),
    "claim": (N_("claim {name}"), "SELECT code FROM claim"),
    "claim_mention": (
        N_("a mention of claim {name}"),
        f"SELECT code FROM claim_mention {_OF_CLAIM}",
    ),
    "fact_check": (
        N_("the fact-check of claim {name}"),
        f"SELECT code FROM fact_check {_OF_CLAIM}",
    ),
    "evidence": (
        N_("evidence on claim {name}"),
        f"SELECT code FROM evidence JOIN fact_check ON fact_check.id = check_id {_OF_CLAIM}",
    ),
    "entity": (N_("the entity “{name}”"), "SELECT name FROM entity"),
    "source": (N_("the source “{name}”"), "SELECT title FROM source"),
    "scheme": (N_("the scheme “{name}”"), "SELECT title FROM scheme"),
    "annotator": (N_("the annotator “{name}”"), "SELECT name FROM annotator"),
    "project": (N_("the project “{name}”"), "SELECT name FROM project"),
    "text": (N_("the text of article {name}"), f"SELECT code FROM article_text {_IN_ARTICLE}"),
    "original": (
        N_("the original of article {name}"),
        f"SELECT code FROM article_text {_IN_ARTICLE}",
    ),
}
"""For each table, how its records are described, and the query for the name."""

_LISTS: Final = {
    "anchor": N_("the places of marks"),
    "anchor_fragment": N_("the places of marks"),
    "annotator": N_("the annotators"),
    "article": N_("the articles"),
    "article_text": N_("the text versions"),
    "attribution": N_("the attributions of mentions"),
    "claim": N_("the claims"),
    "claim_label": N_("the labels of claims"),
    "claim_mention": N_("the mentions"),
    "entity": N_("the entities"),
    "entity_alias": N_("the other names of entities"),
    "evidence": N_("the pieces of evidence"),
    "fact_check": N_("the fact-checks"),
    "label": N_("the labels of the codebook"),
    "original": N_("the imported originals"),
    "project": N_("the records of the project itself"),
    "scheme": N_("the schemes of the codebook"),
    "sentiment": N_("the sentiments"),
    "source": N_("the sources"),
    "suggestion": N_("the suggestions"),
    "suggestion_label": N_("the labels of suggestions"),
    "text": N_("the texts"),
    "text_zone": N_("the line types"),
}
"""What all records of a table are called."""

_KEYS: Final = {
    "text": "article_text.sha256",
    "original": "article_text.original_sha256",
}
"""The key columns of tables whose key is not the id."""

_ARTICLES: Final = {
    "article": "SELECT id FROM article",
    "article_text": "SELECT article_id FROM article_text",
    "sentiment": "SELECT article_id FROM sentiment",
    "suggestion": "SELECT article_id FROM suggestion",
    "anchor": "SELECT article_id FROM anchor JOIN article_text ON article_text.id = text_id",
    "text_zone": "SELECT article_id FROM text_zone JOIN article_text ON article_text.id = text_id",
    "claim_mention": "SELECT article_id FROM claim_mention JOIN anchor ON anchor.id = anchor_id"
    " JOIN article_text ON article_text.id = text_id",
    "text": "SELECT article_id FROM article_text",
    "original": "SELECT article_id FROM article_text",
}


def record_name(db: Connection, table: str, id: str) -> str:  # noqa: A002
    """Return a description of a record, such as “a mention of claim C3”.

    A missing record is described by its id.
    """
    message, query = _KINDS[table]
    row = db.execute(f"{query} WHERE {_key(table)} = ?", [id]).fetchone()
    return tr(message, name=row[0]) if row and row[0] else record_without_name(table, id)


def record_without_name(table: str, id: str) -> str:  # noqa: A002
    """Return a description of a record that is missing, or whose name cannot be read."""
    return tr("one of {list} ({id})", list=list_name(table), id=id)


def list_name(table: str) -> str:
    """Return what all records of a table are called, such as “the claims”."""
    return tr(_LISTS[table]) if table in _LISTS else f"“{table}”"


def article_of(db: Connection, table: str, id: str) -> str:  # noqa: A002
    """Return the id of the article to which a record belongs; empty for none."""
    if table not in _ARTICLES:
        return ""
    row = db.execute(f"{_ARTICLES[table]} WHERE {_key(table)} = ?", [id]).fetchone()
    return str(row[0]) if row else ""


def _key(table: str) -> str:
    return _KEYS.get(table, f"{table}.id")
