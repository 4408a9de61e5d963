"""The list of articles with its filter."""

from collections.abc import Collection

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.domain.article import UNFINISHED
from annotator.domain.edit import Edit
from annotator.i18n import N_, tr
from annotator.operations.list_order import ARTICLE_ORDERS, ListOrder
from annotator.ui.application.shortcuts import key_sign, shortcut, show_with_keys
from annotator.ui.models.article_reading import Filter
from annotator.ui.models.articles import ArticleListModel
from annotator.ui.project.focus import Focus
from annotator.ui.theming import fonts
from annotator.ui.theming.theme import Theme
from annotator.ui.views.article_row import LEAST_WIDTH
from annotator.ui.views.article_rows import ArticleRows
from annotator.ui.views.chosen_bar import ChosenBar
from annotator.ui.views.status_filter import StatusFilter
from annotator.ui.widgets.keyed_field import KeyedField
from annotator.ui.widgets.list_heading import ListHeading
from annotator.ui.widgets.order_button import OrderButton
from annotator.ui.widgets.plain_label import plain

_PATIENCE = 100  # milliseconds that the former rows stay while none of a new filter are known
_NO_ARTICLES = N_("No articles yet. Drop files or a folder here, or press {key}.")
_FROM_TOP = N_("The end of the list is reached. Continued from its top.")


class ArticleList(QWidget):
    """Shows the articles with their status, and opens the selected one."""

    finished = Signal()
    delete_requested = Signal()
    actions_requested = Signal(object)  # QPoint: where to open the menu for what is chosen
    reveal_requested = Signal()  # it gets the focus: show it in full width

    def __init__(self, focus: Focus, theme: Theme) -> None:
        super().__init__()
        self._focus = focus
        self.model = ArticleListModel(focus.workspace)
        self.header = _header()
        self._list = ArticleRows(self.model)
        self._words = _filter_field()
        self._words.textChanged.connect(self._refilter)
        self._words.returnPressed.connect(self._open_first)
        self._words.left.connect(self.finished)
        self._order = OrderButton(tr("Sort articles"), ARTICLE_ORDERS)
        self._order.setObjectName("article_order")
        self._opened_id, self._is_sorting = "", False
        self._is_late = False  # rows of the filter come later
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._chosen = ChosenBar()
        self._unfold = _unfold_button()
        self._unfold.clicked.connect(self.begin_filter)
        self._status = StatusFilter()
        self.header.add_part(self._status)
        self._status.chosen.connect(self._refilter)
        theme.changed.connect(self._list.doItemsLayout)
        self._empty = _empty_label()
        self._arrange()
        self._connect_rows()
        focus.article_changed.connect(lambda _: self._show_current())
        focus.workspace.edited.connect(self._follow)
        self._refresh()
        show_with_keys(self, self._show_keys)

    def _connect_rows(self) -> None:
        self._list.opened.connect(self.finished)
        self._list.delete_requested.connect(self.delete_requested)
        self._chosen.actions_requested.connect(self.actions_requested)
        self._chosen.let_go.connect(self._list.choose_current)
        self.model.modelReset.connect(self._show_chosen)
        self._order.show_order(self.model.order.by, is_descending=self.model.order.is_descending)
        self._order.chosen.connect(self._sort)
        self.model.settled.connect(self._show_all)
        self._patience.timeout.connect(self._say_looking)
        selection = self._list.selectionModel()
        selection.currentChanged.connect(self._open)
        selection.selectionChanged.connect(self._show_chosen)

    def step(self, by: int) -> None:
        """Open the article some rows further down; does nothing beyond the ends."""
        self.model.settle()
        here = self._list.currentIndex()
        row = here.row() + by if here.isValid() else 0
        if 0 <= row < self.model.rowCount():
            self._list.choose_only(self.model.index(row))

    def open_next(self, statuses: Collection[str] = UNFINISHED) -> bool:
        """Open the next article below that has one of the statuses, otherwise the first above.

        Returns whether there was one. Going on from the top of the list is told.
        """
        self.model.settle()
        here = self._list.currentIndex().row()
        index = self.model.first_with(statuses, here)
        if index.isValid():
            self._list.choose_only(index)
        if index.isValid() and index.row() < here:
            self._focus.workspace.notices.post(tr(_FROM_TOP))
        return index.isValid()

    def chosen(self) -> list[str]:
        """Return the ids of the selected articles if there are several, in the order listed."""
        self.model.settle()
        return self._list.chosen()

    def begin_filter(self) -> None:
        """Focus the filter."""
        self.reveal_requested.emit()
        self._words.setFocus()
        self._words.selectAll()

    def _show_keys(self) -> None:
        self._words.set_keys(key_sign("edit.filter"))
        self._unfold.setToolTip(tr("Show article list ({key})", key=shortcut("edit.filter")))
        self._empty.setText(_why_empty(self.model))

    def _arrange(self) -> None:
        self._filters = QWidget()
        filters = QHBoxLayout(self._filters)
        filters.setContentsMargins(12, 0, 8, 8)
        filters.setSpacing(4)
        filters.addWidget(self._words, 1)
        filters.addWidget(self._order)
        self._pages = QStackedLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._unfold, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.header)
        layout.addWidget(self._filters)
        layout.addLayout(self._pages, 1)
        layout.addWidget(self._chosen)
        self._pages.addWidget(self._list)  # shows it; before, it would be a window
        self._pages.addWidget(self._empty)

    def ask_order(self) -> None:
        """Ask for the order of the articles."""
        self.reveal_requested.emit()
        self._order.ask()

    def _sort(self, by: str, is_descending: bool) -> None:  # noqa: FBT001 - a signal's value
        self._is_sorting = True
        self.model.set_order(ListOrder(by, is_descending))
        self._list.scrollTo(self._list.currentIndex())

    def _show_all(self) -> None:
        if self._is_late:
            self._list.scrollToTop()
        self._is_late = False
        self._refresh()
        if self._is_sorting:
            self._list.scrollTo(self._list.currentIndex())
        self._is_sorting = False

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_rail = event.size().width() < fonts.pixels(LEAST_WIDTH)
        self._unfold.setVisible(is_rail)
        self.header.setHidden(is_rail)
        self._filters.setHidden(is_rail)
        self._show_chosen()
        self._list.scheduleDelayedItemsLayout()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def _refilter(self) -> None:
        wanted = Filter(self._words.text(), self._status.status)
        self.model.set_filter(wanted, self._focus.article)
        self._is_late = self.model.is_looking
        if not self._is_late:
            self._list.scrollToTop()
        self._patience.start()
        self._refresh()

    def _open_first(self) -> None:
        """Open the first matching article, unless the open one matches, and focus its text."""
        self.model.settle()
        if self.model.rowCount():
            if not self._list.currentIndex().isValid():
                self._list.choose_only(self.model.index(0))
            self.finished.emit()

    def _follow(self, edit: Edit) -> None:
        self._refresh()
        neighbour = self.model.neighbour(self._opened_id)
        if self._focus.article is None and neighbour:
            self._focus.open(neighbour)

    def _refresh(self) -> None:
        counts = self._focus.workspace.reader.counts()
        if self.model.filter == Filter():
            self._status.show_done(counts.done, counts.articles)
        else:
            found = self.model.rowCount() if self.model.is_settled else None
            self._status.show_found(found, counts.articles)
        is_looking = self.model.is_looking and not self._patience.isActive()
        is_empty = is_looking or self.model.rowCount() == 0
        if is_empty:
            self._empty.setText(_why_empty(self.model))
        self._pages.setCurrentIndex(int(is_empty))
        self._show_current()

    def _say_looking(self) -> None:
        if self.model.is_looking and self._focus.workspace.is_open:
            self._refresh()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            listed = self.model.summary(index)
            self._opened_id = listed.id
            if self._focus.article is None or self._focus.article.id != listed.id:
                self._focus.open(listed.id)

    def _show_current(self) -> None:
        article = self._focus.article
        index = self.model.place(article.id) if article else QModelIndex()
        if index != self._list.currentIndex():
            self._list.choose_only(index)

    def _show_chosen(self) -> None:
        is_rail = self.width() < fonts.pixels(LEAST_WIDTH)
        self._chosen.show_count(0 if is_rail else self._list.chosen_count())


def _header() -> ListHeading:
    header = ListHeading(tr("Articles"))
    header.setContentsMargins(12, 0, 12, 0)
    header.setFixedHeight(fonts.pixels(32))
    return header


def _filter_field() -> KeyedField:
    field = KeyedField(tr("Filter"))
    field.setObjectName("article_filter")
    field.setAccessibleName(tr("Filter articles by text"))
    return field


def _why_empty(model: ArticleListModel) -> str:
    is_filtered, key = model.filter != Filter(), shortcut("project.import")
    message = tr("No matching articles.") if is_filtered else tr(_NO_ARTICLES, key=key)
    return tr("Looking…") if model.is_looking else message


def _empty_label() -> QLabel:
    label = plain(QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter), "second")
    label.setContentsMargins(16, 0, 16, 0)
    return label


def _unfold_button() -> QToolButton:
    button = QToolButton()
    button.setText("≡")
    button.setAccessibleName(tr("Show article list"))
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setFixedHeight(fonts.pixels(32))
    return button
