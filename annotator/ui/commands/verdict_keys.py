"""Alt and a digit: set the verdict of the current claim, whatever has the focus."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from annotator.domain.codebook import Codebook, Layer


def add_verdict_keys(window: QWidget, codebook: Codebook, judge: Callable[[str], object]) -> None:
    """Add the shortcuts Alt and a digit that set a verdict, by its code."""
    for label in codebook.scheme(Layer.VERDICT).labels:
        if label.key.isdecimal() and not label.is_retired:
            shortcut = QShortcut(QKeySequence(f"Alt+{label.key}"), window)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(partial(judge, label.code))
