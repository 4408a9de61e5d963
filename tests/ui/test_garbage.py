"""Reference cycles are collected on the GUI thread, between two events, and nowhere else."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject

from annotator.ui import garbage
from annotator.ui.garbage import Collector


class Ring:
    """Refers to itself."""

    def __init__(self):
        self.me = self


@pytest.fixture
def collector(qapp, monkeypatch):
    """A collector that looks every few milliseconds."""
    monkeypatch.setattr(garbage, "_EVERY", 5)
    gc.enable()
    yield Collector(qapp)
    gc.disable()
    gc.unfreeze()


def many_rings():
    return [weakref.ref(Ring()) for _ in range(gc.get_threshold()[0] + 1)]


def end(qt_object: QObject):
    qt_object.deleteLater()
    QCoreApplication.sendPostedEvents(qt_object, QEvent.Type.DeferredDelete.value)


def test_a_worker_collects_nothing(collector):
    seen = []

    worker = threading.Thread(target=lambda: seen.extend(many_rings()))
    worker.start()
    worker.join()

    assert all(ring() for ring in seen)
    end(collector)


def test_what_refers_to_itself_goes_between_two_events(collector, qtbot):
    seen = many_rings()

    qtbot.waitUntil(lambda: not any(ring() for ring in seen))

    end(collector)


def test_little_garbage_is_left_alone(qapp):
    gc.collect()
    seen = weakref.ref(Ring())

    garbage.collect_due()

    assert seen()


def test_python_collects_again_afterwards(collector):
    assert not gc.isenabled()

    end(collector)

    assert gc.isenabled()
