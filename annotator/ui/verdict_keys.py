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
            keys = QKeySequence(f"Alt+{label.key}")
            QShortcut(keys, window, activated=partial(judge, label.code), autoRepeat=False)
