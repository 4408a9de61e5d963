"""Write a small project of a file version into tests/storage/old, for the tests of upgrades.

It is the project of the version before, upgraded. `python -m tools.old_project 9` writes version 9,
also after version 10 was added.
"""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from annotator.storage import derived, engine
from annotator.storage.schema import APPLICATION_ID, upgrade
from annotator.storage.upgrading import fill_in

FOLDER: Final = Path(__file__).resolve().parent.parent / "tests" / "storage" / "old"
_FILLED: Final = 8  # older tables lack what is filled in today
_COUNTED: Final = 10  # counts are kept from this version on
_HEAD: Final = """-- A project of file version {version}; the journal is part of it.
PRAGMA application_id = {application};
PRAGMA user_version = {version};
"""


def written(version: int) -> str:
    """Return the script that makes the project of a version."""
    former = FOLDER / f"version-{version - 1}.sql"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "old.annotator"
        with closing(engine.new_file(path)) as db:
            db.execute("PRAGMA foreign_keys = OFF")
            db.executescript(former.read_text(encoding="utf-8"))
            if version < _FILLED:
                upgrade(db, version)
            else:
                upgrade(db, version, fill=fill_in)
            if version >= _COUNTED:
                derived.fill(db)
        with closing(sqlite3.connect(path)) as dumped:
            lines = "\n".join(dumped.iterdump())
    head = _HEAD.format(version=version, application=APPLICATION_ID)
    return f"{head}{lines}\n"


if __name__ == "__main__":
    for number in map(int, sys.argv[1:]):
        (FOLDER / f"version-{number}.sql").write_text(written(number), encoding="utf-8")
