"""The base of all panels: a header, scrolling contents, and a way back to the text."""

from collections.abc import Iterator
from typing import ClassVar, TypeVar

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.i18n import tr
from annotator.ui.application.keyboard import presses
from annotator.ui.application.shortcuts import key_sign, show_with_keys
from annotator.ui.panels.filled_late import FilledLate
from annotator.ui.panels.row_list import RowList
from annotator.ui.panels.suggestion_list import SuggestionList
from annotator.ui.project.focus import Focus
from annotator.ui.theming import fonts
from annotator.ui.theming.theme import Theme
from annotator.ui.widgets.in_view import bring_into_view
from annotator.ui.widgets.section_head import SectionHead
from annotator.ui.widgets.tabbing import follow_on, last_stop, others_in_order

W = TypeVar("W", bound=QWidget)

MARGIN = 12
"""The margin around the contents, in pixels."""

_AS_IN_TEXT = (  # outside of fields, their keys do the same here as in the text
    "check.evidence",
    "check.note",
    "evidence.quote",
    "check.next_gap",
    "check.verdict",
    "claim.compare",
    "suggestion.next",
    "suggestion.take",
    "suggestion.take_and_edit",
    "suggestion.refuse",
)
_TALL = 900  # pixels of the window from which rows have two lines
_LEAST = 3  # visible rows of a list, however high the contents are
_WIDEST_LEAST = 360  # words longer than that are cut rather than that the text has no room


class Panel(FilledLate):
    """Shows and changes one kind of label; it knows neither the window nor other panels.

    The window places `header` above it, also while the panel is closed: `summarise` says there
    what the panel holds, `header.set_warning` what is to do, and `add_button` puts a button there
    that asks the window for an action. The keys of `view.panel.<name>` go to the panel from
    anywhere. `share` is its part of the height beside other open panels. `title` is in English.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    share: ClassVar[int] = 2

    finished = Signal()
    action_requested = Signal(str)
    reveal_requested = Signal()  # one of its fields gets the focus: show the panel
    need_changed = Signal()

    def __init__(self, focus: Focus, theme: Theme) -> None:
        super().__init__()
        self.focus = focus
        self.workspace = focus.workspace
        self.theme = theme
        self.header = SectionHead(tr(self.title))
        show_with_keys(self, self.show_keys)
        self.setObjectName(f"panel.{self.name}")
        self.setAccessibleName(tr(self.title))
        self.fixed = QVBoxLayout(self)
        self.fixed.setContentsMargins(0, 0, 0, 0)
        self.fixed.setSpacing(0)
        self._form_in_use: QWidget | None = None
        self._rows: RowList | None = None
        self._suggested: SuggestionList | None = None
        self._beside = QVBoxLayout()  # the parts that stay visible with the rows
        self._need: int | None = None
        self._room = 0
        self._scroll, self._inside = QScrollArea(), _Contents()
        self.destroyed.connect(self._scroll.deleteLater)  # it has no parent until it has contents
        self._contents = _column(self._inside)
        _let_scroll(self._inside, self._scroll)
        self._inside.resized.connect(self._stay_in_view)
        self._inside.arranged.connect(self._share_room)
        theme.changed.connect(self.update)

    @property
    def need(self) -> int | None:
        """Return the height in pixels that shows everything; None if any height does."""
        return self._need

    def go_to(self, field: QWidget, form: QWidget | None = None) -> None:
        """Focus a field and scroll to it."""
        self.reveal_requested.emit()
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._form_in_use = form
        self._bring_into_view(field)

    def look_at(self, height: int) -> None:
        """Scroll to a height of the contents, in pixels from their top."""
        self._scroll.ensureVisible(0, height, 0, 2 * MARGIN)

    def add_contents(self, *parts: QWidget) -> None:
        """Add parts that scroll, below the fixed ones and those added before."""
        if not self._contents.count():
            self._contents.addStretch(1)
            self.fixed.addWidget(self._scroll, 1)
        for part in parts:
            self._contents.insertWidget(self._contents.count() - 1, part)

    def replace_contents(self, former: QWidget, part: QWidget) -> None:
        """Put a part in the place of another one, which goes, also in the order of Tab."""
        self._contents.replaceWidget(former, part)
        part.show()
        follow_on(last_stop(former), part)
        former.hide()
        former.deleteLater()

    def field(self, name: str) -> QWidget | None:
        """Return the field with an id such as `claim.date`; None when it is not in this panel."""
        self.fill_once()
        return self.findChild(QWidget, name)

    def enter(self) -> None:
        """Scroll to the top, and focus the first widget that takes the focus."""
        self.look_at(0)
        usable = (each for each in self._stops() if each.isVisibleTo(self) and each.isEnabled())
        next(usable, self).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_keys(self) -> None:
        """Show the keys that lead to the panel."""
        self.header.set_keys(key_sign(f"view.panel.{self.name}"))

    def summarise(self, summary: str, closed: str = "", short: str = "") -> None:
        """Set the summaries in the header, a longer one for the closed panel.

        `short` is shown where there is no room beside the buttons.
        """
        self.header.set_summary(summary, closed, short)

    def show_words(self, *, are_long: bool) -> None:
        """Show one or two lines of text per row, depending on the height of the window."""

    def add_list(self, rows: RowList, *beside: QWidget) -> None:
        """Put a list, and parts that stay visible with it, above the contents.

        It has the height that the contents leave, otherwise three rows, but never more than
        half of the panel; it scrolls independently of the contents.
        """
        self._rows = rows
        self._contents.setSpacing(0)
        self._contents.setContentsMargins(0, 0, 0, MARGIN // 2)
        rows.resized.connect(self._share_room)
        self.fixed.addWidget(rows)
        for part in beside:
            self._beside.addWidget(part)
        self.fixed.addLayout(self._beside)

    def follow_suggestions(self, suggestions: SuggestionList) -> None:
        """Pass on what is asked for in a list of suggestions, and make room for it."""
        self._suggested = suggestions
        suggestions.action_requested.connect(self.action_requested)
        suggestions.left.connect(self.finished)
        suggestions.resized.connect(self._share_room)

    def add_button(self, text: str, name: str, action: str) -> QAbstractButton:
        """Add a button to the header, such as *New* with its keys, and return it."""
        button = self.header.add_button(text, name)
        show_with_keys(button, lambda: button.set_keys(key_sign(action)))
        button.clicked.connect(lambda: self.action_requested.emit(action))
        return button

    @override
    def minimumSizeHint(self) -> QSize:
        bar, inside = self._scroll.verticalScrollBar().sizeHint(), self._inside.minimumSizeHint()
        width = min(inside.width() + bar.width(), _WIDEST_LEAST)
        return QSize(width, super().minimumSizeHint().height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = next((each for each in _AS_IN_TEXT if presses(event, each)), "")
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
        elif action:
            self.action_requested.emit(action)
        else:
            super().keyPressEvent(event)

    def _stops(self) -> Iterator[QWidget]:
        """Yield the widgets that take the focus by Tab, in order."""
        for each in others_in_order(self):
            if self.isAncestorOf(each) and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
                yield each

    def _share_room(self) -> None:
        """Set the height of the list to what the other parts leave."""
        if self._rows:
            self.show_words(are_long=self.window().height() >= fonts.pixels(_TALL))
            spare = self._suggested.spare_height if self._suggested else 0
            others = self._below() + self._beside.minimumSize().height() - spare
            least = min(_LEAST * self._rows.row_height, self.height() // 2)
            kept = min(self._room - others, self.height())  # the form below is cut off, not moved
            self._rows.take(max(self.height() - others, least, kept))
            self._tell_need(others + self._rows.whole_height)
            if suggested := self._suggested:
                suggested.take(self.height() - others - self._rows.height())

    def keep_rows(self, room: int) -> None:
        """Lay out list and contents for a height in pixels, even if there is less now."""
        if room != self._room:
            self._room = room
            self._share_room()

    def _below(self) -> int:
        """Return the height of the contents without scrolling."""
        least = self._contents.totalMinimumSize().height()
        if self._contents.hasHeightForWidth():
            return max(least, self._contents.totalHeightForWidth(self._inside.width()))
        return least

    def _tell_need(self, need: int) -> None:
        if need != self._need:
            self._need = need
            self.need_changed.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _stay_in_view(self) -> None:
        """Keep the focused field visible when contents grow."""
        if (field := QApplication.focusWidget()) and self._inside.isAncestorOf(field):
            self._bring_into_view(field)

    def _bring_into_view(self, field: QWidget) -> None:
        if form := self._form_in_use:
            self.look_at(form.y() + form.height())
        bring_into_view(field)


class _Contents(QWidget):
    """The scrolling contents; they report when their height changes."""

    resized = Signal()
    arranged = Signal()

    @override
    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.arranged.emit()
        return is_done

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


def inset(part: W, *, above: int = 0) -> W:
    """Return the part with margins around it."""
    part.setContentsMargins(MARGIN, above, MARGIN, 0)
    return part


def _column(inside: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 4, 0, 8)
    column.setSpacing(6)
    return column


def _let_scroll(inside: QWidget, scroll: QScrollArea) -> None:
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidgetResizable(True)
    scroll.setWidget(inside)
