"""Searches everything: a field, the kinds of what was found, the places, and their surroundings."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.domain.errors import AnnotatorError
from annotator.domain.search import Found, IndexState
from annotator.i18n import tr
from annotator.operations.search_query import COMMANDS, query_of
from annotator.ui.models.search_answer import SearchAnswer
from annotator.ui.models.search_filters import choices_of
from annotator.ui.models.search_preview import preview_of
from annotator.ui.models.search_rows import (
    FEW,
    SearchRow,
    listed,
    rows_of,
    saved_rows,
)
from annotator.ui.project.searches import Searches
from annotator.ui.project.workspace import Workspace
from annotator.ui.theming import fonts
from annotator.ui.views.search_foot import SearchFoot
from annotator.ui.views.search_head import SearchHead
from annotator.ui.views.search_preview import SearchPreview
from annotator.ui.views.search_results import SearchResults
from annotator.ui.widgets.rule import rule

_WIDTH, _HEIGHT, _TOP, _AIR = 900, 620, 48, 16
_LIST: Final = 544
_PAGE: Final = 12  # rows
_LATE: Final = 150  # milliseconds until it is said that a search is under way
_STEPS: Final[dict[int, int]] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _PAGE,
    Qt.Key.Key_PageUp: -_PAGE,
}


class SearchWindow(QFrame):
    """Finds texts, claims, notes, sources, people and commands while somebody types.

    Enter goes to a place, when those of the words typed last are there; Shift+Enter too, and the
    window stays; Esc goes back.
    """

    chosen = Signal(object, bool)  # Hit, whether the window stays
    closed = Signal()

    def __init__(
        self,
        parent: QWidget,
        workspace: Workspace,
        searches: Searches,
        commands: Callable[[str], list[SearchRow]],
    ) -> None:
        super().__init__(parent)
        self.setObjectName("command_palette")
        self.setProperty("look", "search_window")
        self.hide()
        self._parent, self._workspace, self._commands = parent, workspace, commands
        self.searches, self._answer = searches, SearchAnswer()
        self._entered: bool | None = None  # of an Enter that waits: whether the window stays
        self._head = SearchHead(lambda: choices_of(workspace.reader, workspace.codebook))
        self._results, self._preview, self._foot = SearchResults(), SearchPreview(), SearchFoot()
        self._place_parts()
        self._connect()
        parent.installEventFilter(self)

    def begin(self, here: str, back: str, text: str = "") -> None:
        """Show the window with a text, or the last one; `back` is where Esc returns to."""
        self.place()
        self.show()
        self.raise_()
        self._foot.show_back(back)
        self._head.begin(here, text or self._head.words.text())

    def place(self) -> None:
        """Move to the middle of the window, below its bar."""
        place = place_in(self._parent.rect())
        is_wide = place.width() > fonts.pixels(_LIST) * 4 // 3
        self._preview.setVisible(is_wide)
        self._results.setFixedWidth(fonts.pixels(_LIST) if is_wide else place.width() - 2)
        self.setGeometry(place)

    def leave(self) -> None:
        """Return to where one was."""
        self._hide()
        self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case key if key in _STEPS:
                self._results.step(_STEPS[key])
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._enter(stays=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            case Qt.Key.Key_S if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._head.save()
            case Qt.Key.Key_Escape:
                self.leave()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        if self.isVisible():  # Qt asks for it, too, when what has the focus is hidden
            self._head.chips.step(1 if next else -1)
        return True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return False

    def _place_parts(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._results)
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
        self._head.removing.connect(self._results.remove)
        self._head.chips.chosen.connect(self._results.begin)
        self._head.chips.chosen.connect(self._show)
        self._results.changed.connect(self._show_preview)
        self._results.clicked.connect(self._run)
        self.searches.found.connect(self._take)
        self.searches.ended.connect(self._end)
        self.searches.indexed.connect(self._show_progress)
        self.searches.failed.connect(self._fail)
        self._showing = QTimer(self, singleShot=True, interval=0)
        self._showing.timeout.connect(self._show)
        self._late = QTimer(self, singleShot=True, interval=_LATE)
        self._late.timeout.connect(self._say)
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._follow_focus)

    def _follow_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        is_beside = now is not None and not (now is self or self.isAncestorOf(now))
        if now is not None and is_beside and self.isVisible() and now.window() is self.window():
            self._hide()

    def _hide(self) -> None:
        self._entered = None
        self.hide()
        self.searches.close()

    def _ask(self, text: str) -> None:
        self._results.begin()
        self._entered = None
        self._late.start()
        query = query_of(text)
        self._head.show_saved(is_saved=self._workspace.bookmarks.has_search(text))
        (self._answer.clear if query.is_empty else self._answer.begin)(self.searches.last)
        if not self._answer.found:  # the commands of the former words go
            self._show()
        if not query.is_empty:
            self.searches.ask(query)

    def _take(self, number: int, found: Found) -> None:
        self._answer.take(number, found)
        self._showing.start()

    def _end(self, number: int) -> None:
        if self._answer.end(number):
            self._show()

    def _fail(self, error: AnnotatorError) -> None:
        self._answer.is_over = True
        self._show()
        self._head.say(str(error))

    def _show_progress(self, state: IndexState) -> None:
        (self._show if self._answer.index(state) else self._say)()

    def _say(self) -> None:
        self._head.say(self._answer.words(is_late=not self._late.isActive()))

    def _show(self) -> None:
        self._showing.stop()
        self._head.chips.show_found(self._answer.found, is_whole=self._answer.is_whole)
        self._results.show_rows(self._rows(), self._answer)
        self._say()
        if self._entered is not None:
            self._enter(stays=self._entered)

    def _rows(self) -> list[SearchRow]:
        text, kind = self._head.words.text(), self._head.chips.kind
        wants_commands = query_of(text).wants_commands
        found = rows_of(self._answer.found, kind, self._workspace.codebook)
        if kind is not None and not wants_commands:
            return found
        if not text.strip():
            found = saved_rows(self._workspace.bookmarks, self._head.words.setText)
        most = FEW if text.strip() and not wants_commands else None
        commands = self._commands(text.lstrip().removeprefix(COMMANDS))
        return [*found, *listed(tr("Commands"), commands[:most])]

    def _keep(self, is_wanted: bool) -> None:  # noqa: FBT001 - a signal's value
        self._workspace.bookmarks.keep_search(self._head.words.text().strip(), is_wanted=is_wanted)
        self._head.show_saved(is_saved=is_wanted)

    def _enter(self, *, stays: bool) -> None:
        """Run the current row, as soon as it is one of the words that were typed."""
        is_ready = self._answer.has_come or self._results.has_moved
        self._entered = None if is_ready else stays
        if is_ready:
            self._run(stays=stays)

    def _run(self, *, stays: bool = False) -> None:
        if (row := self._results.current()) is None or row.is_head:
            return
        if row.hit:
            if not stays:
                self._hide()
            self.chosen.emit(row.hit, stays)
            if stays:
                self._head.words.setFocus()
                self._results.step(1)
        elif row.kind:
            self._head.chips.choose(row.kind)
        elif row.run:
            if not row.stays:
                self.leave()
            row.run()

    def _show_preview(self) -> None:
        row, terms = self._results.current(), query_of(self._head.words.text()).terms
        reader, hit = self._workspace.reader, row.hit if row else None
        self._preview.show_preview(preview_of(reader, hit, terms) if hit else None)


def place_in(area: QRect) -> QRect:
    """Return the place of the search in a window: smaller where there is no room."""
    air = fonts.pixels(_AIR)
    width = min(fonts.pixels(_WIDTH), area.width() - 2 * air)
    top = min(fonts.pixels(_TOP), _TOP + air)
    height = min(fonts.pixels(_HEIGHT), area.height() - top - air)
    return QRect((area.width() - width) // 2, top, width, height)
