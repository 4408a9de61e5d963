"""The list of all shortcuts."""

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QWidget,
)
from typing_extensions import override

from annotator.i18n import tr
from annotator.ui.application.keyboard import presses
from annotator.ui.application.shortcuts import shortcut
from annotator.ui.dialogs.dialog_widgets import (
    MARGIN,
    column_of,
    keep_on_screen,
    margins,
    text_label,
)
from annotator.ui.theming import fonts
from annotator.ui.widgets.enter_button import EnterButton
from annotator.ui.widgets.screen import room_for

KeyLine: TypeAlias = tuple[str, str, str]
"""The group, the keys as they are written, and what they do."""

_KEYS, _DOES = 24, 40  # average characters
_BETWEEN, _GAP, _BAR = 12, 32, 16
_TALLEST = 700


class KeysSheet(QDialog):
    """All shortcuts in groups, in two columns if there is room; Esc or its shortcut closes it."""

    def __init__(self, lines: Sequence[KeyLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keys")
        keep_on_screen(self)
        scroll = QScrollArea(self, widgetResizable=True)
        scroll.setObjectName("keys.lines")
        scroll.setAccessibleName(tr("Keyboard shortcuts"))
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        first, second = balanced(lines)
        has_room = _width(2) + MARGIN + 8 + _BAR <= room_for(self).width()
        columns = [first, second] if has_room else [first + second]
        self._sheet = _sheet(scroll.viewport(), lines, columns)
        scroll.setWidget(self._sheet)
        column = column_of(self, tr("Keyboard shortcuts"))
        column.setContentsMargins(margins(MARGIN, 16, 8, 16))
        column.addWidget(scroll, 1)
        key = shortcut("help.keys")
        row = QHBoxLayout()
        row.setContentsMargins(margins(0, 0, _BAR, 0))
        row.addWidget(text_label(tr("Press Esc or {key} to close.", key=key), ink="second"), 1)
        self._change = EnterButton(tr("Change keys…"))
        self._change.setObjectName("keys.change")
        self._change.clicked.connect(self.accept)
        row.addWidget(self._change)
        column.addLayout(row)
        bar = scroll.verticalScrollBar().sizeHint().width()
        width = self._sheet.sizeHint().width() + bar
        around = self.sizeHint().height() - scroll.sizeHint().height()
        tall = self._sheet.sizeHint().height() + around
        self.resize(width + MARGIN + 8, min(tall, _TALLEST))

    @classmethod
    def ask(cls, lines: Sequence[KeyLine], parent: QWidget | None = None) -> bool:
        """Show it until it is closed, and return whether keys are to be changed."""
        sheet = cls(lines, parent)
        changes = sheet.exec() == QDialog.DialogCode.Accepted
        sheet.deleteLater()
        return changes

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if presses(event, "help.keys"):
            self.reject()
        else:
            super().keyPressEvent(event)


def balanced(lines: Sequence[KeyLine]) -> tuple[list[str], list[str]]:
    """Return the groups of the first and of the second column, of similar height."""
    groups = list(dict.fromkeys(group for group, _, _ in lines))
    heights = [2 + sum(line[0] == group for line in lines) for group in groups]
    total = sum(heights)
    splits = range(len(groups) + 1)
    best = min(splits, key=lambda split: (abs(total - 2 * sum(heights[:split])), split))
    return groups[:best], groups[best:]


def _sheet(viewport: QWidget, lines: Sequence[KeyLine], columns: Sequence[list[str]]) -> QWidget:
    """Return the columns of groups; within the window from the first, they are styled once."""
    sheet = QWidget(viewport)
    row = QHBoxLayout(sheet)
    row.setContentsMargins(margins(0, 0, _BAR, 0))
    row.setSpacing(_GAP)
    for groups in columns:
        row.addWidget(_column(sheet, [line for line in lines if line[0] in groups], groups), 1)
    return sheet


def _column(sheet: QWidget, lines: Sequence[KeyLine], groups: Sequence[str]) -> QWidget:
    column = QWidget(sheet)
    grid = QGridLayout(column)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(_BETWEEN)
    grid.setVerticalSpacing(3)
    keys_font, keys_width, does_width = _measures()
    for group in groups:
        head = text_label(group, ink="second", font=fonts.heading(column.font()))
        head.setContentsMargins(0, 12 if grid.count() else 0, 0, 4)
        grid.addWidget(head, grid.rowCount(), 0, 1, 2)
        for _, keys, does in (line for line in lines if line[0] == group):
            row = grid.rowCount()
            label = text_label(keys, ink="second", font=keys_font)
            label.setFixedWidth(keys_width)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_does(does, does_width), row, 1)
    grid.setRowStretch(grid.rowCount(), 1)
    return column


def _does(text: str, width: int) -> QLabel:
    label = text_label(text)
    # a scroll area asks a wrapping label how high it would be at its narrowest
    label.setFixedSize(width, label.heightForWidth(width))
    return label


def _measures() -> tuple[QFont, int, int]:
    """Return the font of keys, and the widths of keys and of what they do."""
    label = QLabel()
    font = fonts.strong(fonts.small(label.font()))
    keys = _KEYS * QFontMetrics(font).averageCharWidth()
    return font, keys, _DOES * label.fontMetrics().averageCharWidth()


def _width(columns: int) -> int:
    _, keys, does = _measures()
    return columns * (keys + _BETWEEN + does) + (columns - 1) * _GAP + _BAR
