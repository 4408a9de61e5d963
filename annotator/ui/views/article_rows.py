"""The rows of the article list, of which one or several are selected."""

from collections.abc import Mapping

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame
from typing_extensions import override

from annotator.i18n import tr
from annotator.ui.application.keyboard import ENTER
from annotator.ui.models.article_items import LabelCounts
from annotator.ui.models.articles import ArticleListModel
from annotator.ui.views.article_row import ArticleRow
from annotator.ui.widgets.even_rows import EvenRows
from annotator.ui.widgets.row_view import focus_without_choosing


class ArticleRows(EvenRows):
    """The rows; Enter focuses the text, Esc first deselects all but the open article."""

    opened = Signal()
    delete_requested = Signal()

    def __init__(self, model: ArticleListModel) -> None:
        super().__init__()
        self.setObjectName("article_list")
        self.setAccessibleName(tr("Articles"))
        self._articles = model
        self.setModel(model)
        model.recounted.connect(self._repaint)
        self.setItemDelegate(ArticleRow(self))
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def _repaint(self, before: Mapping[str, LabelCounts]) -> None:
        """Paint the rows that show other counts than before."""
        for row in self.rows_in(self.viewport().rect()):
            index = self._articles.index(row)
            article_id = self._articles.summary(index).id
            if self._articles.counts(article_id) != before.get(article_id):
                self.viewport().update(self.visualRect(index))

    def choose_only(self, index: QModelIndex) -> None:
        """Make a row the current and only selected one, whatever keys are held."""
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)

    def choose_current(self) -> None:
        """Deselect all rows but the current one."""
        self.choose_only(self.currentIndex())

    def chosen_count(self) -> int:
        """Return the number of selected rows if there are several; otherwise 0."""
        ranges = self.selectionModel().selection()
        count = sum(ranges.at(number).height() for number in range(ranges.count()))
        return count if count > 1 else 0

    def chosen(self) -> list[str]:
        """Return the ids of the selected articles if there are several, in the order listed."""
        if not self.chosen_count():
            return []
        ranges = self.selectionModel().selection()
        parts = (ranges.at(number) for number in range(ranges.count()))
        rows = sorted(row for part in parts for row in range(part.top(), part.bottom() + 1))
        return [self._articles.summary(self._articles.index(row)).id for row in rows]

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        focus_without_choosing(self, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._articles.settle()
        is_escape, count = event.key() == Qt.Key.Key_Escape, self.chosen_count()
        if is_escape or event.key() in ENTER:
            self.choose_current()
            if not (is_escape and count):
                self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_requested.emit()
        else:
            super().keyPressEvent(event)
