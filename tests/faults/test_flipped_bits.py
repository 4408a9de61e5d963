"""A bit flips on the disk: the check finds each one that changes what the project says (F23)."""

from contextlib import closing, suppress
from random import Random

import pytest

from annotator.domain.edit import Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity
from annotator.storage import engine
from annotator.storage.project import open_project
from annotator.storage.rows import TABLES
from annotator.storage.verification import findings


def contents(path):
    """Return every row of every table; an error of the engine is an answer too."""
    address = f"file:{path}?immutable=1"
    with closing(engine.sqlite3.connect(address, uri=True)) as db:
        db.text_factory = bytes
        try:
            names = sorted(row[1] for row in db.execute("PRAGMA main.table_list"))
            rows = [list(db.execute(f'SELECT * FROM "{name.decode()}"')) for name in names]
            return names, rows, list(db.execute("PRAGMA user_version"))
        except engine.Unreadable as error:
            return str(error)


def use(path, marks):
    """Open a project, read everything and write; what does not go is refused in words."""
    with suppress(StorageError), closing(open_project(path, marks)) as store:
        for table in TABLES:
            with suppress(StorageError):
                list(store.reader.each(table.kind))
        with suppress(StorageError):
            store.apply(Edit.add("Add", Entity(name="Anna")))
        with suppress(StorageError):
            store.undo()


@pytest.fixture
def used(project, at_work):
    """A project after some work, closed."""
    process = at_work(11)
    for _ in range(40):
        process.stdout.readline()
    process.kill()
    process.wait()
    store = engine.open_for_writing(project)
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    store.close()
    return project


def test_every_flip_that_matters_is_found(full, used, marks, tmp_path):
    random, sound, raw = Random(23), contents(used), used.read_bytes()
    changed, missed = 0, []
    assert list(findings(used, marks)) == []
    for _ in range(300 if full else 25):
        bit = random.randrange(len(raw) * 8)
        damaged = bytearray(raw)
        damaged[bit // 8] ^= 1 << bit % 8
        copy = tmp_path / "damaged.annotator"
        copy.write_bytes(damaged)
        if contents(copy) != sound:
            changed += 1
            missed += [] if list(findings(copy, marks)) else [bit]
        use(copy, marks)

    assert changed
    assert missed == []
