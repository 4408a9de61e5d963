"""What nobody caught is logged, shown once, and work goes on."""

import faulthandler
import logging
import sys
import threading
from datetime import datetime

import pytest
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QTimer,
    qDebug,
    qInstallMessageHandler,
    qWarning,
)
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from annotator.domain.giving_up import GivenUp
from annotator.ui.window import crash
from annotator.ui.window.crash import CrashReporter


@pytest.fixture
def reporter(tmp_path, monkeypatch, qapp):
    """What watches over the process; all is given back afterwards."""
    # windows of other tests, on which a message would die
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    watched = []
    monkeypatch.setattr(faulthandler, "enable", watched.append)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    before = qInstallMessageHandler(None)
    reporter = CrashReporter(tmp_path / "logs")
    reporter.watch()
    assert watched == [reporter._file]
    yield reporter
    qInstallMessageHandler(before)
    logging.getLogger("annotator").removeHandler(reporter._handler)
    reporter._handler.close()
    reporter._file.close()


@pytest.fixture
def logged(tmp_path):
    """Return what is in the log, which is not there before its first line."""
    path = tmp_path / "logs" / "annotator.log"
    return lambda: path.read_text(encoding="utf-8") if path.exists() else ""


def failed():
    """Return an error with its trace, as a hook gets it."""
    with pytest.raises(ZeroDivisionError) as caught:
        divide(3, 0)
    return caught.type, caught.value, caught.tb


def divide(crowns, people):
    return crowns / people


def read(dialog):
    """Return the sentence and the details of a message."""
    sentence = dialog.findChild(QLabel, "message.sentence").text()
    return sentence, dialog.findChild(QPlainTextEdit, "message.details").toPlainText()


def test_an_error_in_a_slot_is_told_with_its_trace_and_logged(reporter, when_asked, logged):
    seen = []
    when_asked(lambda dialog: seen.append(read(dialog)))

    sys.excepthook(*failed())

    [(sentence, details)] = seen
    assert "Your saved work is safe" in sentence
    assert "ZeroDivisionError: division by zero" in details
    assert "in divide" in details
    assert "ERROR not caught: Traceback" in logged()


def test_an_error_in_a_thread_is_told_in_the_window(reporter, when_asked, qtbot, logged):
    seen = []
    when_asked(lambda dialog: seen.append((read(dialog), threading.current_thread())))

    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(seen))

    [((_, details), where)] = seen
    assert "ZeroDivisionError" in details
    assert where is threading.main_thread()
    assert "ZeroDivisionError" in logged()


def test_one_message_at_a_time_and_every_error_in_the_log(reporter, when_asked, logged):
    seen = []

    def fail_again(dialog):
        seen.append(dialog)
        sys.excepthook(*failed())

    when_asked(fail_again)
    sys.excepthook(*failed())

    assert len(seen) == 1
    assert logged().count("not caught") == 2


def test_the_next_error_is_told_again(reporter, when_asked):
    seen = []
    for _ in range(2):
        when_asked(seen.append)
        sys.excepthook(*failed())

    assert len(seen) == 2


@pytest.mark.parametrize("kind", [KeyboardInterrupt, GivenUp])
def test_what_is_to_end_the_program_does_so_without_a_word(reporter, qapp, logged, kind):
    QTimer.singleShot(0, lambda: sys.excepthook(kind, kind(), None))

    assert qapp.exec() == 0
    assert logged() == ""


def test_what_qt_warns_of_is_logged_and_chatter_is_not(reporter, logged):
    qWarning("a signal was not found")
    qWarning("This plugin does not support propagateSizeHints()")
    qDebug("a detail")

    assert logged().endswith("WARNING Qt: a signal was not found\n")
    assert "propagateSizeHints" not in logged()
    assert "a detail" not in logged()


def test_the_log_does_not_grow_for_ever(reporter, tmp_path):
    for _ in range(4):
        logging.getLogger("annotator").error("x" * 900_000)

    sizes = [file.stat().st_size for file in (tmp_path / "logs").glob("annotator.log*")]
    assert len(sizes) == 3
    assert max(sizes) <= 1_000_000


@pytest.fixture
def restarted(tmp_path, monkeypatch):
    """Start again after the program was ended by an error of a library."""
    monkeypatch.setattr(crash, "_OFFERED_AFTER", 0)
    folder = tmp_path / "logs"
    folder.mkdir()
    trace = "Fatal Python error: Segmentation fault\n\n  File main.py, line 3 in run\n"
    (folder / "crash.log").write_text(trace, encoding="utf-8")
    return folder


def test_what_ended_the_program_is_reported_at_the_next_start(
    restarted, request, when_asked, qtbot
):
    seen = []
    when_asked(lambda dialog: seen.append(read(dialog)))

    request.getfixturevalue("reporter")
    qtbot.waitUntil(lambda: bool(seen))

    [(sentence, details)] = seen
    (file,) = restarted.glob("crash-*.txt")
    assert sentence.startswith("Annotator ended unexpectedly the last time.")
    assert file.name in sentence
    assert file.read_text(encoding="utf-8") == details
    assert details.startswith("Version ")
    assert "Segmentation fault" in details
    assert (restarted / "crash.log").read_text(encoding="utf-8") == ""


def test_a_report_that_cannot_be_saved_is_no_question(
    restarted, request, monkeypatch, qtbot, logged
):
    monkeypatch.setattr(crash, "datetime", FarAway)
    request.getfixturevalue("reporter")

    qtbot.waitUntil(lambda: "The report was not saved" in logged())


class FarAway(datetime):
    """A time whose name cannot be that of a file."""

    def __format__(self, how):
        return "no/such/folder"


def test_without_a_folder_for_the_log_it_goes_to_the_terminal(qapp, tmp_path, capsys):
    (tmp_path / "file").write_text("no folder")

    reporter = CrashReporter(tmp_path / "file" / "log")
    reporter._handler.emit(logging.makeLogRecord({"msg": "Something happened."}))

    assert "Something happened." in capsys.readouterr().err
    assert reporter._file is sys.__stderr__
    assert reporter._former == ""


def test_a_log_that_cannot_be_read_is_no_report(tmp_path):
    assert crash._taken(tmp_path) == ""
