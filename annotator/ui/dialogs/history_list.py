"""The list of the steps of the history; more are read while scrolling."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.domain.history import HistoryFilter
from annotator.i18n import N_, ngettext, tr
from annotator.ui.application.keyboard import ENTER
from annotator.ui.dialogs.dialog_widgets import text_label
from annotator.ui.dialogs.history_row import HistoryRowPainter
from annotator.ui.models.history_pages import HistoryModel, HistoryPages, HistoryRow
from annotator.ui.models.spoken_items import ITEM
from annotator.ui.project.workspace import Workspace
from annotator.ui.theming import fonts
from annotator.ui.widgets.enter_button import EnterButton
from annotator.ui.widgets.row_view import RowView

_NOTHING: Final = N_("Nothing has been done here yet. Each change will be listed.")
_NEAR_END: Final = 200  # pixels
_NO_MATCH: Final = N_("No step matches the filters.")


class HistoryList(QWidget):
    """Shows the steps that pass a filter, the newest first, and adds new ones.

    Without any it shows why, and offers to clear the filters.
    """

    current_changed = Signal(object)  # HistoryRow | None
    opened = Signal()
    clear_requested = Signal()
    failed = Signal(object)  # AnnotatorError

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._wanted, self._is_filtered = HistoryFilter(), False
        self._kept = 0  # the line that stays the current one
        self._pages = HistoryPages(workspace, self)
        self._model = HistoryModel(self)
        self.view = _View()
        self._message = text_label("", ink="second")
        self._clear = EnterButton(tr("Clear filters"))
        self._clear.setObjectName("history.clear")
        self._count = QLabel()
        self._stack = QStackedWidget()
        self._late = QTimer(self, singleShot=True, interval=0)
        self._arrange()
        self._connect(workspace)

    def show_steps(self, wanted: HistoryFilter, *, is_filtered: bool) -> None:
        """Show the steps that pass a filter, the newest first; if it is the same, stay in place."""
        current = self.current() if wanted == self._wanted else None
        self._kept = current.step.last if current else 0
        self._wanted, self._is_filtered = wanted, is_filtered
        self._read()

    def current(self) -> HistoryRow | None:
        """Return the current step; None for none."""
        row = self.view.currentIndex().data(ITEM)
        return row if isinstance(row, HistoryRow) else None

    def stop(self) -> None:
        """Cancel reading."""
        self._late.stop()
        self._pages.stop()

    def _arrange(self) -> None:
        self.view.setModel(self._model)
        self._count.setProperty("ink", "second")
        self._count.setFont(fonts.small(self.font()))
        empty = QWidget()
        inner = QVBoxLayout(empty)
        inner.addStretch(1)
        inner.addWidget(self._message)
        inner.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignLeading)
        inner.addStretch(2)
        self._stack.addWidget(self.view)
        self._stack.addWidget(empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._stack, 1)
        column.addWidget(self._count)

    def _connect(self, workspace: Workspace) -> None:
        self._pages.came.connect(self._show)
        self._pages.failed.connect(self.failed)
        self._clear.clicked.connect(lambda _: self.clear_requested.emit())
        self.view.opened.connect(self.opened)
        self.view.selectionModel().currentChanged.connect(
            lambda *_: self.current_changed.emit(self.current())
        )
        self.view.verticalScrollBar().valueChanged.connect(self._read_on)
        self._late.timeout.connect(self._follow)
        workspace.edited.connect(lambda _: self._late.start())

    def _read_on(self, scrolled: int) -> None:
        """Read the next page when the end of what is there comes near."""
        # no bar that Qt made is kept: its wrapper may be invalid before the bar is
        if scrolled >= self.view.verticalScrollBar().maximum() - _NEAR_END:
            self._pages.more()

    def _follow(self) -> None:
        if not self.isVisible():
            return  # it is read anew when it is shown
        self.show_steps(self._wanted, is_filtered=self._is_filtered)

    def _read(self) -> None:
        if self._wanted.words:
            self._count.setText(tr("Searching…"))
        self._pages.begin(self._wanted)

    def _show(self, rows: list[HistoryRow]) -> None:
        self._model.show_rows(rows)
        self._message.setText(tr(_NO_MATCH) if self._is_filtered else tr(_NOTHING))
        self._clear.setVisible(self._is_filtered)
        self._stack.setCurrentIndex(0 if rows else 1)
        count = ngettext("{count} step", "{count} steps", len(rows))
        more = tr("{count}, more below", count=count)
        read = count if self._pages.is_whole else more
        self._count.setText(tr("Searching…") if self._pages.is_reading else read)
        if not self.view.currentIndex().isValid() and rows:
            place = self._model.place(self._kept)
            self.view.setCurrentIndex(place if place.isValid() else self._model.index(0))
        elif not rows:
            self.current_changed.emit(None)


class _View(RowView):
    """The rows: arrows move, Enter or a double click opens the place in the text."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("history.list")
        self.setAccessibleName(tr("Steps"))
        self.setItemDelegate(HistoryRowPainter(self))
        self.doubleClicked.connect(lambda _: self.opened.emit())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.opened.emit()
        else:
            super().keyPressEvent(event)
