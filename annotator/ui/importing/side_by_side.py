"""The dialog with two similar texts side by side, which asks what to do with the new one."""

from enum import Enum, auto
from functools import partial
from typing import Final

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.revision import DiffKind, DiffRun
from annotator.i18n import format_number, tr
from annotator.language.differences.comparing import word_diff
from annotator.operations.similar_texts import SimilarText
from annotator.ui.dialogs.dialog_widgets import column_of, keep_on_screen, text_label
from annotator.ui.theming import fonts
from annotator.ui.theming.theme import shown_in

_SIZE = (1080, 620)
_MOST: Final = 100_000


class Decision(Enum):
    """What to do with a text that is similar to another."""

    KEEP = auto()
    NOTE = auto()
    VERSION = auto()
    SKIP = auto()


class SideBySide(QDialog):
    """Shows the known text and the new one; differences are struck through or underlined."""

    def __init__(
        self,
        known: tuple[str, str],
        new: tuple[str, str],
        similar: SimilarText,
        parent: QWidget | None = None,
    ) -> None:
        """Show two texts, each given as name and text."""
        super().__init__(parent)
        self.setObjectName("side_by_side")
        keep_on_screen(self)
        self.decision: Decision | None = None
        self.known, self.new = _page("known", known[0]), _page("new", new[0])
        row = word_diff(known[1][:_MOST], new[1][:_MOST])
        self._is_following = False
        self._fill(self.known, row, DiffKind.ADDED)
        self._fill(self.new, row, DiffKind.REMOVED)
        self._tie()
        hint = text_label(
            tr("The first {count} characters are shown.", count=format_number(_MOST)), ink="second"
        )
        hint.setVisible(max(len(known[1]), len(new[1])) > _MOST)
        heading = tr("{percent} % of the words match", percent=similar.percent)
        column = column_of(self, tr("Similar article"), heading)
        column.addLayout(self._both(known[0], new[0]), 1)
        column.addWidget(hint)
        column.addWidget(self._choices(similar))
        self.resize(fonts.pixel_size(*_SIZE))

    @classmethod
    def ask(
        cls,
        known: tuple[str, str],
        new: tuple[str, str],
        similar: SimilarText,
        parent: QWidget | None = None,
    ) -> Decision | None:
        """Return the decision; None when cancelled."""
        dialog = cls(known, new, similar, parent)
        dialog.exec()
        dialog.deleteLater()
        return dialog.decision

    def _both(self, known: str, new: str) -> QHBoxLayout:
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addLayout(_named(known, self.known), 1)
        both.addLayout(_named(new, self.new), 1)
        return both

    def _fill(self, page: QTextEdit, row: list[DiffRun], without: DiffKind) -> None:
        cursor = QTextCursor(page.document())
        for each in row:
            if each.kind is not without:
                cursor.insertText(each.text, self._format(each.kind))
        page.moveCursor(QTextCursor.MoveOperation.Start)

    def _format(self, kind: DiffKind) -> QTextCharFormat:
        written = QTextCharFormat()
        if kind is DiffKind.KEPT:
            return written
        tone = shown_in(self).tone("refuted" if kind is DiffKind.REMOVED else "supported")
        written.setForeground(tone.ink)
        written.setBackground(tone.ground)
        written.setFontStrikeOut(kind is DiffKind.REMOVED)
        written.setFontUnderline(kind is DiffKind.ADDED)
        return written

    def _tie(self) -> None:
        """Synchronise the scrolling of both pages."""
        for page, other in ((self.known, self.new), (self.new, self.known)):
            page.verticalScrollBar().valueChanged.connect(partial(self._follow, page, other))

    def _follow(self, page: QTextEdit, other: QTextEdit, value: int) -> None:
        if self._is_following:
            return
        self._is_following = True
        bar = other.verticalScrollBar()
        bar.setValue(round(value * bar.maximum() / max(1, page.verticalScrollBar().maximum())))
        self._is_following = False

    def _choices(self, similar: SimilarText) -> QDialogButtonBox:
        box = QDialogButtonBox()
        self._add(box, Decision.SKIP, tr("Skip"))
        if similar.article_id:
            version = self._add(
                box, Decision.VERSION, tr("Add as version of {name}", name=similar.name)
            )
            version.setDefault(bool(similar.shares))
        self._add(box, Decision.NOTE, tr("Import and note {name}", name=similar.name))
        self._add(box, Decision.KEEP, tr("Import")).setDefault(not similar.shares)
        return box

    def _add(self, box: QDialogButtonBox, decision: Decision, text: str) -> QPushButton:
        added = box.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        added.setObjectName(decision.name.lower())
        added.setAutoDefault(False)
        added.clicked.connect(lambda: self._decide(decision))
        return added

    def _decide(self, decision: Decision) -> None:
        self.decision = decision
        self.accept()


def _page(name: str, spoken: str) -> QTextEdit:
    page = QTextEdit(readOnly=True)
    page.setObjectName(f"side_by_side.{name}")
    page.setAccessibleName(spoken)
    page.setAcceptRichText(False)
    page.setTabChangesFocus(True)
    page.setFont(fonts.reading(15))
    return page


def _named(name: str, page: QTextEdit) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(text_label(name, ink="second"))
    column.addWidget(page, 1)
    return column
