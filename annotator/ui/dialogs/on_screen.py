"""Keeps dialogs and popups within the screen, scrolling contents that do not fit."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QMargins, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLayout,
    QLayoutItem,
    QListView,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.ui.application.manual import ManualRequest
from annotator.ui.application.shortcuts import listen
from annotator.ui.widgets.screen import popup_place, room_for
from annotator.ui.widgets.tabbing import others_in_order

_LOWEST = 84  # pixels of a list that can be scrolled


class OnScreen(QObject):
    """Makes the contents of a dialog scroll, except its buttons, if it is too large."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._inside: QWidget | None = None  # the scrolling contents
        self._scroll: QScrollArea | None = None
        self._footer = 0  # the height of the buttons below it
        self._growing = QTimer(self, singleShot=True, interval=0)  # a bare shot would keep a dialog
        self._growing.timeout.connect(self._grow)  # that is closed before
        dialog.installEventFilter(self)
        listen(dialog, "help.manual", self._show_manual)

    def fit(self, width: int) -> None:
        """Set the width of the dialog, and the height that its text then needs, within the screen.

        In pixels.
        """
        room = room_for(self._dialog)
        width = min(width, room.width())
        if self._height(width) > room.height() or self._least_width() > room.width():
            self._let_scroll()
        self._dialog.setFixedSize(width, min(self._height(width), room.height()))
        self._pull_in()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._lay_out_lists()
            self._fit_to_screen()
        elif event.type() == ManualRequest.TYPE:
            self._show_manual()
        elif event.type() == QEvent.Type.LayoutRequest and self._inside is None:
            self._growing.start()  # after its layout has handled it
        return False

    def _show_manual(self) -> None:
        from annotator.ui.dialogs.manual_window import show_manual  # noqa: PLC0415 - seldom needed

        show_manual(self._dialog)

    def _grow(self) -> None:
        if self._dialog.isVisible() and self._dialog.size() != self._bounded():
            self._fit_to_screen()

    def _bounded(self) -> QSize:
        return self._dialog.size().boundedTo(room_for(self._dialog))

    def _lay_out_lists(self) -> None:
        """Lay the rows of lists out again: one whose row was chosen has measured them unstyled."""
        for view in self._dialog.findChildren(QListView):
            view.scheduleDelayedItemsLayout()

    def _fit_to_screen(self) -> None:
        dialog, room = self._dialog, room_for(self._dialog)
        layout = dialog.layout()
        if layout is None:
            return
        if dialog.minimumSize() == dialog.maximumSize():
            self.fit(dialog.width())
            return
        if not _fits(self._least(layout), room):
            _let_lists_shrink(dialog)
        least = self._least(layout)
        if not _fits(least, room):
            self._let_scroll()
            dialog.setMinimumSize(0, 0)
            QTimer.singleShot(0, self, self._show_keys)  # when the focus is set
        dialog.resize(dialog.size().expandedTo(least).boundedTo(room))
        self._pull_in()

    def _pull_in(self) -> None:
        """Move a dialog that grew beyond the screen back onto it."""
        frame = self._dialog.frameGeometry()
        place = popup_place(frame).topLeft()
        if self._dialog.isVisible() and place != frame.topLeft():
            self._dialog.move(place)

    def _least(self, layout: QLayout) -> QSize:
        """Return the minimum size of the dialog."""
        layout.activate()
        least = layout.totalMinimumSize()
        width = min(max(self._dialog.width(), least.width()), room_for(self._dialog).width())
        return least.expandedTo(QSize(0, layout.minimumHeightForWidth(width)))

    def _show_keys(self) -> None:
        """Scroll to the focused widget."""
        field = self._dialog.focusWidget()
        if self._scroll is not None and self._scroll.isAncestorOf(field):
            self._scroll.ensureWidgetVisible(field)

    def _height(self, width: int) -> int:
        """Return the height that shows everything at a width."""
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
        margins, had_keys = layout.contentsMargins(), dialog.focusWidget()
        stops = [*others_in_order(dialog)]
        footer = _taken_footer(layout)
        self._inside = QWidget()
        self._inside.setLayout(layout)  # moves its widgets, too
        self._scroll = scroll = QScrollArea(widgetResizable=True)
        scroll.setObjectName("scrolled")
        scroll.setAccessibleName(dialog.windowTitle())
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._inside)
        column = QVBoxLayout(dialog)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        scroll.show()  # at once, also where the dialog is shown already
        if footer is not None:
            column.addLayout(self._row(footer, margins))
        for before, after in pairwise(stops):  # moving them loses the order
            QWidget.setTabOrder(before, after)
        if had_keys is not None:
            had_keys.setFocus()

    def _row(self, footer: QLayoutItem, margins: QMargins) -> QVBoxLayout:
        box, room = footer.widget(), room_for(self._dialog)
        around = margins.left() + margins.right()
        if isinstance(box, QDialogButtonBox) and box.sizeHint().width() + around > room.width():
            box.setOrientation(Qt.Orientation.Vertical)
        row = QVBoxLayout()
        row.setContentsMargins(margins.left(), 8, margins.right(), 8)
        _add(row, footer)
        self._footer = row.totalSizeHint().height()
        return row


def _fits(least: QSize, room: QSize) -> bool:
    return least == least.boundedTo(room)


def _let_lists_shrink(dialog: QWidget) -> None:
    for view in dialog.findChildren(QAbstractItemView):
        if _LOWEST < view.minimumHeight() < view.maximumHeight():
            view.setMinimumHeight(_LOWEST)


def _taken_footer(layout: QLayout) -> QLayoutItem | None:
    """Take the row of buttons from the end of a layout and return it."""
    last = layout.count() - 1
    item = layout.itemAt(last)
    if item is None or not _has_buttons(item):
        return None
    return layout.takeAt(last)


def _has_buttons(item: QLayoutItem) -> bool:
    if isinstance(item.widget(), QDialogButtonBox | QPushButton):
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
