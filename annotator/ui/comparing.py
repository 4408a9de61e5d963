"""Comparing how the articles word one claim."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from annotator.ui.desk import Desk


class Comparing(QObject):
    """Shows the wordings of the current claim, and goes to the one that is chosen."""

    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def runs(self) -> Mapping[str, Callable[[], object]]:
        """Return what its actions do, by id."""
        return {"claim.compare": self.compare}

    def compare(self) -> None:
        """Show the wordings of the current claim, beginning with the passage at hand."""
        from annotator.ui.dialogs.compare_wordings import CompareWordings  # noqa: PLC0415
        from annotator.ui.models.wordings import wordings  # noqa: PLC0415

        focus = self._desk.focus
        if focus.claim is None:
            self.told.emit(self._desk.no_claim())
            return
        self._desk.flush()
        workspace = focus.workspace
        shown = wordings(workspace.reader, workspace.codebook, focus.claim)
        here = focus.mention.id if focus.mention else ""
        current = next((n for n, each in enumerate(shown) if each.mention.id == here), 0)
        if len(shown) < 2:
            self.told.emit(f"{focus.claim.code} has one passage only. Shift+C links another.")
        elif mention := CompareWordings.ask(focus.claim, shown, current, self._desk.text.window()):
            self._desk.go_to_mention(mention)
