"""Checking every row against the schema: SQLite's own check does not name the row."""

import re
from collections.abc import Iterator
from contextlib import closing
from itertools import accumulate
from typing import Any, Final

from msgspec import Struct

from annotator.i18n import N_, format_list, ngettext, tr
from annotator.storage import engine, schema
from annotator.storage.damages import Damaged, Damages, require_damage, spelling_out
from annotator.storage.engine import Connection
from annotator.storage.record_names import list_name
from annotator.storage.rows import TABLES, Table

_COMMENT: Final = re.compile(r"--[^\n]*")
_MORE: Final = (("article_text", "edits = '' OR json_valid(edits)", N_("“edits” cannot be read")),)
_MISSING: Final = {
    "text": "SELECT sha256 FROM article_text WHERE sha256 NOT IN (SELECT sha256 FROM text)",
    "original": "SELECT original_sha256 FROM article_text WHERE original_sha256 <> ''"
    " AND original_sha256 NOT IN (SELECT sha256 FROM original)"
    " AND original_sha256 NOT IN (SELECT sha256 FROM text)",
}
_WORD: Final = re.compile(r"'[^']*'|\w+")


class _Rule(Struct, frozen=True):
    """A condition for a valid row, as SQL, and the message where it fails."""

    holds: str
    message: str


class _Rows(Struct, frozen=True):
    """A table whose rows are records of a kind, or parts of these; `key` names the record."""

    name: str
    kind: str
    key: str


def note_broken(db: Connection, damages: Damages) -> None:
    """Record the damage of every record that breaks a rule, itself or in one of its parts."""
    with closing(engine.in_memory()) as fresh, spelling_out(db, []):
        schema.upgrade(fresh)
        for table in TABLES:
            for rows in _of(table):
                _note(db, rows, _rules(fresh, rows.name), damages)
    _note_missing(db, damages)


def _of(table: Table[Any]) -> Iterator[_Rows]:
    yield _Rows(table.name, table.name, "id")
    if table.parts:
        yield _Rows(table.parts.table, table.name, table.parts.owner)


def _note(db: Connection, rows: _Rows, rules: list[_Rule], damages: Damages) -> None:
    held = [f"({rule.holds}) IS NOT 0" for rule in rules]  # NULL passes a CHECK
    query = f'SELECT "{rows.key}", {", ".join(held)} FROM {rows.name} WHERE NOT '
    try:
        for id_, *answers in db.execute(f"{query}({' AND '.join(held)})").fetchall():
            broken = [rule.message for rule, holds in zip(rules, answers, strict=True) if not holds]
            damages.add(rows.kind, str(id_ or ""), ", ".join(broken))
    except Damaged as error:
        require_damage(error)
        damages.add(rows.name, "", tr("the file is damaged there"))


def _note_missing(db: Connection, damages: Damages) -> None:
    """Record the texts and originals that are referred to but missing."""
    for table, query in _MISSING.items():
        try:
            for (mark,) in db.execute(query).fetchall():
                damages.add(table, str(mark), tr("it is missing"))
        except Damaged as error:
            require_damage(error)
            damages.add(table, "", tr("the file is damaged there"))


def _rules(fresh: Connection, table: str) -> list[_Rule]:
    columns = fresh.execute(f"PRAGMA table_info({table})").fetchall()
    (written,) = fresh.execute("SELECT sql FROM sqlite_schema WHERE name = ?", [table]).fetchone()
    return [
        *(_typed(name, kind, bool(is_needed)) for _, name, kind, is_needed, *_ in columns),
        *_checks(written, {name for _, name, *_ in columns}),
        *_references(fresh, table),
        *(_Rule(holds, tr(message)) for name, holds, message in _MORE if name == table),
    ]


def _typed(column: str, kind: str, is_needed: bool) -> _Rule:  # noqa: FBT001
    """Return the rule of a column of a STRICT table (sqlite.org/stricttables.html)."""
    allowed = [kind.lower()] if is_needed or column == "id" else [kind.lower(), "null"]
    listed = ", ".join(f"'{each}'" for each in allowed)
    message = tr("“{column}” is missing or of the wrong type", column=column)
    return _Rule(f'typeof("{column}") IN ({listed})', message)


def _checks(written: str, columns: set[str]) -> Iterator[_Rule]:
    """Return the conditions of a table's CHECK constraints."""
    sql = _COMMENT.sub("", written)
    for found in re.finditer(r"\bCHECK \(", sql):
        condition = _to_bracket(sql[found.end() :])
        named = [word for word in _WORD.findall(condition) if word in columns]
        names = [f"“{name}”" for name in dict.fromkeys(named)]
        yield _Rule(
            condition,
            ngettext(
                "{columns} has a value that is not allowed",
                "{columns} do not match",
                len(names),
                columns=format_list(names),
            ),
        )


def _to_bracket(sql: str) -> str:
    """Return the SQL up to the closing bracket of one opened before."""
    depths = accumulate((sign == "(") - (sign == ")") for sign in sql)
    return sql[: next(place for place, depth in enumerate(depths) if depth < 0)]


def _references(fresh: Connection, table: str) -> Iterator[_Rule]:
    """Return the rules that what a row refers to exists."""
    pairs: dict[int, list[tuple[str, str, str]]] = {}
    for number, _, parent, column, target, *_ in fresh.execute(f"PRAGMA foreign_key_list({table})"):
        pairs.setdefault(number, []).append((parent, column, target))
    for found in pairs.values():
        parent = found[0][0]
        if parent in _MISSING:
            continue
        unset = " OR ".join(f'{table}."{column}" IS NULL' for _, column, _ in found)
        same = " AND ".join(f'there."{target}" = {table}."{column}"' for _, column, target in found)
        yield _Rule(
            f"{unset} OR EXISTS (SELECT * FROM {parent} AS there WHERE {same})",
            tr("it refers to something missing from {list}", list=list_name(parent)),
        )
