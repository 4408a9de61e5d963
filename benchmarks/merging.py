"""What it costs to merge a label that many claims use, beside the bare statements."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from annotator.domain.claim import Claim
from annotator.domain.codebook import Layer
from annotator.domain.edit import Edit
from annotator.domain.stamp import utc_now
from annotator.importers import codebook
from annotator.operations.codebook import merge_label
from annotator.storage.packing import unpacked
from annotator.storage.project import create_project
from annotator.storage.store import Store

_CLAIMS, _LABELLED, _ROUNDS = 100_000, 10_000, 3
_BOUND = 1.0  # seconds


def rows() -> list[tuple[str, str, str, str]]:
    """Return what was done, the fastest of ours, that of the bare statements, and their ratio."""
    with TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        schemes = codebook.named("standard")
        store = create_project(folder / "bench.annotator", "Bench", schemes, folder / "state")
        with closing(store):
            store.sign_in("Bench")
            _fill(store)
            counted = min(_timed(store.reader.label_uses) for _ in range(_ROUNDS))
            merged, undone = _merged(store)
            bare = min(
                _bare(folder / "bench.annotator", folder / f"{n}.db") for n in range(_ROUNDS)
            )
    label = f"merge a label of {_LABELLED:,} in {_CLAIMS:,} claims (at most {_BOUND:.0f} s)"
    return [
        (label, f"{merged:.2f} s", f"{bare:.2f} s", f"{merged / bare:.1f} ×"),
        ("undo it", f"{undone:.2f} s", f"{bare:.2f} s", f"{undone / bare:.1f} ×"),
        ("count the uses of every label", f"{counted * 1000:.0f} ms", "", ""),
    ]


def _fill(store: Store) -> None:
    types = store.reader.codebook().scheme(Layer.CLAIM_TYPE)
    for first in range(0, _CLAIMS, _LABELLED):
        codes = ("quantity", *(() if first else ("rules",)))
        labels = frozenset(types.key(code) for code in codes)
        by = store.annotator.id
        numbers = range(first, first + _LABELLED)
        claims = (Claim(text=f"Claim {n} of many.", labels=labels, created_by=by) for n in numbers)
        store.apply(Edit.add("Add", *claims))


def _merged(store: Store) -> tuple[float, float]:
    """Return how long the fastest merge and the fastest undo took, in seconds."""

    def merge() -> None:
        types = store.reader.codebook().scheme(Layer.CLAIM_TYPE)
        store.apply(merge_label(store.reader, types, "rules", "support").stamped(utc_now()))

    pairs = [(_timed(merge), _timed(store.undo)) for _ in range(_ROUNDS)]
    return min(one for one, _ in pairs), min(other for _, other in pairs)


def _bare(project: Path, path: Path) -> float:
    """Change the same rows of a copy, and add a journal line as long, in one transaction."""
    with closing(sqlite3.connect(project)) as source, closing(sqlite3.connect(path)) as db:
        source.backup(db)
        db.create_function("unpacked", 2, unpacked)
        db.execute("PRAGMA foreign_keys = ON")
        (line,) = db.execute(
            "SELECT unpacked(changes, packed) AS changes FROM journal ORDER BY length(changes) DESC"
        ).fetchone()
        where = "id IN (SELECT claim_id FROM claim_label WHERE code = 'rules')"

        def change() -> None:
            with db:
                db.execute("CREATE TABLE line (words TEXT)")
                db.execute(f"UPDATE claim SET updated_at = ? WHERE {where}", [utc_now()])
                db.execute("UPDATE claim_label SET code = 'support' WHERE code = 'rules'")
                db.execute("INSERT INTO line VALUES (?)", [line])

        return _timed(change)


def _timed(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start
