"""A person with a name who types without a rest, as a process that can be ended in any way.

Run as `python typist.py PROJECT FIELD LETTERS [HOW]`: the program opens the project and types
letters into the field of its only claim, one after the other. Each line that it writes is the
number of letters typed so far, the seconds of its clock, and the word of the status line about
saving. After LETTERS it goes on to the end that HOW names: `close` closes the window, `dialog`
leaves a dialog waiting, stops typing and writes one line more, nothing types on. With `unsaved`,
no pause saves what is typed, however long a slow machine makes it.
"""

import os
import sys
import time
from pathlib import Path

import sabotage
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from annotator import app, places
from annotator.ui.application.settings import Settings, save
from annotator.ui.widgets.draft import Burst

PERIOD = 20  # milliseconds
LETTERS = "abcdefghij "


class Typist:
    """Types into one field of the window that the program shows."""

    def __init__(self, field, count, how):
        self.name, self.count, self.how = field, int(count), how
        self.typed = 0
        self.timer = QTimer(interval=PERIOD)
        self.timer.timeout.connect(self.go_on)
        self.timer.start()

    def go_on(self):
        """Type one letter, once the window is there."""
        window = next(
            (each for each in QApplication.topLevelWidgets() if hasattr(each, "desk")), None
        )
        if window is None:
            return
        field = window.findChild(QWidget, self.name)
        line = getattr(field, "line", field)
        if not self.typed:
            line.setFocus()
            line.selectAll()
        QTest.keyClick(line, LETTERS[self.typed % len(LETTERS)])
        self.typed += 1
        self.tell(window)
        if self.typed == self.count:
            self.end(window)

    def tell(self, window):
        """Write a line."""
        saved = window.status.findChild(QLabel, "status.saved").text().split(" ")[-1]
        os.write(1, f"{self.typed} {time.monotonic()} {saved}\n".encode())

    def tell_when_away(self, window):
        """Write one line more when the dialog has taken the keyboard from the field."""
        dialog = QApplication.activeModalWidget()
        if dialog and dialog.isAncestorOf(QApplication.focusWidget()):
            self.watch.stop()
            self.tell(window)

    def end(self, window):
        """Come to the end that is wanted."""
        if "close" in self.how:
            window.close()
        elif "dialog" in self.how:
            self.timer.stop()
            self.watch = QTimer(interval=PERIOD)  # the other does not fire within its own call
            self.watch.timeout.connect(lambda: self.tell_when_away(window))
            self.watch.start()
            window.actions_["article.details"].trigger()


def text(count):
    """Return so many letters of what is typed."""
    return (LETTERS * (count // len(LETTERS) + 1))[:count]


if __name__ == "__main__":
    sabotage.make()
    # typing of nobody known waits apart for a name, which the next start tells of
    save(Settings(annotator_name="Ana"), places.settings_folder())
    project, field, count, *how = sys.argv[1:]
    if "unsaved" in how:
        Burst.go_on = lambda self: None
    made = {}
    # the program makes the application, on whose thread the typing is done
    first, app.Program.start = (
        app.Program.start,
        lambda program, path: (
            first(program, path),
            made.update(typist=Typist(field, count, how)),
        ),
    )
    sys.exit(app.run(Path(project)))
