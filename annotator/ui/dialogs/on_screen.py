"""Keeps dialogs and popups within the screen: what has no room there is scrolled to."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

_FRAME = QSize(8, 40)  # what the desktop may put around a dialog


class OnScreen(QObject):
    """Lets the contents of a dialog scroll, but for its row of buttons, once it is too large."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._inside: QWidget | None = None  # what scrolls
        self._footer = 0  # the height of what stays below it
        dialog.installEventFilter(self)

    def fit(self, width: int) -> None:
        """Make the dialog as wide as given, and as high as its words then need, if there is room.

        Both are pixels.
        """
        room = room_for(self._dialog)
        width = min(width, room.width())
        if self._height(width) > room.height() or self._least_width() > room.width():
            self._let_scroll()
        self._dialog.setFixedSize(width, min(self._height(width), room.height()))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._settle()
        elif event.type() == QEvent.Type.LayoutRequest and self._inside is None:
            # its layout answers first
            QTimer.singleShot(0, self, self._grow)
        return False

    def _grow(self) -> None:
        if self._dialog.isVisible() and self._dialog.size() != self._bounded():
            self._settle()

    def _bounded(self) -> QSize:
        return self._dialog.size().boundedTo(room_for(self._dialog))

    def _settle(self) -> None:
        dialog, room = self._dialog, room_for(self._dialog)
        layout = dialog.layout()
        if layout is None:
            return
        if dialog.minimumSize() == dialog.maximumSize():
            self.fit(dialog.width())
            return
        layout.activate()
        least = layout.totalMinimumSize().expandedTo(dialog.minimumSize())
        width = min(max(dialog.width(), least.width()), room.width())
        height = max(least.height(), layout.minimumHeightForWidth(width))
        if least.width() > room.width() or height > room.height():
            self._let_scroll()
            dialog.setMinimumSize(0, 0)
        dialog.resize(dialog.size().expandedTo(QSize(width, 0)).boundedTo(room))

    def _height(self, width: int) -> int:
        """Return how high the dialog must be for everything to be seen at a width."""
        part = self._inside or self._dialog
        layout = part.layout()
        if layout is None:
            return part.height()
        layout.activate()
        inner = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else -1
        return max(inner, layout.totalMinimumSize().height()) + self._footer

    def _least_width(self) -> int:
        layout = self._dialog.layout()
        return layout.totalMinimumSize().width() if layout else 0

    def _let_scroll(self) -> None:
        dialog, layout = self._dialog, self._dialog.layout()
        if self._inside is not None or layout is None:
            return
        margins = layout.contentsMargins()
        footer = _taken_footer(layout)
        self._inside = QWidget()
        self._inside.setLayout(layout)  # it takes its widgets along
        scroll = QScrollArea(widgetResizable=True)
        scroll.setObjectName("scrolled")
        scroll.setAccessibleName(dialog.windowTitle())
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._inside)
        column = QVBoxLayout(dialog)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        if footer is not None:
            box, room = footer.widget(), room_for(dialog)
            around = margins.left() + margins.right()
            if isinstance(box, QDialogButtonBox) and box.sizeHint().width() + around > room.width():
                box.setOrientation(Qt.Orientation.Vertical)
            row = QVBoxLayout()
            row.setContentsMargins(margins.left(), 8, margins.right(), 8)
            _add(row, footer)
            column.addLayout(row)
            self._footer = row.totalSizeHint().height()


def room_for(dialog: QWidget) -> QSize:
    """Return how large a dialog may be on its screen, in pixels."""
    return dialog.screen().availableSize() - _FRAME


def popup_place(popup: QWidget, wanted: QRect) -> QRect:
    """Return where a popup goes that is wanted at a place of the screen: within the screen."""
    screen = QGuiApplication.screenAt(wanted.center()) or popup.screen()
    available = screen.availableGeometry()
    place = QRect(wanted.topLeft(), wanted.size().boundedTo(available.size()))
    place.moveRight(min(place.right(), available.right()))
    place.moveBottom(min(place.bottom(), available.bottom()))
    place.moveLeft(max(place.left(), available.left()))
    place.moveTop(max(place.top(), available.top()))
    return place


def _taken_footer(layout: QLayout) -> QLayoutItem | None:
    """Take the row of buttons from the end of a layout and return it."""
    last = layout.count() - 1
    item = layout.itemAt(last)
    if item is None or not _has_buttons(item):
        return None
    return layout.takeAt(last)


def _has_buttons(item: QLayoutItem) -> bool:
    if isinstance(item.widget(), QDialogButtonBox):
        return True
    row = item.layout()
    inner = [row.itemAt(place) for place in range(row.count())] if row else []
    return any(each is not None and _has_buttons(each) for each in inner)


def _add(row: QVBoxLayout, footer: QLayoutItem) -> None:
    if widget := footer.widget():
        row.addWidget(widget)
    elif isinstance(inner := footer.layout(), QLayout):
        inner.setParent(None)
        row.addLayout(inner)
