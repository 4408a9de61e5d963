"""The first page: open the sample, make a project, open one, or go on with a recent one."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.ui.settings import Preferences
from annotator.ui.theme import Theme
from annotator.ui.theming import fonts
from annotator.ui.widgets.section import SectionHeader
from annotator.ui.widgets.typed import tooltip

_COLUMN = 560
_SUFFIX = ".annotator"


class WelcomePage(QWidget):
    """Says what can be done first; nothing on it is more than one key away."""

    new_asked = Signal()
    open_asked = Signal()
    sample_asked = Signal()
    recent_asked = Signal(str)  # the path of a project

    def __init__(self, preferences: Preferences, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self.setAcceptDrops(True)
        self._preferences = preferences
        self._recent = _Recent()
        self._recent.opened.connect(self.recent_asked)
        self._recent.forgotten.connect(self._forget)
        self._heading = SectionHeader("Recent projects")
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(_title("Annotator"))
        column.addWidget(_words("Mark claims, sentiment and fact-check notes in news articles."))
        column.addSpacing(16)
        column.addLayout(self._choices())
        column.addSpacing(24)
        column.addWidget(self._heading)
        column.addWidget(self._recent, 4)
        column.addWidget(
            _words("Everything you do is saved at once, in one file on this computer.")
        )
        column.addStretch(1)
        middle = QFrame()
        middle.setLayout(column)
        middle.setMaximumWidth(_COLUMN)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(middle, 8)
        row.addStretch(1)
        self._show_recent()
        preferences.changed.connect(lambda _: self._show_recent())
        theme.changed.connect(lambda _: self._show_recent())

    def _choices(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        for name, words, signal in (
            ("sample", "Open the sample project", self.sample_asked),
            ("new", "New project …", self.new_asked),
            ("open", "Open a project …", self.open_asked),
        ):
            button = QPushButton(words, default=name == "sample", autoDefault=True)
            button.setObjectName(f"welcome.{name}")
            button.clicked.connect(signal)
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _show_recent(self) -> None:
        recent = self._preferences.settings.recent
        self._recent.show_paths(recent)
        self._recent.setVisible(bool(recent))
        self._heading.setVisible(bool(recent))

    def _forget(self, path: str) -> None:
        self._preferences.put(self._preferences.settings.without_recent(path))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if path := self._dropped(event):
            event.acceptProposedAction()
            self.recent_asked.emit(path)

    def _dropped(self, event: QDropEvent) -> str:
        paths = (url.toLocalFile() for url in event.mimeData().urls())
        return next((path for path in paths if path.endswith(_SUFFIX)), "")


class _Recent(QListWidget):
    """The recent projects; Enter opens one, Delete takes it off the list."""

    opened = Signal(str)
    forgotten = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("welcome.recent")
        self.setAccessibleName("Recent projects")
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(self._open)

    def show_paths(self, paths: tuple[str, ...]) -> None:
        """List the projects, newest first; those that are gone cannot be opened."""
        self.clear()
        for path in paths:
            place = Path(path)
            is_there = place.exists()
            gone = "" if is_there else " – not there any more"
            item = QListWidgetItem(f"{place.stem}{gone}\n{place.parent}")
            item.setData(Qt.ItemDataRole.UserRole, path)
            item.setToolTip(tooltip(path if is_there else f"{path}: Delete takes it off the list"))
            if not is_there:
                item.setForeground(self.palette().placeholderText())
            self.addItem(item)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = self.selectedItems()
        if event.key() == Qt.Key.Key_Delete and chosen:
            self.forgotten.emit(chosen[0].data(Qt.ItemDataRole.UserRole))
            return
        super().keyPressEvent(event)

    def _open(self, item: QListWidgetItem) -> None:
        self.opened.emit(item.data(Qt.ItemDataRole.UserRole))


def _title(words: str) -> QLabel:
    label = QLabel(words)
    font = fonts.strong(fonts.reading(28))
    label.setFont(font)
    return label


def _words(words: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("ink", "second")
    label.setWordWrap(True)
    return label
