"""The disk fills while something long runs, and is freed: nothing is half-done (F13)."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing, suppress
from pathlib import Path

import pytest

from annotator.domain.article import Article
from annotator.domain.backup import FOLDER, BackupReason
from annotator.domain.edit import Edit
from annotator.domain.errors import AnnotatorError
from annotator.domain.people import Entity
from annotator.domain.recovery import Recovery
from annotator.exporters import format_named
from annotator.exporters.write import write
from annotator.importers.draft import Draft
from annotator.operations.backups import surplus
from annotator.operations.deleting import delete_articles
from annotator.operations.new_article import article_from_draft
from annotator.storage.backups import backing_up, snapshot
from annotator.storage.compacting import compacting
from annotator.storage.damages import FullDiskError, require_room
from annotator.storage.project import create_project, open_project
from annotator.storage.recovering import recoveries
from annotator.storage.replacing import Keeping, restoring
from annotator.storage.verification import findings
from tests.hard_to_pack import hard_to_pack

OLD = Path(__file__).parent / "old" / "version-12.sql"
FREE = (0, 60, 300, 1300)  # kilobytes, when the disk fills


@pytest.fixture
def disk(tmp_path):
    """A disk of eight megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    order = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder]
    if subprocess.run(order, check=False, capture_output=True).returncode:
        pytest.skip("NOT TESTED on a full disk: mounting one needs root")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.fixture
def path(disk, state_folder, schemes):
    """A project with articles on that disk, and a backup on another."""
    path = disk / "trial.annotator"
    with closing(create_project(path, "Trial", schemes, state_folder)) as store:
        store.sign_in("Ana")
        for number in range(1, 21):
            store.apply(article(store, number))
        store.apply(Edit.add("People", *(Entity(name=f"Person {each}") for each in range(300))))
    with closing(snapshot(path)) as db:
        [*backing_up(db, path, [disk.with_name(FOLDER)], BackupReason.ASKED, surplus)]
    return path


def article(store, number):
    told = {"headline": f"Article {number}", "encoding": "utf-8", "file_name": f"{number}.txt"}
    draft = Draft(text=hard_to_pack(12_000, number), original=b"", **told)
    return article_from_draft(draft, f"A{number}", store.annotator.id)


def bring_in(path, state_folder):
    with closing(open_project(path, state_folder)) as store:
        store.sign_in("Ana")
        yield
        first = store.reader.count(Article) + 1
        for number in range(first, first + 20):
            store.apply(article(store, number))
            yield


def delete(path, state_folder):
    with closing(open_project(path, state_folder)) as store:
        store.sign_in("Ana")
        everything = [each.id for each in store.reader.find(Article)]
        yield
        store.apply(delete_articles(store.reader, everything).edit)


def export(path, state_folder):
    with closing(open_project(path, state_folder)) as store:
        yield from write(format_named("csv"), store.reader, path.with_name("export"))


def back_up(path, _state_folder):
    with closing(snapshot(path)) as db:
        yield from backing_up(db, path, [path.with_name(FOLDER)], BackupReason.ASKED, surplus)


def compact(path, _state_folder):
    yield from compacting(path)


def restore(path, state_folder):
    folder = path.parent.with_name(FOLDER)
    (first, *_) = sorted(folder.iterdir())
    yield from restoring(path, first, Keeping([path.with_name(FOLDER)], surplus), state_folder)


def recover(path, state_folder):
    workplace = path.with_name("workplace")
    shutil.rmtree(workplace, ignore_errors=True)
    workplace.mkdir()
    keeping = Keeping([path.with_name(FOLDER)], surplus)
    try:
        for found in recoveries(path, [], workplace):
            yield
            if isinstance(found, Recovery):
                yield from restoring(path, found.file, keeping, state_folder, is_partial=True)
                return
    finally:
        shutil.rmtree(workplace)
    raise AnnotatorError("nothing was found")


def build_index(path, state_folder):
    with closing(open_project(path, state_folder)) as store:
        yield
        with store.searching(path.with_name("search")) as search:
            yield from search.catching_up()


def upgrade(path, state_folder):
    yield
    open_project(path, state_folder).close()


def fill(folder, free):
    """Fill a disk but for so many kilobytes."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"\0" * 4096)
    os.truncate(filler, max(0, filler.stat().st_size - free * 1024))
    return filler


def done_while_it_fills(steps, disk, free):
    """Take the steps, after the first of which the disk fills; return what failed, and free it."""
    refused = filler = None
    try:
        for _ in steps:
            filler = filler or fill(disk, free)
    except AnnotatorError as error:
        refused = str(error)
    steps.close()
    if filler:
        filler.unlink()
    return refused


def is_of_disk(refused):
    return any(word in refused for word in ("disk", "MB free", "space"))


@pytest.mark.parametrize(
    "do", [bring_in, delete, export, back_up, compact, restore, recover, build_index]
)
def test_it_is_whole_and_works_once_there_is_room(disk, path, state_folder, do):
    refusals = 0
    for free in FREE:
        if refused := done_while_it_fills(do(path, state_folder), disk, free):
            refusals += 1
            assert is_of_disk(refused), refused
        assert [*findings(path, state_folder)] == []
        assert [*disk.rglob(".*")] == [], "a draft is left"

        [*do(path, state_folder)]
        with closing(open_project(path, state_folder)) as store:
            assert (store.is_read_only, store.warning) == (False, "")
            assert store.undo()
            assert store.redo()
        shutil.rmtree(disk / "export", ignore_errors=True)
        shutil.rmtree(disk / "search", ignore_errors=True)
        for each in disk.glob(f"{FOLDER}/*"):
            each.unlink()

    assert refusals or do is build_index, "the disk never filled"


def test_an_old_project_waits_for_room_to_be_upgraded(disk, state_folder):
    path = disk / "trial.annotator"
    for free in FREE:
        for each in disk.iterdir():
            each.unlink()
        with closing(sqlite3.connect(path)) as db:
            db.executescript(OLD.read_text(encoding="utf-8"))
        done_while_it_fills(upgrade(path, state_folder), disk, free)
        assert [*findings(path)] == []
        assert [*disk.rglob(".*")] == []

        with closing(open_project(path, state_folder)) as store:
            assert not store.is_read_only
        assert [*findings(path, state_folder)] == []


@pytest.mark.parametrize(
    "failed", [sqlite3.OperationalError("database or disk is full"), OSError(28, "")]
)
def test_what_a_full_disk_refuses_is_not_taken_for_lost(failed):
    later = sqlite3.OperationalError("no such savepoint: one")
    later.__context__ = failed

    for error in (failed, later):
        with pytest.raises(FullDiskError, match="Free some space"):
            require_room(error)
    require_room(sqlite3.DatabaseError("database disk image is malformed"))
