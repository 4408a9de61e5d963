"""Garbage collection on the GUI thread only, between two events.

Python's own collector runs on whichever thread, in whichever call, happens to cross a threshold.
A Qt object that dies on a worker, or while Qt walks over it, takes the whole program with it.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer

from annotator.giving_way import WINDOW

_EVERY: Final = 100  # milliseconds
_SOON: Final = 20  # milliseconds, while a worker makes much
_MUCH: Final = 5_000  # new objects, which take a few milliseconds to look through
_MIDDLE_AFTER: Final = 0  # further collections: after ten, the rows of an import took 17 at once
_OLDEST_AFTER: Final = 1_500  # collections of the middle generation, minutes of work


@contextmanager
def collected_between_events() -> Iterator[None]:
    """Replace Python's automatic collector while an event loop runs on this thread.

    What was made before, modules above all, is taken as lasting and not looked through again.
    """
    was_automatic, thresholds = gc.isenabled(), gc.get_threshold()
    gc.disable()
    # to look through the oldest may take as long as a key
    gc.set_threshold(thresholds[0], _MIDDLE_AFTER, _OLDEST_AFTER)
    gc.freeze()
    timer = QTimer(interval=_EVERY)
    timer.timeout.connect(partial(_collect_unless_answering, timer))
    timer.start()
    try:
        yield
    finally:
        timer.stop()
        gc.unfreeze()
        gc.set_threshold(*thresholds)
        if was_automatic:
            gc.enable()


def take_as_lasting() -> None:
    """Take all that there is now as lasting, as modules are that were imported meanwhile.

    It is not looked through again: to look through 25,000 more objects takes as long as a key.
    """
    gc.freeze()


def _collect_unless_answering(timer: QTimer) -> None:
    """Collect now, or the next time if the window is answering a person.

    The next time comes sooner while much is made: in 100 ms, what takes 30 to look through.
    """
    if not WINDOW.is_answering:
        timer.setInterval(_SOON if gc.get_count()[0] > _MUCH else _EVERY)
        collect_due()


def collect_due() -> None:
    """Collect the oldest generation whose threshold is crossed, as Python would, if any is."""
    thresholds = gc.get_threshold()
    for generation, count in reversed(list(enumerate(gc.get_count()))):
        if count > thresholds[generation]:
            gc.collect(generation)
            return
