"""The marks that a new text has cut or lost, with their words before and now."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.domain.carrying import UNSETTLED
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Edit
from annotator.domain.review import Doubt, accept, remove, set_on, to_review
from annotator.domain.span import Span
from annotator.ui.focus import Focus
from annotator.ui.models.doubts import DoubtRow, doubt_row
from annotator.ui.models.rows import RowsModel
from annotator.ui.views.review_row import ROW_HEIGHT, ReviewRow
from annotator.ui.widgets.section import SectionHeader

_SHOWN: Final = 3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReviewList(QWidget):
    """Lists what waits for a person in the open article; hidden while nothing does.

    Enter goes to the place, A accepts it, M sets the mark on the selection, Delete removes it.
    """

    told = Signal(str)
    counted = Signal(int)  # how many marks wait
    left = Signal()  # the keyboard belongs to the text

    def __init__(self, focus: Focus) -> None:
        super().__init__()
        self.setObjectName("review")
        self._focus = focus
        self._workspace = focus.workspace
        self._doubts: list[Doubt] = []
        self._is_folded = False
        self._rows: RowsModel[Doubt] = RowsModel(lambda d: d.mark.id, self._describe, self)
        self._list = _Keyed(self._keys())
        self._list.setModel(self._rows)
        self._list.selectionModel().currentChanged.connect(lambda *_: self._look())
        self._list.clicked.connect(lambda _: self._look())
        self._arrange()
        focus.labels_changed.connect(lambda _: self.refresh())
        self.refresh()

    def begin(self) -> None:
        """Show the list and give it the keyboard."""
        self._is_folded = False
        self.refresh()
        if not self._doubts:
            self.told.emit("Nothing to review in this article.")
            return
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._look()

    def refresh(self) -> None:
        """Show what waits in the open article now."""
        former = len(self._doubts)
        self._doubts = self._waiting()
        if len(self._doubts) > former:
            self._is_folded = False
        row = max(self._list.currentIndex().row(), 0)
        had_keys = self._list.hasFocus()
        self._rows.set_items(self._doubts)
        waiting = len(self._doubts)
        if waiting and not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._rows.index(min(row, waiting - 1)))
        self._list.setFixedHeight(min(waiting, _SHOWN) * ROW_HEIGHT)
        self._head.set_count(str(waiting))
        self.setVisible(bool(waiting) and not self._is_folded)
        if had_keys and not waiting:
            self.left.emit()
        self.counted.emit(waiting)

    def doubt(self) -> Doubt | None:
        """Return the mark that is the current one in the list."""
        return self._rows.item(self._list.currentIndex())

    def go(self) -> None:
        """Show the mark in the text, and give the keyboard to the text."""
        self._look()
        self.left.emit()

    def accept(self) -> None:
        """Take the mark as it stands now."""
        doubt = self.doubt()
        if doubt and doubt.is_orphan:
            self.told.emit("Nothing is left of its words: select others and press M, or Delete.")
        elif doubt:
            self._do(accept(self._workspace.reader, doubt))

    def set_on_selection(self) -> None:
        """Set the mark on the words that are selected in the text."""
        doubt, passage = self.doubt(), self._focus.passage
        if doubt and passage is None:
            self.told.emit("Select the right words in the text first, then press M.")
        elif doubt and passage:
            self._do(set_on(self._workspace.reader, doubt, passage))

    def remove(self) -> None:
        """Remove the mark, and say when its claim goes along."""
        doubt = self.doubt()
        if doubt is None:
            return
        edit = remove(self._workspace.reader, doubt)
        claims = [record.code for record in edit.removed if isinstance(record, Claim)]
        if self._do(edit) and claims:
            self.told.emit(f"{claims[0]} is removed with its only mention; undo brings both back.")

    def close_list(self) -> None:
        """Put the list away; the status line still shows how many wait."""
        self._is_folded = True
        self.hide()
        self.left.emit()

    def _keys(self) -> dict[int, Callable[[], object]]:
        return {
            **dict.fromkeys(_ENTER, self.go),
            Qt.Key.Key_A: self.accept,
            Qt.Key.Key_M: self.set_on_selection,
            Qt.Key.Key_Delete: self.remove,
            Qt.Key.Key_Backspace: self.remove,
            Qt.Key.Key_Escape: self.close_list,
        }

    def _arrange(self) -> None:
        self._head = SectionHeader("To review")
        for sign, name, do in (
            ("Go there ⏎", "go", self.go),
            ("Accept A", "accept", self.accept),
            ("Set on the selection M", "set", self.set_on_selection),
            ("Remove Del", "remove", self.remove),
            ("✕", "close", self.close_list),
        ):
            button = self._head.add_button(sign, _NAMES[name])
            button.setObjectName(f"review.{name}")
            button.setEnabled(name in {"go", "close"} or not self._workspace.is_read_only)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, run=do: run())
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 8)
        column.setSpacing(4)
        column.addWidget(self._head)
        column.addWidget(self._list)

    def _waiting(self) -> list[Doubt]:
        focus = self._focus
        anchors = [placed.anchor for placed in focus.mentions]
        anchors += [placed.anchor for placed in focus.sentiments if placed.anchor]
        # what waits is rare: the marks at hand tell whether the project need be asked
        if focus.article and any(anchor.state in UNSETTLED for anchor in anchors):
            return to_review(self._workspace.reader, focus.article.id)
        return []

    def _describe(self, doubt: Doubt) -> DoubtRow:
        mark = doubt.mark
        claim = self._focus.claims.get(mark.claim_id) if isinstance(mark, Mention) else None
        return doubt_row(doubt, claim.code if claim else "Sentiment", self._focus.text)

    def _do(self, edit: Edit) -> bool:
        return self._workspace.do(edit)

    def _look(self) -> None:
        """Show the place of the current mark in the text; the keyboard stays here."""
        doubt = self.doubt()
        if doubt is None:
            return
        self._focus.pick_mark(doubt.mark.id)
        length = len(self._focus.text)
        if not doubt.is_orphan:
            self._focus.reveal(doubt.anchor.spans)
        elif length:
            place = min(doubt.near, length - 1)
            self._focus.reveal((Span(place, place + 1),))


_NAMES: Final = {
    "go": "Go to the place in the text (Enter)",
    "accept": "Accept the mark as it stands (A)",
    "set": "Set the mark on the words selected in the text (M)",
    "remove": "Remove the mark (Delete)",
    "close": "Put the list away (Esc)",
}


class _Keyed(QListView):
    """A list whose bare keys do something with the current row."""

    def __init__(self, runs: Mapping[int, Callable[[], object]]) -> None:
        super().__init__()
        self._runs = runs
        self.setObjectName("review.list")
        self.setAccessibleName("Marks to review")
        self.setItemDelegate(ReviewRow(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        run = None if event.modifiers() else self._runs.get(event.key())
        if run:
            run()
        else:
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the window: they are its keys."""
