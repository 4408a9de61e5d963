"""The article that is open, and what is current in it, after every edit."""

from msgspec.structs import replace
from PySide6.QtCore import Signal
from typing_extensions import override

from annotator.domain.article import Article, TextVersion
from annotator.domain.carrying import map_between
from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Scheme
from annotator.domain.edit import Edit
from annotator.domain.here import Here
from annotator.domain.revision import OffsetMap
from annotator.domain.span import Span
from annotator.domain.suggestion import Suggestion
from annotator.domain.zone import Zone
from annotator.ui.project.current_mark import CurrentMark
from annotator.ui.project.workspace import Workspace


class Focus(CurrentMark):
    """The current article, selection, mark and claim; it follows every edit."""

    article_changed = Signal(object)  # Article | None: another article, or none
    article_edited = Signal(object)  # Article: the same article after a change
    text_changed = Signal(object)  # Article: with another text version, its marks carried over
    zones_changed = Signal()  # excluded lines, or proposals
    marks_changed = Signal(object)  # Edit: the text shows it before labels_changed tells the panels
    mark_refused = Signal()  # one that the text has shown could not be saved
    labels_changed = Signal(object)  # Edit that changed them | None: all were read
    revealed = Signal(object)  # tuple[Span, ...]: scroll to these and tint them for a moment

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.moved = OffsetMap(())  # from the previous text version to this one
        self._added_id = ""  # of the mark that is being added
        self._foreseen: Edit | None = None  # which adds it, while the disk is waited for
        self._left: tuple[str | None, Claim | None, str | None] = (None, None, None)  # for it
        workspace.saves.foreseen.connect(self._foresee)
        workspace.edited.connect(self._follow)

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

    def add_mark(self, mark_id: str, *edits: Edit) -> bool:
        """Apply edits that add a mark, which becomes the current one; return whether it did.

        The text shows it while the disk is waited for, and no longer if it is refused.
        """
        self._added_id = mark_id
        try:
            return self.workspace.do(*edits)
        finally:
            self._added_id = ""
            if self._foreseen:
                self._take_back(self._foreseen)

    @override
    def stand(self, sentence: Span | None, mark_id: str | None) -> None:
        if self._foreseen:  # the others hear of it once the mark is saved
            self.here = replace(self.here, sentence=sentence, mark_id=mark_id)
        else:
            super().stand(sentence, mark_id)

    def reveal(self, spans: tuple[Span, ...]) -> None:
        """Request scrolling to these spans, which are tinted for a moment."""
        self.revealed.emit(spans)

    def _foresee(self, edit: Edit) -> None:
        """Let the text show the mark that is being added; the panels wait until it is saved."""
        if self._added_id and any(each.id == self._added_id for each in edit.added):
            self._foreseen = edit
            self._left = (self.mark_id, self.claim, self._last_mark_id)
            self.labels.follow(edit)
            if self.labels.has(self._added_id):
                self._stand_at(replace(self.here, mark_id=self._added_id))
                self.marks_changed.emit(edit)

    def _take_back(self, edit: Edit) -> None:
        """Let the text show again what was there before a mark that could not be saved."""
        self._go_back()
        self.labels.follow(edit.inverse())
        self.marks_changed.emit(edit.inverse())
        self.mark_refused.emit()

    def _go_back(self) -> None:
        """Go back to the mark and the claim that were left for one that is being added."""
        self._foreseen = None
        mark_id, self.claim, self._last_mark_id = self._left
        self.here = replace(self.here, mark_id=mark_id)

    def _follow(self, edit: Edit) -> None:
        is_shown = edit is self._foreseen
        if self._foreseen and any(each.id == self._added_id for each in edit.added):
            self._go_back()
        if edit.of(Article):
            self._follow_article(edit)
        if self.article and _has_new_text(edit, self.article):
            self._follow_text(edit)
        elif is_shown or self.labels.follow(edit):
            self._follow_marks(edit)
            is_added = self.labels.has(self._added_id)
            mark_id = self._added_id if is_added else self.mark_id
            with self._going(replace(self.here, mark_id=mark_id)):
                self._tell_labels(edit, is_shown=is_shown)
        if edit.of(Suggestion):
            self.suggestions.read_again()
        if edit.of(Scheme):  # names, colours and keys of labels are everywhere
            self._tell_labels(edit)
            self.claim_changed.emit(self.claim)
        if edit.of(Zone):
            self.zones = self.workspace.reader.find(Zone, text_id=self._text_id)
            self.zones_changed.emit()

    def _tell_labels(self, edit: Edit, *, is_shown: bool = False) -> None:
        if not is_shown:
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
