"""The manual: its contents and pages, in a window that may stay open."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from annotator.i18n import tr
from annotator.operations import manual
from annotator.ui.application.manual import page_about
from annotator.ui.dialogs.manual_page import ManualPage
from annotator.ui.theming import fonts
from annotator.ui.widgets.described_rows import DescribedRows
from annotator.ui.widgets.screen import room_for

_SIZE, _LIST = (1000, 700), 210
_NAME: Final = Qt.ItemDataRole.UserRole


class ManualWindow(QDialog):
    """Shows the manual until Esc closes it; it does not block the window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("manual")
        self.setWindowTitle(tr("Annotator manual"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._contents, self._page = QListWidget(), ManualPage()
        self._arrange()
        for name, title in manual.contents():
            item = QListWidgetItem(title)
            item.setData(_NAME, name)
            self._contents.addItem(item)
        self._contents.currentItemChanged.connect(self._follow_contents)
        self._page.turned.connect(self._follow_page)
        back = QShortcut(QKeySequence(QKeySequence.StandardKey.Back), self)
        back.activated.connect(self._page.backward)

    @classmethod
    def show_page(cls, name: str, parent: QWidget) -> None:
        """Show a page beside a window, reusing an open manual."""
        window = parent.findChild(cls) or cls(parent)
        window.open_page(name)
        window.show()
        window.raise_()
        window.activateWindow()

    def open_page(self, name: str) -> None:
        """Show a page, or with `#` a section of one."""
        self._page.open(name)
        self._page.setFocus()

    def _arrange(self) -> None:
        self._contents.setObjectName("manual.contents")
        self._contents.setAccessibleName(tr("Pages"))
        self._contents.setFrameShape(QFrame.Shape.NoFrame)
        self._contents.setFixedWidth(fonts.pixels(_LIST))
        self._contents.setSpacing(fonts.pixels(2))
        self._contents.setItemDelegate(DescribedRows(self._contents))
        self._page.setAccessibleName(tr("Page"))
        self._page.setFrameShape(QFrame.Shape.NoFrame)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._contents)
        row.addWidget(self._page, 1)
        self.resize(fonts.pixel_size(*_SIZE).boundedTo(room_for(self)))

    def _follow_contents(self, now: QListWidgetItem | None) -> None:
        if now is not None and now.data(_NAME) != self._shown():
            self._page.open(now.data(_NAME))

    def _follow_page(self, name: str) -> None:
        for row in range(self._contents.count()):
            if self._contents.item(row).data(_NAME) == name:
                self._contents.setCurrentRow(row)

    def _shown(self) -> str:
        return self._page.source().fileName().removesuffix(".html")


def show_manual(window: QWidget, page: str = "") -> None:
    """Show a page beside a window; by default the one about the focused widget."""
    now = QApplication.focusWidget()
    ManualWindow.show_page(page or page_about(now or window), window)
