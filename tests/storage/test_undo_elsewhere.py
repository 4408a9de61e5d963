"""What one process did is undone by the next, however the first one ended, and by no reader."""

import os
import subprocess
import sys
from contextlib import closing
from itertools import count

import pytest

from annotator.domain.edit import Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity
from annotator.storage.lock import LockedProjectError
from annotator.storage.project import open_project
from annotator.storage.verification import findings

WORK = """
import os, sys, signal
from pathlib import Path
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.storage.project import open_project
store = open_project(Path(sys.argv[1]), Path(sys.argv[2]))
store.sign_in(sys.argv[3])
for word in sys.argv[5:]:
    if word in ("undo", "redo"):
        assert getattr(store, word)()
    else:
        store.apply(Edit.add("Add " + word, Entity(name=word)))
if sys.argv[4] == "waits":
    print("open", flush=True)
    sys.stdin.read()
if sys.argv[4] == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
store.close()
"""


@pytest.fixture
def process(filed, path, state_folder):
    """Let another process work in the project: how it ends, who works, and what is done."""
    filed.close()
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    started = []

    def work(end, who, *words):
        order = [sys.executable, "-c", WORK, path, state_folder, who, end, *words]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        started.append(subprocess.Popen([str(word) for word in order], env=environment, **pipes))
        if end == "waits":
            assert started[-1].stdout.readline() == b"open\n"
        else:
            assert (started[-1].wait(60) == 0) == (end == "closed")
        return started[-1]

    yield work
    for each in started:
        each.communicate()


@pytest.fixture
def names(path, state_folder):
    """Open the project, do something in it, and return the names in it."""

    def after(do, who="Ana"):
        with closing(open_project(path, state_folder)) as store:
            store.sign_in(who)
            do(store)
            return [each.name for each in store.reader.find(Entity)]

    return after


needs_signals = pytest.mark.skipif(os.name != "posix", reason="NOT TESTED: SIGKILL is of POSIX")
ENDS = ["closed", pytest.param("killed", marks=needs_signals)]


@pytest.mark.parametrize("end", ENDS)
def test_what_another_process_did_is_undone_and_redone(process, names, path, state_folder, end):
    process(end, "Ana", "Anna", "Bea")

    assert names(lambda store: store.undo()) == ["Anna"]
    assert names(lambda store: store.undo()) == []
    process(end, "Ana", "redo")
    assert names(lambda store: store.redo()) == ["Anna", "Bea"]
    assert [*findings(path, state_folder)] == []


@pytest.mark.parametrize("end", ENDS)
def test_an_edit_after_an_undo_elsewhere_takes_its_place(process, names, end):
    process(end, "Ana", "Anna", "undo")

    assert names(lambda store: store.apply(Edit.add("Add", Entity(name="Bea")))) == ["Bea"]
    assert names(lambda store: store.redo()) == ["Bea"]
    assert names(lambda store: store.undo()) == []


@pytest.mark.parametrize("end", ENDS)
def test_each_person_undoes_their_own_edits_in_the_next_process(process, names, end):
    process(end, "Ana", "Anna")
    process(end, "Ben", "Bea")

    assert names(lambda store: store.undo(), "Ana") == ["Bea"]
    assert names(lambda store: store.undo(), "Ben") == []


def test_beside_a_process_that_has_it_open_a_project_is_only_read(
    process, names, path, state_folder
):
    other = process("waits", "Ana", "Anna")

    with pytest.raises(LockedProjectError):
        open_project(path, state_folder)
    with closing(open_project(path, state_folder, read_only=True)) as store:
        assert [each.name for each in store.reader.find(Entity)] == ["Anna"]
        assert store.undo_label() == ""
        for refused in (store.undo, lambda: store.apply(Edit.add("Add", Entity(name="Bea")))):
            with pytest.raises(StorageError, match="read-only"):
                refused()
    other.communicate()
    assert names(lambda store: store.undo()) == []


@needs_signals
def test_work_that_is_killed_again_and_again_stays_one_history(process, names, path, state_folder):
    for number, who in zip(range(6), ("Ana", "Ben") * 3, strict=True):
        process("killed", who, f"Person {number}", "undo", "redo")

    for left in count(1):
        who = ("Ben", "Ana")[left % 2 == 0]
        if not names(lambda store: store.undo(), who):
            break
    assert left == 6
    assert [*findings(path, state_folder)] == []
