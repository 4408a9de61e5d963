"""The button that chooses which articles are listed, by how far they are."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from annotator.ui.models.articles import STATUS_WORDS


class StatusFilter(QToolButton):
    """Chooses the status that is listed."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.status = ""
        self.setObjectName("article_status_filter")
        self.setAccessibleName("Filter articles by status")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(self)
        group = QActionGroup(menu)
        for status, words in [("", "all"), *STATUS_WORDS.items()]:
            action = group.addAction(QAction(words, menu, checkable=True))
            action.setData(status)
            menu.addAction(action)
        group.actions()[0].setChecked(True)
        group.triggered.connect(self._choose)
        self.setMenu(menu)
        self.setText("all")

    def _choose(self, action: QAction) -> None:
        self.status = str(action.data())
        self.setText(action.text())
        self.chosen.emit()
