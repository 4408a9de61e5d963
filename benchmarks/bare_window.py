"""A claim until it is painted, beside a bare window of Qt: `python -m benchmarks.bare_window`.

The bare window has the text of an article with its marks in a `QPlainTextEdit`, and a list; a claim
is one row of one table, flushed, one mark more and one row more. Both windows take turns in one
process. Milliseconds of the window's thread, in brackets real ones.
"""

import statistics
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QListWidget,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from annotator.sample import project as sample
from annotator.storage.engine import Connection, sqlite3
from annotator.ui.application.garbage import collected_between_events
from annotator.ui.application.settings import Settings, save
from annotator.ui.theming.theme import Scheme, Theme
from benchmarks.large import Opened, Times

_ROUNDS: Final = 40
_TEXT: Final = "Some words of an article that are as long as those of others, and no longer. " * 49
_WORDS: Final = 40  # characters of a mark, as in the other window


class BareWindow(QWidget):
    """A text and a list beside it, and a table of marks."""

    def __init__(self, db: Connection) -> None:
        super().__init__()
        self._db, self._marks = db, list[QTextEdit.ExtraSelection]()
        db.execute("PRAGMA journal_mode=wal")
        db.execute("PRAGMA synchronous=full")
        db.execute("CREATE TABLE mark (id INTEGER PRIMARY KEY, start, end, words)")
        self._text, self._list = QPlainTextEdit(_TEXT), QListWidget()
        columns = QHBoxLayout(self)
        columns.addWidget(self._text, 2)
        columns.addWidget(self._list, 1)
        self.resize(1366, 768)
        self.show()

    def add_claim(self) -> None:
        """Save a mark, and paint it with its row."""
        start = len(self._marks) * 7 % 400
        words = _TEXT[start : start + _WORDS]
        with self._db:
            insert = "INSERT INTO mark (start, end, words) VALUES (?, ?, ?)"
            self._db.execute(insert, (start, start + _WORDS, words))
        mark = QTextEdit.ExtraSelection()
        mark.cursor = QTextCursor(self._text.document())
        mark.cursor.setPosition(start)
        mark.cursor.setPosition(start + _WORDS, QTextCursor.MoveMode.KeepAnchor)
        mark.format.setBackground(QColor("khaki"))
        self._marks.append(mark)
        self._text.setExtraSelections(self._marks)
        self._list.insertItem(0, words)
        QApplication.processEvents()


def _timed(act: Callable[[], None]) -> Times:
    QApplication.processEvents()
    processor, real = time.thread_time(), time.perf_counter()
    act()
    return time.thread_time() - processor, time.perf_counter() - real


def main() -> None:
    """Print what a claim takes in both windows, and how many times the bare one that is."""
    app = QApplication(["bench"])
    with TemporaryDirectory(dir=Path.cwd()) as name, collected_between_events():
        folder = Path(name)
        save(Settings(annotator_name="Bench", backups_kept=0), folder)
        theme = Theme(app, Scheme.LIGHT)
        with closing(sqlite3.connect(folder / "bare", factory=Connection)) as db:
            bare = BareWindow(db)
            theme.dress()
            ours = Opened(sample.ensure(folder, folder / "marks", "Bench"), theme, folder)
            _compare(bare, ours)
            ours.window.close()
            bare.close()


def _compare(bare: BareWindow, ours: Opened) -> None:
    times: dict[str, list[Times]] = {"ours": [], "bare": []}
    for _ in range(_ROUNDS):
        ours.select()
        times["ours"].append(ours.timed(lambda each: each.window.labelling.marking.add_claim()))
        times["bare"].append(_timed(bare.add_claim))
    for name, found in times.items():
        processor, real = (statistics.median(each) * 1000 for each in zip(*found, strict=True))
        print(f"{name}: {processor:.1f} ({real:.1f}) ms")


if __name__ == "__main__":
    main()
