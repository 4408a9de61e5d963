"""Reference cycles are collected on the GUI thread, between two events, and nowhere else."""

import gc
import threading
import weakref

import pytest

from annotator.giving_way import WINDOW
from annotator.ui.application import garbage
from annotator.ui.application.garbage import collected_between_events, take_as_lasting


class Ring:
    """Refers to itself."""

    def __init__(self):
        self.me = self


@pytest.fixture
def collected(qapp, monkeypatch):
    """Collect every few milliseconds while events are dealt with."""
    monkeypatch.setattr(garbage, "_EVERY", 5)
    gc.enable()
    with collected_between_events():
        yield
    gc.disable()


def many_rings():
    # what others let go of meanwhile is counted against them
    return [weakref.ref(Ring()) for _ in range(2 * gc.get_threshold()[0])]


def test_a_worker_collects_nothing(collected):
    seen = []

    worker = threading.Thread(target=lambda: seen.extend(many_rings()))
    worker.start()
    worker.join()

    assert all(ring() for ring in seen)


def test_what_refers_to_itself_goes_between_two_events(collected, qtbot):
    seen = many_rings()

    qtbot.waitUntil(lambda: not any(ring() for ring in seen))


def test_what_was_imported_meanwhile_is_not_looked_through_again(collected):
    made = [[] for _ in range(1000)]  # as a module is that a worker has imported
    before = gc.get_freeze_count()

    take_as_lasting()

    assert gc.get_freeze_count() >= before + len(made)
    assert not any(each is made for each in gc.get_objects())


def test_nothing_is_collected_while_the_window_answers(collected, qtbot):
    seen = many_rings()
    WINDOW.begin()
    qtbot.wait(30)  # the time of several collections

    assert all(ring() for ring in seen)
    WINDOW.end()
    qtbot.waitUntil(lambda: not any(ring() for ring in seen))


def test_it_is_looked_for_again_sooner_while_much_is_made(qapp, qtbot, monkeypatch):
    came = []
    monkeypatch.setattr(garbage, "_EVERY", 50)
    monkeypatch.setattr(garbage, "_SOON", 1)
    monkeypatch.setattr(garbage, "collect_due", lambda: came.append(gc.get_count()[0]))
    with collected_between_events():
        gc.collect()
        qtbot.waitUntil(lambda: bool(came))
        timer_rests = len(came)
        kept = [[] for _ in range(3 * garbage._MUCH)]  # and the count stays, as nothing collects
        qtbot.waitUntil(lambda: len(came) >= timer_rests + 10, timeout=400)
    assert len(kept) == 3 * garbage._MUCH


def test_little_garbage_is_left_alone():
    gc.collect()
    seen = weakref.ref(Ring())

    garbage.collect_due()

    assert seen()


def test_what_is_old_is_looked_through_more_rarely_than_python_would(qapp):
    young, _, old = gc.get_threshold()

    with collected_between_events():
        now_young, _, now_old = gc.get_threshold()

    assert now_young == young
    assert now_old > old


def test_what_outlives_a_collection_is_looked_through_with_the_next_few_alone(qapp):
    with collected_between_events():
        gc.collect(1)
        for _ in range(3):  # as a worker makes them, which keeps them
            kept = [[[]] for _ in range(gc.get_threshold()[0])]
            garbage.collect_due()
            garbage.collect_due()

            assert not any(each is kept[0] for each in gc.get_objects(generation=1))


@pytest.mark.parametrize("was_automatic", [True, False])
def test_the_collector_of_python_is_as_it_was_afterwards(qapp, was_automatic):
    if was_automatic:
        gc.enable()
    thresholds = gc.get_threshold()

    with collected_between_events():
        assert not gc.isenabled()

    assert gc.isenabled() is was_automatic
    assert gc.get_threshold() == thresholds
    gc.disable()
