"""Things that a test drags over a window and drops there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget


def urls(*things: Path | str) -> QMimeData:
    """Return files, by their path, and addresses as a drag carries them."""
    mime = QMimeData()
    mime.setUrls([QUrl(t) if isinstance(t, str) else QUrl.fromLocalFile(str(t)) for t in things])
    return mime


@contextmanager
def dragged_over(widget: QWidget, mime: QMimeData) -> Iterator[bool]:
    """Drag things over a widget, and leave it again; yield whether they may be dropped.

    Qt remembers the widget that is dragged over. Were it not left, the next drop of any test in
    this process would be sent there instead.
    """
    try:
        yield _is_taken(widget, QDragEnterEvent(*_drag(mime)))
    finally:
        QApplication.sendEvent(widget, QDragLeaveEvent())


def drop(widget: QWidget, mime: QMimeData) -> bool:
    """Drop things that are dragged over a widget, and return whether they were taken."""
    return _is_taken(widget, QDropEvent(*_drag(mime)))


def _drag(mime: QMimeData) -> tuple[object, ...]:
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    return QPoint(9, 9), copy, mime, left, Qt.KeyboardModifier.NoModifier


def _is_taken(widget: QWidget, event: QDropEvent) -> bool:
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()
