"""The line that shows the current claim's position while the claim is let go."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.domain.article import Article
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.edit_location import location_of
from annotator.domain.paragraphs import paragraph_number
from annotator.i18n import N_, tr
from annotator.ui.application.shortcuts import key_sign, show_with_keys
from annotator.ui.project.focus import Focus
from annotator.ui.theming import fonts
from annotator.ui.widgets.enter_button import flush_button
from annotator.ui.widgets.one_line import OneLine


class LetGoLine(QWidget):
    """Shows where the current claim is, and leads back to it; hidden while its mark is current."""

    return_requested = Signal()

    def __init__(self, focus: Focus) -> None:
        super().__init__()
        self.setObjectName("claim.let_go")
        self._focus = focus
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the parts below must not move while reading
        self.setSizePolicy(policy)
        self._announced = ""  # of which claim, until something changes
        self._words = OneLine()
        self._words.setProperty("ink", "second")
        self._words.setFont(fonts.small(self._words.font()))
        self._back = flush_button("")
        show_with_keys(self._back, lambda: self._back.setText(_back()))
        self._back.setAccessibleName(tr("Back to it"))
        self._back.setProperty("ink", "link")
        self._back.clicked.connect(self.return_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.addWidget(self._words, 1)
        row.addWidget(self._back)
        focus.here_changed.connect(self._show)
        focus.claim_changed.connect(self._show_anew)
        focus.labels_changed.connect(self._show_anew)
        self._show()

    def text(self) -> str:
        """Return the text of the line; empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def _show_anew(self) -> None:
        self._announced = ""
        self._show()

    def _show(self) -> None:
        claim = self._focus.claim if self._focus.is_let_go else None
        self.setVisible(claim is not None)
        if claim and claim.id != self._announced:
            place, self._announced = self._location(claim), claim.id
            message = N_("{claim} is in {place}.") if place else N_("{claim} has no text.")
            self._words.setText(tr(message, claim=claim.code, place=place))
            self._back.setVisible(bool(place))

    def _location(self, claim: Claim) -> str:
        """Return the paragraph of a claim's mark, and its article if that is another one."""
        focus, reader = self._focus, self._focus.workspace.reader
        of_claim = focus.mention or claim
        found = location_of(reader, Edit.add("", of_claim), focus.here.article_id)
        if found is None or not found.spans:
            found = location_of(reader, Edit.add("", claim), focus.here.article_id)
        article = reader.get(Article, found.article_id) if found and found.spans else None
        if found is None or article is None:
            return ""
        if article.id == focus.here.article_id:
            return f"¶{paragraph_number(focus.text, found.spans[0].start)}"
        text = reader.text(reader.version(article.id).sha256)
        return f"{article.code} ¶{paragraph_number(text, found.spans[0].start)}"


def _back() -> str:
    return tr("Back to it  {key}", key=key_sign("claim.back")).rstrip()
