"""What it costs to import 10,000 text files, and whether the window answers meanwhile.

Run it with `python -m benchmarks.incoming`. `python -m benchmarks.incoming window FOLDER PROJECT`
is the process it starts for the window: it prints its figures as JSON.
"""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from annotator.commands.garbage import collected_rarely
from annotator.commands.import_command import import_files
from annotator.importers import codebook
from annotator.storage import engine
from annotator.storage.project import create_project
from benchmarks.pages import WORDS

Row = tuple[str, str, str, str]

_FILES: Final = 10_000
_SIZE: Final = 4_000
_ROUNDS: Final = 3
_WORDS: Final = WORDS.split()


def rows() -> list[Row]:
    """Return what was done, our figure, the bare one or the bound, and their ratio.

    Ours and bare take turns, and the fastest of each counts: both meet the moods of the disk.
    """
    with TemporaryDirectory(dir=Path.cwd()) as name:
        home = Path(name)
        folder = files(home / "files", _FILES)
        pairs = [(_ours(folder, home), _bare(folder, home)) for _ in range(_ROUNDS)]
        ours, bare = (min(side) for side in zip(*pairs, strict=True))
        what = f"import: {_FILES:,} text files of 4 kB"
        found = [(what, f"{ours:.2f} s", f"{bare:.2f} s", f"{ours / bare:.2f} ×")]
        return [*found, *_window(folder, home)]


def files(folder: Path, count: int) -> Path:
    """Return a folder of made-up articles, every third with letters beyond ASCII."""
    folder.mkdir()
    for number in range(count):
        chance = random.Random(number)
        lines = [f"Headline {number}: {' '.join(chance.choices(_WORDS, k=8))}"]
        while sum(map(len, lines)) < _SIZE:
            end = " – “so”." if number % 3 == 0 else "."
            lines.append(" ".join(chance.choices(_WORDS, k=60)).capitalize() + end)
        text = "\n\n".join(lines)[:_SIZE]
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
    return folder


def _ours(folder: Path, home: Path) -> float:
    """Import the folder as `annotator import` does; return the seconds."""
    path = home / "ours.annotator"
    with collected_rarely(), closing(create_project(path, "Trial", [], home / "marks")) as store:
        store.sign_in("Bench")
        seconds = _timed(lambda: import_files(store, [folder]))
    path.unlink()
    return seconds


def _bare(folder: Path, home: Path) -> float:
    """Read, hash and insert the same files, all in one transaction; return the seconds.

    Both are on the disk at the end, by one flush here and one for each batch there. Nothing is
    compressed, indexed, recognised or noted in a history.
    """
    path = home / "bare.db"
    with closing(engine.new_file(path)) as db:
        db.execute("CREATE TABLE text (sha256 TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT")

    def insert() -> None:
        db.execute("BEGIN")
        for each in sorted(folder.iterdir()):
            content = each.read_bytes()
            row = (sha256(content).hexdigest(), content)
            db.execute("INSERT INTO text VALUES (?, ?)", row)
        db.execute("COMMIT")

    with closing(engine.open_for_writing(path)) as db:
        engine.write_with_log(db)
        seconds = _timed(insert)
    path.unlink()
    return seconds


def _window(folder: Path, home: Path) -> list[Row]:
    project = home / "window.annotator"
    create_project(project, "Trial", codebook.named("standard"), home / "marks").close()
    folders = {f"XDG_{each}_HOME": str(home) for each in ("CONFIG", "DATA", "STATE", "CACHE")}
    words = (sys.executable, "-m", "benchmarks.incoming", "window", str(folder), str(project))
    environment = os.environ | folders | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(words, env=environment, check=True, capture_output=True, text=True)
    told = json.loads(done.stdout)
    phases = [
        (
            f"import, in the window: {phase} ({gap['seconds']:.1f} s), longest wait",
            f"{gap['most']:.0f} ms (99 %: {gap['p99']:.0f})",
            "bound 50 ms",
            f"{gap['most'] / 50:.2f} ×",
        )
        for phase, gap in told["phases"].items()
    ]
    added = told["added"]
    memory = ("import, in the window: memory added", f"{added:.0f} MB", "bound 150 MB")
    return [*phases, (*memory, f"{added / 150:.2f} ×")]


def _timed(act: Callable[[], object]) -> float:
    started = perf_counter()
    act()
    return perf_counter() - started


if __name__ == "__main__":
    if sys.argv[1:2] == ["window"]:
        from benchmarks.incoming_window import run

        print(json.dumps(run(Path(sys.argv[2]), Path(sys.argv[3]))))
    else:
        for row in rows():
            print("| " + " | ".join(row) + " |")
