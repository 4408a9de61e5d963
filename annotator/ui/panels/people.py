"""The entities of the project, for fields that take a name."""

from PySide6.QtCore import QObject, Signal

from annotator.domain.edit import Change, Edit
from annotator.domain.people import Entity
from annotator.operations.labelling import entity_named
from annotator.ui.project.workspace import Workspace


class People(QObject):
    """Knows every entity of the project, and follows the edits."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._known = {entity.id: entity for entity in workspace.reader.each(Entity)}
        workspace.edited.connect(self._follow)

    def names(self) -> list[str]:
        """Return all names in alphabetical order."""
        return sorted({entity.name for entity in self._known.values()}, key=str.casefold)

    def name(self, entity_id: str | None) -> str:
        """Return the name of an entity; '' for none."""
        if entity_id is None:
            return ""
        # others may ask during the edit that adds them
        entity = self._known.get(entity_id) or self._workspace.reader.get(Entity, entity_id)
        return entity.name if entity else ""

    def known(self, name: str) -> Entity | None:
        """Return the entity with a name or alias; None without one."""
        return next((each for each in self._known.values() if each.answers_to(name)), None)

    def called(self, name: str) -> tuple[list[Edit], str | None]:
        """Return the id of the entity with a name, and the edit that adds it if it is new."""
        if not name:
            return [], None
        edits, entity = entity_named(name, self._known.values())
        return edits, entity.id

    def _follow(self, edit: Edit) -> None:
        changes = [change for change in edit.changes if isinstance(change.record, Entity)]
        for change in changes:
            self._take(change)
        if changes:
            self.changed.emit()

    def _take(self, change: Change) -> None:
        if isinstance(change.after, Entity):
            self._known[change.after.id] = change.after
        else:
            self._known.pop(change.record.id, None)
