"""Rows of files that are still being read when their import begins."""

from threading import Event

from PySide6.QtCore import Qt, QThreadPool

from annotator.importers import Draft
from annotator.operations.found_drafts import FoundDraft
from annotator.operations.import_rows import KnownTexts
from annotator.ui.application.task import Task
from annotator.ui.importing.late_rows import LateRows

DRAFT = Draft(headline="H", text="Words.\n", original=b"", encoding="utf-8", file_name="a.txt")


def late(find_codes=lambda _: {}):
    return LateRows(KnownTexts(find_codes), lambda: None)


def test_the_window_is_asked_which_texts_are_known(qtbot):
    rows = late(lambda hashes: {hashes[0]: "A1"})
    rows.put([FoundDraft.of(DRAFT)])
    rows.end()
    found = []
    task = Task(lambda: iter(rows))
    task.yielded.connect(found.append)

    with qtbot.waitSignal(task.finished):
        task.start()

    assert [row.duplicate_of for row in found] == ["already here as A1"]
    assert rows.wanted == 0


def test_whoever_waits_for_the_window_ends_when_nobody_wants_the_rows(qtbot):
    rows = late()
    rows.put([FoundDraft.of(DRAFT)])
    rows.end()
    has_asked = Event()
    rows._asked.connect(has_asked.set, Qt.ConnectionType.DirectConnection)
    task = Task(lambda: iter(rows))
    task.start()
    assert has_asked.wait(5)

    task.cancel()

    assert QThreadPool.globalInstance().waitForDone(5_000)  # with no event of the window


def test_what_is_left_is_not_read_on_when_nobody_wants_it(qtbot):
    begun, go_on, read = Event(), Event(), []

    def found():
        for number in range(100):
            begun.set()
            assert go_on.wait(5)
            read.append(number)
            yield FoundDraft(DRAFT, str(number))

    rows = late()
    rows.put(found())
    task = Task(lambda: iter(rows))
    task.start()
    assert begun.wait(5)

    task.cancel()
    go_on.set()

    assert QThreadPool.globalInstance().waitForDone(5_000)
    assert read == [0]
