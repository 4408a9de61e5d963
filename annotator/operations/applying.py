"""Applying the edits of a long import, each of which reaches the disk while the next is made."""

from collections.abc import Callable, Iterable
from contextlib import suppress

from annotator.domain.edit import Edit
from annotator.domain.errors import AnnotatorError
from annotator.domain.store import ProjectStore, Steps, begun, run_to_end


class Applying:
    """Applies edits of one group that add records; an error undoes what was applied.

    `note` is told of each as it was saved. With `is_aside`, each is saved while the next is made:
    if making one asks the project for something, it has to wait for the last one first, by
    `settle`.
    """

    def __init__(
        self,
        project: ProjectStore,
        note: Callable[[Edit], object] | None = None,
        *,
        is_aside: bool = True,
    ) -> None:
        self._project = project
        self._note = note
        self._is_aside = is_aside
        self._saving: Steps[Edit] | None = None
        self._begun: set[str] = set()  # the id of one record of each edit

    def apply(self, edits: Iterable[Edit]) -> None:
        """Apply edits; all of them are on the disk when it returns."""
        if self._is_aside:
            self._project.save_aside(at_once=0)
        try:
            for edit in edits:
                self.settle()
                self._begun.add(edit.changes[-1].record.id)
                self._saving = begun(self._project.applying(edit))
            self.settle()
        except BaseException:
            # the first error says why: what is being saved ends, and is taken back with the others
            with suppress(AnnotatorError):
                self.settle()
            with suppress(AnnotatorError):
                self._take_back()
            raise

    def settle(self) -> None:
        """Wait until the last edit is on the disk: until then, nothing else uses the project."""
        saving, self._saving = self._saving, None
        if saving:
            saved = run_to_end(saving)
            if self._note:
                self._note(saved)

    def _take_back(self) -> None:
        """Undo what was applied, if anything was: only then it is the last step."""
        step = run_to_end(self._project.finding_step())
        if step and not self._begun.isdisjoint(each.id for each in step.removed):
            self._project.undo()
