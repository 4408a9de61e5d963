"""Takes what a person typed or pasted, and shows words of theirs without reading them as HTML."""

import html
import re

from PySide6.QtWidgets import QWidget

_QT_MARKS = re.compile("[\ufdd0\ufdd1]")  # a document of Qt's has them at the ends of its frames
_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def plain(text: str) -> str:
    """Return the text with one kind of line end; everything else in it stays as it is."""
    return _QT_MARKS.sub("", _ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """Return the text, cleaned, with its lines joined by blanks."""
    return " ".join(plain(text).split("\n"))


def tooltip(text: str) -> str:
    """Return what to give to `setToolTip`: the very words, wrapped, never read as HTML."""
    return f"<qt>{html.escape(text).replace(chr(10), '<br>')}</qt>" if text else ""


def explain(widget: QWidget, words: str) -> None:
    """Say more about a widget, on pointing at it and to a screen reader.

    Without a description, a screen reader would read out the marks of the tooltip.
    """
    widget.setToolTip(tooltip(words))
    widget.setAccessibleDescription(words)
