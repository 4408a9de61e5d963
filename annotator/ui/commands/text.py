"""Commands that change the text of an article: repairs, a correction, an updated import."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from annotator.domain.article import Article
from annotator.domain.edit import Edit
from annotator.domain.errors import UnreadableFileError
from annotator.i18n import N_, ngettext, tr
from annotator.operations.review import next_to_review
from annotator.ui.application.actions import Scope, action
from annotator.ui.application.busy import busy
from annotator.ui.application.shortcuts import shortcut
from annotator.ui.application.task import Task
from annotator.ui.project.focus import Focus
from annotator.ui.project.pending import DialogText
from annotator.ui.views.review_list import ReviewList
from annotator.ui.widgets.enter_button import flush_button

if TYPE_CHECKING:
    from annotator.importers import Draft
    from annotator.language.repairs.proposing import Repair

_NO_DAMAGE = N_(
    "No damaged text found in {article}. To change words yourself, choose “Correct text…”."
)


class TextCommands(QObject):
    """Runs the dialogs of text versions; each result is one step to undo.

    Holds the list of marks to review, and the button that shows how many there are.
    """

    def __init__(self, window: QWidget, focus: Focus) -> None:
        super().__init__(window)
        self._window = window
        self._focus = focus
        self._workspace = focus.workspace
        self._notices = self._workspace.notices
        self._search: Task[Sequence[Repair]] | None = None
        self.button = _count_button()
        self.review = ReviewList(focus)
        self.button.clicked.connect(lambda _: self.review.begin())
        self.review.counted.connect(self._show_count)
        self.review.refresh()

    @action("article.repair", N_("Repair text…"), Scope.TEXT, is_change=True)
    def repair_text(self) -> None:
        """Search the text for damage on a worker thread, and offer repairs."""
        from annotator.operations.suggestions import repair_search  # noqa: PLC0415

        article = self._focus.article
        if article is None or self._search:
            return
        find = repair_search(self._workspace.reader, article)
        self._notices.post(tr("Searching for damaged text…"))
        self._searched = article, self._focus.text
        # it ends by itself when the window closes
        self._search = Task(partial(_found, find), QCoreApplication.instance())
        self._search.yielded.connect(self._offer_repairs)
        self._search.finished.connect(self._end_search)
        self._search.finished.connect(self._search.deleteLater)
        self._search.start()

    @action("article.review", N_("Review marks"), Scope.TEXT)
    def review_marks(self) -> None:
        """Show the marks to review."""
        self.review.begin()

    @action("article.next_to_review", N_("Next article to review"))
    def open_to_review(self) -> None:
        """Open the next article that has marks to review, and show them."""
        here = self._focus.article.id if self._focus.article else ""
        if found := next_to_review(self._workspace.reader, self._workspace.waiting, here):
            self._focus.open(found)
            self.review.begin()
        else:
            self._notices.post(tr("No other article has marks to review."))

    def stop(self) -> None:
        """Cancel a running search."""
        if self._search:
            self._search.cancel()

    @action("article.correct", N_("Correct text…"), is_change=True)
    def correct_text(self) -> None:
        """Correct the text by hand."""
        from annotator.operations.text_versions import corrected  # noqa: PLC0415
        from annotator.ui.dialogs.correct_text import CorrectText  # noqa: PLC0415

        article = self._focus.article
        if article is None:
            return
        passage = self._focus.passage
        place = passage.spans[0].start if passage else 0
        version = self._workspace.reader.version(article.id)
        draft = DialogText(self._workspace.pending, version.id, "correct.text", "correction")
        done = CorrectText.ask(article, self._focus.text, draft, place, self._window)
        if done:
            reader, who = self._workspace.reader, self._workspace.annotator.id
            with busy():
                edit = corrected(reader, article, done.text, done.reason, who)
                if self._do(tr("Text corrected"), edit):
                    draft.drop()

    @action("article.left_out", N_("Omitted page content…"), is_change=True)
    def add_omitted(self) -> None:
        """Show the omitted passages of the article's page, and add the ticked ones."""
        from annotator.operations.original_files import original_page  # noqa: PLC0415
        from annotator.operations.text_versions import (  # noqa: PLC0415
            added_spans,
            with_passages,
        )
        from annotator.ui.dialogs.omitted_passages import OmittedPassages  # noqa: PLC0415

        article, reader = self._focus.article, self._workspace.reader
        page = original_page(reader, article) if article else None
        if article and page is None:
            self._notices.post(tr("Only articles from saved pages have omitted content."))
        elif article and page:
            chosen = OmittedPassages.ask(page, article.code, parent=self._window)
            if chosen:
                edit = with_passages(reader, article, chosen, self._workspace.annotator.id)
                places = added_spans(self._focus.text, chosen)
                if self._do(
                    ngettext("{count} passage added", "{count} passages added", len(chosen)), edit
                ):
                    self._focus.reveal(places)

    @action("article.versions", N_("Text versions…"))
    def show_versions(self) -> None:
        """Show the text versions of the article."""
        from annotator.ui.dialogs.versions import TextVersions  # noqa: PLC0415

        if self._focus.article:
            TextVersions.ask(self._workspace.reader, self._focus.article, self._window)

    def offer_version(self, article: Article, draft: "Draft") -> bool:
        """Show how a draft differs from an article, and add it as a version if wanted.

        Returns whether it was added; a draft with the same text never is.
        """
        from annotator.operations.text_versions import mark_outcomes, replaced  # noqa: PLC0415
        from annotator.ui.dialogs.version_offer import VersionOffer  # noqa: PLC0415

        reader = self._workspace.reader
        former = reader.version(article.id)
        if former.sha256 == draft.sha256:
            self._notices.post(tr("{article} already has this exact text.", article=article.code))
            return False
        try:
            with busy():
                edit = replaced(reader, article, draft, self._workspace.annotator.id)
                text, carried = reader.text(former.sha256), mark_outcomes(reader, edit)
        except UnreadableFileError as error:
            self._notices.post(str(error))
            return False
        if not VersionOffer.ask(article, draft, text, carried, self._window):
            return False
        with busy():
            return self._do(tr("{article} was updated", article=article.code), edit)

    def _offer_repairs(self, repairs: "Sequence[Repair]") -> None:
        """Apply the chosen repairs, if the text has not changed since the search."""
        from annotator.operations.text_versions import repaired  # noqa: PLC0415
        from annotator.ui.dialogs.repairs import RepairText  # noqa: PLC0415

        article, text = self._searched
        here = self._focus.article
        is_there = here is not None and (here.id, self._focus.text) == (article.id, text)
        none_found = is_there and not repairs
        self._notices.post(tr(_NO_DAMAGE, article=article.code) if none_found else "")
        if is_there and repairs and QApplication.activeModalWidget() is None:
            chosen = RepairText.ask(article, text, repairs, self._window)
            if chosen:
                reader, who = self._workspace.reader, self._workspace.annotator.id
                with busy():
                    did = ngettext("{count} repair applied", "{count} repairs applied", len(chosen))
                    self._do(did, repaired(reader, article, chosen, who))

    def _end_search(self) -> None:
        self._search = None

    def _do(self, did: str, edit: Edit) -> bool:
        from annotator.operations.text_versions import mark_outcomes, with_marks  # noqa: PLC0415

        message = with_marks(did, mark_outcomes(self._workspace.reader, edit))
        is_done = self._workspace.do(edit)
        if is_done:
            self._notices.post(
                tr("{done}. Press {key} to undo.", done=message, key=shortcut("edit.undo"))
            )
        return is_done

    def _show_count(self, waiting: int) -> None:
        self.button.setText(ngettext("▲ {count} to review", "▲ {count} to review", waiting))
        self.button.setVisible(bool(waiting))


def _found(find: "Callable[[], Sequence[Repair]]") -> "Iterator[Sequence[Repair]]":
    yield find()


def _count_button() -> QPushButton:
    button = flush_button("")
    button.setObjectName("status.review")
    button.setAccessibleName(tr("Marks to review"))
    button.setProperty("ink", "warning")
    button.hide()
    return button
