"""Commands that show the history of the project, of an article or of a claim."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtWidgets import QWidget

from annotator.domain.article import Article
from annotator.domain.claim import Claim
from annotator.domain.edit_location import EditLocation
from annotator.i18n import N_, tr
from annotator.ui.application.actions import action
from annotator.ui.application.shortcuts import shortcut
from annotator.ui.commands.actions import Actions
from annotator.ui.desk.desk import Desk

if TYPE_CHECKING:
    from annotator.ui.dialogs.history import HistoryDialog


class HistoryCommands(QObject):
    """Shows the history in its own window, which is created when it is first needed."""

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(desk)
        self._window = window
        self._desk = desk
        self._dialog: HistoryDialog | None = None
        self._actions: Actions | None = None
        self._is_put_away = False  # to show the text; the key brings it back as it was

    def offer(self, actions: Actions) -> None:
        """Add undo and redo to the window of the history."""
        self._actions = actions

    def stop(self) -> None:
        """Cancel reading."""
        if self._dialog is not None:
            self._dialog.stop()

    @action("history.here", N_("History"))
    def show_here(self) -> None:
        """Show the history of the claim that is here, otherwise of the article.

        After a step has led to the text, it is shown as it was left.
        """
        focus = self._desk.focus
        if self._is_put_away and self._dialog:
            self._is_put_away = False
            self._dialog.come_back()
            return
        self._show(focus.article if focus.is_let_go or not focus.claim else focus.claim)

    @action("history.project", N_("History of the project"))
    def show_of_project(self) -> None:
        """Show the history of the whole project."""
        self._show(None)

    @action("history.article", N_("History of the article"))
    def show_of_article(self) -> None:
        """Show the history of the open article and its labels."""
        self._show(self._desk.focus.article)

    @action("history.claim", N_("History of the claim"))
    def show_of_claim(self) -> None:
        """Show the history of the current claim with its mentions, its check and its evidence."""
        self._show(self._desk.focus.claim or self._desk.focus.article)

    def _show(self, chosen: Article | Claim | None) -> None:
        focus, self._is_put_away = self._desk.focus, False
        focus.workspace.pending.flush()
        if self._dialog is None:
            from annotator.ui.dialogs.history import HistoryDialog  # noqa: PLC0415

            self._dialog = HistoryDialog(focus.workspace, self._window)
            self._dialog.place_requested.connect(self._go_to)
            if self._actions:
                self._dialog.take_actions(self._actions["edit.undo"], self._actions["edit.redo"])
        self._dialog.show_history(focus.claim, focus.article, chosen=chosen)

    def _go_to(self, place: EditLocation) -> None:
        """Show a place in the text; the history makes room where it would cover it."""
        dialog, text = self._dialog, self._desk.text
        shown = QRect(text.mapToGlobal(QPoint()), text.size())
        if dialog and dialog.frameGeometry().intersects(shown):
            dialog.hide()
            self._is_put_away = True
            key = shortcut("history.here")
            self._desk.focus.workspace.notices.post(tr("{key} goes back to the history.", key=key))
        self._desk.go_to(place)
        self._desk.go_to_text()
