"""What a project file must be, beyond its header, before it is read, and before it is written."""

from pathlib import Path
from typing import Final

from annotator.domain.errors import StorageError
from annotator.domain.text import clean
from annotator.i18n import shown_number, tr
from annotator.storage import engine, schema
from annotator.storage.engine import Connection, Value
from annotator.storage.journal import Journal

SMALL: Final = 16_000_000
"""Up to how many bytes a file is looked through before it is opened: about 10 ms."""

_SECONDS: Final = 1.0
_SHOWN: Final = 60  # characters of a name, or of what the engine says
_NAMED: Final = 3

Thing = tuple[Value, ...]


def examine(db: Connection, path: Path) -> str:
    """Return why a project may be read only; empty when it may be worked in as well.

    Raises StorageError when it may not be read either. What the file brings with it is named,
    and not run: a view in the place of a table would be with the first question.
    """
    size = path.stat().st_size
    with (
        engine.refusing(tr("“{file}” could not be opened", file=path.name)),
        db.limited(_SECONDS + size / SMALL),
    ):
        found = _strangers(db, path.name)
        if not found and size <= SMALL:
            found = _damage(db, path.name)
    return found or _lost_end(db, path.name)


def apart(db: Connection) -> tuple[list[Thing], list[Thing]]:
    """Return what a file lacks of the tables of its version, and what it has that is not of them.

    Raises StorageError for a version that this program does not know.
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
    """Return what the file says in few words that can be shown."""
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
        tr("{things} and {count} more", things=listed, count=shown_number(more)) if more else listed
    )


def _damage(db: Connection, name: str) -> str:
    """Look at the pages of the file, not yet at what they say."""
    said = str(db.execute("PRAGMA quick_check(1)").fetchone()[0])
    if said == "ok":
        return ""
    return tr(
        "“{file}” is damaged ({error}) and opens as read-only. Run “annotator check” on it, and"
        " look for a backup.",
        file=name,
        error=short(said),
    )


def _lost_end(db: Connection, name: str) -> str:
    try:
        Journal(db).tip()
    except StorageError as error:
        return tr(
            "“{file}” opens as read-only: its history has no end. {error}", file=name, error=error
        )
    return ""
