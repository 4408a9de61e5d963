"""Whatever the clock says, the order of the work is that of the history (F46)."""

import os
import time
from contextlib import closing
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from annotator.domain import stamp
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.history import HistoryFilter
from annotator.storage.project import create_project, open_project
from annotator.storage.verification import findings

DAY = 86_400_000_000_000  # nanoseconds
NAMES = [f"Claim {number}" for number in range(6)]
CLOCKS = {
    "back two days each time": lambda number: -2 * DAY * number,
    "ten years ahead and back": lambda number: 3_650 * DAY * (number % 2),
    "standing still": lambda number: 0,
}


@pytest.fixture
def clock(monkeypatch):
    """Set the clock that ids and times of records and of the history come from."""
    start = int(datetime(2031, 3, 30, 0, 30, tzinfo=UTC).timestamp()) * 1_000_000_000

    def turn(by):
        monkeypatch.setattr(stamp, "time_ns", lambda: start + by)

    return turn


@pytest.fixture
def zone():
    """Move the computer to another zone; it comes home after the test."""

    def move(name):
        os.environ["TZ"] = name
        time.tzset()

    yield move
    os.environ.pop("TZ", None)
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="NOT TESTED: zones are those of POSIX")
@pytest.mark.parametrize("name", CLOCKS)
def test_the_order_is_that_of_the_work(name, clock, zone, tmp_path, schemes):
    path, seen = tmp_path / "p.annotator", tmp_path / "seen"
    with closing(create_project(path, "P", schemes, seen)) as store:
        store.sign_in("Ana")
        for number, text in enumerate(NAMES):
            clock(CLOCKS[name](number))
            zone(("Pacific/Kiritimati", "Pacific/Pago_Pago")[number % 2])
            store.apply(Edit.add(text, Claim(text=text, created_by=store.annotator.id)))

    with closing(open_project(path, seen)) as store:
        store.sign_in("Ana")
        assert (store.warning, store.news) == ("", "")
        assert [each.text for each in store.reader.find(Claim)] == NAMES
        assert [each.code for each in store.reader.find(Claim)] == [
            "C1",
            "C2",
            "C3",
            "C4",
            "C5",
            "C6",
        ]
        assert [each.text for each in store.reader.claims_with("", 3)] == NAMES[:-4:-1]
        steps = store.reader.history.steps(HistoryFilter())
        assert [step.label for step in steps][:6] == NAMES[::-1]
        assert [getattr(store.undo(), "label", None) for _ in NAMES] == NAMES[::-1]
        assert store.reader.count(Claim) == 0
        assert [store.redo().label for _ in NAMES] == NAMES
        claim = store.reader.find(Claim)[0]
        store.apply(Edit.swap("Reword", claim, replace(claim, text="Reworded")))
        assert store.undo_label() == "Reword"
    assert list(findings(path, seen)) == []
