"""Tells a screen reader what is being read, and which marks lie there."""

from collections.abc import Iterable
from itertools import islice

from PySide6.QtWidgets import QWidget

from annotator.ui.application.announcing import announce
from annotator.ui.reading.mark import Mark

_SPOKEN = 12  # marks of one passage


def wording(passage: str, marks: Iterable[Mark]) -> str:
    """Return what is said about a passage: its marks, then its words."""
    signs = [
        f"{mark.sign}, {mark.description}" if mark.description else mark.sign
        for mark in islice(marks, _SPOKEN)
    ]
    return ". ".join([*signs, passage]) if passage else ". ".join(signs)


def say(widget: QWidget, message: str) -> None:
    """Announce words politely, and leave them as the widget's description to be asked for again."""
    widget.setAccessibleDescription(message)
    announce(widget, message)
