"""Gathering claims for an export: with their checks, and these with their evidence."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim
from annotator.domain.codebook import Codebook
from annotator.domain.completeness import SourcedEvidence
from annotator.domain.label_key import LabelKey
from annotator.domain.people import Entity
from annotator.domain.reading import ProjectReader
from annotator.exporters.facts import CheckFacts, ClaimFacts, RankedLabel

_KEPT: Final = 4096


class ClaimRecords:
    """Reads claims with what belongs to them, many at once; keeps those that were read last.

    A missing record is replaced by an empty one. `entity` returns the entity with an id, and
    `annotator` the name of the annotator with an id; `use` is told the ids of the sources.
    """

    def __init__(
        self,
        reader: ProjectReader,
        codebook: Codebook,
        entity: Callable[[str | None], Entity],
        annotator: Callable[[str], str],
        use: Callable[[str | None], None],
    ) -> None:
        self._reader = reader
        self._codebook = codebook
        self._labels = _ranked(codebook)
        self._entity = entity
        self._annotator = annotator
        self._use = use
        self._kept: dict[str, ClaimFacts] = {}
        self._source = lru_cache(_KEPT)(self._find_source)

    def claim(self, claim_id: str) -> ClaimFacts:
        """Return the claim with an id."""
        if claim_id not in self._kept:
            self.read([claim_id])
        return self._kept[claim_id]

    def read(self, claim_ids: Iterable[str]) -> None:
        """Read claims that will be asked for next, all together."""
        wanted = set(claim_ids)
        if len(self._kept) > _KEPT:
            self._kept = {id_: each for id_, each in self._kept.items() if id_ in wanted}
        ids = [id_ for id_ in wanted if id_ not in self._kept]
        if not ids:
            return
        found = self.of(self._reader.find_among(Claim, "id", ids))
        self._kept.update((facts.claim.id, facts) for facts in found)
        missing = (id_ for id_ in ids if id_ not in self._kept)
        for facts in self.of([Claim(code="", text="", created_by="", id=id_) for id_ in missing]):
            self._kept[facts.claim.id] = facts

    def of(self, claims: Sequence[Claim]) -> Iterator[ClaimFacts]:
        """Yield claims with what belongs to each, read together."""
        ids = [claim.id for claim in claims]
        checks: defaultdict[str, list[CheckFacts]] = defaultdict(list)
        for check in self._checks(ids):
            checks[check.check.claim_id].append(check)
        for claim in claims:
            labels = [self._labels.get(key) or RankedLabel(0, key, "", "") for key in claim.labels]
            yield ClaimFacts(
                claim,
                self._entity(claim.claimant_id),
                tuple(sorted(checks[claim.id], key=lambda each: each.check.round_no)),
                tuple(sorted(labels)),
                self._annotator(claim.created_by),
            )

    def _checks(self, claim_ids: list[str]) -> Iterator[CheckFacts]:
        checks = self._reader.find_among(FactCheck, "claim_id", claim_ids) if claim_ids else []
        ids = [check.id for check in checks]
        held: defaultdict[str, list[SourcedEvidence]] = defaultdict(list)
        for each in self._reader.find_among(Evidence, "check_id", ids) if ids else []:
            held[each.check_id].append((each, self._source(each.source_id)))
        for check in checks:
            verdict = self._codebook.label(check.verdict)
            name = verdict.name if verdict else ""
            checker = self._annotator(check.checked_by)
            yield CheckFacts(check, tuple(held[check.id]), name, checker)

    def _find_source(self, source_id: str | None) -> Source | None:
        self._use(source_id)
        return self._reader.get(Source, source_id) if source_id else None


def _ranked(codebook: Codebook) -> dict[LabelKey, RankedLabel]:
    entries = ((scheme, label) for scheme in codebook.schemes for label in scheme.labels)
    chosen = (
        RankedLabel(rank, scheme.key(label.code), label.name, scheme.layer)
        for rank, (scheme, label) in enumerate(entries)
    )
    return {each.key: each for each in chosen}
