"""The strip across the window while something is not saved: what happened, and what to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolBar, QWidget

from annotator.domain.errors import AnnotatorError, Remedy
from annotator.i18n import tr
from annotator.ui.widgets.enter_button import EnterButton


class NotSavedStrip(QToolBar):
    """Shows why the last change was not saved, until one is; hidden otherwise."""

    retry_requested = Signal()
    copy_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("not_saved")
        self.setWindowTitle(tr("Not saved"))
        self.setAccessibleName(tr("Not saved"))
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._words = QLabel()
        self._words.setObjectName("not_saved.words")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setProperty("ink", "warning")
        again, copy = EnterButton(tr("Try again")), EnterButton(tr("Save a copy…"))
        again.setObjectName("not_saved.again")
        again.clicked.connect(lambda _: self.retry_requested.emit())
        copy.setObjectName("not_saved.copy")
        copy.clicked.connect(lambda _: self.copy_requested.emit())
        inside = QWidget()
        inside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(inside)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(again)
        row.addWidget(copy)
        self.addWidget(inside).setText(tr("Not saved"))
        self.hide()

    def show_error(self, error: AnnotatorError, *, is_text_kept: bool) -> None:
        """Show an error that a copy gets around: of the disk, or of the place of the file."""
        if Remedy.COPY in error.remedies:
            kept = tr("Your text is kept, and is saved as soon as saving works again.")
            self._words.setText(f"▲ {error} {kept if is_text_kept else ''}".strip())
            self.show()

    def end(self) -> None:
        """Hide it: something was saved."""
        self.hide()
