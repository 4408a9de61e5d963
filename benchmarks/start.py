"""The start: the window on the sample project, beside a bare window with one text widget."""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from annotator.sample import project as sample

_ROUNDS = 9

_BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.setCentralWidget(QTextEdit())
window.resize(1366, 768)
window.show()
app.processEvents()
window.grab()
import time
print(time.time(), flush=True)
"""

_OURS = """
import sys, time
from annotator.start import main
from annotator.commands import qt_features
qt_features.leave_out()  # the command loads PySide no sooner, and no other way
from PySide6.QtWidgets import QApplication

def paint_and_close(*_):
    QApplication.processEvents()
    window = next(w for w in QApplication.topLevelWidgets() if w.isVisible() and w.isWindow())
    window.grab()
    print(time.time(), flush=True)
    window.close()
    return 0

QApplication.exec = paint_and_close  # all else is as the command does it
main()
"""


def rows() -> list[tuple[str, str, str, str]]:
    """Return what was timed, our median, the bare one, and the ratio; runs take turns."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        project = sample.ensure(home, home / "marks", "Bench")
        environment = _environment(home)
        pairs = [
            (_run(_BARE, [], environment), _run(_OURS, [str(project)], environment))
            for _ in range(_ROUNDS + 1)
        ][1:]
    painted, ended, held = (
        [statistics.median(pair[side][figure] for pair in pairs) for side in (1, 0)]
        for figure in range(3)
    )
    return [
        _row("start to painted window", painted, "{:.0f} ms", 1000),
        _row("start to painted window, whole process", ended, "{:.0f} ms", 1000),
        _row("peak memory", held, "{:.0f} MB", 1),
    ]


def _row(what: str, both: list[float], form: str, factor: float) -> tuple[str, str, str, str]:
    ours, bare = both
    return (what, form.format(ours * factor), form.format(bare * factor), f"{ours / bare:.2f} ×")


def _environment(home: Path) -> dict[str, str]:
    folders = ("CONFIG", "DATA", "STATE", "CACHE")
    own = {f"XDG_{name}_HOME": str(home / name.lower()) for name in folders}
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return kept | own | {"QT_QPA_PLATFORM": "offscreen"}


def _run(script: str, arguments: list[str], environment: dict[str, str]) -> tuple[float, ...]:
    """Return the seconds until a process had painted, until it ended, and its most megabytes."""
    command = [sys.executable, "-c", script, *arguments]
    out, into = os.pipe()
    began = time.time()
    duplicate = [(os.POSIX_SPAWN_DUP2, into, 1)]
    child = os.posix_spawn(sys.executable, command, environment, file_actions=duplicate)
    os.close(into)
    with os.fdopen(out) as said:
        painted = float(said.readline() or "nan")
    _, status, usage = os.wait4(child, 0)
    if status:
        raise RuntimeError("the window could not be started")
    return painted - began, time.time() - began, usage.ru_maxrss / 1024


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="\t")
