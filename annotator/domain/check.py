"""Fact-checks, their evidence and its sources."""

from msgspec import Struct, field

from annotator.domain.codebook import LabelKey
from annotator.domain.stamp import new_id, utc_now


class FactCheck(Struct, frozen=True, kw_only=True):
    """The working record of checking one claim; `status` is the work, `verdict` the finding.

    `status` is unstarted, in_progress, awaiting_reply, in_review, completed, not_checkable or
    withdrawn. `as_of` is the day up to which evidence counts, `YYYY[-MM[-DD]]`. `confidence`
    is low, medium, high or empty.
    """

    claim_id: str
    round_no: int = 1
    status: str = "unstarted"
    verdict: LabelKey | None = None
    conclusion: str = ""
    justification: str = ""
    as_of: str = ""
    confidence: str = ""
    notes: str = ""
    checked_by: str
    completed_at: str = ""
    created_at: str = field(default_factory=utc_now)
    updated_at: str = field(default_factory=utc_now)
    id: str = field(default_factory=new_id)


class Source(Struct, frozen=True, kw_only=True):
    """Where evidence comes from; dates are `YYYY[-MM[-DD]]`, empty when unknown."""

    title: str = ""
    publisher: str = ""
    url: str = ""
    archive_url: str = ""
    published_at: str = ""
    accessed_at: str = ""
    medium: str = "web_text"
    is_primary: bool = False
    reliability: str = "unknown"
    reliability_note: str = ""
    id: str = field(default_factory=new_id)


class Evidence(Struct, frozen=True, kw_only=True):
    """What one source says about the claim.

    `stance` is supports, refutes, qualifies, context or not_found; `quote` is verbatim.
    """

    check_id: str
    source_id: str | None = None
    stance: str = "context"
    quote: str = ""
    locator: str = ""
    note: str = ""
    added_by: str
    added_at: str = field(default_factory=utc_now)
    id: str = field(default_factory=new_id)
