"""The claims of the article as a list."""

from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim
from annotator.domain.codebook import Codebook
from annotator.domain.edit import Edit
from annotator.ui.models.marks import verdict_tone, verdict_word
from annotator.ui.models.rows import Row, RowsModel
from annotator.ui.models.wording import short_names
from annotator.ui.project.focus import Focus


class ClaimsModel(RowsModel[Claim]):
    """Shows the claims of the article in text order, and follows the focus."""

    def __init__(self, focus: Focus) -> None:
        super().__init__(lambda claim: claim.id, self._row_of, focus)
        self._focus = focus
        self._read()
        focus.labels_changed.connect(self._read)
        focus.workspace.edited.connect(self._follow)

    def _read(self) -> None:
        self.set_items(list(self._focus.claims.values()))

    def _follow(self, edit: Edit) -> None:
        for change in edit.changes:
            if isinstance(change.record, FactCheck):
                self.refresh(change.record.claim_id)

    def _row_of(self, claim: Claim) -> Row:
        codebook, check = self._focus.workspace.codebook, self._focus.check(claim.id)
        return Row(
            code=claim.code,
            words=" ".join(claim.text.split()),
            chip=verdict_chip(check, codebook),
            tone=verdict_tone(check, codebook),
        )


def verdict_chip(check: FactCheck | None, codebook: Codebook) -> str:
    """Return the verdict in the fewest words, or how far the check is."""
    if check is None or check.verdict is None:
        return verdict_word(check, codebook)
    scheme = next((s for s in codebook.schemes if s.id == check.verdict.scheme_id), None)
    names = short_names(scheme.labels) if scheme else {}
    return names.get(check.verdict.code, check.verdict.code).lower()
