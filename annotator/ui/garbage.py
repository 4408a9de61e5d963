"""Collecting what refers to itself, on the GUI thread only and between two events.

Python's own collector runs on whichever thread, in whichever call, happens to cross a threshold.
A Qt object that dies on a worker, or while Qt walks over it, takes the whole program with it.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY: Final = 1000  # milliseconds


class Collector(QObject):
    """Stands in for Python's automatic collector for as long as it lives.

    What was made before it, modules above all, is taken as lasting and not looked through again.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(collect_due)
        self._timer.start()
        self.destroyed.connect(gc.enable)


def collect_due() -> None:
    """Collect the oldest generation whose threshold is crossed, as Python would, if any is."""
    thresholds = gc.get_threshold()
    for generation, count in reversed(list(enumerate(gc.get_count()))):
        if count > thresholds[generation]:
            gc.collect(generation)
            return
