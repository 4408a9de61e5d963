"""The command palette: finds commands, articles and claims by their words."""

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractListModel,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.domain.text import folded
from annotator.i18n import tr
from annotator.ui.dialogs.on_screen import popup_place
from annotator.ui.models.spoken_items import ITEM, SpokenItems
from annotator.ui.theming import fonts
from annotator.ui.views.palette_row import ROW_HEIGHT, PaletteRow

_WIDTH, _MARGIN = 480, 8
_ROWS = 12
_SHOWN = 60


class Entry(Struct, frozen=True):
    """A command or place; `details`, such as its shortcut, are at the end of its row."""

    name: str
    details: str
    run: Callable[[], object]

    @property
    def spoken(self) -> str:
        """Return the text for screen readers."""
        return self.name


class CommandPalette(QFrame):
    """A list of commands and places, filtered while typing; Enter runs, Esc closes."""

    closed = Signal()

    def __init__(
        self,
        actions: Sequence[QAction],
        find: Callable[[str], Sequence[Entry]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("command_palette")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._actions = actions
        self._find = find
        self._words = QLineEdit(placeholderText=tr("Search commands, articles, claims…"))
        self._words.setObjectName("palette.words")
        self._words.setAccessibleName(tr("Search commands, articles and claims"))
        self._words.textChanged.connect(self._narrow)
        self._model = SpokenItems[Entry](self)
        self._list = _list(self._model)
        self._list.clicked.connect(lambda _: self._run())
        self._nothing = _nothing()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(_MARGIN)
        for part, stretch in ((self._words, 0), (self._list, 1), (self._nothing, 1)):
            layout.addWidget(part, stretch)

    def open_at(self, place: QPoint) -> None:
        """Show all entries, with the upper right corner at a point of the screen."""
        self._words.clear()
        self._narrow("")
        larger = _ROWS * (fonts.pixels(ROW_HEIGHT) - ROW_HEIGHT)
        size = QSize(fonts.pixels(_WIDTH), self.sizeHint().height() + larger)
        corner = place - QPoint(size.width(), 0)
        self.setGeometry(popup_place(QRect(corner, size)))
        self.show()
        self._words.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down:
                self._step(1)
            case Qt.Key.Key_Up:
                self._step(-1)
            case Qt.Key.Key_PageDown:
                self._step(_ROWS)
            case Qt.Key.Key_PageUp:
                self._step(-_ROWS)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._run()
            case Qt.Key.Key_Escape:
                self.hide()
                self.closed.emit()
            case _:
                super().keyPressEvent(event)

    def _narrow(self, query: str) -> None:
        found = [*self._find(query)] if query.strip() else []
        self._model.show_items([*matching(self._actions, query), *found][:_SHOWN])
        self._list.setCurrentIndex(self._model.index(0))
        self._list.setVisible(self._model.rowCount() > 0)
        self._nothing.setVisible(self._model.rowCount() == 0)

    def _step(self, by: int) -> None:
        row = self._list.currentIndex().row() + by
        last = self._model.rowCount() - 1
        self._list.setCurrentIndex(self._model.index(max(0, min(row, last))))

    def _run(self) -> None:
        entry: Entry | None = self._list.currentIndex().data(ITEM)
        if entry:
            self.hide()
            entry.run()


def _list(model: QAbstractListModel) -> QListView:
    rows = QListView()
    rows.setObjectName("palette.list")
    rows.setAccessibleName(tr("Results"))
    rows.setModel(model)
    rows.setItemDelegate(PaletteRow(rows))
    rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    rows.setMinimumHeight(_ROWS * ROW_HEIGHT)
    return rows


def _nothing() -> QLabel:
    label = QLabel(tr("Nothing found."))
    label.setObjectName("palette.nothing")
    label.setProperty("ink", "second")
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    return label


def matching(actions: Sequence[QAction], query: str) -> list[Entry]:
    """Return the enabled actions that have all the words, in any order, ignoring accents.

    Those with words that begin so come first.
    """
    terms = folded(query).split()
    named = [(action, folded(action.text())) for action in actions if action.isEnabled()]
    found = [(action, name) for action, name in named if all(term in name for term in terms)]
    found.sort(key=lambda pair: not all(f" {term}" in f" {pair[1]}" for term in terms))
    native = QKeySequence.SequenceFormat.NativeText
    return [
        Entry(action.text().rstrip("…"), action.shortcut().toString(native), action.trigger)
        for action, _ in found
    ]
