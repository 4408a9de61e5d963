"""What a person does to the passage they are at: the verbs of labelling."""

from msgspec.structs import replace
from PySide6.QtCore import QObject

from annotator.domain.anchor import Anchor
from annotator.domain.article import ArticleStatus
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Edit
from annotator.domain.passage import Passage
from annotator.domain.span import Span
from annotator.i18n import N_, tr
from annotator.operations.labelling import (
    add_claim,
    add_mention,
    begun,
    move_mention,
    move_sentiment,
    remove_claim,
    remove_mention,
    remove_sentiment,
)
from annotator.ui.application.shortcuts import shortcut
from annotator.ui.project.focus import Focus

_LOST = N_("This mark's text is gone. Select new text and press {key}.")
NO_MARK = N_("Select a mark first (Tab: next mark).")


class Marking(QObject):
    """Turns keys and menu choices into edits of the current article."""

    def __init__(self, focus: Focus) -> None:
        super().__init__(focus)
        self._focus = focus
        self._workspace = focus.workspace
        self._notices = self._workspace.notices

    def add_claim(self) -> bool:
        """Make a claim of the passage and return whether it is there."""
        passage = self._passage()
        if passage is None or self._focus.article is None:
            return False
        edit, _, mention = add_claim(passage, self._workspace.annotator.id)
        if not self._workspace.do(edit, *begun(self._focus.article)):
            return False
        self._focus.pick_mark(mention.id)
        return True

    def add_mention(self, claim: Claim) -> None:
        """Make the passage another mention of a claim."""
        passage = self._passage()
        if passage is None or self._focus.article is None:
            return
        edit, mention = add_mention(claim, passage, self._workspace.annotator.id)
        if self._workspace.do(edit, *begun(self._focus.article)):
            self._focus.pick_mark(mention.id)

    def add_fragment(self) -> None:
        """Add the passage to the current mark, which then has one stretch more."""
        passage, spans = self._passage(), self.spans()
        if passage and spans:
            self._move("Add passage to", replace(passage, spans=(*spans, *passage.spans)))

    def move(self) -> None:
        """Set the current mark on the passage; everything said of it stays."""
        passage = self._passage()
        if passage and self.is_lost():
            self._move("Set", passage)
            return
        spans = self.spans()
        if passage and spans:
            # of several stretches only those it touches give way
            kept = [s for s in spans if not any(s.overlaps(new) for new in passage.spans)]
            others = kept if len(spans) > 1 else []
            self._move("Move", replace(passage, spans=(*others, *passage.spans)))

    def remove(self) -> None:
        """Remove the current mark; undo brings it back, with what was being typed."""
        self._workspace.pending.save()
        reader, focus = self._workspace.reader, self._focus
        if focus.mark_id is None:
            self._notices.post(tr(NO_MARK))
        elif focus.sentiment:
            self._take_away(remove_sentiment(reader, focus.sentiment))
        elif focus.mention:
            self._take_away(remove_mention(reader, focus.mention))

    def remove_claim(self) -> None:
        """Remove the current claim with all its mentions and its fact-check."""
        self._workspace.pending.save()  # undo brings it back, too
        if self._focus.claim:
            self._take_away(remove_claim(self._workspace.reader, self._focus.claim))

    def _take_away(self, edit: Edit) -> None:
        claim = self._focus.claim
        if self._workspace.do(edit):
            self._notices.post(_removed(edit, claim))

    def set_status(self, status: ArticleStatus) -> bool:
        """Say how far the article is, and return whether that is on the disk."""
        article = self._focus.article
        if article is None or article.status == status:
            return article is not None
        changed = replace(article, status=status)
        label = f"Mark {article.code} {status.replace('_', ' ')}"
        return self._workspace.do(Edit.swap(label, article, changed))

    def _passage(self) -> Passage | None:
        if self._focus.passage is None:
            self._notices.post(tr("Select text first, or move to a sentence with ↓."))
        return self._focus.passage

    def spans(self) -> tuple[Span, ...]:
        """Return where the current mark lies; empty, with a word about it, when there is none."""
        anchor = self._anchor()
        if anchor is None or self.is_lost():
            self._notices.post(tr(_LOST, key=shortcut("mark.move")) if anchor else tr(NO_MARK))
            return ()
        return anchor.spans

    def is_lost(self) -> bool:
        """Return whether nothing of the current mark is left in the newest text."""
        anchor = self._anchor()
        return anchor is not None and not self._focus.labels.is_here(anchor)

    def _anchor(self) -> Anchor | None:
        focus = self._focus
        anchors = {p.mention.id: p.anchor for p in focus.mentions}
        anchors |= {p.sentiment.id: p.anchor for p in focus.sentiments if p.anchor}
        return anchors.get(self._mark_id() or "")

    def _mark_id(self) -> str | None:
        """Return the mark that is here, else that of the claim which was let go."""
        focus = self._focus
        return focus.mark_id or (focus.mention.id if focus.mention else None)

    def _move(self, verb: str, passage: Passage) -> None:
        focus = self._focus
        if focus.sentiment:
            self._workspace.do(move_sentiment(f"{verb} sentiment", focus.sentiment, passage))
        elif focus.mention and focus.claim:
            self._workspace.do(move_mention(f"{verb} {focus.claim.code}", focus.mention, passage))
        else:
            self._notices.post(tr(NO_MARK))


def _removed(edit: Edit, claim: Claim | None) -> str:
    """Return what was removed, and that it can be undone."""
    key, code = shortcut("edit.undo"), claim.code if claim else ""
    kinds = {type(record) for record in edit.removed}
    if Claim in kinds:
        return tr("Removed claim {claim}. Press {key} to undo.", claim=code, key=key)
    if Mention in kinds:
        return tr("Removed mention of {claim}. Press {key} to undo.", claim=code, key=key)
    return tr("Removed sentiment. Press {key} to undo.", key=key)
