"""A list of existing claims that narrows while typing, to choose one from."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.domain.claim import Claim
from annotator.ui.dialogs.on_screen import popup_place
from annotator.ui.focus import Focus
from annotator.ui.views.palette_row import PaletteRow

_SHOWN = 50
_WIDTH, _HEIGHT = 520, 320
_TELLING = 4  # how many letters a word needs to say what a claim is about


class ClaimPicker(QFrame):
    """Offers claims; Enter chooses the one marked, Esc none."""

    chosen = Signal(object)  # Claim
    closed = Signal()

    def __init__(self, focus: Focus, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("claim_picker")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._focus = focus
        self._claims: Sequence[Claim] = ()
        self._offered: Sequence[Claim] | None = None
        self._words = QLineEdit()
        self._words.setAccessibleName("Search claims by text or code")
        self._words.textChanged.connect(self._narrow)
        self._model = QStringListModel(self)
        self._list = QListView()
        self._list.setAccessibleName("Claims")
        self._list.setModel(self._model)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setItemDelegate(PaletteRow(self._list))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(lambda _: self._choose())
        self._empty = QLabel("No matching claims.")
        self._empty.setProperty("ink", "second")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self._words)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._empty)

    def open_at(self, place: QPoint, question: str, offered: Sequence[Claim] | None = None) -> None:
        """Show claims at a place of the screen, those most like the passage first.

        None offers all of the project.
        """
        self._offered = offered
        self._words.setPlaceholderText(question)
        self._words.clear()
        self._narrow("")
        self.setGeometry(popup_place(QRect(place, QSize(_WIDTH, _HEIGHT))))
        self.show()
        self._words.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down:
                self._step(1)
            case Qt.Key.Key_Up:
                self._step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._choose()
            case Qt.Key.Key_Escape:
                self.hide()
                self.closed.emit()
            case _:
                super().keyPressEvent(event)

    def _narrow(self, words: str) -> None:
        if self._offered is None:
            found = self._focus.workspace.reader.claims_with(words, _SHOWN)
        else:
            found = [claim for claim in self._offered if _has(claim, words)]
        self._claims = sorted(found, key=self._likeness, reverse=True)
        self._model.setStringList([f"{claim.code}  {claim.text}" for claim in self._claims])
        self._list.setCurrentIndex(self._model.index(0))
        self._empty.setVisible(not self._claims)

    def _likeness(self, claim: Claim) -> int:
        passage = self._focus.passage
        return len(_telling(passage.words) & _telling(claim.text)) if passage else 0

    def _step(self, by: int) -> None:
        row = self._list.currentIndex().row() + by
        if 0 <= row < len(self._claims):
            self._list.setCurrentIndex(self._model.index(row))

    def _choose(self) -> None:
        row = self._list.currentIndex().row()
        if 0 <= row < len(self._claims):
            self.hide()
            self.chosen.emit(self._claims[row])


def _has(claim: Claim, words: str) -> bool:
    text = f"{claim.code} {claim.text}".casefold()
    return all(word in text for word in words.casefold().split())


def _telling(words: str) -> set[str]:
    return {word for word in re.findall(r"\w+", words.casefold()) if len(word) >= _TELLING}
