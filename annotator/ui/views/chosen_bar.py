"""The bar below the article list while several articles are selected."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from annotator.i18n import ngettext, tr
from annotator.ui.theming import fonts
from annotator.ui.widgets.enter_button import flush_button
from annotator.ui.widgets.typed import explain


class ChosenBar(QWidget):
    """Shows how many articles are selected, with a button for their menu."""

    actions_requested = Signal(object)  # QPoint on the screen, at which to open the menu
    let_go = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("chosen_articles")
        self._count = QLabel()
        self._count.setObjectName("chosen_articles.count")
        self._count.setFont(fonts.small(self.font()))
        self._actions = flush_button(tr("Actions ▾"))
        self._actions.setObjectName("chosen_articles.actions")
        self._actions.clicked.connect(self._ask)
        close = flush_button("✕")
        close.setObjectName("chosen_articles.let_go")
        close.setAccessibleName(tr("Clear selection"))
        explain(close, tr("Clear selection (Esc)"))
        close.clicked.connect(self.let_go)
        for button in (self._actions, close):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys to the list
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 4, 8, 4)
        line.addWidget(self._count, 1)
        line.addWidget(self._actions)
        line.addWidget(close)
        self.hide()

    def show_count(self, count: int) -> None:
        """Show the number of selected articles; 0 hides the bar."""
        text = ngettext("{count} selected", "{count} selected", count)
        self._count.setText(text)
        name = ngettext("Actions for {count} article", "Actions for {count} articles", count)
        self._actions.setAccessibleName(name)
        self.setVisible(count > 0)

    def _ask(self) -> None:
        self.actions_requested.emit(self._actions.mapToGlobal(QPoint(0, self._actions.height())))
