"""Fact-checks: starting one, and changing its status and verdict consistently."""

from msgspec.structs import replace

from annotator.domain.check import CheckStatus, Evidence, FactCheck, Source
from annotator.domain.claim import Claim
from annotator.domain.completeness import SourcedEvidence
from annotator.domain.label_key import LabelKey
from annotator.domain.reading import ProjectReader
from annotator.domain.stamp import utc_now

_WITHOUT_VERDICT = {CheckStatus.UNSTARTED, CheckStatus.NOT_CHECKABLE}


def check_of(reader: ProjectReader, claim_id: str) -> FactCheck | None:
    """Return the newest fact-check of a claim; None when there is none."""
    rounds = reader.find(FactCheck, claim_id=claim_id)
    return max(rounds, key=lambda check: check.round_no, default=None)


def started(check: FactCheck) -> FactCheck:
    """Return the check, in progress if it was unstarted."""
    return (
        replace(check, status=CheckStatus.IN_PROGRESS)
        if check.status == CheckStatus.UNSTARTED
        else check
    )


def sourced_evidence(reader: ProjectReader, check: FactCheck | None) -> list[SourcedEvidence]:
    """Return the evidence of a check with its sources, oldest first."""
    return [
        (each, reader.get(Source, each.source_id) if each.source_id else None)
        for each in (reader.find(Evidence, check_id=check.id) if check else ())
    ]


def claim_of(reader: ProjectReader, evidence: Evidence) -> Claim | None:
    """Return the claim that a piece of evidence is about."""
    check = reader.get(FactCheck, evidence.check_id)
    return reader.get(Claim, check.claim_id) if check else None


def with_status(check: FactCheck, status: str) -> FactCheck:
    """Return the check with another status.

    A claim that is not checkable has no verdict; the time of completion is kept while the check
    is completed, and when it is withdrawn afterwards.
    """
    completed_at = (
        check.completed_at if status in {CheckStatus.COMPLETED, CheckStatus.WITHDRAWN} else ""
    )
    if status == CheckStatus.COMPLETED:
        completed_at = completed_at or utc_now()
    verdict = None if status == CheckStatus.NOT_CHECKABLE else check.verdict
    return replace(check, status=status, verdict=verdict, completed_at=completed_at)


def with_verdict(check: FactCheck, verdict: LabelKey | None) -> FactCheck:
    """Return the check with another verdict; if unstarted or not checkable, in progress."""
    status = (
        CheckStatus.IN_PROGRESS if verdict and check.status in _WITHOUT_VERDICT else check.status
    )
    return replace(check, verdict=verdict, status=status)
