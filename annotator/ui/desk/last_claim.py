"""The last chosen claim, in any article, to which evidence from other articles is added."""

from PySide6.QtCore import QObject

from annotator.domain.claim import Claim
from annotator.ui.project.focus import Focus


class LastClaim(QObject):
    """Remembers the last claim a person chose; opening another article does not change it."""

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
