"""Breaks in what gets to the disk, and where it lies there."""

import shutil
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path
from time import sleep

from annotator.domain.backup import SUFFIX
from annotator.domain.copying import Progress
from annotator.exporters import write
from annotator.storage import (
    backups,
    compacting,
    copying,
    engine,
    lock,
    opening,
    project,
    replacing,
    schema,
    upgrading,
    writing,
)
from annotator.storage.open_file import OpenFile

WITH_NAME = Path.with_name
SLOW = 0.002  # seconds for a few pages: what is half-written is then met at any moment


def commits_are_not_flushed():
    """Leave it to the system when a commit reaches the disk."""
    durable = engine.open_for_writing

    def hasty(path, *rest, **options):
        db = durable(path, *rest, **options)
        db.execute("PRAGMA synchronous = OFF")
        return db

    engine.open_for_writing = hasty


def a_log_keeps_its_size():
    """Leave a log as large as it once was."""
    begin = OpenFile.begin_log

    def begun(self, db):
        begin(self, db)
        db.execute("PRAGMA journal_size_limit = -1").fetchone()

    OpenFile.begin_log = begun


def an_edit_is_not_one_transaction():
    """Commit each statement of an edit by itself."""
    writing.Transaction.begun = lambda self, write: write()
    writing.Transaction.commit = lambda self: None


def edits_return_before_the_commit():
    """Commit the first few edits only."""

    done = Counter()

    def begun(self, write):
        if not self._database.conn.in_transaction:
            self._database.execute("BEGIN IMMEDIATE")
        return write()

    def commit(self):
        done[self] += 1
        if done[self] < 6:
            self._database.execute("COMMIT")

    writing.Transaction.begun, writing.Transaction.commit = begun, commit


def failures_are_swallowed():
    """Go on after a failure of the engine as if nothing had been."""
    engine.refusing = lambda action: suppress(*engine.Unreadable, OSError)


def half_made_files_stay():
    """Leave what a failed making of a project left behind."""
    opening.Path.unlink = lambda self, missing_ok=False: None


def a_project_is_made_in_its_place():
    """Fill a new file under its own name instead of moving it there when whole."""
    opening.Path.with_name = lambda self, name: (
        self if name.endswith("-new") else WITH_NAME(self, name)
    )
    opening.Path.rename = lambda self, target: target


def upgrades_are_not_one_transaction():
    """Bring the tables of an older project up to date one by one, as if it were done at once."""
    former_of = upgrading.version_of

    def careless(db, fill):
        former = former_of(db)
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute(f"PRAGMA user_version = {len(schema.SCRIPTS)}")
        for name in schema.SCRIPTS[former:]:
            db.executescript(schema.script(name))
        fill(db, former)

    upgrading.upgrade = careless


def exports_are_made_in_their_place():
    """Write an export straight into its folder or file, over the one that is there."""

    def hasty(target, pieces):
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        for piece in pieces:
            write._append(target, piece)
            yield piece.rows

    def hasty_file(target, pieces, *, replaces):
        target.parent.mkdir(exist_ok=True)
        with target.open("wb", buffering=0) as file:
            for piece in pieces:
                file.write(piece.content)
                yield piece.rows

    write.write_folder, write.write_file = hasty, hasty_file


def the_log_is_thrown_away():
    """Remove the log beside a project before opening it."""
    whole = project.require_project

    def careless(path):
        path.with_name(path.name + "-wal").unlink(missing_ok=True)
        return whole(path)

    project.require_project = careless


def a_full_disk_is_taken_for_any_failure():
    """Refuse to open a project that a full disk keeps from being written."""
    engine.is_of_disk = lambda error: False


def nobody_asks_for_room():
    """Begin a copy whatever room there is for it."""
    copying.require_room = lambda db, target: None
    backups._require_room = lambda db, folder: None


def a_backup_is_made_in_its_place():
    """Write a backup under its own name from the beginning."""

    def copied(db, path, is_wanted):
        with closing(engine.new_file(path.with_name(f"{path.name}{SUFFIX}"))) as copy:
            yield from copying.pages(db, copy, SLOW)

    backups._copied, copying._PAGES = copied, 4


def what_replaces_a_project_is_written_in_its_place():
    """Write over the file of a project in place of renaming a draft."""

    def put(draft, path):
        with path.open("wb", buffering=0) as file, draft.open("rb") as whole:
            while part := whole.read(4096):
                file.write(part)
                sleep(SLOW)

    replacing.put_in_place = compacting.put_in_place = put


def the_state_before_is_not_kept():
    """Restore a backup without keeping what is there."""

    def kept(path, keeping):
        yield from ()

    replacing._kept = kept


def copies_leave_the_log_out():
    """Copy the file alone, as a program does that knows nothing of the log beside it."""

    def pages(db, copy, pause=0.0):
        _, _, path = db.execute("PRAGMA database_list").fetchone()
        with closing(engine.open_for_reading(Path(path), engine.SEALED)) as alone:
            alone.backup(copy)
        yield Progress("Copying", 1, 1)

    copying.pages = pages


def the_place_is_not_watched():
    """Never see that the open file was removed, replaced or written over."""
    OpenFile.loss = lambda self: ""
    OpenFile.check_after_edit = lambda self, name, done: None


def a_lock_is_for_a_name():
    """Lock the name of a file, as a file beside it would, and not the file."""
    lock._file_of = str
    lock.take = lambda descriptor: None


def nobody_is_waited_for():
    """Give up at once when another program holds the file."""
    engine.is_busy = lambda error: False
