"""Deeds that can be killed at any moment, each in a fork of this process, which starts at once.

Each line of the input is a deed with its places, as JSON. The output has a line when its process
has begun, one for each step that returned, and one when the process is gone.
"""

import json
import os
import sys
from contextlib import closing
from pathlib import Path

import sabotage
from desk import Desk
from safekeeping import ACTS

from annotator.domain.backup import FOLDER
from annotator.exporters import FORMATS
from annotator.exporters.write import write
from annotator.importers.labels.formats import format_of, read
from annotator.operations import label_import
from annotator.operations.found_drafts import found_in_files
from annotator.operations.import_job import ImportJob
from annotator.operations.import_rows import KnownTexts, rows_of
from annotator.storage.journal import Journal
from annotator.storage.project import open_project

BEGAN, ENDED = "began", "ended"


def edit(path, state_folder, seed):
    """Do edits at random, and never stop."""
    Desk(path, state_folder, seed).work()


def import_files(path, state_folder, folder):
    """Bring the files of a folder in, two with each edit."""
    with closing(open_project(path, state_folder)) as store:
        store.sign_in("Ana")
        known = KnownTexts(store.reader.codes_with_texts)
        rows = rows_of(found_in_files([Path(folder)]), known)
        job = ImportJob(rows, store.annotator.id, size=2)
        for each in job.edits():
            job.note(store.apply(each))
            tip = Journal(store._db).tip()
            tell(tip.seq, tip.hash)


def import_labels(path, state_folder, file):
    """Bring the labels of a file in, a few with each edit of one step."""
    label_import.FULL = 8
    with closing(open_project(path, state_folder)) as store:
        store.sign_in("Ana")
        form = format_of(Path(file))
        job = label_import.LabelImport(store.reader, form, store.annotator.id)
        for each in job.edits(read(Path(file), form)):
            store.apply(each)
            tip = Journal(store._db).tip()
            tell(tip.seq, tip.hash)


def upgrade(path, state_folder):
    """Open a project of an older version."""
    open_project(path, state_folder).close()


def export(path, state_folder, target, name="csv"):
    """Export a project in a format."""
    with closing(open_project(path, state_folder)) as store:
        form = next(each for each in FORMATS if each.id == name)
        for _ in write(form, store.reader, Path(target), replaces=bool(form.suffix)):
            tell("step", "done")


def safekeep(path, state_folder, act):
    """Back a project up, restore, compact or recover it."""
    for _ in ACTS[act](path, path.parent / FOLDER, state_folder):
        pass


def tell(*words):
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def fork(deed, path, state_folder, *rest):
    if pid := os.fork():
        return pid
    try:
        globals()[deed](Path(path), Path(state_folder), *rest)
    finally:
        os._exit(0)


if __name__ == "__main__":
    sabotage.make()
    for line in sys.stdin:
        pid = fork(*json.loads(line))
        tell(BEGAN, pid)
        os.waitpid(pid, 0)
        tell(ENDED, pid)
