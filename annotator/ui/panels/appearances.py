"""Where a claim appears: its mentions in this article and in all others."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.claim import Claim, Mention
from annotator.ui.focus import Focus
from annotator.ui.models.doubts import state_shown
from annotator.ui.models.rows import Row, RowsModel
from annotator.ui.panels.panel import hint, inset
from annotator.ui.panels.row_list import RowList
from annotator.ui.theming import fonts


class Appearances(QWidget):
    """Lists the mentions of a claim, those of the article at hand first."""

    asked = Signal(object)  # Mention

    def __init__(self, focus: Focus) -> None:
        super().__init__()
        self._focus = focus
        self._model: RowsModel[Mention] = RowsModel(
            lambda mention: mention.id, self._row_of, parent=self
        )
        title = inset(hint("Where it appears"))
        title.setFont(fonts.small(title.font()))
        self._list = RowList(self._model, "Where it appears", most=6)
        self._list.setObjectName("claim.mentions")
        self._list.taken.connect(self.asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(2)
        column.addWidget(title)
        column.addWidget(self._list)

    def show_claim(self, claim: Claim | None, mention: Mention | None) -> None:
        """List the mentions of a claim, and mark the one that is looked at."""
        found = self._focus.workspace.reader.find(Mention, claim_id=claim.id) if claim else []
        here = self._focus.labels.mentions_of(claim.id) if claim else []
        ids = {each.id for each in here}
        self._model.set_items([*here, *(each for each in found if each.id not in ids)])
        self._list.set_current(mention.id if mention else None)

    def _row_of(self, mention: Mention) -> Row:
        reader = self._focus.workspace.reader
        anchor = reader.get(Anchor, mention.anchor_id)
        version = reader.get(TextVersion, anchor.text_id) if anchor else None
        article = reader.get(Article, version.article_id) if version else None
        chip, tone = state_shown(anchor.state) if anchor else ("", "")
        return Row(
            code=article.code if article else "",
            words=" ".join(anchor.exact.split()) if anchor else "",
            chip=chip,
            tone=tone,
        )
