"""The list of damaged records, below the text."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from annotator.domain.damage import Damage
from annotator.i18n import N_, format_number, ngettext, tr
from annotator.ui.application.task import Task
from annotator.ui.models.rows import Row, RowsModel
from annotator.ui.project.focus import Focus
from annotator.ui.views.keyed_list import KeyedList
from annotator.ui.widgets.enter_button import flush_button
from annotator.ui.widgets.list_heading import ListHeading
from annotator.ui.widgets.typed import tooltip

_SHOWN: Final = 4
_IN_ARTICLE: Final = N_("Damaged in this article")
_SEARCH_AFTER: Final = 1_000  # milliseconds, after the window is shown


class DamagedList(QWidget):
    """Lists damaged records of the open article, or of the project; hidden while there are none.

    Enter opens the article of a record, Esc closes the list. The project is searched
    once on a worker thread; damage met while reading is added.
    """

    left = Signal()  # the text gets the focus
    searched_through = Signal()

    def __init__(self, focus: Focus) -> None:
        super().__init__()
        self.setObjectName("damaged")
        self._focus = focus
        self._workspace = focus.workspace
        self._notices = self._workspace.notices
        self._found: dict[tuple[str, str], Damage] = {}
        self._shows_all = False
        self._is_away = False
        self.button = flush_button("")
        self.button.setObjectName("status.damaged")
        self.button.setAccessibleName(tr("Damaged records"))
        self.button.setProperty("ink", "warning")
        self.button.clicked.connect(lambda _: self.begin())
        self._rows: RowsModel[Damage] = RowsModel(lambda d: (d.table, d.id), _row, self)
        self._arrange()
        self._timer = QTimer(self, singleShot=True, interval=_SEARCH_AFTER)
        self._timer.timeout.connect(self.search)
        if self._workspace.path:
            self._timer.start()
        focus.article_changed.connect(lambda _: self._turn_to_article())
        focus.labels_changed.connect(lambda _: self.refresh())
        self.refresh()

    def begin(self) -> None:
        """List the damaged records of the whole project, and focus the list."""
        self._shows_all, self._is_away = True, False
        self.refresh()
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self._rows.rowCount():
            self._list.setCurrentIndex(self._rows.index(0))

    def search(self) -> None:
        """Search the project for damage on a worker thread."""
        task = Task(self._searched)
        task.yielded.connect(self.refresh)
        task.failed.connect(self._notices.refuse)
        task.finished.connect(self.searched_through)
        task.start()

    def stop(self) -> None:
        """Do not start a search any more, as the window is about to close."""
        self._timer.stop()

    def refresh(self, more: tuple[Damage, ...] = ()) -> None:
        """Refresh the list."""
        for damage in (*more, *self._workspace.reader.noticed()):
            self._found.setdefault((damage.table, damage.id), damage)
        article_id = self._focus.article.id if self._focus.article else ""
        here = [each for each in self._found.values() if each.article_id == article_id]
        shown = list(self._found.values()) if self._shows_all else here if article_id else []
        self._rows.set_items(shown)
        title = N_("Damaged in this project") if self._shows_all else _IN_ARTICLE
        self._head.set_title(tr(title))
        self._head.set_count(format_number(len(shown)))
        rows = range(min(len(shown), _SHOWN))
        self._list.setFixedHeight(sum(map(self._list.sizeHintForRow, rows)))
        self.setVisible(bool(shown) and not self._is_away)
        count = len(self._found)
        self.button.setText(ngettext("▲ {count} damaged", "▲ {count} damaged", count))
        self.button.setVisible(bool(self._found))

    def go(self) -> None:
        """Open the article of the current row."""
        damage = self._rows.item(self._list.currentIndex())
        if damage and damage.article_id:
            self._focus.open(damage.article_id)
            self.left.emit()
        elif damage:
            self._notices.post(tr("This record has no known article."))

    def copy(self) -> None:
        """Copy the list."""
        rows = range(self._rows.rowCount())
        found = (self._rows.item(self._rows.index(row)) for row in rows)
        QGuiApplication.clipboard().setText("\n".join(each.sentence for each in found if each))
        self._notices.post(tr("List copied."))

    def close_list(self) -> None:
        """Close the list; the status bar still shows the number."""
        self._is_away, self._shows_all = True, False
        self.hide()
        self.left.emit()

    def _turn_to_article(self) -> None:
        self._shows_all, self._is_away = False, False
        self.refresh()

    def _searched(self) -> Iterator[tuple[Damage, ...]]:
        with self._workspace.reading() as reader:
            yield reader.damages()

    def _arrange(self) -> None:
        keys = dict.fromkeys(("Return", "Enter", "Num+Enter"), self.go)
        self._list = KeyedList({**keys, "Esc": self.close_list})
        self._list.setObjectName("damaged.list")
        self._list.setAccessibleName(tr("Damaged records"))
        self._list.setUniformItemSizes(False)
        self._list.setWordWrap(True)
        self._list.setTextElideMode(Qt.TextElideMode.ElideNone)  # it would cut text that fits
        self._list.setModel(self._rows)
        self._list.doubleClicked.connect(lambda _: self.go())
        self._list.selectionModel().currentChanged.connect(self._show_tooltip)
        self._head = ListHeading(tr(_IN_ARTICLE))
        for sign, name, words, run in (
            (tr("Go to ⏎"), "go", tr("Open its article (Enter)"), self.go),
            (tr("Copy"), "copy", tr("Copy list"), self.copy),
            ("✕", "close", tr("Close (Esc)"), self.close_list),
        ):
            button: QPushButton = self._head.add_button(sign, words)
            button.setObjectName(f"damaged.{name}")
            button.clicked.connect(lambda _=False, run=run: run())
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 8)
        column.setSpacing(4)
        column.addWidget(self._head)
        column.addWidget(self._list)

    def _show_tooltip(self, index: QModelIndex) -> None:
        """Show the full text of the current row in a tooltip, as it may be cut."""
        damage = self._rows.item(index)
        self._list.setToolTip(tooltip(damage.sentence) if damage else "")


def _row(damage: Damage) -> Row:
    return Row(code="", text=damage.sentence)
