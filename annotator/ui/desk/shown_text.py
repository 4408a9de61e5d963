"""The open article in the reading view: its text, its marks, and the reading position."""

from PySide6.QtCore import QObject

from annotator.domain.article import Article
from annotator.domain.carrying import position_now
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.span import Span
from annotator.i18n import N_, tr
from annotator.ui.application.shortcuts import follow_keys, shortcut
from annotator.ui.models.marks import MarkBook, suggestion_marks
from annotator.ui.project.bookmarks import Bookmark
from annotator.ui.project.focus import Focus
from annotator.ui.reading import ArticleView, Heading, Landmark, Resting
from annotator.ui.views.status import heading_of

_IMPORT = N_("Drop files or a folder here, or press {key}.")
_CHOOSE = N_("Choose one in the list, or import some: drop files or a folder here, or press {key}.")


class ShownText(QObject):
    """Shows the article of the focus in the view, at the position where it was left."""

    def __init__(self, text: ArticleView, focus: Focus) -> None:
        super().__init__(focus)
        self.text, self.focus = text, focus
        self._follow_codebook()
        self._bookmarks = focus.workspace.bookmarks
        self._shown_id = self._text_id = ""  # of the article in the text, and of that version
        self._claim_id: str | None = None  # looked at in it
        self._suggested: set[str] = set()  # ids of the suggestions that are shown
        self._resting: Resting | None = None  # where a text is read on once it has its marks
        self._selected: Span | None = None  # until a mark was added
        self._hint = _CHOOSE  # kept, as keys may change after the project was closed
        follow_keys(text, self._name_keys)
        focus.article_changed.connect(self._show_article)
        focus.article_edited.connect(self._show_heading)
        focus.text_changed.connect(self._show_version)
        focus.marks_changed.connect(self._change_marks)
        focus.mark_refused.connect(self._stay)
        focus.labels_changed.connect(self._show_marks)
        focus.suggestions.changed.connect(self._show_suggestions)
        focus.claim_changed.connect(self._note_claim)
        focus.workspace.codebook_changed.connect(self._follow_codebook)

    def _follow_codebook(self) -> None:
        self._marks = MarkBook(self.focus.workspace.codebook)

    def keep_place(self) -> None:
        """Save the reading position of the article at once."""
        self._note_place()
        self._bookmarks.flush()

    def _note_place(self) -> None:
        if self._shown_id:
            resting = self.text.resting()
            top = resting.top
            self._bookmarks.put(
                self._shown_id,
                Bookmark(
                    text_id=self._text_id,
                    place=resting.place,
                    mark_id=resting.mark_id,
                    claim_id=self._claim_id,
                    top=top.position if top else None,
                    y=top.y if top else 0.0,
                ),
            )

    def _show_article(self, article: Article | None) -> None:
        self._note_place()
        self._show_text(article)
        if left := self._bookmarks.find(self._shown_id):
            top = None if left.top is None else Landmark(self._now(left, left.top), left.y)
            mark_id = left.mark_id if self.focus.labels.has(left.mark_id) else None
            self._resting = Resting(self._now(left, left.place), mark_id, top)

    def _now(self, left: Bookmark, place: int) -> int:
        """Return the position in this version of one saved in an earlier version."""
        if self._text_id in {"", left.text_id}:  # a text that is lost has no place
            return place
        return position_now(self.focus.workspace.reader, self._shown_id, left.text_id, place)

    def _show_text(self, article: Article | None) -> None:
        if article is None:
            has_articles = bool(self.focus.workspace.reader.counts().articles)
            self._hint = _CHOOSE if has_articles else _IMPORT
        heading = heading_of(article) if article else self._nothing()
        self.text.set_article(heading, self.focus.text, article.language if article else "")
        self._shown_id, self._text_id = article.id if article else "", self.focus.labels.text_id
        self._resting = None

    def _show_version(self, article: Article) -> None:
        """Show another version of the text, at the sentence that was read before."""
        place = self.focus.moved.position(self.text.reading.place)
        self._show_text(article)
        self._resting = Resting(place, self.focus.mark_id)

    def _show_heading(self, article: Article) -> None:
        self.text.set_heading(heading_of(article))
        self.text.set_language(article.language)

    def _name_keys(self) -> None:
        if self.focus.article is None and self.focus.workspace.is_open:
            self.text.set_heading(self._nothing())

    def _show_marks(self, edit: Edit | None) -> None:
        if edit is None:
            suggested = suggestion_marks(self.focus.suggestions.placed)
            self._suggested = {mark.id for mark in suggested}
            rests = self._resting or Resting(self.text.reading.place, self.focus.mark_id)
            self.text.set_marks([*self._marks.marks(self.focus.labels), *suggested], rests)
            self._look_at_claim()

    def _change_marks(self, edit: Edit) -> None:
        """Change the marks that an edit changed; a new one is painted before anything else."""
        gone, came = self._marks.changed(self.focus.labels, edit)
        added = self.focus.mark_id if self.focus.mark_id != self.text.scene.current else None
        if any(mark.id == added for mark in came):
            self._selected = self.text.selection()
            self.text.add_mark(gone, came, added)
        else:
            self.text.change_marks(gone, came)

    def _stay(self) -> None:
        """Return to the mark and the selection that were left for a new mark."""
        self.text.pick_mark(self.focus.mark_id)
        self.text.select(self._selected)

    def _show_suggestions(self) -> None:
        marks = suggestion_marks(self.focus.suggestions.placed)
        gone, self._suggested = self._suggested, {mark.id for mark in marks}
        if gone or marks:
            self.text.change_marks(gone - self._suggested, marks)

    def _look_at_claim(self) -> None:
        """Select the claim that was selected before, unless the current mark has one."""
        left = self._bookmarks.find(self._shown_id)
        claim_id = left.claim_id if left else None
        if self.focus.claim is None and claim_id and claim_id in self.focus.claims:
            self.focus.look_at(claim_id)

    def _note_claim(self, claim: Claim | None) -> None:
        self._claim_id = claim.id if claim else None

    def _nothing(self) -> Heading:
        return Heading(tr("No article is open"), tr(self._hint, key=shortcut("project.import")))
