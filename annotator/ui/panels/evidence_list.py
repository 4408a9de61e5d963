"""The evidence of a fact-check, one card under the other."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.domain.check import Evidence
from annotator.domain.claim import Claim
from annotator.domain.completeness import Held, gaps
from annotator.ui.panels.checking import check_of
from annotator.ui.panels.evidence_card import EvidenceCard
from annotator.ui.widgets.tabbing import follow_on, last_stop
from annotator.ui.workspace import Workspace

IN_EVIDENCE = {
    "no_access_date": "evidence.accessed",
    "no_archive": "evidence.archive_url",
    "newer_evidence": "evidence.published",
    "unnamed_source": "evidence.title",
    "no_quote": "evidence.quote",
}
"""The field that mends each gap in a piece of evidence."""


class EvidenceList(QWidget):
    """Shows a card for each piece of evidence, the oldest first."""

    kept = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._cards: dict[str, EvidenceCard] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 2)
        self._column.setSpacing(8)

    def show_evidence(self, claim: Claim, held: Sequence[Held]) -> None:
        """Show the evidence that there is now."""
        ids = {evidence.id for evidence, _ in held}
        for gone in [card_id for card_id in self._cards if card_id not in ids]:
            self._drop(self._cards.pop(gone))
        for place, (evidence, source) in enumerate(held):
            card = self._cards.get(evidence.id) or self._place(evidence, place)
            card.show_evidence(evidence, source, self._missing(claim, (evidence, source)))
        self.setHidden(not held)

    def card(self, evidence_id: str) -> EvidenceCard | None:
        """Return the card of a piece of evidence."""
        return self._cards.get(evidence_id)

    def lacking(self, code: str, claim: Claim, held: Sequence[Held]) -> EvidenceCard | None:
        """Return the first card with a gap of a code."""
        check = check_of(self._workspace.reader, claim.id)
        found = (
            e.id for e, s in held if code in {gap.code for gap in gaps(claim, check, [(e, s)])}
        )
        return self._cards.get(next(found, ""))

    def flush(self) -> None:
        """Commit what is being typed."""
        for card in list(self._cards.values()):
            card.flush()

    def _missing(self, claim: Claim, held: Held) -> list[str]:
        check = check_of(self._workspace.reader, claim.id)
        typed = self._workspace.pending.to_do(*(record.id for record in held if record))
        lacking = [gap.words for gap in gaps(claim, check, [held]) if gap.code in IN_EVIDENCE]
        return [*(each.to_do for each in typed), *lacking]

    def _place(self, evidence: Evidence, place: int) -> EvidenceCard:
        item = self._column.itemAt(place - 1)
        above = item.widget() if item else None
        card = EvidenceCard(self._workspace)
        card.kept.connect(self.kept)
        self._cards[evidence.id] = card
        self._column.insertWidget(place, card)
        follow_on(last_stop(above) if above else self, card)
        return card

    def _drop(self, card: EvidenceCard) -> None:
        card.flush()
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()
