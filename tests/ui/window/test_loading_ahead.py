"""What the first dialogs need is imported before them: modules of the window on its thread."""

import json
import os
import subprocess
import sys

from annotator.ui.window import loading_ahead
from annotator.ui.window.loading_ahead import LoadingAhead

_NOTING = """
import json, os, sys, threading
from importlib.machinery import ExtensionFileLoader, SourceFileLoader
elsewhere, here = [], []
def noting(execute):
    def note(loader, module):
        is_here = threading.current_thread() is threading.main_thread()
        (here if is_here else elsewhere).append(module.__name__)
        execute(loader, module)
    return note
from PySide6.QtWidgets import QApplication
from annotator.ui.window.main_window import ProjectWindow
from annotator.ui.window.loading_ahead import LoadingAhead
app = QApplication([])
for kind in (ExtensionFileLoader, SourceFileLoader):
    kind.exec_module = noting(kind.exec_module)
ahead = LoadingAhead(app)
ahead.finished.connect(app.quit)
ahead.start()
app.exec()
# a package is nothing but a sentence
elsewhere = [each for each in elsewhere if not hasattr(sys.modules.get(each), "__path__")]
os.write(1, json.dumps([elsewhere, here]).encode())
os._exit(0)
"""


def test_what_the_first_dialogs_need_is_loaded_before_they_are_opened(qtbot):
    ahead = LoadingAhead()
    with qtbot.waitSignal(ahead.finished, timeout=30_000):
        ahead.start()

    assert {"sqlite_utils", "annotator.ui.dialogs.settings"} <= set(sys.modules)


def test_what_cannot_be_imported_is_left_to_those_who_need_it(qtbot, monkeypatch):
    names = ("annotator.ui.dialogs.missing", "missing_library", "annotator.ui.dialogs.keys")
    monkeypatch.setattr(loading_ahead, "_NEEDED_FIRST", names)
    ahead = LoadingAhead()
    with qtbot.waitSignal(ahead.finished, timeout=30_000):
        ahead.start()

    assert "annotator.ui.dialogs.keys" in sys.modules


def test_no_class_of_qt_is_made_on_another_thread():
    """Qt looks into the table of classes without the lock of the interpreter."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    order = [sys.executable, "-c", _NOTING]
    told = subprocess.run(order, env=environment, capture_output=True, check=True, timeout=120)
    elsewhere, here = json.loads(told.stdout)

    assert not [each for each in elsewhere if each.startswith(("annotator.ui", "PySide6"))]
    assert {"annotator.operations.report", "sqlite_utils.db"} <= {*elsewhere}
    assert {"annotator.ui.dialogs.settings", "annotator.ui.views.numbers"} <= {*here}
    assert not [each for each in here if not each.startswith(("annotator.ui", "PySide6"))]
