"""The heading of a list: its title in spaced capitals, and at the end a count and buttons."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from annotator.ui.theming import fonts
from annotator.ui.widgets.enter_button import flush_button
from annotator.ui.widgets.plain_label import plain, small
from annotator.ui.widgets.typed import explain


class ListHeading(QWidget):
    """Shows the title of a list and a count; the capitals are a font setting, not in the text.

    The title is hidden where the parts at the end need its space.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._count = plain(QLabel(), "second"), small(QLabel(), "second")
        self._title.setFont(fonts.heading(self.font()))
        self._count.hide()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        self._line.addWidget(self._title)
        self._line.addStretch(1)
        self._line.addWidget(self._count)
        self.setMinimumHeight(28)
        self.set_title(title)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._share_room()
        return super().event(event)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)
        self._title.setAccessibleName(title)

    def set_count(self, count: str) -> None:
        """Show a count, such as `5` or `3 of 4`; '' for none."""
        self._count.setText(count)
        self._count.setVisible(bool(count))

    def add_button(self, text: str, name: str) -> QPushButton:
        """Add a button at the end, such as `✕`, with an accessible name, and return it."""
        button = flush_button(text)
        button.setAccessibleName(name)
        explain(button, name)
        self.add_part(button)
        return button

    def add_part(self, part: QWidget) -> None:
        """Add a widget at the end."""
        self._line.addWidget(part)

    def _share_room(self) -> None:
        """Show the title if it has room beside the rest."""
        items = (self._line.itemAt(place) for place in range(1, self._line.count()))
        widths = [item.sizeHint().width() for item in items if item and not item.isEmpty()]
        needed = self._title.sizeHint().width() + sum(widths) + self._line.spacing() * len(widths)
        has_room = needed <= self._line.contentsRect().width()
        if has_room is self._title.isHidden():
            self._title.setVisible(has_room)
