"""The claims with each gap, in the whole project."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim
from annotator.domain.completeness import SourcedEvidence, gaps, in_mentions, may_have_gaps
from annotator.domain.reading import ProjectReader

_AT_ONCE: Final = 500  # claims that are read together


def claims_with_gaps(reader: ProjectReader) -> Mapping[str, Sequence[str]]:
    """Return the ids of the claims with each gap, by the code of its rule.

    Every record is read once, but for claims and mentions that can have none.
    """
    checks, held, quoting = _latest(reader), _held(reader), reader.statistics.quoting()
    may_lack = {id_ for id_, quoted in quoting.items() if may_have_gaps(quoted)}
    found: dict[str, list[str]] = defaultdict(list)
    for claim in _each(reader, sorted(checks.keys() | may_lack)):
        check = checks.get(claim.id)
        lacking = gaps(claim, check, held.get(check.id, ())) if check else ()
        for gap in (*lacking, *in_mentions(claim, quoting.get(claim.id, frozenset()))):
            found[gap.code].append(claim.id)
    return found


def _each(reader: ProjectReader, ids: Sequence[str]) -> Iterator[Claim]:
    for start in range(0, len(ids), _AT_ONCE):
        yield from reader.find_among(Claim, "id", ids[start : start + _AT_ONCE])


def _latest(reader: ProjectReader) -> dict[str, FactCheck]:
    """Return the check of the latest round of each claim."""
    found: dict[str, FactCheck] = {}
    for check in reader.each(FactCheck):
        known = found.get(check.claim_id)
        if known is None or check.round_no > known.round_no:
            found[check.claim_id] = check
    return found


def _held(reader: ProjectReader) -> dict[str, list[SourcedEvidence]]:
    """Return the evidence of each check, with its sources."""
    sources = {source.id: source for source in reader.each(Source)}
    found: dict[str, list[SourcedEvidence]] = defaultdict(list)
    for evidence in reader.each(Evidence):
        found[evidence.check_id].append((evidence, sources.get(evidence.source_id or "")))
    return found
