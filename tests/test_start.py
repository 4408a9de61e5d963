"""The window comes up without what it does not show."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator import places, sample

ROOT = Path(__file__).resolve().parent.parent
UNSEEN = (
    "annotator.commands.import_command",
    "annotator.exporters",
    "annotator.importers",
    "annotator.ui.panels.check_form",
    "annotator.ui.panels.evidence_form",
    "annotator.ui.panels.evidence_section",
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
    "csv",
    "email",
    "importlib.metadata",
    "rapidfuzz",
    "sqlite_utils",
    "xml",
)
"""What only dialogs, commands and files of other kinds need."""
STARTED = """
import sys
from PySide6.QtWidgets import QApplication

def names_of_modules(*_):
    QApplication.processEvents()
    print(*sys.modules)
    next(w for w in QApplication.topLevelWidgets() if w.isVisible() and w.isWindow()).close()
    return 0

QApplication.exec = names_of_modules
from annotator.cli import main
main()
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """The modules that are loaded when the window on the sample project is painted."""
    home = tmp_path_factory.mktemp("start")
    project = sample.ensure(home, places.state_folder(), "Ana")
    folders = {f"XDG_{name}_HOME": str(home) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    done = subprocess.run(
        [sys.executable, "-c", STARTED, str(project)],
        check=True,
        capture_output=True,
        cwd=ROOT,
        env=os.environ | folders,
        text=True,
    )
    return done.stdout.split()


@pytest.mark.parametrize("unseen", UNSEEN)
def test_the_window_needs_no(loaded, unseen):
    assert not [name for name in loaded if f"{name}.".startswith(f"{unseen}.")]
