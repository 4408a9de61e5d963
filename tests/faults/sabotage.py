"""Breaks made on purpose: each test of this folder names those that must turn it red.

A break is made in a process that has its name in ANNOTATOR_SABOTAGE, and in those it starts.
"""

import os
from collections import Counter
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

import annotator.storage.store as stores
from annotator.storage import engine, history, marks, opening, project, verification

WITH_NAME = Path.with_name
VARIABLE = "ANNOTATOR_SABOTAGE"


def nothing_is_checked():
    """Find nothing wrong with any project."""
    verification._LOOKS = ()


def texts_are_not_hashed():
    """Leave texts and originals out of the check."""
    looks = verification._LOOKS
    verification._LOOKS = tuple(look for look in looks if look[0] != "Texts and originals")


def rows_are_not_compared():
    """Never hold the rows against the journal."""
    history.History._differences = lambda self, table: iter(())


def the_chain_is_not_followed():
    """Take every line of the journal for what was written then."""

    class Anything:
        def __ne__(self, other):
            return False

    history.chained = lambda values, before: Anything()


def nothing_is_remembered():
    """Forget what was last seen of a project."""
    stores.oddity = verification.oddity = marks.oddity = lambda *_: ""


def commits_are_not_flushed():
    """Leave it to the system when a commit reaches the disk."""
    durable = engine.open_for_writing

    def hasty(path, *rest, **options):
        db = durable(path, *rest, **options)
        db.execute("PRAGMA synchronous = OFF")
        return db

    engine.open_for_writing = hasty


def an_edit_is_not_one_transaction():
    """Commit each statement of an edit by itself."""
    engine.transaction = nullcontext


def edits_return_before_the_commit():
    """Commit, after the first few, every tenth edit only, with those before it."""
    done = Counter()

    @contextmanager
    def lazily(connection):
        if not connection.in_transaction:
            connection.execute("BEGIN IMMEDIATE")
        yield
        done[connection] += 1
        if done[connection] < 6 or done[connection] % 10 == 0:
            connection.execute("COMMIT")

    engine.transaction = lazily


def failures_are_swallowed():
    """Go on after a failure of the engine as if nothing had been."""
    engine.refusing = lambda action: suppress(*engine.Unreadable, OSError)


def the_engine_is_not_understood():
    """Let what the engine says of a damaged file through as it is."""
    engine.Unreadable = ()


def half_made_files_stay():
    """Leave what a failed making of a project left behind."""
    opening.Path.unlink = lambda self, missing_ok=False: None


def a_project_is_made_in_its_place():
    """Fill a new file under its own name instead of moving it there when whole."""
    opening.Path.with_name = lambda self, name: (
        self if name.endswith("-new") else WITH_NAME(self, name)
    )
    opening.Path.rename = lambda self, target: target


def the_log_is_thrown_away():
    """Remove the log beside a project before opening it."""
    whole = project.require_project

    def careless(path):
        path.with_name(path.name + "-wal").unlink(missing_ok=True)
        return whole(path)

    project.require_project = careless


BREAKS = {
    function.__name__: function
    for function in (
        nothing_is_checked,
        texts_are_not_hashed,
        rows_are_not_compared,
        the_chain_is_not_followed,
        nothing_is_remembered,
        commits_are_not_flushed,
        an_edit_is_not_one_transaction,
        edits_return_before_the_commit,
        failures_are_swallowed,
        the_engine_is_not_understood,
        half_made_files_stay,
        a_project_is_made_in_its_place,
        the_log_is_thrown_away,
    )
}


def asked():
    """Return the name of the break that this process was asked for; empty for none."""
    return os.environ.get(VARIABLE, "")


def make():
    """Break what this process was asked to break, if anything."""
    if name := asked():
        BREAKS[name]()
