"""An article came again with another text: what differs, and what becomes of its marks."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QVBoxLayout, QWidget

from annotator.domain.anchor import AnchorState
from annotator.domain.article import Article
from annotator.importers import Draft
from annotator.language.differences.comparing import words_changed
from annotator.operations.text_versions import MarkOutcome, counted
from annotator.ui.dialogs.dialog_widgets import MARGIN, buttons, title, words
from annotator.ui.models.excerpts import gist
from annotator.ui.theming import fonts
from annotator.ui.widgets.difference import Difference

_SIZE, _MARKS = (820, 640), 132


class VersionOffer(QDialog):
    """Shows the difference to the text that is here, and asks whether to add the new one."""

    def __init__(
        self,
        article: Article,
        draft: Draft,
        text: str,
        outcomes: Sequence[MarkOutcome],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("offer")
        self.setWindowTitle(f"Updated version of {article.code}")
        difference = Difference("offer.difference")
        difference.show_words(gist(words_changed(text, draft.text)))
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 16)
        column.setSpacing(12)
        column.addWidget(title(f"Updated version of {article.code} found"))
        column.addWidget(words(f"“{article.headline}”", ink="second"))
        column.addWidget(words("Strikethrough: removed. Underline: added."))
        column.addWidget(difference, 1)
        told = words(_told(outcomes))
        told.setObjectName("offer.told")
        column.addWidget(told)
        if lines := _lines(outcomes):
            column.addWidget(_list(lines))
        column.addWidget(buttons(self, "Add version", "Ignore"))
        self.resize(fonts.pixel_size(*_SIZE))

    @classmethod
    def ask(
        cls,
        article: Article,
        draft: Draft,
        text: str,
        outcomes: Sequence[MarkOutcome],
        parent: QWidget | None = None,
    ) -> bool:
        """Return whether the draft is to be a new version of the article."""
        dialog = cls(article, draft, text, outcomes, parent)
        taken = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return taken


def _told(outcomes: Sequence[MarkOutcome]) -> str:
    if not outcomes:
        return "This article has no marks yet."
    moved = sum(each.anchor.state == AnchorState.MOVED for each in outcomes)
    gone = sum(each.is_gone for each in outcomes)
    changed = sum(not each.is_sure for each in outcomes) - gone
    parts = [
        f"{counted(len(outcomes) - moved - changed - gone, 'mark')} unchanged",
        f"{moved:,} moved",
        f"{changed:,} with changed text",
        f"{gone:,} without text",
    ]
    waiting = f". {counted(changed + gone, 'mark')} to review afterwards."
    return ", ".join(parts) + (waiting if changed + gone else ".")


def _lines(outcomes: Sequence[MarkOutcome]) -> list[str]:
    """Return a line for each mark that something happens to, those that vanish first."""
    gone = [f"gone: “{_short(each.former.exact)}”" for each in outcomes if each.is_gone]
    changed = [
        f"changed: “{_short(each.former.exact)}” → “{_short(each.anchor.exact)}”"
        for each in outcomes
        if not each.is_sure and not each.is_gone
    ]
    moved = [
        f"moved: “{_short(each.anchor.exact)}”"
        for each in outcomes
        if each.anchor.state == AnchorState.MOVED
    ]
    return [*gone, *changed, *moved]


def _list(lines: Sequence[str]) -> QListWidget:
    shown = QListWidget()
    shown.setObjectName("offer.marks")
    shown.setAccessibleName("Marks that change")
    shown.addItems(list(lines))
    shown.setWordWrap(True)
    shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    shown.setFixedHeight(min(fonts.pixels(_MARKS), 2 * shown.sizeHintForRow(0) * len(lines) + 8))
    return shown


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 72 else f"{line[:48].rstrip()} … {line[-20:].lstrip()}"
