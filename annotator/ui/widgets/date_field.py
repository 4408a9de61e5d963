"""A field for a date, which explains what is wrong with an invalid one."""

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.domain.dates import parse_date
from annotator.ui.theming import fonts
from annotator.ui.widgets.auto_line import AutoLine
from annotator.ui.widgets.draft import Draft

_NEAR: Final = {"today": 0, "t": 0, "yesterday": 1, "y": 1}
"""How many days ago are the days that have a word or a letter of their own."""


class DateField(QWidget):
    """Commits '' or a date as `YYYY[-MM[-DD]]`; any other text stays, marked, uncommitted.

    `today`, `yesterday` and their first letters are also dates.

    It has the interface of `AutoLine`; the line itself is `line`. A narrow one has room for a
    date only; the parent places `note`, which explains an invalid date.
    """

    committed = Signal(str)
    refused = Signal(str)
    finished = Signal()
    left = Signal()

    def __init__(
        self, placeholder: str = "", parent: QWidget | None = None, *, is_narrow: bool = False
    ) -> None:
        super().__init__(parent)
        self.line = _DateLine(placeholder)
        self.note = QLabel()
        self.is_narrow = is_narrow
        self._arrange()
        self.line.committed.connect(self.committed)
        self.line.refused.connect(self.refused)
        self.line.marked.connect(self._show)
        self.line.finished.connect(self.finished)
        self.line.left.connect(self.left)

    def text(self) -> str:
        """Return the text, which need not be a date."""
        return self.line.text()

    def value(self) -> str:
        """Return the date; '' for none."""
        try:
            return self.line.accept(self.line.text())
        except ValueError:
            return ""

    @property
    def draft(self) -> Draft:
        """Return the draft of the line."""
        return self.line.draft

    def complaint(self) -> str:
        """Return why the text is not a date; '' if it is."""
        return self.note.text()

    def set_value(self, value: str) -> None:
        """Show a date changed elsewhere, unless other text is pending."""
        self.line.set_value(value)

    def begin(self, value: str) -> None:
        """Show another record's date; call `flush` before, while the old record is current."""
        self.line.begin(value)

    def flush(self) -> None:
        """Commit pending text at once, if it is a date."""
        self.line.flush()

    def reopen(self) -> None:
        """Treat the text as uncommitted again, after its commit was refused."""
        self.line.reopen()

    @override
    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def _arrange(self) -> None:
        self.setFocusProxy(self.line)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setProperty("ink", "wrong")
        self.note.setFont(fonts.small(self.font()))
        self.note.setWordWrap(True)
        self.note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.line)
        if self.is_narrow:
            self.line.setFixedWidth(self.line.sizeHint().height() + _date_width(self.line))
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        else:
            column.addWidget(self.note)

    def _show(self, complaint: str) -> None:
        self.note.setText(f"▲ {complaint}" if complaint else "")
        self.note.setVisible(bool(complaint))


def _date_width(line: QWidget) -> int:
    return QFontMetrics(line.font()).horizontalAdvance("2028-08-28")


class _DateLine(AutoLine):
    """Accepts dates only, and shows them in ISO 8601 when the focus leaves."""

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder, pause=0)
        self.finished.connect(self._tidy)
        self.editingFinished.connect(self._tidy)

    @override
    def accept(self, text: str) -> str:
        days_ago = _NEAR.get(text.strip().casefold())
        if days_ago is not None:
            return (date.today() - timedelta(days_ago)).isoformat()
        return parse_date(text) or ""

    def _tidy(self) -> None:
        self.flush()
        if not self.draft.pending:
            self.begin(self.accept(self.text()))
