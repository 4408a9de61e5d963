"""Claims that others have checked: their checks become evidence, never checks of this desk."""

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec.structs import replace

from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit, Record
from annotator.domain.edit_label import EditLabel
from annotator.domain.people import Entity
from annotator.domain.reading import ProjectReader
from annotator.domain.stamp import new_id
from annotator.domain.text import clean
from annotator.i18n import N_, ngettext, tr
from annotator.importers.draft import Refusal
from annotator.importers.labels.found_claims import FoundClaim, FoundReview
from annotator.operations.checking import check_of

FULL: Final = 5_000
"""With how many records an edit is full."""

THEIRS: Final = N_("Checked by {reviewer}, not by this desk: {rating}")
"""The first line of the note on a check that others made."""

_UNNAMED: Final = N_("others")


class ClaimListImport:
    """Turns found claims into edits of one group; the caller applies them in turn.

    A claim is known by its text. Its check stays unstarted and without a verdict: what others
    found is a source, with a note that says so.
    """

    def __init__(self, reader: ProjectReader, annotator_id: str) -> None:
        self.refused: list[str] = []
        self.new_claims = self.new_reviews = self.known_reviews = 0
        self._reader = reader
        self._annotator_id = annotator_id
        self._group = new_id()
        self._label = EditLabel(N_("Import claims that others have checked"))
        self._known = {each.text: each.id for each in reader.each(Claim)}
        self._entities = {
            name.casefold(): each.id
            for each in reader.each(Entity)
            for name in (each.name, *each.aliases)
        }
        self._checks: dict[str, FactCheck] = {}  # by the text of their claim
        self._told: set[tuple[str, str, str]] = set()

    def edits(self, found: Iterable[FoundClaim | Refusal]) -> Iterator[Edit]:
        """Yield the edits."""
        records: list[Record] = []
        for each in found:
            if isinstance(each, Refusal):
                self.refused.append(each.reason)
                continue
            records += self._claim(each)
            if len(records) > FULL:
                yield self._edit(records)
                records = []
        if records:
            yield self._edit(records)

    def lines(self) -> Iterator[str]:
        """Return the counts as a sentence."""
        known = self.known_reviews
        counts = [
            ngettext("{count} new claim", "{count} new claims", self.new_claims),
            ngettext("{count} check by others", "{count} checks by others", self.new_reviews),
            ngettext("{count} already here", "{count} already here", known) if known else "",
        ]
        yield tr("{counts}.", counts=", ".join(filter(None, counts)))

    def _edit(self, records: list[Record]) -> Edit:
        return replace(Edit.add(self._label, *records), group=self._group)

    def _claim(self, found: FoundClaim) -> list[Record]:
        records: list[Record] = []
        if found.text not in self._checks:
            records = self._begun(found)
        check = self._checks[found.text]
        for review in found.reviews:
            records += self._review(check, review)
        return records

    def _begun(self, found: FoundClaim) -> list[Record]:
        """Remember the check of a claim, and return what has to be added for it."""
        claim_id = self._known.get(found.text, "")
        records: list[Record] = []
        if not claim_id:
            records, claimant_id = self._claimant(found.claimant)
            claim = Claim(
                text=found.text,
                claimant_id=claimant_id,
                date=found.date,
                venue=found.venue,
                created_by=self._annotator_id,
            )
            records.append(claim)
            self.new_claims += 1
            claim_id = claim.id
        check = check_of(self._reader, claim_id)
        if check is None:
            check = FactCheck(claim_id=claim_id, checked_by=self._annotator_id)
            records.append(check)
        self._checks[found.text] = check
        self._remember(check)
        return records

    def _remember(self, check: FactCheck) -> None:
        evidence = self._reader.find(Evidence, check_id=check.id)
        found = [self._reader.get(Source, each.source_id) for each in evidence if each.source_id]
        self._told |= {(check.id, each.publisher, each.url or each.title) for each in found if each}

    def _claimant(self, name: str) -> tuple[list[Record], str | None]:
        known = self._entities.get(name.casefold())
        if known or not name:
            return [], known
        entity = Entity(name=name)
        self._entities[name.casefold()] = entity.id
        return [entity], entity.id

    def _review(self, check: FactCheck, review: FoundReview) -> list[Record]:
        reviewer = review.reviewer or tr(_UNNAMED)
        title = review.title or tr("Check by {reviewer}", reviewer=reviewer)
        key = (check.id, review.reviewer, review.url or title)
        if key in self._told:
            self.known_reviews += 1
            return []
        self._told.add(key)
        self.new_reviews += 1
        source = Source(
            title=title, publisher=review.reviewer, url=review.url, published_at=review.date
        )
        note = tr(THEIRS, reviewer=reviewer, rating=review.rating or "–")
        evidence = Evidence(
            check_id=check.id,
            source_id=source.id,
            note="\n".join(filter(None, (note, clean(review.explanation).strip()))),
            added_by=self._annotator_id,
        )
        return [source, evidence]
