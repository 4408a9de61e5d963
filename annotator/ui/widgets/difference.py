"""The difference of two texts: removed words struck through, added ones underlined."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QTextCursor, QTextOption
from PySide6.QtWidgets import QTextEdit, QWidget
from typing_extensions import override

from annotator.domain.revision import DiffKind, DiffRun
from annotator.i18n import ngettext, tr
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.word_row import word_format

_MOST = 5_000


class Difference(QTextEdit):
    """Shows runs of words, read-only; the label `said` is shown instead when there are none."""

    def __init__(self, name: str, said: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[DiffRun, ...] = ()
        self.setObjectName(name)
        self.setAccessibleName(tr("Text comparison"))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(said)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def show_words(self, words: Sequence[DiffRun]) -> None:
        """Show these runs, at most the first few thousand."""
        self._words = tuple(words)
        self._paint()

    def words(self) -> tuple[DiffRun, ...]:
        """Return the runs that are shown."""
        return self._words

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._words:
            self._paint()

    def _paint(self) -> None:
        palette = shown_in(self)
        place = self.verticalScrollBar().value()
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for each in self._words[:_MOST]:
            cursor.insertText(each.text, word_format(each.kind, palette))
        if len(self._words) > _MOST:
            more = ngettext(
                "… and {count} more passage not shown",
                "… and {count} more passages not shown",
                len(self._words) - _MOST,
            )
            cursor.insertText(f"\n\n{more}", word_format(DiffKind.KEPT, palette))
        cursor.endEditBlock()
        # the cursor is at the end, and would be scrolled to when the field gets the focus
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(place)
