"""Whether a project file is sound: each part of it held against the others."""

from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from annotator.domain.article import Article
from annotator.domain.codebook import Layer
from annotator.domain.errors import StorageError
from annotator.storage import engine, schema, times
from annotator.storage.engine import Connection, EngineError
from annotator.storage.history import History
from annotator.storage.journal import Journal
from annotator.storage.marks import oddity, seen
from annotator.storage.naming import named
from annotator.storage.older import at_present
from annotator.storage.opening import require_project
from annotator.storage.reader import StoredReader
from annotator.storage.rows import TABLES

_DAMAGE: Final = (EngineError, StorageError, msgspec.MsgspecError, ValueError, OverflowError)


class Step(Struct, frozen=True):
    """One part of the check, done: what was looked at, and what is wrong with it.

    Remarks are worth knowing and nothing wrong, such as a clock that was set back.
    """

    title: str
    findings: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def findings(path: Path, marks: Path | None = None) -> Iterator[str]:
    """Yield one sentence for each thing that is wrong with a project; the file is only read.

    `marks` is the folder that remembers what was seen of projects, if that is to be held
    against the file.
    """
    for step in steps(path, marks):
        yield from step.findings


def steps(path: Path, marks: Path | None = None) -> Iterator[Step]:
    """Yield each part of the check when it is done; there are `STEPS` of them, or one."""
    try:
        require_project(path)
        db = at_present(engine.open_for_checking(path))
    except (StorageError, EngineError) as error:
        yield Step("File", (str(error),))
        return
    with closing(db):
        db.execute("BEGIN")  # one moment of the file, whatever others write meanwhile
        for title, look in _LOOKS:
            yield _step(db, title, look)
        yield Step("Times", (), _step(db, "Times", times.remarks).findings)
        if marks:
            yield _step(db, "What was last seen", lambda db: _memory(db, marks))


def _step(db: Connection, title: str, look: Callable[[Connection], Iterator[str]]) -> Step:
    found: list[str] = []
    try:
        found.extend(look(db))
    except _DAMAGE as error:
        found.append(f"{title}: the file is damaged and cannot be read to the end ({error}).")
    return Step(title, tuple(found))


def _integrity(db: Connection) -> Iterator[str]:
    for (said,) in db.execute("PRAGMA integrity_check"):
        if said != "ok":
            yield f"The file is damaged: {said}."
    for table, _, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield f"Something in “{table}” needs something in “{parent}” that is not there."


def _tables(db: Connection) -> Iterator[str]:
    query = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
    with closing(engine.in_memory()) as fresh:
        schema.upgrade(fresh)
        due = set(fresh.execute(query))
    found = set(db.execute(query))
    for kind, name, _ in sorted(due - found):
        yield f"The {kind} “{name}” is missing or was changed."
    for kind, name, _ in sorted(found - due):
        yield f"The {kind} “{name}” does not belong in a project of this version."


def _contents(db: Connection) -> Iterator[str]:
    for table in ("text", "original"):
        for mark, body in db.execute(f"SELECT sha256, CAST(content AS BLOB) FROM {table}"):
            if sha256(body).hexdigest() != mark:
                yield f"{_owner(db, mark)} is not what came in: its {table} was changed or damaged."
    query = (
        "SELECT id FROM article_text WHERE original_sha256 <> ''"
        " AND original_sha256 NOT IN (SELECT sha256 FROM original)"
        " AND original_sha256 NOT IN (SELECT sha256 FROM text)"
    )
    for (id_,) in db.execute(query):
        yield f"The original of {named(db, 'article_text', id_)} is missing."


def _owner(db: Connection, mark: str) -> str:
    query = "SELECT id FROM article_text WHERE ? IN (sha256, original_sha256)"
    row = db.execute(query, [mark]).fetchone()
    name = named(db, "article_text", row[0]) if row else f"the text {mark[:12]}"
    return name[0].upper() + name[1:]


def _places(db: Connection) -> Iterator[str]:
    query = (
        "SELECT article_text.id, length, content FROM article_text"
        " JOIN text ON text.sha256 = article_text.sha256"
    )
    for text_id, length, content in db.execute(query):
        if length != len(content):
            name = named(db, "article_text", text_id)
            yield f"The length of {name} is noted as {length}, but it is {len(content)}."
        yield from _places_in(db, text_id, content)
    query = "SELECT id FROM anchor WHERE id NOT IN (SELECT anchor_id FROM anchor_fragment)"
    for (id_,) in db.execute(query):
        yield f"{_place(db, id_)} has no words."


def _places_in(db: Connection, text_id: str, text: str) -> Iterator[str]:
    query = (
        'SELECT anchor_id, ordinal, start, "end", exact, prefix, suffix'
        " FROM anchor JOIN anchor_fragment ON anchor_id = anchor.id"
        " WHERE text_id = ? ORDER BY anchor_id, ordinal"
    )
    last: tuple[str, int, int] = ("", 0, 0)
    for id_, ordinal, start, end, exact, prefix, suffix in db.execute(query, [text_id]):
        around = text[max(0, start - len(prefix)) : start], text[end : end + len(suffix)]
        if text[start:end] != exact or around != (prefix, suffix):
            yield f"{_place(db, id_)} ({start}–{end}) does not have the words it was put on."
        number, after = (last[1] + 1, last[2]) if id_ == last[0] else (0, -1)
        if ordinal != number or start <= after:
            yield f"{_place(db, id_)} has its parts out of order."
        last = (id_, ordinal, end)


def _place(db: Connection, anchor_id: str) -> str:
    query = (
        "SELECT ' (claim ' || code || ')' FROM claim_mention"
        " JOIN claim ON claim.id = claim_id WHERE anchor_id = ?"
    )
    row = db.execute(query, [anchor_id]).fetchone()
    name = named(db, "anchor", anchor_id)
    return f"{name[0].upper()}{name[1:]}{row[0] if row else ''}"


def _labels(db: Connection) -> Iterator[str]:
    for table, column, layer in _CODED:
        query = (
            f'SELECT DISTINCT "{column}" FROM {table}'
            " WHERE EXISTS (SELECT * FROM scheme WHERE layer = ?1)"
            f' AND "{column}" NOT IN (SELECT code FROM label'
            " JOIN scheme ON scheme.id = scheme_id WHERE layer = ?1)"
        )
        for (code,) in db.execute(query, [layer]):
            yield f"“{code}” is used as {column} in “{table}”, but the codebook does not have it."


def _records(db: Connection) -> Iterator[str]:
    reader = StoredReader(db)
    for table in TABLES:
        for _ in reader.each(table.kind):
            pass  # what is damaged is noticed
    for article in reader.find(Article):
        reader.mentions_in(article.id)
        reader.sentiments_in(article.id)
    yield from (damage.sentence for damage in reader.damages())


def _history(db: Connection) -> Iterator[str]:
    yield from History(db).findings()


def _memory(db: Connection, marks: Path) -> Iterator[str]:
    for (project_id,) in db.execute("SELECT id FROM project"):
        if words := oddity(seen(marks, project_id), Journal(db)):
            yield words


_CODED: Final = (
    ("claim", "assertion_kind", Layer.ASSERTION_KIND),
    ("attribution", "quote_type", Layer.QUOTE_TYPE),
    ("fact_check", "status", Layer.CHECK_STATUS),
    ("evidence", "stance", Layer.EVIDENCE_STANCE),
    ("source", "medium", Layer.SOURCE_MEDIUM),
    ("source", "reliability", Layer.SOURCE_RELIABILITY),
)

_LOOKS: Final[tuple[tuple[str, Callable[[Connection], Iterator[str]]], ...]] = (
    ("File", _integrity),
    ("Tables", _tables),
    ("Texts and originals", _contents),
    ("Places in the texts", _places),
    ("Labels", _labels),
    ("Records", _records),
    ("History", _history),
)

STEPS: Final = len(_LOOKS) + 2
"""How many parts a check has when what was last seen is part of it."""
