"""The tables that follow from others: filling them, and finding where they are wrong."""

from collections.abc import Iterator
from typing import Final

from annotator.domain.carrying import UNSETTLED
from annotator.i18n import tr
from annotator.storage.engine import Connection

LINE: Final = "line"
"""The name under which `project_count` has the journal line for which everything holds."""

_STATES: Final = ", ".join(f"'{state}'" for state in sorted(UNSETTLED))
_WAITING: Final = (
    "SELECT article_id, 0 AS claims, count(*) AS waiting FROM ("
    "SELECT text_id FROM claim_mention JOIN anchor ON anchor.id = anchor_id"
    f" WHERE state IN ({_STATES}) UNION ALL "
    "SELECT text_id FROM sentiment JOIN anchor ON anchor.id = anchor_id"
    f" WHERE state IN ({_STATES})"
    ") JOIN article_text ON article_text.id = text_id GROUP BY article_id"
)
_CLAIMS: Final = (
    "SELECT article_id, count(DISTINCT claim_id) AS claims, 0 AS waiting FROM article_text"
    " JOIN anchor ON anchor.text_id = article_text.id"
    " JOIN claim_mention ON claim_mention.anchor_id = anchor.id GROUP BY article_id"
)
_BY_NAME: Final = (
    "SELECT 'claims' AS name, count(*) AS number FROM claim"
    " UNION ALL SELECT 'mentions', count(*) FROM claim_mention"
    " UNION ALL SELECT status, count(*) FROM article GROUP BY status"
)
_WORDS: Final = (
    "SELECT position, CAST(folded(CAST(ifnull(code || ' ' || headline || ' ' || publisher || ' '"
    " || notes, '') AS BLOB)) AS TEXT) AS words FROM article"
)
_TABLES: Final = {
    "project_count": f"SELECT * FROM ({_BY_NAME}) WHERE number > 0",
    "article_count": (
        f"SELECT article_id, sum(claims), sum(waiting) FROM ({_CLAIMS} UNION ALL {_WAITING})"
        " GROUP BY article_id"
    ),
    "article_words": _WORDS,
}
"""Each table with the query that returns its rows."""

_COLUMNS: Final = {
    "project_count": "name TEXT PRIMARY KEY, number INTEGER",
    "article_count": "article_id TEXT PRIMARY KEY, claims INTEGER, waiting INTEGER",
    "article_words": "position INTEGER PRIMARY KEY, words TEXT",
}
_KEPT: Final = f"SELECT * FROM project_count WHERE number <> 0 AND name <> '{LINE}'"


def fill(db: Connection, schema: str = "main") -> None:
    """Fill the tables again, within a transaction; `temp` are those of this connection alone."""
    for table, query in _TABLES.items():
        db.execute(f"DELETE FROM {schema}.{table}")
        db.execute(f"INSERT INTO {schema}.{table} {query}")
    db.execute(
        f"INSERT INTO {schema}.project_count SELECT '{LINE}', ifnull(max(seq), 0) FROM journal"
    )


def shadow(db: Connection) -> None:
    """Hide tables that are out of date behind temporary ones, without writing into the file."""
    db.has_shadows = True
    for table, columns in _COLUMNS.items():
        db.execute(f"CREATE TEMP TABLE {table} ({columns})")
    fill(db, "temp")


def unshadow(db: Connection) -> None:
    """Fill the tables of the file if they are hidden, within the transaction of an edit."""
    if db.has_shadows and db.execute("PRAGMA temp.table_info(project_count)").fetchone():
        for table in _COLUMNS:
            db.execute(f"DROP TABLE temp.{table}")
        fill(db)


def faults(db: Connection) -> Iterator[str]:
    """Yield a sentence for each table that is not what follows from the others."""
    for table, due in _TABLES.items():
        kept = _KEPT if table == "project_count" else f"SELECT * FROM {table}"
        for one, other in ((due, kept), (kept, due)):
            query = f"SELECT 1 FROM (SELECT * FROM ({one}) EXCEPT SELECT * FROM ({other})) LIMIT 1"
            if db.execute(query).fetchone():
                yield tr("“{table}” does not agree with the records of the project.", table=table)
                break
