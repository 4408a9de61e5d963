"""The other mentions of a claim, in this article and in others."""

from collections.abc import Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.domain.anchor import Anchor, Passage
from annotator.domain.article import Article, TextVersion
from annotator.domain.carrying import UNSETTLED
from annotator.domain.citation import paragraph_label
from annotator.domain.claim import Claim, Mention
from annotator.domain.errors import LostTextError
from annotator.i18n import N_, tr
from annotator.ui.application.shortcuts import key_sign, show_with_keys
from annotator.ui.models.rows import ROW, Row, RowsModel
from annotator.ui.models.unsettled_rows import state_chip
from annotator.ui.panels.panel import MARGIN
from annotator.ui.panels.row_list import RowList
from annotator.ui.project.focus import Focus
from annotator.ui.theming import fonts
from annotator.ui.widgets.enter_button import flush_button
from annotator.ui.widgets.flow import FlowLayout, arranged_once
from annotator.ui.widgets.form import LABEL_WIDTH
from annotator.ui.widgets.rule import rule
from annotator.ui.widgets.typed import tooltip

_TITLE = N_("Also in")
_KEPT: Final = 16  # links, when a claim needs fewer


class Appearances(QWidget):
    """Lists the other mentions of a claim: as links, or with their text.

    The current mention is also listed while its mark is to be reviewed.
    """

    mention_requested = Signal(object)  # Mention
    compared = Signal()  # the wordings are to be compared

    def __init__(self, focus: Focus) -> None:
        super().__init__()
        self._focus = focus
        self._model: RowsModel[Mention] = RowsModel(
            lambda mention: mention.id, self._row_of, parent=self
        )
        self._links = QWidget()
        self._buttons: list[QPushButton] = []
        self._anchors: dict[str, Anchor] = {}
        self._texts: dict[str, tuple[TextVersion | None, Article | None]] = {}
        self._flow = FlowLayout(self._links, gap=fonts.pixels(8))
        self._list = RowList(self._model, tr(_TITLE))
        self._list.setObjectName("claim.mentions")
        self._list.taken.connect(self.mention_requested)
        self._list.set_two_lines(has_two=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, MARGIN // 2, 0, 0)
        column.setSpacing(MARGIN // 2)
        column.addWidget(rule())
        column.addLayout(self._line())
        column.addWidget(self._list)
        self.show_words(has_words=False)

    def show_words(self, *, has_words: bool) -> None:
        """Show the text of each mention, or only a link to it."""
        self._links.setHidden(has_words)
        self._list.set_wanted(is_wanted=has_words)

    def show_claim(self, claim: Claim | None, mention: Mention | None) -> None:
        """List the mentions of a claim except the current one."""
        found = self._focus.workspace.reader.find(Mention, claim_id=claim.id) if claim else []
        here = self._focus.labels.mentions_of(claim.id) if claim else []
        ids = {each.id for each in here}
        all_ = [*here, *(each for each in found if each.id not in ids)]
        self._read_anchors(each for each in all_ if each.id not in ids)
        self._model.set_items([m for m in all_ if m != mention or self._is_in_doubt(m)])
        self._link()
        self._anchors = {}
        self.setHidden(not self._model.rowCount())

    def _line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(MARGIN, 0, MARGIN, 0)
        line.setSpacing(fonts.pixels(8))
        title = QLabel(tr(_TITLE))
        title.setProperty("ink", "second")
        title.setFont(fonts.small(title.font()))
        title.setContentsMargins(0, 3, 0, 0)  # the margin that links have above their text
        title.setFixedWidth(max(fonts.pixels(LABEL_WIDTH), title.sizeHint().width() + MARGIN // 2))
        line.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        line.addSpacing(-line.spacing())  # the links are aligned with the fields
        line.addWidget(self._links, 1)
        line.addStretch()
        compare = flush_button("")
        show_with_keys(compare, lambda: compare.setText(_compare()))
        compare.setObjectName("claim.compare_wordings")
        compare.setAccessibleName(tr("Compare wordings"))
        compare.setProperty("ink", "link")
        compare.clicked.connect(self.compared)
        line.addWidget(compare, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _link(self) -> None:
        """Show a link for each row, reusing existing ones; some are kept for another claim."""
        count = self._model.rowCount()
        while len(self._buttons) > max(count, _KEPT):
            link = self._buttons.pop()
            self._flow.removeWidget(link)
            link.hide()  # otherwise Qt would show it as a window
            link.setParent(None)
            link.deleteLater()
        while len(self._buttons) < count:
            link = flush_button("")
            link.setProperty("ink", "link")
            link.clicked.connect(partial(self._ask, len(self._buttons)))
            self._buttons.append(link)
            self._flow.addWidget(link)
        for place, link in enumerate(self._buttons[:count]):
            _tell(link, self._model.index(place).data(ROW))
        if any(link.isHidden() is not (n >= count) for n, link in enumerate(self._buttons)):
            with arranged_once(self._links):
                for place, link in enumerate(self._buttons):
                    link.setHidden(place >= count)

    def _ask(self, place: int) -> None:
        self.mention_requested.emit(self._model.item(self._model.index(place)))

    def _read_anchors(self, mentions: Iterable[Mention]) -> None:
        """Read those of other articles together, for the rows that are about to be made."""
        reader = self._focus.workspace.reader
        wanted = [mention.anchor_id for mention in mentions]
        found = reader.find_among(Anchor, "id", wanted) if wanted else ()
        self._anchors = {anchor.id: anchor for anchor in found}

    def _anchor(self, anchor_id: str) -> Anchor | None:
        return self._anchors.get(anchor_id) or self._focus.labels.anchor(anchor_id)

    def _is_in_doubt(self, mention: Mention) -> bool:
        anchor = self._anchor(mention.anchor_id)
        return anchor is not None and anchor.state in UNSETTLED

    def _row_of(self, mention: Mention) -> Row:
        anchor = self._anchor(mention.anchor_id)
        version, article = self._text(anchor.text_id) if anchor else (None, None)
        chip, tone = state_chip(anchor.state) if anchor else ("", "")
        return Row(
            code=article.code if article else "",
            text=" ".join(anchor.exact.split()) if anchor else "",
            place=self._location(anchor, version) if anchor and version else "",
            chip=chip,
            tone=tone,
        )

    def _text(self, text_id: str) -> tuple[TextVersion | None, Article | None]:
        """Return a text version and its article, cached, as what is shown of them never changes."""
        if text_id not in self._texts:
            reader = self._focus.workspace.reader
            version = reader.get(TextVersion, text_id)
            article = reader.get(Article, version.article_id) if version else None
            self._texts[text_id] = (version, article)
        return self._texts[text_id]

    def _location(self, anchor: Anchor, version: TextVersion) -> str:
        try:
            text = self._focus.workspace.reader.text(version.sha256)
        except LostTextError:  # it is in the list of damaged records
            return ""
        if not anchor.spans:
            return ""
        return paragraph_label(Passage(text_id=version.id, text=text, spans=anchor.spans))


def _compare() -> str:
    return tr("Compare wordings  {key}", key=key_sign("claim.compare")).rstrip()


def _tell(link: QPushButton, row: Row) -> None:
    text = " ".join(filter(None, [row.code, row.place]))
    if (link.text(), link.accessibleDescription()) != (text, row.text):
        link.setText(text)
        link.setAccessibleDescription(row.text)
        link.setToolTip(tooltip(row.text))
