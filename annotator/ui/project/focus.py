"""The current article, passage, mark and claim."""

from collections.abc import Mapping

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from annotator.domain.anchor import Passage
from annotator.domain.article import Article, TextVersion
from annotator.domain.carrying import map_between
from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Scheme
from annotator.domain.edit import Edit
from annotator.domain.errors import LostTextError
from annotator.domain.here import Here
from annotator.domain.reading import PlacedMention, PlacedSentiment
from annotator.domain.revision import OffsetMap
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.domain.suggestion import Suggestion
from annotator.domain.zone import Zone
from annotator.ui.project.labels import Labels
from annotator.ui.project.suggestions import OpenSuggestions
from annotator.ui.project.workspace import Workspace


class Focus(QObject):
    """The current article, selection, mark and claim; it follows every edit.

    `here` is the reading position. The claim whose mark is there is the current one; without
    one, the last claim stays current, and is let go. The contents of the article (text,
    mentions, sentiments, claims) are read once, for all views.
    """

    article_changed = Signal(object)  # Article | None: another article, or none
    article_edited = Signal(object)  # Article: the same article after a change
    text_changed = Signal(object)  # Article: with another text version, its marks carried over
    zones_changed = Signal()  # excluded lines, or proposals
    labels_changed = Signal(object)  # Edit that changed them | None: all were read
    claim_changed = Signal(object)  # Claim | None: another claim, or the same one after a change
    mark_changed = Signal(object)  # str | None: id of the current mention or sentiment
    here_changed = Signal()  # another article, sentence or mark; the claim may have been let go
    passage_changed = Signal(object)  # Passage | None
    revealed = Signal(object)  # tuple[Span, ...]: scroll to these and tint them for a moment

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.workspace = workspace
        self.article: Article | None = None
        self.claim: Claim | None = None
        self.here = Here()
        self.passage: Passage | None = None
        self.labels = Labels(workspace.reader, "")
        self.suggestions = OpenSuggestions(workspace)
        self.zones: list[Zone] = []
        self.text = ""
        self.moved = OffsetMap(())  # from the previous text version to this one
        self._text_id = ""
        self._last_mark_id: str | None = None  # of a claim
        workspace.edited.connect(self._follow)

    @property
    def mentions(self) -> list[PlacedMention]:
        """Return the article's mentions in text order."""
        return self.labels.mentions

    @property
    def sentiments(self) -> list[PlacedSentiment]:
        """Return the article's sentiments: those of the whole article, then in text order."""
        return self.labels.sentiments

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Return the article's claims by id, in text order."""
        return self.labels.claims

    def check(self, claim_id: str) -> FactCheck | None:
        """Return the fact-check of one of the article's claims; None without one."""
        return self.labels.checks.get(claim_id)

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
        of_claim = self.labels.mentions_of(self.claim.id) if self.claim else []
        wanted = (self.here.mark_id, self._last_mark_id)
        found = (mention for mark_id in wanted for mention in of_claim if mention.id == mark_id)
        return next(found, of_claim[0] if of_claim else None)

    @property
    def sentiment(self) -> Sentiment | None:
        """Return the current sentiment."""
        found = (p.sentiment for p in self.sentiments if p.sentiment.id == self.mark_id)
        return next(found, None)

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

    def _read(self) -> None:
        reader = self.workspace.reader
        self.labels = Labels(reader, self.article.id if self.article else "")
        self.text, self._text_id = "", self.labels.text_id
        if self.article:
            try:
                self.text = reader.text(reader.version(self.article.id).sha256)
            except LostTextError:  # there are no marks without a text; the damaged list names it
                self._text_id = self.labels.text_id = ""
        self.zones = reader.find(Zone, text_id=self._text_id)
        self.suggestions.read(self.article.id if self.article else "")

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

    def reveal(self, spans: tuple[Span, ...]) -> None:
        """Request scrolling to these spans, which are tinted for a moment."""
        self.revealed.emit(spans)

    def _go(self, here: Here) -> None:
        before, self.here = self.here, here
        if here.mark_id != before.mark_id:
            mention = self.labels.mention_at(here, self._last_mark_id)
            claim = self.labels.claim(mention.claim_id) if mention else None
            is_other = claim is not None and claim != self.claim
            if claim and mention:
                self.claim, self._last_mark_id = claim, mention.id
            self.mark_changed.emit(here.mark_id)
            if is_other:
                self.claim_changed.emit(self.claim)
        if here != before:
            self.here_changed.emit()

    def _follow(self, edit: Edit) -> None:
        if edit.of(Article):
            self._follow_article(edit)
        if self.article and self._has_new_text(edit):
            self._follow_text(edit)
        elif self.labels.follow(edit):
            self._follow_marks(edit)
            self.labels_changed.emit(edit)
        if edit.of(Suggestion):
            self.suggestions.read_again()
        if edit.of(Scheme):  # names, colours and keys of labels are everywhere
            self.labels_changed.emit(edit)
            self.claim_changed.emit(self.claim)
        if edit.of(Zone):
            self.zones = self.workspace.reader.find(Zone, text_id=self._text_id)
            self.zones_changed.emit()

    def _has_new_text(self, edit: Edit) -> bool:
        if self.article is None:
            return False
        id_, versions = self.article.id, (each.record for each in edit.of(TextVersion))
        return any(isinstance(each, TextVersion) and each.article_id == id_ for each in versions)

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
