"""The entities of the project, for fields that take a name."""

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QObject, Signal

from annotator.domain.edit import Change, Edit
from annotator.domain.people import Entity
from annotator.operations.labelling import entity_named
from annotator.ui.project.workspace import Workspace


class People(QObject):
    """Knows every entity of the project, once it was asked for them, and follows the edits."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._all: dict[str, Entity] | None = None
        self._names: list[str] | None = None
        workspace.edited.connect(self._follow)

    def names(self) -> list[str]:
        """Return all names in alphabetical order; the same list until one changes."""
        if self._names is None:
            names = {entity.name for entity in self._known().values()}
            self._names = sorted(names, key=str.casefold)
        return self._names

    def name(self, entity_id: str | None) -> str:
        """Return the name of an entity; '' for none."""
        if entity_id is None:
            return ""
        # others may ask during the edit that adds them
        known = self._all or {}
        entity = known.get(entity_id) or self._workspace.reader.get(Entity, entity_id)
        return entity.name if entity else ""

    def known(self, name: str) -> Entity | None:
        """Return the entity with a name or alias; None without one."""
        return next((each for each in self._known().values() if each.answers_to(name)), None)

    def called(self, name: str) -> tuple[list[Edit], str | None]:
        """Return the id of the entity with a name, and the edit that adds it if it is new."""
        if not name:
            return [], None
        edits, entity = entity_named(name, self._known().values())
        return edits, entity.id

    def _follow(self, edit: Edit) -> None:
        changes = edit.of(Entity)
        for change in changes:
            self._take(change)
        if changes:
            self.changed.emit()

    def _known(self) -> dict[str, Entity]:
        if self._all is None:
            self._all = {entity.id: entity for entity in self._workspace.reader.each(Entity)}
        return self._all

    def _take(self, change: Change) -> None:
        if self._all is not None and isinstance(change.after, Entity):
            self._all[change.after.id] = change.after
        elif self._all is not None:
            self._all.pop(change.record.id, None)
        if self._names is not None and isinstance(change.after, Entity) and not change.before:
            self._names = _with(self._names, change.after.name)
        else:
            self._names = None


def _with(names: list[str], name: str) -> list[str]:
    """Return a sorted list with another name, without sorting it."""
    place = bisect_right(names, name.casefold(), key=str.casefold)
    first = bisect_left(names, name.casefold(), key=str.casefold)
    return names if name in names[first:place] else [*names[:place], name, *names[place:]]
