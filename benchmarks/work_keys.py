"""How long a key waits in the window while long work goes on, by the kind of work.

`python -m benchmarks.work_keys FILE`: on a copy of the project, the key ↓ is pressed in the text
again and again while each kind of work goes on. A key waits from the moment at which it is due
until the window has painted and waits for the next event. Any event, as a timer that comes every
few milliseconds, waits for the window to come to it. Of each, the 99th of 100 and the longest, ms.
"""

import argparse
import os
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import chain
from pathlib import Path
from shutil import copyfile, rmtree
from threading import Event
from time import perf_counter
from typing import Any, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from msgspec.structs import replace

from annotator import places
from annotator.domain.backup import BackupReason
from annotator.domain.edit import Edit
from annotator.exporters.formats import FORMATS
from annotator.exporters.write import write
from annotator.operations.label_files import looked_at
from annotator.storage.backups import backing_up, snapshot
from annotator.storage.project import open_project
from annotator.ui.application.task import Task
from annotator.ui.dialogs.export_steps import writing
from annotator.ui.project.kept_exports import ExportChoice
from annotator.ui.project.searches import Searches
from benchmarks.export_keys import Keyboard, opened_copy
from benchmarks.incoming_window import Waits
from benchmarks.large import Opened

Row = tuple[str, str, str, str]
Begin = Callable[[], Callable[[], bool]]
"""Begins work, and returns what says whether it is over."""

HEADER: Final[Row] = ("beside", "lasts", "a key: 99 %, longest", "any event: 99 %, longest")

_KEY: Final = "a key in the text"
_AT_LEAST: Final = 60  # keys; until then, the work is begun again each time that it ends
_CHANGED: Final = 1_000  # claims in the other project


def rows(path: Path) -> Iterator[Row]:
    """Yield the waits beside nothing and beside each kind of work."""
    with opened_copy(path) as (opened, project):
        opened.window.activateWindow()
        yield _row("nothing", opened, lambda: lambda: True)
        for kind, steps in _kinds(opened, project):
            yield _row(kind, opened, partial(_begun, steps))
        yield _row("an index for the search that is made", opened, partial(_indexing, opened))


def _kinds(opened: Opened, project: Path) -> Iterator[tuple[str, Callable[[], Iterator[Any]]]]:
    workspace, folder = opened.window.workspace, project.parent
    other, numbers = folder / "Other.jsonl", iter(range(1_000))

    def export() -> Iterator[int]:
        choice = ExportChoice(format_id="csv", path=str(folder / f"tables{next(numbers)}"))
        return writing(workspace, choice, replaces=False)()

    def back_up() -> Iterator[object]:
        with closing(snapshot(project)) as db:
            kept = (folder / "kept",)
            yield from backing_up(db, project, kept, BackupReason.ASKED, lambda _: [])

    def look(at: Path) -> Iterator[object]:
        with workspace.reading() as reader:
            yield looked_at(reader, at, workspace.annotator.id)

    yield "an export of CSV tables", export
    yield "a check", workspace.checking
    yield "a backup", back_up
    claims = next((folder / "tables0").rglob("claims.csv"))
    claims.write_text(claims.read_text("utf-8").replace(",medium,", ",high,"), "utf-8")
    yield "a table of claims that is read", partial(look, claims)
    _write_changed(project, other, folder)
    yield "another project that is compared", partial(look, other)


def _write_changed(project: Path, target: Path, folder: Path) -> None:
    """Write a project of whose claims some have other words."""
    copy = folder / "Changed.annotator"
    copyfile(project, copy)
    with closing(open_project(copy, folder / "other marks")) as store:
        store.sign_in("Other")
        claims = store.reader.claims_with("", _CHANGED)
        edits = [Edit.swap("Other", each, replace(each, text=f"{each.text}!")) for each in claims]
        store.apply(Edit.joined("Other", edits))
        list(write(next(each for each in FORMATS if each.id == "project"), store.reader, target))


def _begun(steps: Callable[[], Iterator[Any]]) -> Callable[[], bool]:
    task: Task[Any] = Task(steps)
    task.failed.connect(_fail)
    task.start()
    return lambda: task.is_over


def _fail(error: Exception) -> None:
    raise error


def _indexing(opened: Opened) -> Callable[[], bool]:
    searches, done = Searches(opened.window.workspace), Event()
    rmtree(places.search_folder(), ignore_errors=True)
    searches.index()
    searches._run(done.set)  # noqa: SLF001 - on its thread, after that
    return done.is_set


def _row(name: str, opened: Opened, begin: Begin) -> Row:
    keyboard, waits = Keyboard(opened), Waits()
    lasted, keys = list[float](), list[float]()
    while len(keys) < _AT_LEAST:
        since, is_over = perf_counter(), begin()
        keys.append(1_000 * keyboard.pressed(_KEY)[1])
        while not is_over():
            keys.append(1_000 * keyboard.pressed(_KEY)[1])
        lasted.append(perf_counter() - since)
    keys.sort()
    (event,) = waits.told().values()
    waits.stop()
    return (
        name,
        f"{min(lasted):.1f} s",
        f"{keys[len(keys) * 99 // 100]:.0f}, {keys[-1]:.0f}",
        f"{event['p99']:.0f}, {event['most']:.0f}",
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    for row in chain([HEADER], rows(parser.parse_args().file)):
        print("{:40} | {:>8} | {:>22} | {:>26}".format(*row), flush=True)
