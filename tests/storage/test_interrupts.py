"""Ctrl+C in the midst of a query ends the command, and is not taken for damage."""

import os
import signal
from contextlib import closing
from threading import Timer

import pytest

from annotator.storage import engine
from annotator.storage.clock import interrupt
from annotator.storage.damages import require_room
from annotator.storage.query_rows import each_row

ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n"


@pytest.fixture(autouse=True)
def handled():
    """Interrupts are handled as in a command."""
    former = signal.signal(signal.SIGINT, interrupt)
    yield
    signal.signal(signal.SIGINT, former)


def test_an_interrupt_in_a_query_comes_when_that_has_ended():
    timer = Timer(0.1, lambda: os.kill(os.getpid(), signal.SIGINT))
    with closing(engine.in_memory()) as db:
        timer.start()
        with pytest.raises(KeyboardInterrupt), db.limited(60):
            db.execute(ENDLESS).fetchone()
        assert db.execute("SELECT 1").fetchone() == (1,)


def test_what_an_interrupt_ended_is_not_taken_for_lost():
    timer = Timer(0.1, lambda: os.kill(os.getpid(), signal.SIGINT))
    with closing(engine.in_memory()) as db:
        timer.start()
        with pytest.raises(engine.EngineError) as ended:
            db.execute(ENDLESS).fetchone()

    with pytest.raises(KeyboardInterrupt):
        require_room(ended.value)


def test_an_interrupt_elsewhere_comes_at_once():
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_what_reads_rows_may_be_dropped_after_its_connection_is_closed():
    db = engine.in_memory()
    rows = each_row(db, "SELECT 1 UNION ALL SELECT 2")
    next(rows)
    db.close()

    rows.close()
