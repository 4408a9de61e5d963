"""Alt and a digit: set the verdict of the current claim, whatever has the focus."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from annotator.domain.codebook import Layer
from annotator.ui.project.workspace import Workspace


def add_verdict_keys(window: QWidget, workspace: Workspace, judge: Callable[[str], object]) -> None:
    """Let Alt and the digit of a verdict give it, by its code, as the codebook has them."""
    made: list[QShortcut] = []

    def renew() -> None:
        while made:
            former = made.pop()
            former.setEnabled(False)  # it lives on until the keyboard rests
            former.deleteLater()
        for label in workspace.codebook.scheme(Layer.VERDICT).labels:
            if label.key.isdecimal() and not label.is_retired:
                shortcut = QShortcut(QKeySequence(f"Alt+{label.key}"), window)
                shortcut.setAutoRepeat(False)
                shortcut.activated.connect(partial(judge, label.code))
                made.append(shortcut)

    renew()
    workspace.codebook_changed.connect(renew)
