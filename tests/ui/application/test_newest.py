from PySide6.QtCore import QThreadPool

from annotator.domain.errors import AnnotatorError
from annotator.ui.application.newest import Newest


def steps(*items):
    """Return steps that yield items."""
    return lambda: iter(items)


def test_only_what_the_newest_task_yields_is_told(qtbot):
    newest, came, ended = Newest(), [], []
    newest.came.connect(came.append)
    newest.ended.connect(lambda: ended.append(list(came)))

    newest.begin(steps("old"))
    newest.begin(steps("one", "two"))
    qtbot.waitUntil(lambda: bool(ended))

    assert ended == [["one", "two"]]


def test_what_an_earlier_task_still_yields_is_dropped(qtbot):
    newest, came = Newest(), []
    newest.came.connect(came.append)
    newest.begin(steps("old"))
    newest._start()
    QThreadPool.globalInstance().waitForDone()  # what it yielded is on its way here

    newest.begin(steps("new"))
    qtbot.waitUntil(lambda: bool(came))

    assert came == ["new"]


def test_a_failure_is_told(qtbot):
    newest, failures = Newest(), []
    newest.failed.connect(failures.append)

    def fail():
        yield from ()
        raise AnnotatorError("No.")

    newest.begin(fail)
    qtbot.waitUntil(lambda: bool(failures))

    assert str(failures[0]) == "No."
