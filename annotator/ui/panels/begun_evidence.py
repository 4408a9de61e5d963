"""The piece of evidence that was begun last: it does not stay if nothing was entered in it."""

from annotator.domain.check import Evidence, FactCheck
from annotator.domain.edit import Change, Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.reading import ProjectReader
from annotator.i18n import N_, tr
from annotator.operations.labelling import EVIDENCE_BEGUN as BEGUN
from annotator.ui.project.workspace import Workspace


class BegunEvidence:
    """Takes a new piece of evidence back that was left as it was begun."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._edit: Edit | None = None
        self._left = _left_begun(workspace)

    def follow(self, edit: Edit | None) -> None:
        """Settle the piece before, and remember the edit that began the one to be filled in."""
        self.settle()
        self._edit = edit

    def settle(self) -> None:
        """Take back what was begun if nothing was entered since, and forget it."""
        edit, self._edit = self._edit, None
        if edit and self._is_untouched(edit):
            self._take_back(edit)

    def settle_left(self) -> None:
        """Do the same to what was begun when the program ended without closing the project."""
        edit, self._left = self._left, None
        if edit and self._edit is None and self._is_untouched(edit):
            self._take_back(edit)

    def _take_back(self, edit: Edit) -> None:
        workspace = self._workspace
        step = workspace.next_step()
        if step and step.changes == edit.inverse().changes:
            workspace.undo()
        else:
            kept = [each for each in edit.changes if not _is_needed(workspace.reader, each)]
            label = EditLabel(N_("Take back evidence"))
            workspace.do(Edit(label=label, changes=tuple(kept)).inverse())
        workspace.notices.post(tr("Empty evidence removed."))

    def _is_untouched(self, edit: Edit) -> bool:
        reader = self._workspace.reader
        pieces = [change.record for change in edit.changes if not _is_check(change)]
        typed = self._workspace.pending.to_do(*(record.id for record in pieces))
        return not typed and all(reader.get(type(each), each.id) == each for each in pieces)


def _left_begun(workspace: Workspace) -> Edit | None:
    """Return the last step if it began a piece of evidence, without words that were quoted."""
    if workspace.is_read_only or workspace.undo_label() != BEGUN.text:
        return None
    back = workspace.next_step()
    pieces = [change.record for change in back.changes] if back else []
    is_quoted = any(each.quote for each in pieces if isinstance(each, Evidence))
    return back.inverse() if back and not is_quoted else None


def _is_check(change: Change) -> bool:
    return isinstance(change.record, FactCheck)


def _is_needed(reader: ProjectReader, change: Change) -> bool:
    """Return whether a check that came with the evidence has got more to it since."""
    check = change.record
    if not isinstance(check, FactCheck):
        return False
    others = reader.find(Evidence, check_id=check.id)[1:]
    return bool(others) or reader.get(FactCheck, check.id) != check
