"""Announcements of the current sentence and its marks for screen readers."""

from collections.abc import Iterable
from itertools import islice

from PySide6.QtWidgets import QWidget

from annotator.ui.application.announcing import announce
from annotator.ui.reading.mark import Mark

_SPOKEN = 12  # marks of one passage


def wording(passage: str, marks: Iterable[Mark]) -> str:
    """Return the announcement of a passage: its marks, then its text."""
    signs = [
        f"{mark.sign}, {mark.description}" if mark.description else mark.sign
        for mark in islice(marks, _SPOKEN)
    ]
    return ". ".join([*signs, passage]) if passage else ". ".join(signs)


def say(widget: QWidget, message: str) -> None:
    """Announce words politely, and keep them as the widget's accessible description."""
    widget.setAccessibleDescription(message)
    announce(widget, message)
