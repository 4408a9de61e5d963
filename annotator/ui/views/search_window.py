"""Searches everything: a field, the kinds of what was found, the places, and their surroundings."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.domain.errors import AnnotatorError
from annotator.domain.search import Found, IndexState, SearchKind
from annotator.i18n import format_number, tr
from annotator.operations.search_query import COMMANDS, query_of
from annotator.ui.models.search_filters import choices_of
from annotator.ui.models.search_preview import preview_of
from annotator.ui.models.search_rows import FEW, SearchRow, listed, rows_of, total
from annotator.ui.models.spoken_items import ITEM, SpokenItems
from annotator.ui.project.searches import Searches
from annotator.ui.project.workspace import Workspace
from annotator.ui.theming import fonts
from annotator.ui.views.search_foot import SearchFoot
from annotator.ui.views.search_head import SearchHead
from annotator.ui.views.search_preview import SearchPreview
from annotator.ui.views.search_row import SearchRowPainter
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.rule import rule

_WIDTH, _HEIGHT, _TOP, _AIR = 900, 620, 48, 16
_LIST: Final = 544
_PAGE: Final = 12  # rows


class SearchWindow(QFrame):
    """Finds texts, claims, notes, sources, people and commands while somebody types.

    Enter goes to a place, Shift+Enter too, and the window stays; Esc goes back.
    """

    chosen = Signal(object, bool)  # Hit, whether the window stays
    closed = Signal()

    def __init__(
        self,
        parent: QWidget,
        workspace: Workspace,
        commands: Callable[[str], list[SearchRow]],
    ) -> None:
        super().__init__(parent)
        self.setObjectName("command_palette")
        self.setProperty("look", "search_window")
        self.hide()
        self._parent, self._workspace, self._commands = parent, workspace, commands
        self.searches = Searches(workspace)
        self._number = 0
        self._found: dict[SearchKind, Found] = {}
        self._is_over, self._progress, self._has_moved = True, "", False
        self._head = SearchHead(lambda: choices_of(workspace.reader, workspace.codebook))
        self._model = SpokenItems[SearchRow](self)
        self._list = _list(self._model)
        self._nothing = _nothing()
        self._places = QWidget()
        self._preview = SearchPreview()
        self._foot = SearchFoot()
        self._place_parts()
        self._connect()
        parent.installEventFilter(self)

    def begin(self, here: str, back: str) -> None:
        """Show the window in an article with this code; `back` names the place Esc returns to."""
        self.place()
        self.show()
        self.raise_()
        self._foot.show_back(back)
        self._head.begin(here, self._head.words.text())

    def place(self) -> None:
        """Move to the middle of the window, below its bar."""
        area = self._parent.rect()
        air = fonts.pixels(_AIR)
        width = min(fonts.pixels(_WIDTH), area.width() - 2 * air)
        top = min(fonts.pixels(_TOP), _TOP + air)
        height = min(fonts.pixels(_HEIGHT), area.height() - top - air)
        is_wide = width - fonts.pixels(_LIST) > fonts.pixels(_LIST) // 3
        self._preview.setVisible(is_wide)
        self._places.setFixedWidth(fonts.pixels(_LIST) if is_wide else width - 2)
        self.setGeometry(QRect((area.width() - width) // 2, top, width, height))

    def leave(self) -> None:
        """Go, and return to where one was."""
        self._hide()
        self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Down:
                self._step(1)
            case Qt.Key.Key_Up:
                self._step(-1)
            case Qt.Key.Key_PageDown:
                self._step(_PAGE)
            case Qt.Key.Key_PageUp:
                self._step(-_PAGE)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._run(stays=is_shift)
            case Qt.Key.Key_S if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._head.save()
            case Qt.Key.Key_Escape:
                self.leave()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        self._head.chips.step(1 if next else -1)
        return True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return False

    def _place_parts(self) -> None:
        column = QVBoxLayout(self._places)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._list)
        column.addWidget(self._nothing)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._places)
        middle.addWidget(self._preview, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addLayout(middle, 1)
        layout.addWidget(rule())
        layout.addWidget(self._foot)

    def _connect(self) -> None:
        self._head.changed.connect(self._ask)
        self._head.saved.connect(self._keep)
        self._head.chips.chosen.connect(self._show_from_top)
        self._list.selectionModel().currentChanged.connect(lambda *_: self._show_preview())
        self._list.clicked.connect(lambda _: self._run())
        self.searches.found.connect(self._take)
        self.searches.ended.connect(self._end)
        self.searches.indexed.connect(self._show_progress)
        self.searches.failed.connect(self._fail)
        self._showing = QTimer(self, singleShot=True, interval=0)
        self._showing.timeout.connect(self._show)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)

    def _follow_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        is_beside = now is not None and not (now is self or self.isAncestorOf(now))
        if now is not None and is_beside and self.isVisible() and now.window() is self.window():
            self._hide()

    def _hide(self) -> None:
        self.hide()
        self.searches.close()

    def _ask(self, text: str) -> None:
        self._has_moved, self._is_over = False, False
        query = query_of(text)
        saved = text.strip() in self._workspace.bookmarks.searches
        self._head.show_saved(is_saved=saved)
        if query.is_empty:
            self._found, self._is_over = {}, True
            self._show()
        else:
            self.searches.ask(query)

    def _take(self, number: int, found: Found) -> None:
        if number > self._number:
            self._number, self._found = number, {}
        if number == self._number:
            self._found[found.kind] = found
            self._showing.start()

    def _end(self, number: int) -> None:
        if number == self._number:
            self._is_over = True
            self._show()

    def _fail(self, error: AnnotatorError) -> None:
        self._is_over = True
        self._show()
        self._head.say(str(error))

    def _show_progress(self, state: IndexState) -> None:
        percent = format_number(100 * state.done // max(1, state.total))
        self._progress = "" if state.is_complete else tr("indexing {percent} %", percent=percent)
        self._say()

    def _say(self) -> None:
        count = total(self._found.values())
        more = "+" if any(each.has_more for each in self._found.values()) else ""
        number = f"{format_number(count)}{more}"
        shown = tr("{number} found", number=number) if self._found else ""
        self._head.say(" · ".join(filter(None, (shown, self._progress))))

    def _show(self) -> None:
        """Show the rows; the current one stays if it is there."""
        self._showing.stop()
        former = self._current() if self._has_moved else None
        self._head.chips.show_found(self._found)
        rows = self._rows()
        self._model.show_items(rows)
        place = next((n for n, row in enumerate(rows) if former and row.hit == former.hit), None)
        first = next((n for n, row in enumerate(rows) if not row.is_head), 0)
        self._list.setCurrentIndex(self._model.index(first if place is None else place))
        if place is None:
            self._list.scrollToTop()
        self._list.setVisible(bool(rows) or not self._is_over)
        self._nothing.setVisible(not rows and self._is_over)
        self._say()
        self._show_preview()

    def _show_from_top(self) -> None:
        self._has_moved = False
        self._show()

    def _rows(self) -> list[SearchRow]:
        text, kind = self._head.words.text(), self._head.chips.kind
        found = rows_of(self._found, kind, self._workspace.codebook)
        if kind is not None:
            return found
        words = text.lstrip().removeprefix(COMMANDS)
        commands = self._commands(words)
        if text.strip() and not query_of(text).wants_commands:
            commands = commands[:FEW]
        return [
            *(listed(tr("Saved searches"), self._saved()) if not text.strip() else ()),
            *found,
            *listed(tr("Commands"), commands),
        ]

    def _saved(self) -> Iterable[SearchRow]:
        for text in self._workspace.bookmarks.searches:
            yield SearchRow(text, run=partial(self._head.words.setText, text), stays=True)

    def _keep(self, is_wanted: bool) -> None:  # noqa: FBT001 - a signal's value
        text = self._head.words.text().strip()
        others = [each for each in self._workspace.bookmarks.searches if each != text]
        self._workspace.bookmarks.set_searches([text, *others] if is_wanted else others)
        self._head.show_saved(is_saved=is_wanted)

    def _current(self) -> SearchRow | None:
        row: SearchRow | None = self._list.currentIndex().data(ITEM)
        return row

    def _step(self, by: int) -> None:
        """Move by some rows, past headings."""
        self._has_moved = True
        last = self._model.rowCount() - 1
        place = max(0, min(self._list.currentIndex().row() + by, last))
        on = 1 if by > 0 else -1
        while 0 <= place <= last and self._model.index(place).data(ITEM).is_head:
            place += on
        if 0 <= place <= last:
            self._list.setCurrentIndex(self._model.index(place))

    def _run(self, *, stays: bool = False) -> None:
        row = self._current()
        if row is None or row.is_head:
            return
        if row.hit:
            self._go(row, stays=stays)
        elif row.kind:
            self._head.chips.choose(row.kind)
        elif row.run:
            if not row.stays:
                self.leave()
            row.run()

    def _go(self, row: SearchRow, *, stays: bool) -> None:
        if not stays:
            self._hide()
        self.chosen.emit(row.hit, stays)
        if stays:
            self._head.words.setFocus()
            self._step(1)

    def _show_preview(self) -> None:
        row = self._current()
        terms = query_of(self._head.words.text()).terms
        hit = row.hit if row else None
        self._preview.show_preview(preview_of(self._workspace.reader, hit, terms) if hit else None)


def _list(model: SpokenItems[SearchRow]) -> QListView:
    rows = RowView()
    rows.setObjectName("palette.list")
    rows.setAccessibleName(tr("Results"))
    rows.setModel(model)
    rows.setItemDelegate(SearchRowPainter(rows))
    rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return rows


def _nothing() -> QLabel:
    label = QLabel(tr("Nothing found in text, claims, notes and sources."))
    label.setObjectName("palette.nothing")
    label.setProperty("ink", "second")
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setContentsMargins(_AIR, _AIR, _AIR, _AIR)
    label.hide()
    return label
