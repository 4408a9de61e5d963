"""A plain editor for the text of an article that preserves its exact characters."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from annotator.domain.span import Utf16Map
from annotator.domain.text import clean
from annotator.ui.theming import fonts
from annotator.ui.widgets.plain_text import PlainText

_TEXT_SIZE = 15


class TextEditor(PlainText):
    """An editor for one text.

    `is_true` is whether it shows exactly the characters it was given; otherwise it is read-
    only, so that nothing is changed unintentionally.
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(fonts.reading(_TEXT_SIZE))
        self.setTabChangesFocus(True)
        self.setPlainText(text)
        self.is_true = self.text() == text
        self.setReadOnly(not self.is_true)

    def text(self) -> str:
        """Return the text, with no-break spaces, and with one kind of line end."""
        # the raw text, as the plain one has blanks in place of no-break spaces
        return clean(self.document().toRawText())

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        # Qt's own has blanks in place of no-break spaces: cut and pasted, they would be lost
        data = QMimeData()
        data.setText(clean(self.textCursor().selectedText()))
        return data

    def go_to(self, text: str, place: int) -> None:
        """Move the cursor before a code point of the text it was given."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(Utf16Map(text).to_utf16(place))
        self.setTextCursor(cursor)
        self.centerCursor()
