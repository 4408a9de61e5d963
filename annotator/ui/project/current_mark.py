"""The current passage, mark and claim of the article that is open."""

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec.structs import replace
from PySide6.QtCore import Signal

from annotator.domain.anchor import Passage
from annotator.domain.claim import Claim, Mention
from annotator.domain.here import Here
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.ui.project.article_contents import ArticleContents
from annotator.ui.project.workspace import Workspace


class CurrentMark(ArticleContents):
    """The current article, passage, mark and claim, as they are chosen.

    `here` is the reading position. The claim whose mark is there is the current one; without
    one, the last claim stays current, and is let go.
    """

    claim_changed = Signal(object)  # Claim | None: another claim, or the same one after a change
    mark_changed = Signal(object)  # str | None: id of the current mention or sentiment
    here_changed = Signal()  # another article, sentence or mark; the claim may have been let go
    passage_changed = Signal(object)  # Passage | None

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.claim: Claim | None = None
        self.here = Here()
        self.passage: Passage | None = None
        self._last_mark_id: str | None = None  # of a claim

    @property
    def mark_id(self) -> str | None:
        """Return the id of the mention or sentiment at the reading position."""
        return self.here.mark_id

    @property
    def is_let_go(self) -> bool:
        """Return whether the current claim has no mark here."""
        mention = self.mention
        return self.claim is not None and (mention is None or mention.id != self.mark_id)

    @property
    def mention(self) -> Mention | None:
        """Return the current mention: the one read, the last one, or the claim's first.

        It is always one of this article.
        """
        claim_id = self.claim.id if self.claim else ""
        return self.labels.mention_of(claim_id, self.here.mark_id, self._last_mark_id)

    @property
    def sentiment(self) -> Sentiment | None:
        """Return the current sentiment."""
        return self.labels.sentiment(self.mark_id)

    def select(self, spans: tuple[Span, ...]) -> None:
        """Make these spans the current passage; none clears it."""
        passage = Passage(text_id=self._text_id, text=self.text, spans=spans) if spans else None
        if passage != self.passage:
            self.passage = passage
            self.passage_changed.emit(passage)

    def stand(self, sentence: Span | None, mark_id: str | None) -> None:
        """Set the reading position: the sentence, and its mark."""
        self._go(replace(self.here, sentence=sentence, mark_id=mark_id))

    def pick_claim(self, claim: Claim | None) -> None:
        """Make a claim the current one, and its mark in this article, if it has one."""
        self.claim = claim
        self._go(replace(self.here, mark_id=self.mention.id if self.mention else None))
        self.claim_changed.emit(claim)

    def look_at(self, claim_id: str) -> None:
        """Make a claim of this article the current one, without its mark."""
        self.claim = self.claims.get(claim_id)
        self.claim_changed.emit(self.claim)

    def pick_mark(self, mark_id: str | None) -> None:
        """Make a mention or sentiment current, with its claim, or with one at the same text."""
        self._go(replace(self.here, mark_id=mark_id))

    def _go(self, here: Here) -> None:
        with self._going(here):
            pass

    @contextmanager
    def _going(self, here: Here) -> Iterator[None]:
        """Change the reading position, and the claim with it; tell of that after the block."""
        before, claim = self.here, self.claim
        self._stand_at(here)
        yield
        is_other = self.claim != claim
        if here.mark_id != before.mark_id:
            self.mark_changed.emit(here.mark_id)
            if is_other:
                self.claim_changed.emit(self.claim)
        if here != before:
            self.here_changed.emit()

    def _stand_at(self, here: Here) -> None:
        is_other, self.here = here.mark_id != self.here.mark_id, here
        mention = self.labels.mention_at(here, self._last_mark_id) if is_other else None
        if mention and (found := self.labels.claim(mention.claim_id)):
            self.claim, self._last_mark_id = found, mention.id
