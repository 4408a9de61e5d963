"""Work that rests while the window answers a person."""

from itertools import count
from threading import Thread

import pytest

from annotator import giving_way as way
from annotator.giving_way import WINDOW, Window, give_way, giving_way, let_go


@pytest.fixture(autouse=True)
def free():
    """Leave a window that answers nobody."""
    yield
    WINDOW.end()


@pytest.fixture
def patient(monkeypatch):
    """Let work rest for so long that a test which waits for that would never end."""
    monkeypatch.setattr(way, "LONGEST", 10_000.0)


@pytest.fixture
def rests(monkeypatch):
    """Note for how long work would rest, instead of resting; a second passes at each question."""
    noted = []
    clock = count()
    monkeypatch.setattr(way, "monotonic", lambda: float(next(clock)))
    monkeypatch.setattr(WINDOW._is_free, "wait", noted.append)
    return noted


def test_work_goes_on_while_nobody_is_answered(rests):
    with giving_way():
        give_way()

    assert rests == []


def test_work_rests_until_the_window_has_answered(patient, rests):
    WINDOW.begin()
    with giving_way():
        give_way()

    assert rests == [9_999.0]


def test_rested_work_goes_on_when_the_window_has_answered(patient):
    notes = []

    def work():
        with giving_way():
            notes.append("began")
            give_way()
            notes.append("went on")

    WINDOW.begin()
    worker = Thread(target=work)
    worker.start()
    WINDOW.end()
    worker.join()

    assert notes == ["began", "went on"]


def test_a_window_that_answers_for_long_does_not_keep_the_work(monkeypatch, rests):
    monkeypatch.setattr(way, "LONGEST", 1.5)
    WINDOW.begin()  # at 0
    with giving_way():
        give_way()
        WINDOW.begin()  # the next key, before the first was answered
        give_way()

    assert rests == [0.5, 0.0]


def test_a_thread_that_does_not_give_way_never_rests(patient):
    WINDOW.begin()

    give_way()  # would not return

    assert WINDOW.is_answering


def test_a_thread_gives_way_only_while_it_works(patient):
    WINDOW.begin()
    with pytest.raises(ZeroDivisionError), giving_way():
        raise ZeroDivisionError

    give_way()  # would not return


def test_a_new_window_answers_nobody():
    assert not Window().is_answering


def test_things_are_freed_a_few_at_a_time_while_others_have_the_interpreter(monkeypatch):
    things, left = [object() for _ in range(1_200)], []
    monkeypatch.setattr(way, "give_way", lambda: left.append(len(things)))

    let_go(things)

    assert left == [700, 200, 0]
