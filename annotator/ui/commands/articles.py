"""Going through the articles: the next one, and how far each is."""

from PySide6.QtCore import QObject

from annotator.domain.article import ArticleStatus
from annotator.i18n import N_, tr
from annotator.operations.labelling import set_status
from annotator.ui.application.actions import action
from annotator.ui.desk.desk import Desk


class ArticleCommands(QObject):
    """Acts on the open article and opens others of the list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._workspace = desk.focus.workspace

    @action("article.done", N_("Mark done and open next"), is_change=True)
    def finish_article(self) -> None:
        """Mark the article done and open the next one that is not."""
        if self._set_status(ArticleStatus.DONE):
            if not self._desk.articles.open_next():
                self._workspace.notices.post(tr("All articles in the list are done."))
            self._desk.go_to_text()

    @action("article.undone", N_("Mark not done"), is_change=True)
    def reopen_article(self) -> None:
        """Mark the article as not done after all."""
        self._set_status(ArticleStatus.IN_PROGRESS)

    @action("article.exclude", N_("Exclude article"), is_change=True)
    def exclude_article(self) -> None:
        """Leave the article out of the work."""
        self._set_status(ArticleStatus.EXCLUDED)

    @action("article.next", N_("Go to next article"))
    def open_next(self) -> None:
        """Open the next article in the list."""
        self.step_article(1)

    @action("article.previous", N_("Go to previous article"))
    def open_previous(self) -> None:
        """Open the article before in the list."""
        self.step_article(-1)

    def step_article(self, by: int) -> None:
        """Open the article so many places further in the list."""
        self._desk.articles.step(by)
        self._desk.go_to_text()

    def _set_status(self, status: ArticleStatus) -> bool:
        """Say how far the article is, and return whether that is on the disk."""
        article = self._desk.focus.article
        if article is None or article.status == status:
            return article is not None
        return self._workspace.do(set_status(article, status))
