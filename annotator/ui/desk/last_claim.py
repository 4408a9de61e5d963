"""The claim that was chosen last, in whichever article: evidence from others is for it."""

from PySide6.QtCore import QObject

from annotator.domain.claim import Claim
from annotator.ui.project.focus import Focus


class LastClaim(QObject):
    """Remembers which claim a person chose last; opening another article chooses none."""

    def __init__(self, focus: Focus) -> None:
        super().__init__(focus)
        self._focus = focus
        self._id = ""
        focus.claim_changed.connect(self._note)

    def now(self) -> Claim | None:
        """Return the claim as it is now; None when there was none, or it is gone."""
        return self._focus.workspace.reader.get(Claim, self._id) if self._id else None

    def _note(self, claim: Claim | None) -> None:
        if claim and (self._focus.mark_id or not self._id):
            self._id = claim.id
