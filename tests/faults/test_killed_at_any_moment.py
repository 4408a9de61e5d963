"""Killed at 2,860 random moments of what takes long: nothing that returned is lost (F01, F05–F08).

Every round begins with a sound project and ends with a look at all of it.
"""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing, suppress
from itertools import repeat
from pathlib import Path
from zipfile import ZipFile

import pytest
from deeds import BEGAN, ENDED

from annotator.domain.article import TextVersion
from annotator.domain.claim import Claim, Mention, MentionOrigin
from annotator.exporters.sums import foreign
from annotator.storage.project import open_project
from annotator.storage.verification import findings

HERE = Path(__file__).parent
OLD = HERE.parent / "storage" / "old" / "version-1.sql"
ROUNDS = {
    "edit": (800, 4),
    "import_files": (400, 2),
    "import_labels": (200, 2),
    "upgrade": (400, 4),
    "export": (400, 3),
    "export_file": (60, 3),
    "backup": (150, 12),
    "restore": (150, 12),
    "compact": (150, 12),
    "recover": (150, 12),
}
FILES = 24

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="NOT TESTED without fork")


@pytest.fixture(scope="module")
def rounds(full, chance):
    """Return what is random, once for each round of a deed."""

    def of(deed):
        return repeat(chance([*ROUNDS].index(deed) + 1), ROUNDS[deed][not full])

    return of


@pytest.fixture
def server():
    """A process that is ready for deeds."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    order = [sys.executable, str(HERE / "deeds.py")]
    pipe = subprocess.PIPE
    with subprocess.Popen(order, env=environment, stdin=pipe, stdout=pipe, text=True) as process:
        yield process
        process.stdin.close()


@pytest.fixture
def killed(server, path, state_folder):
    """Begin a deed, and kill it after some steps and a moment; return the steps that returned.

    Without a number of steps, it is let come to its end.
    """

    def kill(deed, *rest, steps=None, moment=0.0):
        order = [deed, str(path), str(state_folder), *rest]
        server.stdin.write(json.dumps(order) + "\n")
        server.stdin.flush()
        told, pid = [], 0
        while steps is None or not pid or len(told) < steps:
            word, *more = line = server.stdout.readline().split()
            assert line, "the deeds came to an end"
            if word == ENDED:
                assert not steps, f"it failed after {len(told)} of {steps} steps"
                return told
            if word == BEGAN:
                pid = int(more[0])
            else:
                told.append(" ".join(line))
        time.sleep(moment)
        with suppress(ProcessLookupError):  # it has come to its end
            os.kill(pid, signal.SIGKILL)
        while not (line := server.stdout.readline()).startswith(ENDED):
            told.append(line.strip())
        return told

    return kill


@pytest.fixture
def again(path, state_folder):
    """Put a project in its place, closed and alone."""

    def put(saved):
        for each in path.parent.glob(f"*{path.stem}*"):
            each.unlink()
        shutil.rmtree(state_folder, ignore_errors=True)
        shutil.copyfile(saved, path)

    return put


@pytest.mark.red_when("edits_return_before_the_commit")
def test_killed_while_editing(rounds, project, tmp_path, killed, again, require_whole):
    saved = shutil.copyfile(project, tmp_path / "saved")
    for random in rounds("edit"):
        again(saved)
        steps = random.randrange(7, 20)
        seed, moment = random.randrange(10**6), random.uniform(0, 0.05)
        require_whole(killed("edit", seed, steps=steps, moment=moment))


@pytest.fixture
def folder(tmp_path):
    """A folder of text files."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(FILES):
        text = f"Report {number}\n\n" + "No guarantee was given. " * number * 20
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.red_when("edits_return_before_the_commit")
def test_killed_while_importing(rounds, project, folder, killed, again, require_whole):
    path = project
    saved = shutil.copyfile(path, folder.with_name("saved"))
    for random in rounds("import_files"):
        again(saved)
        steps, moment = random.randrange(FILES // 2), random.uniform(0, 0.02)
        told = killed("import_files", str(folder), steps=steps, moment=moment)

        require_whole(told)
        killed("import_files", str(folder))
        with closing(open_project(path, path.parent / "state")) as store:
            texts = Counter(each.sha256 for each in store.reader.find(TextVersion))
        assert len(texts) == FILES + 1
        assert set(texts.values()) == {1}, "an article came in twice"


@pytest.mark.red_when("edits_return_before_the_commit")
def test_killed_while_importing_labels(rounds, project, tmp_path, killed, again, require_whole):
    path = project
    saved = shutil.copyfile(path, tmp_path / "saved")
    texts = [f"Report {number}. No guarantee was given." for number in range(FILES)]
    labels = [[0, 6, "Fact"], [10, 22, "Promise"]]
    file = tmp_path / "labels.jsonl"
    lines = [json.dumps({"text": text, "label": labels}) for text in texts]
    file.write_text("\n".join(lines), encoding="utf-8")
    for random in rounds("import_labels"):
        again(saved)
        steps, moment = random.randrange(FILES // 3), random.uniform(0, 0.02)
        told = killed("import_labels", str(file), steps=steps, moment=moment)

        require_whole(told)
        killed("import_labels", str(file))
        with closing(open_project(path, path.parent / "state")) as store:
            found = Counter(each.sha256 for each in store.reader.find(TextVersion))
            assert len(found) == FILES + 1
            assert set(found.values()) == {1}, "an article came in twice"
            marks = store.reader.find(Mention, origin=MentionOrigin.IMPORTED)
            assert len(marks) == 2 * FILES, "labels are lost, or here twice"


@pytest.mark.red_when("upgrades_are_not_one_transaction")
def test_killed_while_a_project_is_upgraded(rounds, path, tmp_path, state_folder, killed, again):
    saved = tmp_path / "saved"
    with closing(sqlite3.connect(saved)) as db:
        db.executescript(OLD.read_text(encoding="utf-8"))
    again(saved)
    killed("upgrade")  # the first one waits until the server has begun
    again(saved)
    begun = time.monotonic()
    killed("upgrade")
    whole = time.monotonic() - begun
    for random in rounds("upgrade"):
        again(saved)
        killed("upgrade", steps=0, moment=random.uniform(0, whole))

        open_project(path, state_folder).close()
        assert [*path.parent.glob(".*-new")] == []
        for each in (path, *path.parent.glob(f"{path.stem} before version *")):
            seen = state_folder / each.stem  # a copy is not the project that was last seen
            with closing(open_project(each, seen)) as store:
                assert store.warning == ""
                assert [claim.code for claim in store.reader.find(Claim)] == ["C1"]
            assert list(findings(each, seen)) == []


@pytest.mark.red_when("exports_are_made_in_their_place")
def test_killed_while_exporting(rounds, sound, path, tmp_path, killed, again):
    again(sound)
    target = tmp_path / "exports" / "export"
    steps = len(killed("export", str(target)))
    for random in rounds("export"):
        killed("export", str(target), steps=random.randrange(steps), moment=random.uniform(0, 0.01))

        assert foreign(target) == ""
        assert (target / "entities.csv").read_bytes().count(b"Person") > 0
    assert len(killed("export", str(target))) == steps
    assert [each.name for each in target.parent.iterdir()] == [target.name]
    assert list(findings(path, path.parent / "state")) == []


@pytest.mark.red_when("exports_are_made_in_their_place")
def test_killed_while_exporting_one_file(rounds, sound, tmp_path, killed, again):
    again(sound)
    target, name = tmp_path / "exports" / "export", "xlsx"
    steps = len(killed("export", str(target), name))
    for random in rounds("export_file"):
        done, moment = random.randrange(steps), random.uniform(0, 0.01)
        killed("export", str(target), name, steps=done, moment=moment)

        with ZipFile(target) as book:
            assert book.testzip() is None
    assert len(killed("export", str(target), name)) == steps
    assert [each.name for each in target.parent.iterdir()] == [target.name]


@pytest.mark.long
@pytest.mark.red_when("a_backup_is_made_in_its_place")
def test_killed_while_backing_up(rounds, worked, killed, require_safe):
    whole = duration(killed, "safekeep", "backup")
    for random in rounds("backup"):
        killed("safekeep", "backup", steps=0, moment=random.uniform(0, whole))

        assert require_safe(worked) == "After"


@pytest.mark.long
@pytest.mark.red_when("what_replaces_a_project_is_written_in_its_place")
@pytest.mark.parametrize(
    ("deed", "due"), [("restore", {"After", "Before"}), ("compact", {"After"})]
)
def test_killed_while_a_project_is_replaced(rounds, worked, killed, require_safe, deed, due):
    saved = worked.read_bytes()
    whole = duration(killed, "safekeep", deed)
    for random in rounds(deed):
        worked.write_bytes(saved)
        killed("safekeep", deed, steps=0, moment=random.uniform(0, whole))

        assert require_safe(worked) in due


@pytest.mark.long
@pytest.mark.red_when("what_replaces_a_project_is_written_in_its_place")
def test_killed_while_a_project_is_recovered(rounds, worked, killed, require_safe):
    damaged = worked.read_bytes()[:-9000]
    worked.write_bytes(damaged)
    whole = duration(killed, "safekeep", "recover")
    for random in rounds("recover"):
        for each in aside(worked):
            each.unlink()
        worked.write_bytes(damaged)
        killed("safekeep", "recover", steps=0, moment=random.uniform(0, whole))

        assert damaged in [each.read_bytes() for each in (worked, *aside(worked))]
        if worked.read_bytes() == damaged:
            killed("safekeep", "recover")
        assert require_safe(worked)


def duration(killed, *deed):
    """Return the seconds that a deed takes which nothing kills, once the server has begun."""
    taken = []
    for _ in range(2):
        begun = time.monotonic()
        killed(*deed)
        taken.append(time.monotonic() - begun)
    return min(taken)


def aside(path):
    return [*path.parent.glob("*(damaged *).annotator")]
