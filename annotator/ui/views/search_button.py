"""The button in the menu bar that looks like a search field and opens the search of everything."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenuBar, QStyle, QStyleOptionButton, QStyleOptionMenuItem
from typing_extensions import override

from annotator.i18n import N_, tr
from annotator.ui.application.shortcuts import key_sign, show_with_keys
from annotator.ui.theming import fonts, icons
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.enter_button import EnterButton

_WORDS: Final = N_("Search everything")
_WIDTH, _SIDE, _ICON, _GAP = 316, 16, 16, 8  # with the margins of the style sheet


class SearchButton(EnterButton):
    """Shows a magnifier, a hint, and at the end the shortcut."""

    def __init__(self) -> None:
        super().__init__(tr(_WORDS))
        self._keys = ""
        self.setObjectName("search")
        self.setProperty("look", "search")
        show_with_keys(self, self._show_keys)

    def _show_keys(self) -> None:
        self._keys = key_sign("edit.palette")
        self.setAccessibleDescription(self._keys)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        # in large type a bar hides the menus that it has no room for
        bar, width = self.parentWidget(), max(fonts.pixels(_WIDTH), self._needed())
        if isinstance(bar, QMenuBar):
            width = min(width, bar.width() - _width_of_menus(bar))
        return QSize(max(width, self._least()), super().sizeHint().height())

    def _needed(self) -> int:
        """Return the width with its full text."""
        return self._least() + self.fontMetrics().horizontalAdvance(self.text())

    def _least(self) -> int:
        """Return the width without its text."""
        keys = QFontMetrics(fonts.chip(self.font())).horizontalAdvance(self._keys)
        return 2 * (_SIDE + _GAP) + fonts.pixels(_ICON) + keys + 2

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        palette = shown_in(self.parentWidget() or self)
        with QPainter(self) as painter:
            self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
            room = self.rect().adjusted(_SIDE, 0, -_SIDE, 0)
            side = fonts.pixels(_ICON)
            box = QRect(room.left(), room.center().y() - side // 2 + 1, side, side)
            icons.icon("search", palette.second).paint(painter, self._mirrored(box))
            room.setLeft(box.right() + 1 + _GAP)
            painter.setFont(fonts.chip(self.font()))
            painter.setPen(palette.third)
            self._write(painter, room, self._keys, Qt.AlignmentFlag.AlignTrailing)
            room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(self._keys) - _GAP)
            painter.setFont(self.font())
            painter.setPen(palette.second)
            self._write(painter, room, self._words_in(room), Qt.AlignmentFlag.AlignLeading)

    def _words_in(self, room: QRect) -> str:
        """Return the longest hint that fits, if any."""
        hints, metrics = (self.text(), tr("Search")), self.fontMetrics()
        return next((h for h in hints if metrics.horizontalAdvance(h) <= room.width()), "")

    def _write(self, painter: QPainter, room: QRect, text: str, side: Qt.AlignmentFlag) -> None:
        flags = QStyle.visualAlignment(self.layoutDirection(), side | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self._mirrored(room), int(flags), text)

    def _mirrored(self, box: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), box)


def _width_of_menus(bar: QMenuBar) -> int:
    """Return the width of all menus of a bar, shown yet or not."""
    option, style, kind = QStyleOptionMenuItem(), bar.style(), QStyle.ContentsType.CT_MenuBarItem
    option.initFrom(bar)
    metrics, flags = bar.fontMetrics(), int(Qt.TextFlag.TextShowMnemonic)
    names = (metrics.size(flags, menu.text()) for menu in bar.actions() if menu.isVisible())
    widths = [style.sizeFromContents(kind, option, name, bar).width() for name in names]
    spacing = style.pixelMetric(QStyle.PixelMetric.PM_MenuBarItemSpacing, option, bar)
    return sum(widths) + (len(widths) + 1) * (spacing + _GAP)
