"""The command that shows the numbers, and goes to what is behind them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtWidgets import QWidget

from annotator.domain.search import Hit
from annotator.i18n import N_, tr
from annotator.ui.application.actions import action
from annotator.ui.application.shortcuts import shortcut
from annotator.ui.commands.finding import RECORD_KINDS
from annotator.ui.desk.desk import Desk

if TYPE_CHECKING:
    from annotator.ui.views.numbers import NumbersWindow


class NumbersCommands(QObject):
    """Shows the figures in a window of their own, which is created when it is first needed."""

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(desk)
        self._window, self._desk = window, desk
        self._shown: NumbersWindow | None = None

    @action("project.numbers", N_("Numbers"))
    def show_numbers(self) -> None:
        """Show progress, labels, verdicts, sentiment, work and gaps as charts."""
        if self._shown is None:
            from annotator.ui.views.numbers import NumbersWindow  # noqa: PLC0415

            self._shown = NumbersWindow(self._desk.focus.workspace, self._window)
            self._shown.chosen.connect(self._go_to)
        self._shown.show_numbers()

    def stop(self) -> None:
        """Give up counting."""
        if self._shown is not None:
            self._shown.stop()

    def make_room(self, part: QWidget) -> None:
        """Hide the numbers where they would cover a part of the window, and say how to return."""
        place = QRect(part.mapToGlobal(QPoint()), part.size())
        if self._shown and self._shown.make_room(place):
            key = shortcut("project.numbers")
            message = tr("{key} goes back to the numbers.", key=key)
            self._desk.focus.workspace.notices.post(message)

    def _go_to(self, hit: Hit) -> None:
        """Go to a record in the text; the numbers make room where they would cover it."""
        workspace = self._desk.focus.workspace
        self.make_room(self._desk.text)
        if record := workspace.reader.get(RECORD_KINDS[hit.table], hit.id):
            self._desk.go_to_record(record)
            self._desk.go_to_text()
