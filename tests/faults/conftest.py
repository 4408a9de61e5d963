"""What the fault tests share; `make faults` runs every round, with a few in the suite.

By hand: `python -m pytest tests/faults --full --timeout=0`.
"""

import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import sabotage

from annotator.domain.backup import FOLDER, Backup, BackupReason
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.importers.draft import Draft
from annotator.operations.backups import surplus
from annotator.operations.new_article import article_from_draft
from annotator.storage.backups import backing_up, snapshot
from annotator.storage.journal import Journal
from annotator.storage.project import create_project, open_project
from annotator.storage.verification import findings
from tests.hard_to_pack import hard_to_pack

HERE = Path(__file__).parent
DESK = HERE / "desk.py"

sabotage.make()


def pytest_collection_modifyitems(config, items):
    """Leave out what takes long; after a break that was asked for, all but what it turns red."""
    if not sabotage.asked():
        leave_out_what_takes_long(config, items)
        return
    kept = [item for item in items if sabotage.asked() in sabotage.named_by(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def leave_out_what_takes_long(config, items):
    for item in items:
        if item.get_closest_marker("long") and not config.getoption("full"):
            item.add_marker(pytest.mark.skip(reason="NOT TESTED without --full: it takes long"))


@pytest.fixture(scope="session")
def sound(tmp_path_factory, schemes):
    """A sound project with an article and many people, closed."""
    folder = tmp_path_factory.mktemp("sound")
    path = folder / "trial.annotator"
    with closing(create_project(path, "Trial", schemes, folder / "state")) as store:
        store.sign_in("Ana")
        text = hard_to_pack(48_000)
        told = {"headline": "H", "encoding": "utf-8", "file_name": "a.txt"}
        draft = Draft(text=text, original=b"As it came in", **told)
        store.apply(article_from_draft(draft, "A1", store.annotator.id))
        store.apply(Edit.add("Claim", Claim(code="C1", text="So", created_by=store.annotator.id)))
        for number in range(4):
            people = [Entity(name=f"Person {number}-{n}", notes="n" * 60) for n in range(60)]
            store.apply(Edit.add("People", *people))
        store.undo()
    return path


@pytest.fixture
def path(tmp_path):
    """Where the project lies."""
    return tmp_path / "trial.annotator"


@pytest.fixture
def state_folder(tmp_path):
    """The folder that remembers what was seen of projects."""
    return tmp_path / "state"


@pytest.fixture
def desk():
    """The command that puts a person at work before a project."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}

    def command(path, state_folder, seed, *edit, before=()):
        order = [*before, sys.executable, DESK, path, state_folder, str(seed), *edit]
        return [str(word) for word in order], environment

    return command


@pytest.fixture
def do(desk, path, state_folder):
    """Do one edit in a process of its own; returns the acknowledgements and the exit code.

    It dies at its write number `killed_at`, if one is given.
    """

    def one(edit, killed_at=0):
        how = ["-e", f"inject=pwrite64:signal=KILL:when={killed_at}"]
        trace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=pwrite64", *how]
        order, environment = desk(path, state_folder, 1, edit, before=trace if killed_at else ())
        done = subprocess.run(
            order, env=environment, check=False, capture_output=True, text=True, timeout=600
        )
        return done.stdout.split("\n")[:-1], done.returncode

    return one


@pytest.fixture
def project(do, path):
    """A project with an article and a claim; returns its path."""
    for edit in ("look", "add_article", "add_claim"):
        acknowledged, code = do(edit)
        assert (len(acknowledged), code) == (1, 0)
    return path


@pytest.fixture
def at_work(desk, path, state_folder):
    """Put a person to work, who is killed when the test ends at the latest."""
    processes = []

    def start(seed, path=path, state_folder=state_folder):
        order, environment = desk(path, state_folder, seed)
        processes.append(
            subprocess.Popen(order, env=environment, stdout=subprocess.PIPE, text=True)
        )
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture
def require_whole(path, state_folder):
    """Fail unless all that was acknowledged is in the project, it is sound, and undo goes on."""

    def require(acknowledged, path=path, state_folder=state_folder):
        with closing(open_project(path, state_folder)) as store:
            assert (store.warning, store.news) == ("", "")
            for line in acknowledged:
                number, mark = line.split()
                assert Journal(store._db).hash_of(int(number)) == mark, f"line {number} is lost"
            assert list(findings(path, state_folder)) == []
            if store.undo():
                assert store.redo()
        assert list(findings(path, state_folder)) == []

    return require


@pytest.fixture
def worked(sound, path, state_folder):
    """A copy of the sound project with a backup, and an edit since then."""
    shutil.copyfile(sound, path)
    with closing(open_project(path, state_folder)) as store:
        store.sign_in("Ana")
        store.apply(Edit.add("Before", Entity(name="Before")))
        with closing(snapshot(path)) as db:
            folder = path.parent / FOLDER
            [*backing_up(db, path, [folder], BackupReason.DAY, surplus)]
        store.apply(Edit.add("After", Entity(name="After")))
    return path


@pytest.fixture
def kept():
    """Return the backups of a project, each of which must be whole."""

    def backups(path):
        found = [each for each in map(Backup.of, sorted((path.parent / FOLDER).iterdir())) if each]
        for each in found:
            assert [*findings(each.path)] == []
        return found

    return backups


@pytest.fixture
def require_safe(kept, state_folder):
    """Fail unless a project and its backups are whole; return what undo would undo."""

    def require(path):
        with closing(open_project(path, state_folder)) as store:
            assert not store.is_read_only
            label = store.undo_label()
        assert [*findings(path)] == []
        assert kept(path)
        return label

    return require
