"""The system asks the program to end: by a signal, or because the person logs out."""

import os
import signal

import pytest

from annotator.ui.application.ending import Ending


@pytest.fixture
def ending(qapp):
    """What watches the signals, until the test is over."""
    ending = Ending(qapp)
    ending.watch()
    yield ending
    ending.unwatch()
    ending.deleteLater()


@pytest.mark.skipif(os.name != "posix", reason="NOT TESTED: such signals are those of POSIX")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_asks_to_end(ending, qtbot, name):
    with qtbot.waitSignal(ending.end_requested):
        os.kill(os.getpid(), getattr(signal, name))

    assert ending.is_asked


def test_another_signal_asks_nothing(ending, qtbot):
    ending._writing.send(bytes([signal.SIGFPE]))

    with qtbot.assertNotEmitted(ending.end_requested, wait=20):
        pass


def test_logging_out_asks_to_save(ending, qapp, qtbot):
    with qtbot.waitSignal(ending.save_requested):
        qapp.commitDataRequest.emit(None)


def test_what_answered_before_answers_again_afterwards(qapp):
    before = signal.getsignal(signal.SIGTERM)
    ending = Ending(qapp)
    ending.watch()

    ending.unwatch()

    assert signal.getsignal(signal.SIGTERM) is before
    ending.deleteLater()
