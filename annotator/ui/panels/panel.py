"""What all panels have in common: a header, contents that scroll, and a way back to the text."""

from collections.abc import Iterator
from typing import ClassVar, TypeVar

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.ui.focus import Focus
from annotator.ui.theme import Theme
from annotator.ui.widgets.section_head import SectionHead

W = TypeVar("W", bound=QWidget)

MARGIN = 12
"""How far the contents stand from the edges, in pixels."""

_WIDEST_LEAST = 360  # words longer than that are cut rather than that the text has no room


class Panel(QWidget):
    """Shows and changes one kind of label; it knows neither the window nor other panels.

    The window places `header` above it, also while the panel is closed: `summarise` says there
    what the panel holds, `header.set_warning` what is to do, and `add_button` puts a button there
    that asks the window for an action. `keys` go to the panel from anywhere. `share` is its part
    of the height beside other open panels.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    keys: ClassVar[str] = ""
    share: ClassVar[int] = 2

    finished = Signal()
    asked = Signal(str)
    needed = Signal()  # a field of it is to be typed in: it must be seen

    def __init__(self, focus: Focus, theme: Theme) -> None:
        super().__init__()
        self.focus = focus
        self.workspace = focus.workspace
        self.theme = theme
        self.header = SectionHead(self.title, self.keys)
        self.setObjectName(f"panel.{self.name}")
        self.setAccessibleName(self.title)
        self.fixed = QVBoxLayout(self)
        self.fixed.setContentsMargins(0, 0, 0, 0)
        self.fixed.setSpacing(0)
        self._form_in_use: QWidget | None = None
        self._scroll, self._inside = QScrollArea(), _Contents()
        self._contents = _column(self._inside)
        _let_scroll(self._inside, self._scroll)
        self._inside.resized.connect(self._stay_in_view)
        theme.changed.connect(self.update)

    def flush(self) -> None:
        """Commit what is being typed."""

    def go_to(self, field: QWidget, form: QWidget | None = None) -> None:
        """Give the keyboard to a field and bring it into view, with what there is room for."""
        self.needed.emit()
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._form_in_use = form
        self._bring_into_view(field)

    def look_at(self, height: int) -> None:
        """Bring a height of the contents, in pixels from their top, into view."""
        self._scroll.ensureVisible(0, height, 0, 2 * MARGIN)

    def add_contents(self, *parts: QWidget) -> None:
        """Let these parts scroll below what stands fixed so far."""
        for part in parts:
            self._contents.addWidget(part)
        self._contents.addStretch(1)
        self.fixed.addWidget(self._scroll, 1)

    def enter(self) -> None:
        """Give the keyboard to the first thing that takes it."""
        first = next((each for each in self._stops() if each.isVisibleTo(self)), self)
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def summarise(self, words: str, closed: str = "") -> None:
        """Say in the head what the panel holds, in more words while it is closed."""
        self.header.set_summary(words, closed)

    def add_button(self, words: str, name: str, action: str, keys: str = "") -> QAbstractButton:
        """Return a button in the head, such as *New* with its keys, that asks for an action."""
        button = self.header.add_button(words, name, keys)
        button.clicked.connect(lambda: self.asked.emit(action))
        return button

    @override
    def minimumSizeHint(self) -> QSize:
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        width = min(self._inside.minimumSizeHint().width() + bar, _WIDEST_LEAST)
        return QSize(width, super().minimumSizeHint().height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def _stops(self) -> Iterator[QWidget]:
        """Yield what Tab comes to, from the first on."""
        here = self.nextInFocusChain()
        while here is not None and here is not self:
            if self.isAncestorOf(here) and here.focusPolicy() & Qt.FocusPolicy.TabFocus:
                yield here
            here = here.nextInFocusChain()

    def _stay_in_view(self) -> None:
        """Keep what is being typed in view when something unfolds or grows."""
        field = QApplication.focusWidget()
        if field is not None and self._inside.isAncestorOf(field):
            self._bring_into_view(field)

    def _bring_into_view(self, field: QWidget) -> None:
        if form := self._form_in_use:
            self.look_at(form.y() + form.height())
        # not ensureWidgetVisible(), which is content with the cursor
        top = field.mapTo(self._inside, QPoint()).y()
        for edge in (top + field.height(), top):
            self._scroll.ensureVisible(0, edge, 0, MARGIN)


class _Contents(QWidget):
    """What scrolls; it tells when there has come to be more or less of it."""

    resized = Signal()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


def inset(part: W) -> W:
    """Return the part, standing off from the edges."""
    part.setContentsMargins(MARGIN, 0, MARGIN, 0)
    return part


def hint(words: str) -> QLabel:
    """Return a line in quiet ink that says what to do."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("ink", "second")
    label.setWordWrap(True)
    return label


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
