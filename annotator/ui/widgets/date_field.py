"""A field for a date, which says what is wrong with one it cannot take."""

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

    `today`, `yesterday` and their first letters are dates, too.

    It keeps the contract of `AutoLine`; the line itself is `line`. A narrow one has room for a
    date only: `note`, which says what is wrong, is placed by whoever placed the field.
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
        """Return what is shown, which need not be a date."""
        return self.line.text()

    def value(self) -> str:
        """Return the date that is shown; '' when there is none."""
        try:
            return self.line.accept(self.line.text())
        except ValueError:
            return ""

    @property
    def draft(self) -> Draft:
        """Return what is typed and not committed."""
        return self.line.draft

    def complaint(self) -> str:
        """Return what is said about a text that is no date; '' when all is well."""
        return self.note.text()

    def set_value(self, value: str) -> None:
        """Show the date from outside, unless something else is being typed."""
        self.line.set_value(value)

    def begin(self, value: str) -> None:
        """Show another record's date; call `flush` first, while the old one is written to."""
        self.line.begin(value)

    def flush(self) -> None:
        """Commit what is pending at once, if it is a date."""
        self.line.flush()

    def reopen(self) -> None:
        """Count what is shown as uncommitted again, after a commit that was refused."""
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
    """Takes dates only, and writes them as ISO 8601 when the person has gone on."""

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
