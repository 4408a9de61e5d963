"""How fast a project becomes the CSV package, beside bare sqlite3 and csv.writer for its rows.

`python -m benchmarks.exporting [articles or project]`: seconds of the processor, in brackets real
ones, the best of rounds in which they take turns. Ours is all of the package: also the texts, with
checksums, flushed to the disk. The bare one writes the tables alone.
"""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from annotator.domain.stamp import new_id
from annotator.exporters import format_named
from annotator.exporters.write import write
from annotator.storage.project import open_project
from annotator.storage.reader import reading
from benchmarks import bare_tables, large_data

Row = tuple[str, str, str, str]
Timed = tuple[float, float, int]
"""Seconds of the processor, real ones, and how many rows were written."""

HEADER: Row = ("what", "ours", "bare", "ratio")
_ARTICLES = 1_000
_ROUNDS = 5


def rows(given: str = str(_ARTICLES)) -> Iterator[Row]:
    """Yield what was timed, our figure, the bare one, and the ratio of their processor times."""
    with TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        project = folder / "Export.annotator"
        _make(given, project, folder)
        ready = folder / "sentences.db"
        bare_tables.make_ready(project, ready)
        package, split, whole, workbook = _best(
            folder,
            lambda target: _export(project, "csv", target),
            lambda target: bare_tables.write_tables(project, target),
            lambda target: bare_tables.write_tables(project, target, ready),
            lambda target: _export(project, "xlsx", target),
        )
    rows_written = f"{package[2]:,} rows"
    yield _row(f"CSV package, {rows_written}", package, split)
    yield _row("the same beside sentences that were split before", package, whole)
    yield _row(f"Excel workbook, {workbook[2]:,} rows", workbook, split)


def _make(given: str, project: Path, folder: Path) -> None:
    if given.isdigit():
        large_data.make(project, int(given))
    else:
        shutil.copyfile(given, project)
    with closing(open_project(project, folder / "marks")):  # in the format of this version
        pass


def _row(what: str, ours: Timed, bare: Timed) -> Row:
    return (
        what,
        *(f"{cpu:.2f} s ({real:.2f})" for cpu, real, _ in (ours, bare)),
        f"{ours[0] / bare[0]:.2f}",
    )


def _export(project: Path, format_id: str, target: Path) -> int:
    with reading(project) as reader:
        *_, count = write(format_named(format_id), reader, target)
    return count


def _best(folder: Path, *actions: Callable[[Path], int]) -> list[Timed]:
    """Return the shortest times of each action; they take turns, and what they wrote is removed."""
    best: list[Timed] = [(9e9, 9e9, 0)] * len(actions)
    for _ in range(_ROUNDS):
        for place, action in enumerate(actions):
            target = folder / new_id()
            cpu, real = time.process_time(), time.perf_counter()
            count = action(target)
            timed = time.process_time() - cpu, time.perf_counter() - real, count
            best[place] = min(best[place], timed)
            shutil.rmtree(target) if target.is_dir() else target.unlink()
    return best


if __name__ == "__main__":
    for row in [HEADER, *rows(*sys.argv[1:])]:
        print("  ".join(f"{cell:<52}" for cell in row))
