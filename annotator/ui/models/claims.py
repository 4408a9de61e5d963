"""The claims of the article as a list."""

from typing import NamedTuple

from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim
from annotator.domain.codebook import Codebook
from annotator.ui.focus import Focus
from annotator.ui.models.marks import verdict_tone, verdict_word
from annotator.ui.models.rows import Row, RowsModel
from annotator.ui.models.wording import short_names


class ListedClaim(NamedTuple):
    """A claim with its fact-check, if it has one."""

    claim: Claim
    check: FactCheck | None


class ClaimsModel(RowsModel[ListedClaim]):
    """Shows the claims of the article in text order, and follows the focus."""

    def __init__(self, focus: Focus) -> None:
        super().__init__(lambda listed: listed.claim.id, self._row_of, focus)
        self._focus = focus
        self._read()
        focus.labels_changed.connect(self._read)

    def _read(self) -> None:
        claims = self._focus.claims.values()
        self.set_items([ListedClaim(claim, self._focus.check(claim.id)) for claim in claims])

    def _row_of(self, listed: ListedClaim) -> Row:
        codebook = self._focus.workspace.codebook
        return Row(
            code=listed.claim.code,
            words=" ".join(listed.claim.text.split()),
            chip=_chip(listed.check, codebook),
            tone=verdict_tone(listed.check, codebook),
        )


def _chip(check: FactCheck | None, codebook: Codebook) -> str:
    """Return the verdict in the fewest words, or how far the check is."""
    if check is None or check.verdict is None:
        return verdict_word(check, codebook)
    scheme = next((s for s in codebook.schemes if s.id == check.verdict.scheme_id), None)
    names = short_names(scheme.labels) if scheme else {}
    return names.get(check.verdict.code, check.verdict.code).lower()
