"""The tables of a project file, as numbered scripts that are only ever added to."""

from importlib.resources import files
from typing import Final

from annotator.storage.engine import Connection

APPLICATION_ID: Final = 0x414E4E54
"""Marks our files in the SQLite header: "ANNT" in ASCII."""

SCRIPTS: Final = ("001_tables.sql", "002_edits.sql", "003_zones.sql", "004_unconfirmed.sql")


def upgrade(db: Connection) -> None:
    """Bring the file up to date, each script in one transaction with its number."""
    done = db.execute("PRAGMA user_version").fetchone()[0]
    for number, name in enumerate(SCRIPTS[done:], start=done + 1):
        script = (files("annotator.storage") / name).read_text(encoding="utf-8")
        marks = f"PRAGMA user_version = {number}; PRAGMA application_id = {APPLICATION_ID};"
        db.executescript(f"BEGIN IMMEDIATE; {script} {marks} COMMIT;")
