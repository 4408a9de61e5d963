"""Removes a new piece of evidence in which nothing was entered."""

from annotator.domain.edit import Edit
from annotator.i18n import tr
from annotator.operations.evidence import (
    EVIDENCE_BEGUN,
    begun_evidence_step,
    begun_records,
    discard_evidence,
)
from annotator.ui.project.workspace import Workspace


class BegunEvidence:
    """Remembers the last new piece of evidence, and removes it if it stays empty."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._edit: Edit | None = None
        self._left = _left_begun(workspace)

    def follow(self, edit: Edit | None) -> None:
        """Remove the previous piece if it is empty, and remember the edit that added a new one."""
        self.remove_if_empty()
        self._edit = edit

    def remove_if_empty(self) -> None:
        """Remove the remembered piece if nothing was entered in it, and forget it."""
        edit, self._edit = self._edit, None
        if edit and self._is_untouched(edit):
            self._take_back(edit)

    def remove_left_over(self) -> None:
        """Remove an empty piece left from when the program ended without closing the project."""
        edit, self._left = self._left, None
        if edit and self._edit is None and self._is_untouched(edit):
            self._take_back(edit)

    def _take_back(self, edit: Edit) -> None:
        workspace = self._workspace
        top, step = workspace.top_of_steps(), workspace.next_step()
        if step and step.changes == edit.inverse().changes:
            workspace.undo(top)
        else:
            workspace.do(discard_evidence(workspace.reader, edit))
        workspace.notices.post(tr("Empty evidence removed."))

    def _is_untouched(self, edit: Edit) -> bool:
        reader = self._workspace.reader
        pieces = begun_records(edit)
        typed = self._workspace.pending.to_do(*(record.id for record in pieces))
        return not typed and all(reader.get(type(each), each.id) == each for each in pieces)


def _left_begun(workspace: Workspace) -> Edit | None:
    """Return the edit of the last step if it added an empty piece of evidence."""
    if workspace.is_read_only or workspace.undo_label() != EVIDENCE_BEGUN.text:
        return None
    back = workspace.next_step()
    return begun_evidence_step(back.inverse()) if back else None
