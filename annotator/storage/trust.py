"""Examining an untrusted project file before it is read or written."""

from pathlib import Path
from typing import Final

from annotator.domain.errors import StorageError
from annotator.domain.text import clean
from annotator.i18n import format_number, tr
from annotator.storage import engine, schema
from annotator.storage.engine import Connection, Value
from annotator.storage.journal import Journal
from annotator.storage.pages import check_pages

SMALL: Final = 10_000_000
"""The size in bytes up to which a file is checked before it is opened: about 10 ms."""

_SECONDS: Final = 1.0
_IN_MAIN: Final = "*** in database main ***"  # what the engine begins its first message with
_SHOWN: Final = 60  # characters of a name, or of a message of the engine
_NAMED: Final = 3

Thing = tuple[Value, ...]


def examine(db: Connection, path: Path) -> str:
    """Return why a project is read-only; empty when it may be edited.

    Raises StorageError when it may not be read either. Foreign schema objects are named and never
    run: a view in the place of a table would run with the first query.
    """
    size = path.stat().st_size
    with (
        engine.refusing(lambda: tr("“{file}” could not be opened", file=path.name)),
        db.limited(_SECONDS + size / SMALL),
    ):
        found = _strangers(db, path.name)
        if not found and size <= SMALL:
            found = _damage(db, path.name)
    return found or _lost_end(db, path.name)


def apart(db: Connection) -> tuple[list[Thing], list[Thing]]:
    """Return the schema objects that a file lacks for its version, and those it has in addition.

    Raises StorageError for an unknown version.
    """
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if not 0 < version <= len(schema.SCRIPTS):
        message = tr(
            "The file is of version {version}, which this program does not know.", version=version
        )
        raise StorageError(message)
    found = schema.described(db)
    if schema.shape(found) == schema.SHAPES[version - 1]:
        return [], []
    fresh = engine.in_memory()
    schema.upgrade(fresh, version)
    due = schema.described(fresh)
    fresh.close()
    kept, owed = set(found), set(due)
    return [each for each in due if each not in kept], [each for each in found if each not in owed]


def short(said: Value) -> str:
    """Return a value from the file, shortened for display."""
    text = " ".join(clean(str(said)).split())
    text = text.replace("CHECK constraint failed in", tr("a value is not allowed in"))
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _strangers(db: Connection, name: str) -> str:
    missing, strange = apart(db)
    if lost := [each for each in missing if each[0] == "table"]:
        message = tr(
            "“{file}” does not have the tables of a project. Missing or changed: {things}. It was"
            " not changed. Restore it from a backup.",
            file=name,
            things=_named(lost),
        )
        raise StorageError(message)
    if not missing and not strange:
        return ""
    if strange:
        return tr(
            "“{file}” was changed by another program (added: {things}). It opens as read-only, and"
            " nothing that was added is run.",
            file=name,
            things=_named(strange),
        )
    return tr(
        "“{file}” was changed by another program (missing: {things}). It opens as read-only.",
        file=name,
        things=_named(missing),
    )


def _named(things: list[Thing]) -> str:
    names = [
        tr("the {kind} “{name}”", kind=short(kind), name=short(name))
        for kind, name, *_ in things[:_NAMED]
    ]
    more = len(things) - len(names)
    listed = ", ".join(names)
    return (
        tr("{things} and {count} more", things=listed, count=format_number(more))
        if more
        else listed
    )


def _damage(db: Connection, name: str) -> str:
    """Check the pages of the file, but not their contents."""
    (said,) = check_pages(db, "quick_check(1)")
    if said == "ok":
        return ""
    return tr(
        "“{file}” is damaged and opens as read-only. It can be recovered from a backup, from its"
        " history, or from what can be read. ({error})",
        file=name,
        error=short(said.removeprefix(_IN_MAIN)),
    )


def _lost_end(db: Connection, name: str) -> str:
    try:
        Journal(db).tip()
    except StorageError as error:
        return tr(
            "“{file}” opens as read-only: its history has no end. {error}", file=name, error=error
        )
    return ""
