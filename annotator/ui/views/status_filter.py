"""The button that shows how many articles are done, and filters by status."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from annotator.i18n import N_, tr
from annotator.ui.models.article_items import STATUS_WORDS
from annotator.ui.theming import fonts
from annotator.ui.widgets.menu_button import attach_menu

_ONLY: Final = {
    "todo": N_("only to do"),
    "in_progress": N_("only in progress"),
    "done": N_("only done"),
    "excluded": N_("only excluded"),
}
"""What the button says while it lists the articles of one status."""


class StatusFilter(QToolButton):
    """Shows how many are done, or the filtered status, which its menu sets."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.status = ""
        self._count = ""
        self.setObjectName("article_status_filter")
        self.setAccessibleName(tr("Filter articles by status"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(self)
        group = QActionGroup(menu)
        for status, words in [("", N_("all")), *STATUS_WORDS.items()]:
            action = group.addAction(QAction(tr(words), menu, checkable=True))
            action.setData(status)
            menu.addAction(action)
        group.actions()[0].setChecked(True)
        group.triggered.connect(self._choose)
        attach_menu(self, menu)
        self.setFont(fonts.small(self.font()))
        self.setProperty("look", "flush")
        self._show()

    def set_count(self, count: str) -> None:
        """Show how many are done, such as `1 of 4 done`; '' for no articles."""
        self._count = count
        self._show()

    def _choose(self, action: QAction) -> None:
        self.status = str(action.data())
        self._show()
        self.chosen.emit()

    def _show(self) -> None:
        text = tr(_ONLY[self.status]) if self.status else self._count
        self.setText(f"{text} ▾")
        self.setAccessibleDescription(text)
        self.setVisible(bool(text))
