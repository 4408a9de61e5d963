"""Taking back the edits of long work that is given up, and nothing else."""

from msgspec.structs import replace

from annotator.domain.edit import Edit
from annotator.domain.edit_label import EditLabel
from annotator.i18n import N_
from annotator.ui.project.workspace import Workspace


class TakingBack:
    """Notes the edits of one group, to take back what is left of them.

    Undo does that as long as nothing else was done and nobody else has taken over. Otherwise it
    would take back that: an edit of its own removes what is left. `label` names the work.
    """

    def __init__(self, workspace: Workspace, group: str | None, label: EditLabel | str) -> None:
        self._workspace = workspace
        self._group = group
        self._label = label
        self._done: list[Edit] = []
        self._gone: set[str] = set()  # ids of records that others have removed since
        self.is_alone = True
        workspace.edited.connect(self._follow)
        workspace.signing.changed.connect(self._note_another)

    def take_back(self) -> None:
        """Take back what is left of the edits noted so far."""
        if self._done and self.is_alone:
            self._workspace.undo()
        elif back := [kept for edit in reversed(self._done) if (kept := self._left_of(edit))]:
            label = EditLabel.of(N_("Cancel “{edit}”"), edit=self._label)
            self._workspace.do(Edit.joined(label, back), keeps_times=True)

    def end(self) -> None:
        """Note nothing more."""
        self._workspace.edited.disconnect(self._follow)
        self._workspace.signing.changed.disconnect(self._note_another)

    def _follow(self, edit: Edit) -> None:
        if edit.group is not None and edit.group == self._group:
            # the texts are in the project now; undoing needs only the records
            self._done.append(replace(edit, contents=()))
            return
        self.is_alone = False
        self._gone |= {record.id for record in edit.removed}
        self._gone -= {record.id for record in edit.added}

    def _note_another(self) -> None:
        self.is_alone = False

    def _left_of(self, edit: Edit) -> Edit | None:
        changes = tuple(each for each in edit.changes if each.record.id not in self._gone)
        return replace(edit, changes=changes).inverse() if changes else None
