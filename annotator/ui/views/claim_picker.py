"""A list of existing claims to choose from, filtered while typing."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.domain.anchor import Passage
from annotator.domain.direction import isolated
from annotator.i18n import format_number, ngettext, tr
from annotator.ui.application.announcing import announce
from annotator.ui.application.newest import Newest
from annotator.ui.models.claim_offers import ClaimOffer, ClaimOffers
from annotator.ui.models.spoken_items import ITEM, SpokenItems
from annotator.ui.project.focus import Focus
from annotator.ui.theming import fonts
from annotator.ui.views.claim_offer_row import ClaimOfferRow
from annotator.ui.widgets.plain_label import plain
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.screen import popup_place

_SHOWN = 50
_AT_ONCE = 500  # claims; ranking 5,000 for the first time takes nearly a second
_WIDTH, _HEIGHT = 600, 460
_PASSAGE = 400  # code points; a longer passage is cut in the middle


class ClaimPicker(QFrame):
    """Offers claims; Enter chooses the marked one, Esc none.

    If there are many, it is shown before they are ranked; keys that need them wait.
    """

    chosen = Signal(object)  # Claim
    closed = Signal()

    def __init__(self, focus: Focus, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("claim_picker")
        self.setProperty("look", "popup")
        self._offers = ClaimOffers(focus)
        self._is_in_file = focus.workspace.path is not None
        self._ids: Sequence[str] = ()
        self._found: Sequence[str] = self._ids
        self._older: Newest[list[str]] = Newest(self)
        self._older.came.connect(self._add)
        self._here: set[str] = set()
        # arguments of a ranking that is still to be done
        self._due: tuple[QPoint, Passage | None] | None = None
        self._passage = _line("claim_picker.passage")
        self._words = QLineEdit(placeholderText=tr("Search existing claims"))
        self._words.setAccessibleName(tr("Search claims by code, words or claimant"))
        self._words.textChanged.connect(self._narrow)
        self._model = SpokenItems[ClaimOffer](self)
        self._list = RowView()
        self._list.setUniformItemSizes(False)
        self._list.setAccessibleName(tr("Claims"))
        self._list.setModel(self._model)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setItemDelegate(ClaimOfferRow(self._list))
        self._list.clicked.connect(lambda _: self._choose())
        self._note = _line("claim_picker.note")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        for part in (self._passage, self._words, self._list, self._note):
            layout.addWidget(part, int(part is self._list))

    def open_at(self, place: QPoint, passage: Passage | None) -> None:
        """Show all claims of the project at a point of the screen, the likeliest first."""
        self._here = self._offers.at(passage) if passage else set()
        self._passage.setText(isolated(_cut(passage.excerpt)) if passage else "")
        self._passage.setVisible(passage is not None)
        self._due, self._ids = None, ()
        self._words.clear()
        self._model.show_items([])
        self.setGeometry(self._popup_rect(place, fonts.pixels(_HEIGHT)))
        self._due = (place, passage)
        count = self._offers.count()
        self._note.setText(ngettext("Comparing {count} claim…", "Comparing {count} claims…", count))
        self._note.setVisible(count > _AT_ONCE)
        self.show()
        self._words.setFocus()
        if count <= _AT_ONCE:
            self._rank()

    def _rank(self) -> None:
        """Rank the claims, the likeliest first, unless that is done."""
        if self._due is None:
            return
        (place, passage), self._due = self._due, None
        self._ids = self._offers.ranked(passage)
        self._narrow(self._words.text())
        self.setGeometry(self._popup_rect(place, self._height()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._due:
            QTimer.singleShot(0, self, self._rank)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._due = None
        self._older.stop()

    def _popup_rect(self, place: QPoint, height: int) -> QRect:
        parent = self.parentWidget()
        window = parent.window().geometry() if parent else None
        return popup_place(QRect(place, QSize(fonts.pixels(_WIDTH), height)), window)

    def _height(self) -> int:
        """Return the height of the list with all its rows, in pixels."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
        rows = sum(self._list.sizeHintForRow(row) for row in range(self._model.rowCount()))
        height = self.height() - self._list.viewport().height() + rows
        return max(self.minimumSizeHint().height(), min(fonts.pixels(_HEIGHT), height))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            self._rank()
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

    def _narrow(self, query: str) -> None:
        self._rank()
        self._older.stop()
        found = self._offers.having(query, self._ids)
        needs_older = self._offers.are_few(query, found)
        self._show_found(found, is_looking=needs_older)
        if needs_older and self._is_in_file:
            self._older.begin(partial(self._offers.older, query))
        elif needs_older:
            self._add(next(self._offers.older(query)))

    def _add(self, older: Sequence[str]) -> None:
        """Append claims that are older than the newest; the marked one stays marked."""
        if self.isVisible():
            self._show_found(list(dict.fromkeys([*self._found, *older])), keeps_mark=True)

    def _show_found(
        self, found: Sequence[str], *, is_looking: bool = False, keeps_mark: bool = False
    ) -> None:
        row = max(self._list.currentIndex().row(), 0) if keeps_mark else 0
        self._found = found
        self._model.show_items(self._offers.offers(found[:_SHOWN], self._here))
        self._list.setCurrentIndex(self._model.index(row))
        more = len(found) - _SHOWN
        others = tr("{count} more. Type to narrow the list.", count=format_number(more))
        nothing = tr("Looking…") if is_looking else tr("No matching claims.")
        self._note.setText(others if found else nothing)
        self._note.setVisible(not found or more > 0)
        self._tell()

    def _step(self, by: int) -> None:
        index = self._model.index(self._list.currentIndex().row() + by)
        if index.isValid():
            self._list.setCurrentIndex(index)
            self._tell()

    def _tell(self) -> None:
        """Announce the marked claim to screen readers, as the focus stays in the field."""
        offer = self._list.currentIndex().data(ITEM)
        announce(self, offer.spoken if isinstance(offer, ClaimOffer) else self._note.text())

    def _choose(self) -> None:
        offer = self._list.currentIndex().data(ITEM)
        if isinstance(offer, ClaimOffer):
            self.hide()
            self.chosen.emit(offer.claim)


def _line(name: str) -> QLabel:
    label = plain(QLabel(), "second", name)
    label.setWordWrap(True)
    return label


def _cut(text: str) -> str:
    half = _PASSAGE // 2
    return text if len(text) <= _PASSAGE else f"{text[:half]} … {text[-half:]}"
