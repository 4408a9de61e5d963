"""Correct the text by hand, with the difference shown before it is saved."""

from typing import Protocol

from msgspec import Struct
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLineEdit, QSplitter, QWidget
from typing_extensions import override

from annotator.domain.article import Article
from annotator.domain.text import one_line
from annotator.i18n import N_, tr
from annotator.language.differences.comparing import word_diff
from annotator.ui.dialogs.dialog_widgets import button, buttons, column_of, text_label
from annotator.ui.dialogs.message import ask_choice
from annotator.ui.models.excerpts import gist
from annotator.ui.theming import fonts
from annotator.ui.widgets.difference import Difference
from annotator.ui.widgets.draft import LIMIT
from annotator.ui.widgets.text_editor import TextEditor

_SIZE = (820, 680)
_PAUSE = 250  # milliseconds after the last key until the difference is shown
_GO_ON, _THROW_AWAY = N_("Keep editing"), N_("Discard changes")


class Correction(Struct, frozen=True):
    """A corrected text, and the reason."""

    text: str
    reason: str


class CorrectionText(Protocol):
    """Saves a correction in progress until it becomes a version or is discarded."""

    @property
    def text(self) -> str:
        """Return the saved text; '' without any."""

    def keep(self, text: str) -> None:
        """Save the text."""

    def drop(self) -> None:
        """Remove the text."""


class CorrectText(QDialog):
    """The text in a plain editor, with the changes below it, word by word."""

    def __init__(
        self,
        article: Article,
        text: str,
        draft: CorrectionText,
        place: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("correct")
        self._text = text
        self._draft = draft
        self._is_thrown_away = False
        self._editor = TextEditor(text)
        self._editor.setObjectName("correct.text")
        self._editor.setAccessibleName(tr("Article text"))
        self._editor.go_to(text, place)
        self._difference = Difference("correct.difference", tr("Your changes are shown here."))
        self._reason = QLineEdit(placeholderText=tr("Reason (optional)"))
        self._reason.setObjectName("correct.reason")
        self._reason.setAccessibleName(tr("Reason"))
        self._buttons = buttons(self, tr("Save new version"))
        if draft.text and self._editor.is_true:
            self._editor.setPlainText(draft.text)
        self._connect()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._keep)
        self._arrange(article)
        self.compare()

    def _connect(self) -> None:
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self.compare)
        self._saving = QTimer(self, singleShot=True, interval=LIMIT)
        self._saving.timeout.connect(self.save)
        self._editor.textChanged.connect(self._follow)

    @classmethod
    def ask(
        cls,
        article: Article,
        text: str,
        draft: CorrectionText,
        place: int = 0,
        parent: QWidget | None = None,
    ) -> Correction | None:
        """Return the correction; None if nothing is to change.

        `place` is the reading position, as a code point. The text is saved by
        `draft` meanwhile, and stays there when the program ends.
        """
        dialog = cls(article, text, draft, place, parent)
        taken = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.save()
        dialog.deleteLater()
        return dialog.correction() if taken and dialog.is_changed() else None

    def correction(self) -> Correction:
        """Return the current text, and the reason."""
        return Correction(self._editor.text(), one_line(self._reason.text()).strip())

    def is_changed(self) -> bool:
        """Return whether the text was changed."""
        return self._editor.text() != self._text

    def compare(self) -> None:
        """Show the changes."""
        self._timer.stop()
        text = self._editor.text()
        is_changed = text != self._text
        self._difference.show_words(gist(word_diff(self._text, text)) if is_changed else [])
        button(self._buttons, "do").setEnabled(is_changed)

    def save(self) -> None:
        """Save the unfinished text, apart from the article."""
        self._saving.stop()
        if self.is_changed() and not self._is_thrown_away:
            self._draft.keep(self._editor.text())
        else:
            self._draft.drop()

    def _follow(self) -> None:
        self._timer.start()
        if not self._saving.isActive():
            self._saving.start()

    def _keep(self) -> None:
        """Accept the text, whether or not the difference has been shown."""
        self.compare()
        button(self._buttons, "do").click()

    @override
    def done(self, result: int) -> None:
        self._saving.stop()  # the caller decides about the saved text
        super().done(result)

    @override
    def reject(self) -> None:
        if self.is_changed():
            question = tr("Your changes are not saved as a new version yet.")
            if ask_choice(self, question, [_GO_ON, _THROW_AWAY]) != _THROW_AWAY:
                return
            self._is_thrown_away = True
        super().reject()

    def _arrange(self, article: Article) -> None:
        note = tr("The current text is preserved. Ctrl+Enter saves a new version.")
        if self.is_changed():
            note = tr("Your unsaved changes were restored. Ctrl+Enter saves a new version.")
        if not self._editor.is_true:
            note = tr("Some characters of this text cannot be edited here.")
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.addWidget(self._editor)
        halves.addWidget(self._difference)
        halves.setStretchFactor(0, 3)
        halves.setStretchFactor(1, 1)
        halves.setChildrenCollapsible(False)
        column = column_of(self, tr("Correct text of {code}", code=article.code))
        column.addWidget(text_label(note, ink="second" if self._editor.is_true else "warning"))
        column.addWidget(halves, 1)
        column.addWidget(self._reason)
        column.addWidget(self._buttons)
        self.resize(fonts.pixel_size(*_SIZE))
        self._editor.setFocus()
