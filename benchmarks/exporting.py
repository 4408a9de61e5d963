"""How fast a project becomes the CSV package, beside bare sqlite3 and csv.writer for its rows.

`python -m benchmarks.exporting [articles or project]`: seconds of the processor, in brackets real
ones, the best of rounds in which they take turns. Ours has checksums and is flushed to the disk. No
table holds the sentences: the bare one splits the texts as we do, or reads them where that is said.
"""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from annotator.domain.stamp import new_id
from annotator.exporters import OptionValues, format_named
from annotator.exporters.table_choice import ALL, TEXTS
from annotator.exporters.write import write
from annotator.storage.project import open_project
from annotator.storage.reader import reading
from benchmarks import bare_tables, large_data

Row = tuple[str, str, str, str]
Timed = tuple[float, float, int]
"""Seconds of the processor, real ones, and how many rows were written."""

HEADER: Row = ("what", "ours", "bare", "ratio")
TABLES = [name for name in ALL if name != TEXTS]
_ARTICLES = 1_000
_ROUNDS = 3


def rows(given: str = str(_ARTICLES)) -> Iterator[Row]:
    """Yield what was timed, our figure, the bare one, and the ratio of their processor times."""
    with TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        project = folder / "Export.annotator"
        _make(given, project, folder)
        ready = folder / "sentences.db"
        bare_tables.make_ready(project, ready)
        tables = {"tables": ",".join(TABLES)}
        times = _best(
            folder,
            lambda target: _export(project, "csv", target),
            lambda target: _export(project, "csv", target, tables),
            lambda target: _export(project, "xlsx", target),
            lambda target: bare_tables.write_all(project, target),
            lambda target: bare_tables.write_tables(project, target),
            lambda target: bare_tables.write_tables(project, target, ready),
        )
    package, ours, workbook, all_, bare, read = times
    yield _row(f"CSV package, {package[2]:,} rows, and {given} texts", package, all_)
    yield _row("its tables without the texts", ours, bare)
    yield _row("CSV package, beside the bare tables alone", package, bare)
    yield _row("its tables, beside sentences that were split before", ours, read)
    yield _row(f"Excel workbook, {workbook[2]:,} rows, beside CSV", workbook, bare)


def _make(given: str, project: Path, folder: Path) -> None:
    if given.isdigit():
        large_data.make(project, int(given))
    else:
        shutil.copyfile(given, project)
    with closing(open_project(project, folder / "marks")):  # in the format of this version
        pass


def _row(what: str, ours: Timed, bare: Timed) -> Row:
    times = [f"{cpu:.2f} s ({real:.2f})" for cpu, real, _ in (ours, bare)]
    return what, times[0], times[1], f"{ours[0] / bare[0]:.2f}"


def _export(project: Path, format_id: str, target: Path, chosen: OptionValues | None = None) -> int:
    with reading(project) as reader:
        *_, count = write(format_named(format_id), reader, target, chosen)
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
