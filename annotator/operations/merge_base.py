"""Where two copies of one project diverged, found in the history of this one."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Final

from annotator.domain.codebook import Scheme
from annotator.domain.edit import Change, Record
from annotator.domain.edit_label import EditLabel
from annotator.domain.errors import StorageError
from annotator.domain.history import HistoryFilter, HistoryStep, StepKind
from annotator.domain.reading import ProjectReader
from annotator.i18n import N_

MERGED: Final = N_("Import changes from “{file}”")
"""The label of a step that takes over the changes of another project."""


def last_shared_line(reader: ProjectReader, theirs: Mapping[str, Record]) -> int | None:
    """Return the newest line of the history that another project knows; None for none.

    It knows a step whose records it has: one that the step added, or one exactly as the step left
    it, with its time. What was taken over from another project says nothing, and neither do
    schemes, whose ids are names.
    """
    before = 0
    with suppress(StorageError):
        while steps := reader.history.steps(HistoryFilter(), before):
            for step in steps:
                if _is_own(step) and any(_is_known(c, theirs) for c in _changes(reader, step)):
                    return step.last
            before = steps[-1].lines[0]
    return None


def _is_own(step: HistoryStep) -> bool:
    label = step.label
    is_merge = isinstance(label, EditLabel) and label.key == MERGED
    return not (is_merge or step.is_undone or step.kind is StepKind.UNDONE)


def _changes(reader: ProjectReader, step: HistoryStep) -> Iterable[Change]:
    return step.changes if step.changes is not None else reader.history.changes(step.lines)


def _is_known(change: Change, theirs: Mapping[str, Record]) -> bool:
    after = change.after
    there = theirs.get(after.id) if after else None
    if type(there) is not type(after) or isinstance(after, Scheme | None):
        return False
    return change.before is None or (hasattr(after, "updated_at") and after == there)
