"""A layout that places its items side by side and wraps to the next line."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QLayout, QLayoutItem, QWidget
from typing_extensions import override

_BETWEEN_LINES = 4  # pixels, as between the fields of a form


@contextmanager
def arranged_once(parts: QWidget) -> Iterator[None]:
    """Let parts be shown and hidden inside the block without what is around them following each.

    Qt lays out everything around a widget at once when it is shown within one that is visible.
    """
    focused = QApplication.focusWidget()  # which must stay visible to keep the focus
    if parts.isHidden() or (focused and parts.isAncestorOf(focused)):
        yield
        return
    parts.hide()
    yield
    parts.show()


class FlowLayout(QLayout):
    """Lines of items, right to left in such an interface; gaps are in pixels.

    An item that is wider than the line gets the line for itself and may wrap its own text.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 4) -> None:
        super().__init__(parent)
        self._gap = gap
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width, until something in it changes
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:  # Qt asks several times for each arrangement
            self._heights[width] = self._item_rects(QRect(0, 0, width, 0))[1]
        return self._heights[width]

    @override
    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for item, place in self._item_rects(rect)[0]:
            item.setGeometry(place)

    @override
    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in sizes) + self._gap * max(len(sizes) - 1, 0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    @override
    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def _item_rects(self, rect: QRect) -> tuple[list[tuple[QLayoutItem, QRect]], int]:
        """Return the rectangle of every item, and the height of all lines."""
        places: list[tuple[QLayoutItem, QRect]] = []
        x = y = line = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = _fitted(item, rect.width())
            if x and x + size.width() > rect.width():
                x, y, line = 0, y + line + min(self._gap, _BETWEEN_LINES), 0
            places.append((item, self._placed(rect, QRect(QPoint(x, y), size))))
            x, line = x + size.width() + self._gap, max(line, size.height())
        return places, y + line

    def _placed(self, rect: QRect, place: QRect) -> QRect:
        parent = self.parentWidget()
        if parent is not None and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place.moveRight(rect.width() - 1 - place.left())
        return place.translated(rect.topLeft())


def _fitted(item: QLayoutItem, width: int) -> QSize:
    size = item.sizeHint()
    if size.width() <= width:
        return size
    return QSize(width, item.heightForWidth(width) if item.hasHeightForWidth() else size.height())
