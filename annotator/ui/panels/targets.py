"""The targets of sentiments: those used before, and the project's entities."""

from PySide6.QtCore import QObject

from annotator.domain.edit import Edit
from annotator.domain.sentiment import Sentiment
from annotator.ui.panels.people import People
from annotator.ui.project.workspace import Workspace


class Targets(QObject):
    """The targets of the whole project, read when they are first needed."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self.people = People(workspace, self)
        self._workspace = workspace
        self._used: set[str] | None = None
        self._names: list[str] | None = None
        workspace.edited.connect(self._follow)
        self.people.changed.connect(self._renew)

    def names(self) -> list[str]:
        """Return all names in alphabetical order."""
        if self._used is None:
            self._used = set(self._workspace.reader.listing.targets())
        if self._names is None:
            self._names = sorted({*self._used, *self.people.names()}, key=str.casefold)
        return self._names

    def of(self, sentiment: Sentiment) -> str:
        """Return the target of a sentiment; '' for none."""
        return sentiment.target_text or self.people.name(sentiment.target_id)

    def holder(self, sentiment: Sentiment) -> str:
        """Return the name of the holder of a sentiment; '' for none."""
        return self.people.name(sentiment.holder_id)

    def _follow(self, edit: Edit) -> None:
        after = [change.after for change in edit.of(Sentiment)]
        used = {each.target_text for each in after if isinstance(each, Sentiment)} - {""}
        if self._used is not None and not used <= self._used:
            self._used |= used
            self._renew()

    def _renew(self) -> None:
        self._names = None
