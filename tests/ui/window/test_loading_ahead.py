"""What the first dialogs need is imported before them, on a worker."""

import sys

from annotator.ui.application.task import Task
from annotator.ui.window.loading_ahead import load_ahead


def test_what_the_first_dialogs_need_is_loaded_before_they_are_opened(qtbot):
    loaded = []
    task = Task(load_ahead)
    task.yielded.connect(loaded.append)

    with qtbot.waitSignal(task.finished) as over:
        task.start()

    assert over.args == [True]
    assert set(loaded) - {"enchant"} <= set(sys.modules)  # a library that may be missing
    assert "annotator.ui.dialogs.settings" in loaded
