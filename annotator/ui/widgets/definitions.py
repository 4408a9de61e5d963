"""The definitions of the choices of a row, for people who use no mouse."""

import html
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from annotator.ui.application.manual import ManualRequest
from annotator.ui.widgets.choice_button import Choice
from annotator.ui.widgets.screen import screen_of

_WIDTH = 420


class Definitions(QLabel):
    """A popup with the key, the full name and the definition of every choice.

    Any key closes it and returns to the row; a second F1 opens the manual.
    """

    def __init__(self, title: str, choices: Sequence[Choice], row: QWidget) -> None:
        super().__init__(row, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("definitions")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText("".join(map(_line, choices)))
        self.setWordWrap(True)
        self.setFixedWidth(min(_WIDTH, screen_of(row).availableGeometry().width()))
        self.setAccessibleName(title)
        self.setAccessibleDescription(". ".join(map(_spoken, choices)))
        self.adjustSize()

    def open_below(self, row: QWidget) -> None:
        """Show it below the row, or above if there is no room."""
        room = screen_of(row).availableGeometry()
        place = row.mapToGlobal(QPoint(0, row.height() + 4))
        if place.y() + self.height() > room.bottom():
            place = row.mapToGlobal(QPoint(0, -self.height() - 4))
        left = min(place.x(), room.right() - self.width())
        self.move(max(left, room.left()), max(place.y(), room.top()))
        self.show()
        self.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.close()
        if event.key() == Qt.Key.Key_F1 and (row := self.parentWidget()):
            QCoreApplication.sendEvent(row.window(), ManualRequest())


def _line(choice: Choice) -> str:
    key = f"{html.escape(choice.key)}&nbsp; " if choice.key else ""
    meaning = f"<br>{html.escape(choice.definition)}" if choice.definition else ""
    return f"<p style='margin: 0 0 6px 0'>{key}<b>{html.escape(choice.whole)}</b>{meaning}</p>"


def _spoken(choice: Choice) -> str:
    return ": ".join(filter(None, [f"{choice.key} {choice.whole}".strip(), choice.definition]))
