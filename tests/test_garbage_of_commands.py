"""A command that makes many records looks for garbage less often, and as usual afterwards."""

import gc

from annotator.commands.garbage import collected_rarely


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
