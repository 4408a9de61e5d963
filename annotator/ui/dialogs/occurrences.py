"""The dialog that shows where else an article has the same words, and asks which to mark."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QPushButton, QWidget

from annotator.domain.direction import isolated
from annotator.domain.paragraphs import paragraph_number
from annotator.domain.span import Span
from annotator.i18n import ngettext, tr
from annotator.operations.search_excerpts import excerpt
from annotator.ui.dialogs.dialog_widgets import buttons, column_of, text_label
from annotator.ui.theming import fonts
from annotator.ui.widgets.hit_row import HITS, HitRowPainter

_SIZE = (640, 420)


class Occurrences(QDialog):
    """Lists the places with their surroundings; those that are ticked are marked."""

    def __init__(
        self, text: str, words: str, spans: Sequence[Span], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("occurrences")
        self._spans = spans
        self._list = QListWidget()
        self._list.setObjectName("occurrences.list")
        self._list.setAccessibleName(tr("Places"))
        self._list.setWordWrap(True)
        self._list.setTextElideMode(Qt.TextElideMode.ElideNone)  # it would cut text that fits
        self._list.setItemDelegate(HitRowPainter(self._list))
        for span in spans:
            shown, hits = _row(text, span)
            item = QListWidgetItem(shown, self._list)
            item.setData(HITS, hits)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
        self._list.setCurrentRow(0)
        self._list.itemChanged.connect(lambda _: self._count())
        column = column_of(self, tr("Mark all other occurrences"))
        column.addWidget(text_label(f"“{words}”", ink="second"))
        column.addWidget(self._list, 1)
        box = buttons(self, tr("Mark"), tr("Cancel"))
        column.addWidget(box)
        self._mark = next(each for each in box.findChildren(QPushButton) if each.isDefault())
        self._count()
        self.resize(fonts.pixel_size(*_SIZE))

    @classmethod
    def ask(
        cls, text: str, words: str, spans: Sequence[Span], parent: QWidget | None = None
    ) -> list[Span]:
        """Return the places that are to be marked; none when the dialog is left."""
        dialog = cls(text, words, spans, parent)
        is_taken = dialog.exec() == QDialog.DialogCode.Accepted
        chosen = dialog.chosen() if is_taken else []
        dialog.deleteLater()
        return chosen

    def chosen(self) -> list[Span]:
        """Return the places that are ticked."""
        ticked = Qt.CheckState.Checked
        return [
            span
            for row, span in enumerate(self._spans)
            if self._list.item(row).checkState() == ticked
        ]

    def _count(self) -> None:
        count = len(self.chosen())
        self._mark.setText(ngettext("Mark {count} place", "Mark {count} places", count))
        self._mark.setEnabled(count > 0)


def _row(text: str, span: Span) -> tuple[str, tuple[Span, ...]]:
    """Return a passage with its surroundings, and where in them it is."""
    around = excerpt(text, (span,), span)
    shown = isolated(around.text)
    head = f"¶{paragraph_number(text, span.start)}  "
    before = len(head) + int(len(shown) > len(around.text))  # an isolate begins with a character
    hits = tuple(Span(each.start + before, each.end + before) for each in around.spans)
    return head + shown, hits
