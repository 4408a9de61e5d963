"""The dialog that offers an updated text as a new version."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QWidget

from annotator.domain.anchor import AnchorState
from annotator.domain.article import Article
from annotator.i18n import N_, format_number, ngettext, tr
from annotator.importers import Draft
from annotator.language.differences.comparing import word_diff
from annotator.operations.text_versions import MarkOutcome
from annotator.ui.dialogs.dialog_widgets import buttons, column_of, text_label
from annotator.ui.models.excerpts import gist
from annotator.ui.theming import fonts
from annotator.ui.widgets.difference import Difference

_SIZE, _MARKS = (820, 640), 132
_CHANGED = N_("changed: “{former}” → “{words}”")


class VersionOffer(QDialog):
    """Shows the difference to the present text and the effect on marks, and asks for a decision."""

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
        difference = Difference("offer.difference")
        difference.show_words(gist(word_diff(text, draft.text)))
        name = tr("Updated version of {code}", code=article.code)
        column = column_of(self, name, tr("Updated version of {code} found", code=article.code))
        column.addWidget(text_label(f"“{article.headline}”", ink="second"))
        column.addWidget(text_label(tr("Strikethrough: removed. Underline: added.")))
        column.addWidget(difference, 1)
        note = text_label(_note(outcomes))
        note.setObjectName("offer.told")
        column.addWidget(note)
        if lines := _lines(outcomes):
            column.addWidget(_list(lines))
        column.addWidget(buttons(self, tr("Add version"), tr("Ignore")))
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


def _note(outcomes: Sequence[MarkOutcome]) -> str:
    if not outcomes:
        return tr("This article has no marks yet.")
    moved = sum(each.anchor.state == AnchorState.MOVED for each in outcomes)
    gone = sum(each.is_orphan for each in outcomes)
    changed = sum(not each.is_sure for each in outcomes) - gone
    note = ngettext(
        "{count} mark unchanged, {moved} moved, {changed} with changed text, {gone} without text.",
        "{count} marks unchanged, {moved} moved, {changed} with changed text, {gone} without text.",
        len(outcomes) - moved - changed - gone,
        moved=format_number(moved),
        changed=format_number(changed),
        gone=format_number(gone),
    )
    waiting = ngettext(
        "{count} mark to review afterwards.", "{count} marks to review afterwards.", changed + gone
    )
    return f"{note} {waiting}" if changed + gone else note


def _lines(outcomes: Sequence[MarkOutcome]) -> list[str]:
    """Return a line for each mark that is affected, those that lose their text first."""
    gone = [
        tr("gone: “{words}”", words=_short(each.former.exact))
        for each in outcomes
        if each.is_orphan
    ]
    changed = [
        tr(_CHANGED, former=_short(each.former.exact), words=_short(each.anchor.exact))
        for each in outcomes
        if not each.is_sure and not each.is_orphan
    ]
    moved = [
        tr("moved: “{words}”", words=_short(each.anchor.exact))
        for each in outcomes
        if each.anchor.state == AnchorState.MOVED
    ]
    return [*gone, *changed, *moved]


def _list(lines: Sequence[str]) -> QListWidget:
    shown = QListWidget()
    shown.setObjectName("offer.marks")
    shown.setAccessibleName(tr("Marks that change"))
    shown.addItems(list(lines))
    shown.setWordWrap(True)
    shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    shown.setFixedHeight(min(fonts.pixels(_MARKS), 2 * shown.sizeHintForRow(0) * len(lines) + 8))
    return shown


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 72 else f"{line[:48].rstrip()} … {line[-20:].lstrip()}"
