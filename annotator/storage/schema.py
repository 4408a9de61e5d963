"""The tables of a project file, as numbered scripts that are only ever added to."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Final

from annotator.domain.checksum import sha256
from annotator.storage import derived, history_index
from annotator.storage.engine import Connection, Value

APPLICATION_ID: Final = 0x414E4E54
"""Identifies our files in the SQLite header: "ANNT" in ASCII."""

SCRIPTS: Final = (
    "001_tables.sql",
    "002_edits.sql",
    "003_zones.sql",
    "004_unconfirmed.sql",
    "005_short_names.sql",
    "006_order.sql",
    "007_labels.sql",
    "008_scheme_order.sql",
    "009_history.sql",
    "010_counts.sql",
    "011_places.sql",
    "012_suggestions.sql",
    "013_derived_words.sql",
)

SHAPES: Final = (
    "7c279f0ee1c6712936727150daa28c51cc22353e4a14843d8db02e4cd314922c",
    "81aeebebdadfb73d1062ec7c2b1bcc01adbdc75798f4411cae1e3d5fbf7b0f64",
    "151e9b2d4ae542c29010df198ba7e53aaf48acde9fbadb4536f7ff532298db74",
    "9f74a84b110e14b1c15b4600acdbb0d53c3dadce8365954b7d12185173ff2bca",
    "b67c6dc566999c758991438b7a1d8a852c746f9e5dd74dd05a31cbfdba89d552",
    "371a5c14046c7ddaaad7e5e1ba18f32670812c83a64929162c680918543c9da4",
    "768ffe330a1e273e280ca1d15c7ba563d211fa6a239e3133d7dbf32481fd8648",
    "d519f8076d3cc0e6453a789c8b36aab3a97595e2a195de197e1fee55a19b572b",
    "d830955ab0a0f844f5c8c8daad77dac512d59a75beee13227f1789dd725fe574",
    "2e2451fc9a3032524344052d7428acd222b6419b364d5c1cbc3ff730d15b381e",
    "06d2e1b604f20dd88c5919eba1f6f7c3dff5d231aea10b0bcb41ddccf4637d19",
    "f2081bf2b078ff0516f4fbf396776fdf0eef3aba35a7a469e033620e9a6dfd97",
    "9e559cf9017c91f360a421613b03b148835c2d14f1f062437d7bf6c728304d08",
)
"""SHA-256 of what `described` returns for a new file of each version."""

_INDEXED: Final = 9  # the history has an index from this file version on
_COUNTED: Final = 10  # counts are kept from this file version on

_DESCRIBED: Final = (
    "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name LIMIT ?"
)
_MOST: Final = 10_000  # ours has about a hundred


def upgrade(
    db: Connection,
    version: int = len(SCRIPTS),
    fill: Callable[[Connection, int], None] = lambda _db, _former: None,
) -> None:
    """Upgrade the schema of a file in one transaction; `fill` then updates the rows.

    `fill` gets the former version. An invalid value does not prevent the upgrade: it is reported
    when it is read.
    """
    former = db.execute("PRAGMA user_version").fetchone()[0]
    if former >= version:
        return
    marks = f"PRAGMA user_version = {version}; PRAGMA application_id = {APPLICATION_ID};"
    with _unchecked(db):
        db.executescript(f"BEGIN IMMEDIATE; {steps(former, version)} {marks}")
        is_whole = version == len(SCRIPTS)  # what follows reads columns of the newest version
        if is_whole and former < _INDEXED:
            history_index.catch_up(db)
        fill(db, former)
        if is_whole and former < _COUNTED:
            derived.fill(db)
        db.execute("COMMIT")


@contextmanager
def _unchecked(db: Connection) -> Iterator[None]:
    """Allow tables to be replaced by new ones with the same name, keeping every row."""
    (former,) = db.execute("PRAGMA foreign_keys").fetchone()
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("PRAGMA ignore_check_constraints = ON")
    try:
        yield
    finally:
        db.execute("PRAGMA ignore_check_constraints = OFF")
        db.execute(f"PRAGMA foreign_keys = {former}")


def steps(former: int, version: int) -> str:
    """Return the SQL of the scripts that lead from one version to another."""
    return " ".join(script(name) for name in SCRIPTS[former:version])


def script(name: str) -> str:
    """Return the SQL of a script, given its file name."""
    return (files("annotator.storage") / name).read_text(encoding="utf-8")


def described(db: Connection) -> list[tuple[Value, ...]]:
    """Return type, name, table and SQL of each schema object in a file, up to a limit."""
    return db.execute(_DESCRIBED, [_MOST]).fetchall()


def shape(things: Iterable[tuple[Value, ...]]) -> str:
    """Return one hash of everything that `described` returned."""
    return sha256(repr(list(things)).encode("utf-8", "backslashreplace"))
