"""The bar over the text in which notes on the article are written."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from annotator.domain.article import Article
from annotator.i18n import N_, tr
from annotator.ui.panels.entries import Entries, FieldSlot
from annotator.ui.project.focus import Focus
from annotator.ui.widgets.auto_text import AutoText
from annotator.ui.widgets.form import Form
from annotator.ui.widgets.read_only import set_read_only


class NoteBar(QWidget):
    """Shows the notes on the open article, for the next person who works on it.

    They are saved while typing. Enter and Esc return to the text, Shift+Enter begins a line. The
    field is created when it is first needed.
    """

    closed = Signal()

    def __init__(self, focus: Focus) -> None:
        super().__init__()
        self.setObjectName("note_bar")
        self.setAccessibleName(tr("Notes on the article"))
        self._focus = focus
        self._text: AutoText | None = None
        self._entries = Entries[Article](focus.workspace, lambda article: article.code)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        focus.article_changed.connect(self._show_article)
        focus.article_edited.connect(self._show_article)
        self.hide()

    def begin(self) -> None:
        """Show the bar, and focus it."""
        text = self._text or self._add_field()
        self._show_article(self._focus.article)
        self.show()
        text.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _add_field(self) -> AutoText:
        form = Form()
        self._text = text = AutoText(tr("For you and your colleagues"), lines=(2, 6))
        self._entries.text(
            FieldSlot(form, "article.notes", tr("Notes")),
            text,
            self._entries.attribute("notes", N_("notes")),
        )
        text.finished.connect(self._close)
        set_read_only(form, is_read_only=self._focus.workspace.is_read_only)
        layout = self.layout()
        assert layout is not None  # noqa: S101 - it is made with the bar
        layout.addWidget(form)
        return text

    def _show_article(self, article: Article | None) -> None:
        if self._text:
            self._entries.show(article)
        if article is None:
            self.hide()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
