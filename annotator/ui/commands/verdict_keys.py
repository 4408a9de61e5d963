"""Alt and a digit: the verdict on the current claim, wherever the keyboard is."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from annotator.domain.codebook import Codebook, Layer


def add_verdict_keys(window: QWidget, codebook: Codebook, judge: Callable[[str], object]) -> None:
    """Let Alt and the digit of a verdict give it, by its code."""
    for label in codebook.scheme(Layer.VERDICT).labels:
        if label.key.isdecimal() and not label.is_retired:
            shortcut = QShortcut(QKeySequence(f"Alt+{label.key}"), window)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(partial(judge, label.code))
