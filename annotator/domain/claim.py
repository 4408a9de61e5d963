"""Claims and their mentions."""

from enum import StrEnum
from typing import Self

from msgspec import Struct, field
from msgspec.structs import replace

from annotator.domain.label_key import LabelKey
from annotator.domain.stamp import new_id, utc_now


class AssertionKind(StrEnum):
    """What a claim asserts."""

    FACT = "fact"
    POSITION = "position"
    COMMITMENT = "commitment"
    PREDICTION = "prediction"
    CONDITIONAL = "conditional"
    OPINION = "opinion"
    UTTERANCE = "utterance"


class DateBasis(StrEnum):
    """How the date of a claim is known."""

    STATED = "stated"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class QuoteType(StrEnum):
    """How a claimant is quoted; `none` is the article's own voice."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    NONE = "none"


class MentionOrigin(StrEnum):
    """Where a mention comes from."""

    MANUAL = "manual"
    SUGGESTED = "suggested"
    IMPORTED = "imported"


class Claim(Struct, frozen=True, gc=False, kw_only=True):
    """A statement that can be checked, worded to be understood without its articles.

    `code` (`C1`) is assigned by the project, never changed and never reused. `labels` are those of
    every claim-level scheme: claim types, check-worthiness. `date` is when it was made,
    `YYYY[-MM[-DD]]`; `date_basis` says how that is known: stated, inferred, unknown, or empty.
    """

    code: str = ""
    text: str
    assertion_kind: str = AssertionKind.FACT
    claimant_id: str | None = None
    date: str = ""
    date_basis: str = ""
    venue: str = ""
    labels: frozenset[LabelKey] = frozenset()
    created_by: str
    created_at: str = field(default_factory=utc_now)
    updated_at: str = field(default_factory=utc_now)
    id: str = field(default_factory=new_id)

    def chosen(self, scheme_id: str) -> frozenset[str]:
        """Return the codes of this claim's labels from one scheme."""
        return frozenset(key.code for key in self.labels if key.scheme_id == scheme_id)

    def labelled(self, scheme_id: str, codes: frozenset[str]) -> Self:
        """Return this claim with its labels from one scheme replaced by these codes."""
        others = {key for key in self.labels if key.scheme_id != scheme_id}
        return replace(self, labels=frozenset(others | {LabelKey(scheme_id, c) for c in codes}))


class Attribution(Struct, frozen=True, gc=False, kw_only=True):
    """Who is said to have said it: source, cue and kind of quotation (PARC 3.0).

    `level` 1 is who asserted it, 2 and up who relays it. `quote_type` is direct, mixed,
    indirect or none. `source_text` keeps the article's wording, as in "a senior official".
    """

    level: int = 1
    quote_type: str = QuoteType.NONE
    source_id: str | None = None
    source_text: str = ""
    cue_text: str = ""
    is_anonymous: bool = False
    said_on: str = ""

    @property
    def is_named(self) -> bool:
        """Return whether a source is named or described."""
        return bool(self.source_id or self.source_text)

    @property
    def lacks_quote_type(self) -> bool:
        """Return whether somebody is named, but not how they are quoted."""
        return self.quote_type == QuoteType.NONE and self.is_named

    @property
    def known_quote_type(self) -> str:
        """Return the quote type; '' when somebody is named, but not how they are quoted."""
        return "" if self.lacks_quote_type else self.quote_type


class Mention(Struct, frozen=True, gc=False, kw_only=True):
    """One place in one article where a claim appears."""

    claim_id: str
    anchor_id: str
    annotator_id: str
    round_no: int = 1
    needs_context: bool = False
    context_note: str = ""
    origin: str = MentionOrigin.MANUAL
    attributions: tuple[Attribution, ...] = ()
    created_at: str = field(default_factory=utc_now)
    updated_at: str = field(default_factory=utc_now)
    id: str = field(default_factory=new_id)

    @property
    def lacks_quote_type(self) -> bool:
        """Return whether somebody is named, but not how they are quoted."""
        return any(said.lacks_quote_type for said in self.attributions)

    @property
    def quote_type(self) -> str:
        """Return the quote type that a person has chosen; '' while it is open."""
        first = self._first
        return first.known_quote_type if first else ""

    @property
    def attribution(self) -> Attribution:
        """Return who asserted it: level 1, or an empty one."""
        return self._first or Attribution()

    @property
    def _first(self) -> Attribution | None:
        for said in self.attributions:
            if said.level == 1:
                return said
        return None

    def attributed(self, attribution: Attribution) -> Self:
        """Return this mention with the attribution in place of the one at its level."""
        others = self.unattributed(attribution.level).attributions
        chain = sorted([*others, attribution], key=lambda a: a.level)
        return replace(self, attributions=tuple(chain))

    def unattributed(self, level: int) -> Self:
        """Return this mention without the attribution at a level."""
        others = tuple(a for a in self.attributions if a.level != level)
        return replace(self, attributions=others)
