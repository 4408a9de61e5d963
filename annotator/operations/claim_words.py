"""A claim, its check and its evidence as named values: for paper and for reports."""

from collections.abc import Callable, Iterator
from typing import Self

from msgspec import Struct

from annotator.domain.check import Evidence, Source
from annotator.domain.codebook import Codebook, Layer
from annotator.exporters.facts import CheckFacts, ClaimFacts
from annotator.i18n import tr
from annotator.operations.mark_words import verdict_tone


class NamedText(Struct, frozen=True):
    """A value of one text, or of several side by side, and what it is called.

    With a `tone` it is on the ground of this tone.
    """

    name: str
    texts: tuple[str, ...]
    is_address: bool = False
    tone: str = ""

    @classmethod
    def of(cls, name: str, *texts: str, is_address: bool = False, tone: str = "") -> Self:
        """Return a value of the texts that are not empty."""
        return cls(name, tuple(filter(None, texts)), is_address, tone)


class EvidenceWords(Struct, frozen=True):
    """A piece of evidence: what it does to the claim, its quote, and its source."""

    stance: str
    quote: str
    fields: tuple[NamedText, ...]


class ClaimWords(Struct, frozen=True, kw_only=True):
    """Puts claims into words.

    `format_date` puts a date `YYYY[-MM[-DD]]` as people read it.
    """

    codebook: Codebook
    format_date: Callable[[str], str]
    has_notes: bool = True

    def fields(self, facts: ClaimFacts) -> list[NamedText]:
        """Return who said it and how it was checked, without what is empty."""
        verdict = self._check(facts.latest) if facts.checks else self._unchecked()
        found = (
            NamedText.of(tr("Claimant"), facts.claimant.name),
            NamedText.of(tr("Said on"), self.format_date(facts.claim.date)),
            *verdict,
        )
        return [each for each in found if each.texts]

    def evidence(self, facts: ClaimFacts) -> list[EvidenceWords]:
        """Return the evidence of the latest check."""
        return [self._evidence(each, source) for each, source in facts.latest.held]

    def _unchecked(self) -> Iterator[NamedText]:
        yield NamedText.of(tr("Verdict"), tr("not checked yet"))

    def _check(self, facts: CheckFacts) -> Iterator[NamedText]:
        check = facts.check
        status = self.codebook.name(Layer.CHECK_STATUS, check.status)
        tone = verdict_tone(check, self.codebook) if check.verdict else ""
        yield NamedText.of(tr("Verdict"), facts.verdict_label or tr("none yet"), tone=tone)
        yield NamedText.of(tr("Status"), status)
        yield NamedText.of(tr("As of"), self.format_date(check.as_of))
        yield NamedText.of(tr("Conclusion"), check.conclusion)
        yield NamedText.of(tr("Reasons"), check.justification)
        yield NamedText.of(tr("Note"), check.notes if self.has_notes else "")

    def _evidence(self, evidence: Evidence, source: Source | None) -> EvidenceWords:
        stance = self.codebook.name(Layer.EVIDENCE_STANCE, evidence.stance)
        fields = [*self._source(source, evidence.locator)] if source else []
        fields.append(NamedText.of(tr("Note"), evidence.note if self.has_notes else ""))
        return EvidenceWords(stance, evidence.quote, tuple(f for f in fields if f.texts))

    def _source(self, source: Source, locator: str) -> Iterator[NamedText]:
        published, accessed = map(self.format_date, (source.published_at, source.accessed_at))
        dates = (
            tr("published {date}", date=published) if published else "",
            tr("accessed {date}", date=accessed) if accessed else "",
        )
        yield NamedText.of(tr("Source"), source.title, source.publisher, locator, *dates)
        yield NamedText.of(tr("Address"), source.url, is_address=True)
        yield NamedText.of(tr("Archived copy"), source.archive_url, is_address=True)
