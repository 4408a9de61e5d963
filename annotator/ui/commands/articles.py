"""Commands that go through the articles, and change the open one or the selected ones."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from annotator.domain.article import Article, ArticleStatus
from annotator.domain.edit import Edit
from annotator.i18n import N_, ngettext, tr
from annotator.operations.articles import (
    articles_with,
    include,
    set_publisher,
    set_status,
)
from annotator.ui.application.actions import Scope, action
from annotator.ui.application.busy import busy
from annotator.ui.application.shortcuts import shortcut
from annotator.ui.desk.desk import Desk
from annotator.ui.panels.note_bar import NoteBar

_Said = Callable[[int, str], str]

_DELETE = N_("Delete")
_NO_ARTICLE = N_("Open an article first, or select some in the list.")


class ArticleCommands(QObject):
    """Commands on the articles selected in the list, or on the open one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._workspace = desk.focus.workspace
        self.bar = NoteBar(desk.focus)
        self.bar.closed.connect(desk.go_to_text)

    @action("article.done", N_("Mark done and open next"), is_change=True)
    def finish_article(self) -> None:
        """Mark the open article done and open the next one that is not."""
        article = self._desk.focus.article
        if article is None:
            return
        edit = set_status([article], ArticleStatus.DONE)
        if not edit.changes or self._workspace.do(edit):
            if not self._desk.articles.open_next():
                self._workspace.notices.post(tr("All articles in the list are done."))
            if left := self._workspace.reader.suggestion_count(article.id):
                self._workspace.notices.post(_left_open(left, shortcut("edit.undo")))
            self._desk.go_to_text()

    @action("article.next_unlabelled", N_("Next unlabelled article"))
    def open_unlabelled(self) -> None:
        """Open the next article in the list that nobody has begun."""
        if not self._desk.articles.open_next({ArticleStatus.TODO}):
            self._workspace.notices.post(tr("No other article in the list is unlabelled."))
        self._desk.go_to_text()

    @action("article.mark_done", N_("Mark done"), is_change=True)
    def mark_done(self) -> None:
        """Mark the articles done, without opening another."""
        articles = self._articles()
        left = self._workspace.reader.open_suggestions()
        count = sum(left.get(article.id, 0) for article in articles)
        said = partial(_left_open_of, count) if count else _marked
        self._do(set_status(articles, ArticleStatus.DONE), said)

    @action("article.undone", N_("Mark not done"), is_change=True)
    def reopen_article(self) -> None:
        """Mark the articles as in progress, for example when they are not done after all."""
        self._set_status(ArticleStatus.IN_PROGRESS)

    @action("article.todo", N_("Mark to do"), is_change=True)
    def mark_to_do(self) -> None:
        """Mark the articles as to do."""
        self._set_status(ArticleStatus.TODO)

    @action("article.exclude", N_("Exclude article"), is_change=True)
    def exclude_article(self) -> None:
        """Exclude the articles."""
        self._set_status(ArticleStatus.EXCLUDED)

    @action("article.include", N_("Include article"), is_change=True)
    def include_article(self) -> None:
        """Include excluded articles again."""
        articles = self._articles()
        self._do(include(self._workspace.reader, articles), _included)

    @action("article.publisher", N_("Set publisher…"), is_change=True)
    def ask_publisher(self) -> None:
        """Ask for the publisher of the articles."""
        from annotator.ui.dialogs.publisher import PublisherDialog  # noqa: PLC0415 - when asked

        articles = self._articles()
        if not articles:
            return
        publisher = PublisherDialog.ask(self._workspace.reader, articles, self._desk.text.window())
        if publisher is not None:
            self._do(set_publisher(articles, publisher), _published)

    @action("article.delete", N_("Delete article…"), is_change=True)
    def delete_article(self) -> None:
        """Delete the articles with their labels, after a confirmation."""
        from annotator.operations.deleting import delete_articles  # noqa: PLC0415 - when asked
        from annotator.ui.dialogs.message import ask_choice  # noqa: PLC0415 - when asked
        from annotator.ui.dialogs.waiting import read_in_background  # noqa: PLC0415 - when asked

        self._workspace.pending.save()  # so that undo also restores pending text
        articles = self._articles()
        if not articles:
            return
        window, ids = self._desk.text.window(), [each.id for each in articles]
        what = tr("Counting what is deleted")
        deletion = read_in_background(
            self._workspace, partial(delete_articles, article_ids=ids), what, window
        )
        if deletion and ask_choice(window, deletion.question, [_DELETE]):
            self._do(deletion.edit, _deleted, len(articles))

    @action("article.note", N_("Write article notes"), Scope.TEXT)
    def write_notes(self) -> None:
        """Open the notes on the open article."""
        if self._desk.focus.article:
            self.bar.begin()
        else:
            self._workspace.notices.post(tr(_NO_ARTICLE))

    @action("article.sort", N_("Sort articles…"))
    def sort_articles(self) -> None:
        """Ask for the order of the article list."""
        self._desk.articles.ask_order()

    @action("claim.sort", N_("Sort claims…"))
    def sort_claims(self) -> None:
        """Ask for the order of the article's claims."""
        self._desk.claims.ask_order()

    @action("article.next", N_("Go to next article"))
    def open_next(self) -> None:
        """Open the next article in the list."""
        self.step_article(1)

    @action("article.previous", N_("Go to previous article"))
    def open_previous(self) -> None:
        """Open the previous article in the list."""
        self.step_article(-1)

    def step_article(self, by: int) -> None:
        """Open the article some rows further in the list."""
        self._desk.articles.step(by)
        self._desk.go_to_text()

    def _set_status(self, status: ArticleStatus) -> None:
        is_excluded = status is ArticleStatus.EXCLUDED
        self._do(set_status(self._articles(), status), _excluded if is_excluded else _marked)

    def _articles(self) -> list[Article]:
        """Return the articles selected in the list, or the open one; post a message without any."""
        focus = self._desk.focus
        if chosen := self._desk.articles.chosen():
            with busy():
                return articles_with(self._workspace.reader, chosen)
        if focus.article is None:
            self._workspace.notices.post(tr(_NO_ARTICLE))
            return []
        return [focus.article]

    def _do(self, edit: Edit, say: _Said, count: int | None = None) -> None:
        """Apply an edit of some articles, and post how many it changed."""
        count = len(edit.changes) if count is None else count
        if not edit.changes:
            return
        with busy():  # thousands take a moment
            is_done = self._workspace.do(edit)
        if is_done:
            self._workspace.notices.post(say(count, shortcut("edit.undo")))


def _excluded(count: int, key: str) -> str:
    return ngettext(
        "{count} article excluded. Press {key} to undo.",
        "{count} articles excluded. Press {key} to undo.",
        count,
        key=key,
    )


def _included(count: int, key: str) -> str:
    return ngettext(
        "{count} article included. Press {key} to undo.",
        "{count} articles included. Press {key} to undo.",
        count,
        key=key,
    )


def _marked(count: int, key: str) -> str:
    return ngettext(
        "Status of {count} article changed. Press {key} to undo.",
        "Status of {count} articles changed. Press {key} to undo.",
        count,
        key=key,
    )


def _left_open_of(suggestions: int, _articles: int, key: str) -> str:
    return _left_open(suggestions, key)


def _left_open(count: int, key: str) -> str:
    return ngettext(
        "Done, but {count} suggestion is still open. Press {key} to undo.",
        "Done, but {count} suggestions are still open. Press {key} to undo.",
        count,
        key=key,
    )


def _published(count: int, key: str) -> str:
    return ngettext(
        "Publisher of {count} article changed. Press {key} to undo.",
        "Publisher of {count} articles changed. Press {key} to undo.",
        count,
        key=key,
    )


def _deleted(count: int, key: str) -> str:
    return ngettext(
        "{count} article deleted. Press {key} to undo.",
        "{count} articles deleted. Press {key} to undo.",
        count,
        key=key,
    )
