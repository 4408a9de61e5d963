"""A command that makes many records looks for garbage less often, and as usual afterwards."""

import gc

import pytest

from annotator.commands.arguments import looking, writing
from annotator.commands.garbage import collected_rarely
from annotator.storage.project import create_project
from annotator.storage.store import Store


def test_garbage_is_looked_for_less_often_within_and_as_before_after():
    before = gc.get_threshold()

    with collected_rarely():
        within, kept = gc.get_threshold(), gc.get_freeze_count()

    assert within[0] > before[0]
    assert within[1:] == before[1:]
    assert kept > 0
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)


def test_nothing_is_looked_for_where_that_was_switched_off():
    before = gc.get_threshold()
    gc.set_threshold(0)
    try:
        with collected_rarely():
            assert gc.get_threshold()[0] == 0
    finally:
        gc.set_threshold(*before)


@pytest.mark.parametrize("opened", [looking, lambda path: writing(path, "Ana")])
def test_it_is_looked_for_less_often_until_a_project_is_closed(opened, tmp_path, monkeypatch):
    path = tmp_path / "trial.annotator"
    create_project(path, "Trial", [], tmp_path).close()
    before, met = gc.get_threshold()[0], []
    close = Store.close

    def note(self):
        close(self)
        met.append(gc.get_threshold()[0])

    monkeypatch.setattr(Store, "close", note)
    with opened(path):
        met.append(gc.get_threshold()[0])

    assert max(met) > before
    assert met[-1] > before
    assert gc.get_threshold()[0] == before
