"""Fact-checks, their evidence and its sources."""

from enum import StrEnum

from msgspec import Struct, field

from annotator.domain.label_key import LabelKey
from annotator.domain.stamp import new_id, utc_now


class CheckStatus(StrEnum):
    """How far the check of a claim has progressed."""

    UNSTARTED = "unstarted"
    IN_PROGRESS = "in_progress"
    AWAITING_REPLY = "awaiting_reply"
    IN_REVIEW = "in_review"
    COMPLETED = "completed"
    NOT_CHECKABLE = "not_checkable"
    WITHDRAWN = "withdrawn"


class Confidence(StrEnum):
    """How certain the checker is of the verdict."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class EvidenceStance(StrEnum):
    """What a piece of evidence does to the claim; `not_found` has no source."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    QUALIFIES = "qualifies"
    CONTEXT = "context"
    NOT_FOUND = "not_found"


class SourceMedium(StrEnum):
    """What kind of thing a source is."""

    WEB_TEXT = "web_text"
    WEB_TABLE = "web_table"
    PDF = "pdf"
    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    METADATA = "metadata"
    INTERVIEW = "interview"
    DATASET = "dataset"
    PRINT = "print"
    OTHER = "other"


class SourceReliability(StrEnum):
    """How reliable a source is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    UNKNOWN = "unknown"


class FactCheck(Struct, frozen=True, gc=False, kw_only=True):
    """The working record of checking one claim: `status` is the progress, `verdict` the result.

    `as_of` is the day up to which evidence counts, `YYYY[-MM[-DD]]`; `confidence` may be empty.
    """

    claim_id: str
    round_no: int = 1
    status: str = CheckStatus.UNSTARTED
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


class Source(Struct, frozen=True, gc=False, kw_only=True):
    """Where evidence comes from; dates are `YYYY[-MM[-DD]]`, empty when unknown."""

    title: str = ""
    publisher: str = ""
    url: str = ""
    archive_url: str = ""
    published_at: str = ""
    accessed_at: str = ""
    medium: str = SourceMedium.WEB_TEXT
    is_primary: bool = False
    reliability: str = SourceReliability.UNKNOWN
    reliability_note: str = ""
    id: str = field(default_factory=new_id)


class Evidence(Struct, frozen=True, gc=False, kw_only=True):
    """What one source says about the claim; `quote` is verbatim."""

    check_id: str
    source_id: str | None = None
    stance: str = EvidenceStance.CONTEXT
    quote: str = ""
    locator: str = ""
    note: str = ""
    added_by: str
    added_at: str = field(default_factory=utc_now)
    id: str = field(default_factory=new_id)
