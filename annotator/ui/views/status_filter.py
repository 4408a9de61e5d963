"""The button that shows how many articles are done, and filters by status."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from annotator.i18n import N_, format_number, ngettext, tr
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
    """Shows how many are done, how many a filter lists, or the status that its menu sets."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.status = ""
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
        self._show("")

    def show_done(self, done: int, count: int) -> None:
        """Show how many of all articles are done, such as `1 of 4 done`."""
        words = ngettext(
            "{done} of {count} done", "{done} of {count} done", count, done=format_number(done)
        )
        self._show(words if count else "")

    def show_found(self, found: int | None, count: int) -> None:
        """Show the filtered status, otherwise how many of all are listed; None: not known yet.

        Of a status no number is shown: what gets another one stays listed until the next filter.
        """
        number = "…" if found is None else format_number(found)
        listed = tr("{found} of {count}", found=number, count=format_number(count))
        self._show(tr(_ONLY[self.status]) if self.status else listed)

    def _choose(self, action: QAction) -> None:
        self.status = str(action.data())
        self.chosen.emit()

    def _show(self, text: str) -> None:
        self.setText(f"{text} ▾")
        self.setAccessibleDescription(text)
        self.setVisible(bool(text))
