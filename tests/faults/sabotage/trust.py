"""Breaks in what is believed of a file."""

from itertools import count

import annotator.storage.store as stores
from annotator.storage import (
    engine,
    high_water,
    journal,
    looking,
    project,
    replay,
    trust,
    undo_stacks,
    verification,
)


def nothing_is_checked():
    """Find nothing wrong with any project."""
    verification._LOOKS = ()
    verification.integrity = lambda db, strange: ()


def texts_are_not_hashed():
    """Leave texts and originals out of the check."""
    looks = verification._LOOKS
    verification._LOOKS = tuple(look for look in looks if look[0] != "Texts and originals")


def rows_are_not_compared():
    """Never hold the rows against the journal."""
    replay.Replay._differences = lambda self, table: iter(())


def the_chain_is_not_followed():
    """Take every line of the journal for what was written then."""

    class Anything:
        def __ne__(self, other):
            return False

    replay.chained = lambda values, before: Anything()


def nothing_is_remembered():
    """Forget what was last seen of a project."""
    for module in (stores, verification, high_water):
        module.history_warning = lambda *_: ""


def the_engine_is_not_understood():
    """Let what the engine says of a damaged file through as it is."""
    engine.Unreadable = ()


def any_file_is_taken_for_a_project():
    """Open a file without a look at its first bytes."""
    for module in (looking, project, verification):
        module.require_project = lambda path: None


def what_a_file_brings_is_let_in():
    """Work in a project whatever tables, triggers and views it has."""
    trust._strangers = lambda db, name: ""


def a_look_counts_as_a_change():
    """Count each look at a project, in the header of its file, as a change of it."""
    look = looking.opened

    def opened(path):
        with path.open("r+b") as file:
            file.seek(24)
            count = int.from_bytes(file.read(4), "big")
            file.seek(24)
            file.write((count + 1).to_bytes(4, "big"))
        return look(path)

    looking.opened = verification.opened = opened


def pages_are_not_looked_through():
    """Work in a project whatever its pages look like."""
    trust._damage = lambda db, name: ""


def the_end_of_the_history_is_not_looked_for():
    """Work in a project whatever its last line says."""
    trust._lost_end = lambda db, name: ""


def the_history_is_believed():
    """Follow the history wherever it leads: here, a thousand lines at most."""
    followed = count()

    def anywhere(line, seq):
        assert next(followed) < 1000, "it is followed without end"
        return seq

    journal.older = undo_stacks.older = anywhere
    journal._NOT_CHANGES = ()
    journal.Journal.line_of = lambda self, kinds, seq: self.line(seq)


def damaged_projects_are_worked_in():
    """Let a command change a project whatever is wrong with it."""
    looking.examine = lambda db, path: ""
    project.problems_of = lambda path: iter(())
