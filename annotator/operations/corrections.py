"""Corrections: what was changed in a fact-check after it had been completed."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from msgspec import Struct

from annotator.domain.check import CheckStatus, FactCheck
from annotator.domain.claim import Claim
from annotator.domain.edit import Change
from annotator.domain.history import PAGE, HistoryFilter, HistoryKind, HistoryStep, StepKind
from annotator.operations.history import FieldChange, details_of
from annotator.operations.history_names import Names

_CORRECTED: Final = frozenset({"verdict", "conclusion", "justification", "as_of"})
_CHECKS: Final = frozenset({HistoryKind.CHECKS})


class Correction(Struct, frozen=True):
    """What one person changed on one day, `YYYY-MM-DD` in the local time zone."""

    day: str
    annotator_id: str
    change: Change

    def follows(self, other: "Correction") -> bool:
        """Return whether it goes on with another: the same check, person and day."""
        mine = self.day, self.annotator_id, self.change.record.id
        return mine == (other.day, other.annotator_id, other.change.record.id)

    def fields(self, names: Names) -> list[FieldChange]:
        """Return the fields that it corrected, before and after."""
        found = [field for each in details_of([self.change], names) for field in each.fields]
        return [field for field in found if _is_corrected(field)]


def corrections(claim: Claim, names: Names) -> list[Correction]:
    """Return the corrections of a claim's checks, oldest first.

    A correction changes verdict, conclusion, reasons or the “as of” date of a check that was
    completed before, or withdraws it. What was undone is none.
    """
    found: list[Correction] = []
    completed: set[str] = set()
    for step in reversed([*_steps(claim, names)]):
        for change in _changes(step, claim, names):
            after = change.after
            if change.before and after and after.id in completed:
                _note(found, Correction(_day(step.at), step.annotator_id, change))
            if isinstance(after, FactCheck) and after.status == CheckStatus.COMPLETED:
                completed.add(after.id)
    return [each for each in found if each.fields(names)]


def _note(found: list[Correction], newest: Correction) -> None:
    """Add a correction, or go on with the last one."""
    if found and newest.follows(found[-1]):
        change = Change(found[-1].change.before, newest.change.after)
        found[-1] = Correction(newest.day, newest.annotator_id, change)
    else:
        found.append(newest)


def _steps(claim: Claim, names: Names) -> Iterator[HistoryStep]:
    """Yield the steps about a claim's checks that are in effect, newest first."""
    wanted, before = HistoryFilter(code=claim.code, kinds=_CHECKS), 0
    while page := names.reader.history.steps(wanted, before):
        yield from (s for s in page if s.kind is StepKind.DONE and not s.is_undone)
        if len(page) < PAGE:
            return
        before = page[-1].lines[0]


def _changes(step: HistoryStep, claim: Claim, names: Names) -> Iterator[Change]:
    changes = step.changes
    if changes is None:
        changes = tuple(names.reader.history.changes(step.lines))
    for each in changes:
        if isinstance(each.record, FactCheck) and each.record.claim_id == claim.id:
            yield each


def _is_corrected(field: FieldChange) -> bool:
    if field.name in _CORRECTED:
        return True
    record = field.record
    is_withdrawn = isinstance(record, FactCheck) and record.status == CheckStatus.WITHDRAWN
    return field.name == "status" and is_withdrawn


def _day(at: str) -> str:
    return datetime.fromisoformat(at).astimezone().date().isoformat()
