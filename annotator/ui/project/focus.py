"""The current article, passage, mark and claim."""

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec.structs import replace
from PySide6.QtCore import Signal

from annotator.domain.anchor import Passage
from annotator.domain.article import Article, TextVersion
from annotator.domain.carrying import map_between
from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Scheme
from annotator.domain.edit import Edit
from annotator.domain.here import Here
from annotator.domain.revision import OffsetMap
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.domain.suggestion import Suggestion
from annotator.domain.zone import Zone
from annotator.ui.project.article_contents import ArticleContents
from annotator.ui.project.workspace import Workspace


class Focus(ArticleContents):
    """The current article, selection, mark and claim; it follows every edit.

    `here` is the reading position. The claim whose mark is there is the current one; without
    one, the last claim stays current, and is let go.
    """

    article_changed = Signal(object)  # Article | None: another article, or none
    article_edited = Signal(object)  # Article: the same article after a change
    text_changed = Signal(object)  # Article: with another text version, its marks carried over
    zones_changed = Signal()  # excluded lines, or proposals
    marks_changed = Signal(object)  # Edit: the text shows it before labels_changed tells the panels
    labels_changed = Signal(object)  # Edit that changed them | None: all were read
    claim_changed = Signal(object)  # Claim | None: another claim, or the same one after a change
    mark_changed = Signal(object)  # str | None: id of the current mention or sentiment
    here_changed = Signal()  # another article, sentence or mark; the claim may have been let go
    passage_changed = Signal(object)  # Passage | None
    revealed = Signal(object)  # tuple[Span, ...]: scroll to these and tint them for a moment

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.claim: Claim | None = None
        self.here = Here()
        self.passage: Passage | None = None
        self.moved = OffsetMap(())  # from the previous text version to this one
        self._last_mark_id: str | None = None  # of a claim
        self._added_id = ""  # of the mark that is being added
        workspace.edited.connect(self._follow)

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

    def open(self, article_id: str | None) -> None:
        """Open another article; none for None."""
        self.article = self.workspace.reader.get(Article, article_id) if article_id else None
        self.select(())
        self.claim, self.here = None, Here(self.article.id if self.article else "")
        self._read()
        self.article_changed.emit(self.article)
        self.labels_changed.emit(None)  # the text then reports its reading position
        if self.claim is None:
            self.look_at(next(iter(self.claims), ""))
        self.here_changed.emit()

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

    def add_mark(self, mark_id: str, *edits: Edit) -> bool:
        """Apply edits that add a mark, which becomes the current one; return whether it did."""
        self._added_id = mark_id
        try:
            return self.workspace.do(*edits)
        finally:
            self._added_id = ""

    def reveal(self, spans: tuple[Span, ...]) -> None:
        """Request scrolling to these spans, which are tinted for a moment."""
        self.revealed.emit(spans)

    def _go(self, here: Here) -> None:
        with self._going(here):
            pass

    @contextmanager
    def _going(self, here: Here) -> Iterator[None]:
        """Change the reading position, and the claim with it; tell of that after the block."""
        before, self.here, claim = self.here, here, self.claim
        if here.mark_id != before.mark_id:
            mention = self.labels.mention_at(here, self._last_mark_id)
            found = self.labels.claim(mention.claim_id) if mention else None
            if found and mention:
                self.claim, self._last_mark_id = found, mention.id
        yield
        is_other = self.claim != claim
        if here.mark_id != before.mark_id:
            self.mark_changed.emit(here.mark_id)
            if is_other:
                self.claim_changed.emit(self.claim)
        if here != before:
            self.here_changed.emit()

    def _follow(self, edit: Edit) -> None:
        if edit.of(Article):
            self._follow_article(edit)
        if self.article and _has_new_text(edit, self.article):
            self._follow_text(edit)
        elif self.labels.follow(edit):
            self._follow_marks(edit)
            is_added = bool(self._added_id) and self.labels.has(self._added_id)
            mark_id = self._added_id if is_added else self.mark_id
            with self._going(replace(self.here, mark_id=mark_id)):
                self._tell_labels(edit)
        if edit.of(Suggestion):
            self.suggestions.read_again()
        if edit.of(Scheme):  # names, colours and keys of labels are everywhere
            self._tell_labels(edit)
            self.claim_changed.emit(self.claim)
        if edit.of(Zone):
            self.zones = self.workspace.reader.find(Zone, text_id=self._text_id)
            self.zones_changed.emit()

    def _tell_labels(self, edit: Edit) -> None:
        self.marks_changed.emit(edit)
        self.labels_changed.emit(edit)

    def _follow_text(self, edit: Edit) -> None:
        self._read()
        self.moved = map_between(edit, self.article.id if self.article else "", self.text)
        self.passage = None
        if self.claim:
            self.claim = self.labels.claim(self.claim.id)
        self.passage_changed.emit(None)
        self.text_changed.emit(self.article)
        self.labels_changed.emit(None)
        self.claim_changed.emit(self.claim)

    def _follow_article(self, edit: Edit) -> None:
        for change in edit.of(Article):
            if self.article and change.record.id == self.article.id:
                if isinstance(change.after, Article):
                    self.article = change.after
                    self.article_edited.emit(change.after)
                else:
                    self.open(None)

    def _follow_marks(self, edit: Edit) -> None:
        gone = {record.id for record in edit.removed}
        if self.mark_id in gone:
            self.pick_mark(None)
        if self.claim and _concerns(edit, self.claim):
            self.claim = self.labels.claim(self.claim.id)
            self.claim_changed.emit(self.claim)


def _concerns(edit: Edit, claim: Claim) -> bool:
    if edit.is_large or any(change.record.id == claim.id for change in edit.of(Claim)):
        return True
    held = (change.record for change in edit.of(Mention, FactCheck))
    return any(isinstance(e, Mention | FactCheck) and e.claim_id == claim.id for e in held)


def _has_new_text(edit: Edit, article: Article) -> bool:
    versions = (each.record for each in edit.of(TextVersion))
    return any(isinstance(e, TextVersion) and e.article_id == article.id for e in versions)
