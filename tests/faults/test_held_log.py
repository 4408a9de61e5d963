"""Another program reads a former state for hours: the log grows, and begins anew (F43)."""

import subprocess
import sys
from contextlib import closing

import pytest

from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.storage import open_file
from annotator.storage.project import open_project
from annotator.storage.verification import findings

READER = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("BEGIN")
print(db.execute("SELECT count(*) FROM entity").fetchone()[0], flush=True)
sys.stdin.read()
print(db.execute("SELECT count(*) FROM entity").fetchone()[0], flush=True)
"""
EDITS = 60  # after which the log has more pages than SQLite leaves in one by itself


@pytest.fixture
def reader(project):
    """A process that holds the state of now until its input ends."""
    pipe = subprocess.PIPE
    order = [sys.executable, "-c", READER, str(project)]
    with subprocess.Popen(order, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout.readline() == "0\n"
        yield process


def add(store, first):
    for number in range(first, first + EDITS):
        store.apply(Edit.add("Add", Entity(name=f"Person {number}", notes="x" * 60_000)))


@pytest.mark.red_when("a_log_keeps_its_size")
def test_a_log_that_another_program_held_begins_anew(project, state_folder, reader, monkeypatch):
    monkeypatch.setattr(open_file, "_LOG_KEPT", 100_000)
    log = project.with_name(f"{project.name}-wal")
    with closing(open_project(project, state_folder)) as store:
        store.sign_in("Ana")
        add(store, 0)
        held = log.stat().st_size
        assert held > EDITS * 60_000

        told, _ = reader.communicate()
        assert told == "0\n", "it read another state than at first"
        add(store, EDITS)

        assert log.stat().st_size < held
        assert store.reader.count(Entity) == 2 * EDITS
    assert not log.exists()
    assert list(findings(project, state_folder)) == []
