"""Back a project up, restore its first backup, recover or compact it: to be killed on the way.

Run as `python safekeeping.py PROJECT STATE_FOLDER backup|restore|recover|compact`.
"""

import sys
from contextlib import closing
from pathlib import Path

import sabotage

from annotator.domain.backup import FOLDER, BackupReason
from annotator.domain.recovery import Recovery, RecoverySource
from annotator.operations.backups import surplus
from annotator.storage.backups import backing_up, backups_of, key_of, snapshot
from annotator.storage.compacting import compacting
from annotator.storage.recovering import recoveries
from annotator.storage.replacing import Keeping, restoring


def back_up(path, folder, _):
    """Make a backup."""
    with closing(snapshot(path)) as db:
        yield from backing_up(db, path, [folder], BackupReason.ASKED, surplus)


def restore(path, folder, state_folder):
    """Restore the first backup."""
    with closing(snapshot(path)) as db:
        first = backups_of(key_of(path, db), folder)[-1]
    yield from restoring(path, first.path, Keeping([folder], surplus), state_folder)


def recover(path, folder, state_folder):
    """Rebuild a damaged project from its history."""
    workplace = state_folder.with_name("workplace")
    workplace.mkdir(exist_ok=True)
    for left in workplace.iterdir():
        left.unlink()
    steps = recoveries(path, [folder], workplace)
    found = {step.source: step.file for step in steps if isinstance(step, Recovery)}
    rebuilt = found[RecoverySource.HISTORY]
    yield from restoring(path, rebuilt, Keeping([folder], surplus), state_folder, is_partial=True)


def compact(path, *_):
    """Make the file smaller."""
    yield from compacting(path)


ACTS = {"backup": back_up, "restore": restore, "recover": recover, "compact": compact}

if __name__ == "__main__":
    sabotage.make()
    place, seen, act = Path(sys.argv[1]), Path(sys.argv[2]), ACTS[sys.argv[3]]
    for _ in act(place, place.parent / FOLDER, seen):
        pass
