"""Comparing each text and each original with the hash under which it was imported."""

from collections.abc import Iterator
from typing import Final

from annotator.domain.checksum import sha256
from annotator.i18n import capitalised, tr
from annotator.storage.clock import require_wanted
from annotator.storage.engine import Connection
from annotator.storage.packing import text_of
from annotator.storage.record_names import record_name
from annotator.storage.upgraded_copy import version_of

_PACKED: Final = 13  # texts are kept compressed from this file version on


def contents(db: Connection) -> Iterator[str]:
    """Yield the texts and originals that are no longer as they were imported."""
    for table, query in _contents_of(db):
        for digest, content, packed, size in db.execute(query):
            require_wanted()
            body = text_of(content, packed)
            if sha256(body) != digest or size not in {None, len(body)}:
                yield (
                    tr(
                        "{owner} differs from what was imported: its {table} was changed "
                        "or damaged.",
                        owner=_owner(db, digest),
                        table=table,
                    )
                )
    query = (
        "SELECT id FROM article_text WHERE original_sha256 <> ''"
        " AND original_sha256 NOT IN (SELECT sha256 FROM original)"
        " AND original_sha256 NOT IN (SELECT sha256 FROM text)"
    )
    for (id_,) in db.execute(query):
        yield tr("The original of {name} is missing.", name=record_name(db, "article_text", id_))


def _contents_of(db: Connection) -> list[tuple[str, str]]:
    """Return each table of contents with the query for hash, content, packed content and size."""
    packed = "packed, size" if version_of(db) >= _PACKED else "NULL, NULL"
    query = "SELECT sha256, CAST(content AS BLOB), {} FROM {}"
    return [
        ("text", query.format(packed, "text")),
        ("original", query.format("NULL, NULL", "original")),
    ]


def _owner(db: Connection, digest: str) -> str:
    query = "SELECT id FROM article_text WHERE ? IN (sha256, original_sha256)"
    row = db.execute(query, [digest]).fetchone()
    name = (
        record_name(db, "article_text", row[0]) if row else tr("the text {mark}", mark=digest[:12])
    )
    return capitalised(name)
