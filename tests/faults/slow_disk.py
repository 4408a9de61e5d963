"""A window that saves three claims, and tells how long its event loop stood still at most.

Run as `python slow_disk.py PROJECT STATE`, on a slow disk.
"""

import json
import os
import sys
from itertools import pairwise
from pathlib import Path
from time import monotonic

import sabotage
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from annotator.storage.project import open_project
from annotator.ui.application.settings import Preferences
from annotator.ui.project.workspace import Workspace
from annotator.ui.theming.theme import Scheme, Theme
from annotator.ui.window.main_window import ProjectWindow


def main(path, state):
    """Open the window, save, and print what was seen."""
    app = QApplication([])
    store = open_project(path, state)
    store.sign_in("Ana")
    window = ProjectWindow(Workspace(store, path), Theme(app, Scheme.LIGHT), Preferences(state))
    window.show()
    saved = window.status.findChild(QLabel, "status.saved")
    ticks, said, codes = [], [], []
    window.workspace.edited.connect(
        lambda edit: codes.extend(getattr(each.after, "code", "") for each in edit.changes[:1])
    )
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: (ticks.append(monotonic()), said.append(saved.text())))
    app.processEvents()
    window.actions_["claim.add"].trigger()  # loads what the first edit needs
    timer.start()
    app.processEvents()
    ticks.clear()
    for _ in range(3):
        ticks.append(monotonic())
        window.actions_["claim.add"].trigger()
        ticks.append(monotonic())
    gaps = [after - before for before, after in pairwise(ticks)]
    words = sorted({each for each in said if "saved" not in each})
    told = {"gap": max(gaps), "said": words, "claims": codes[1:]}
    os.write(1, json.dumps(told).encode() + b"\n")
    timer.stop()
    window.close()


if __name__ == "__main__":
    sabotage.make()
    main(Path(sys.argv[1]), Path(sys.argv[2]))
