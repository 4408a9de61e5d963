"""The progress of long work in one line."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from annotator.i18n import format_number, tr
from annotator.ui.theming import fonts
from annotator.ui.widgets.plain_label import small
from annotator.ui.widgets.progress_bar import ProgressBar

_BAR = (120, 6)


class ProgressStrip(QWidget):
    """A text, a thin bar, a count and a button to stop; hidden while nothing is running."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progress")
        self.setAccessibleName(tr("Progress"))
        self._words = small(QLabel(), "ink", "progress.words")
        self._count = small(QLabel(), "second", "progress.count")
        self._bar = ProgressBar(textVisible=False)
        self._bar.setObjectName("progress.bar")
        self._bar.setFixedSize(*_BAR)
        self._cancel = QToolButton()
        self._cancel.setObjectName("progress.cancel")
        self._cancel.setAccessibleName(tr("Cancel"))
        self._cancel.setFont(fonts.small(self.font()))
        self._cancel.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._cancel.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self._words, self._bar, self._count, self._cancel):
            row.addWidget(part)
        self.hide()

    def begin(self, text: str, total: int = 0) -> None:
        """Show a text with an empty bar; a total of 0 is unknown."""
        self._words.setText(text)
        self._bar.setAccessibleName(text)
        self._cancel.setText(tr("Cancel"))
        self._cancel.setAccessibleName(tr("Cancel: {words}", words=text))
        self._cancel.setEnabled(True)
        self._bar.setRange(0, total)
        self.advance(0)
        self.show()

    def advance(self, done: int) -> None:
        """Show the number of items done."""
        total = self._bar.maximum()
        # a bar of unknown length would move for ever; an empty one with a count is calmer
        self._bar.setVisible(total > 0)
        self._bar.setValue(min(done, total))
        count = format_number(done)
        if total:
            count = tr("{done} of {total}", done=count, total=format_number(total))
        self._count.setText(count)

    def text(self) -> str:
        """Return the text with its count; empty while nothing is running."""
        if self.isHidden():
            return ""
        return tr("{task}: {count}", task=self._words.text(), count=self._count.text())

    def end(self) -> None:
        """Hide the strip."""
        self.hide()

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._cancel.setText(tr("Cancelling…"))
        self.cancelled.emit()
