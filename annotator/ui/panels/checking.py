"""What the fields of a fact-check demand of each other."""

from msgspec.structs import replace

from annotator.domain.check import FactCheck
from annotator.domain.codebook import LabelKey
from annotator.domain.reading import Reader
from annotator.domain.stamp import utc_now

_WITHOUT_VERDICT = {"unstarted", "not_checkable"}


def check_of(reader: Reader, claim_id: str) -> FactCheck | None:
    """Return the newest round of checking a claim; None when it was never checked."""
    rounds = reader.find(FactCheck, claim_id=claim_id)
    return max(rounds, key=lambda check: check.round_no, default=None)


def started(check: FactCheck) -> FactCheck:
    """Return the check as in progress if nobody had begun it."""
    return replace(check, status="in_progress") if check.status == "unstarted" else check


def with_status(check: FactCheck, status: str) -> FactCheck:
    """Return the check with another status.

    What is not checkable has no verdict; the time of completion is kept while it is completed,
    and when it is withdrawn afterwards.
    """
    completed_at = check.completed_at if status in {"completed", "withdrawn"} else ""
    if status == "completed":
        completed_at = completed_at or utc_now()
    verdict = None if status == "not_checkable" else check.verdict
    return replace(check, status=status, verdict=verdict, completed_at=completed_at)


def with_verdict(check: FactCheck, verdict: LabelKey | None) -> FactCheck:
    """Return the check with another verdict, which means that work on it has begun."""
    status = "in_progress" if verdict and check.status in _WITHOUT_VERDICT else check.status
    return replace(check, verdict=verdict, status=status)
