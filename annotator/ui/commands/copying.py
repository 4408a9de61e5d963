"""Commands that copy a passage, with or without its source, and the address of its article."""

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from annotator.domain.citation import citation_of
from annotator.i18n import N_, tr
from annotator.ui.application.actions import Scope, action
from annotator.ui.application.shortcuts import shortcut
from annotator.ui.commands.addresses import copy_address
from annotator.ui.desk.desk import Desk

_NO_ADDRESS = N_("No address yet. Enter one under Details ({key}).")


class CopyCommands(QObject):
    """Copies the selection, or the current sentence."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._notices = desk.focus.workspace.notices
        desk.text.link_opened.connect(self.open_address)

    @action("edit.copy", N_("Copy"), Scope.TEXT)
    def copy(self) -> None:
        """Copy the passage."""
        self._desk.text.copy()

    @action("edit.copy_cited", N_("Copy with citation"), Scope.TEXT)
    def copy_cited(self) -> None:
        """Copy the passage with headline, publisher, date, address, code and paragraph."""
        article, passage = self._desk.focus.article, self._desk.passage()
        if article is None or passage is None:
            self._notices.post(tr("Nothing to copy. Select words first."))
            return
        citation = citation_of(passage, article)
        copied = QMimeData()
        copied.setText(citation.text)
        copied.setHtml(citation.html)
        QGuiApplication.clipboard().setMimeData(copied)
        self._notices.post(tr("Passage and citation copied."))

    @action("article.open_address", N_("Open article address…"), Scope.TEXT)
    def open_address(self) -> None:
        """Open the address of the article in the browser, after a question."""
        from annotator.ui.dialogs.browser import open_page  # noqa: PLC0415 - the start is measured

        article = self._desk.focus.article
        if article and article.source_url:
            self._notices.post(open_page(self._desk.text.window(), article.source_url))
        else:
            self._notices.post(_no_address())

    @action("article.copy_address", N_("Copy article address"))
    def copy_address(self) -> None:
        """Copy the address of the article."""
        article = self._desk.focus.article
        self._notices.post(copy_address(article.source_url if article else "") or _no_address())


def _no_address() -> str:
    return tr(_NO_ADDRESS, key=shortcut("article.details"))
