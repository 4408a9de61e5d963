"""The claims of a project offered for a passage, the likeliest first."""

from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import nullcontext

from msgspec import Struct
from PySide6.QtCore import QObject

from annotator.domain.anchor import Anchor, Passage
from annotator.domain.article import TextVersion
from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim, Mention
from annotator.domain.direction import side_by_side
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.domain.reading import ProjectReader
from annotator.i18n import ngettext, tr
from annotator.language.differences.likely_claims import Candidate, LikelyClaims
from annotator.operations.mark_words import verdict_tone
from annotator.ui.models.claims import verdict_chip
from annotator.ui.project.aside import read_aside
from annotator.ui.project.focus import Focus

MOST = 3000
"""How many claims are ranked: the newest, among them nearly all that are still worked on."""

_FEW = 20  # claims with the words; with fewer, older ones are searched, too
_NAMED = 8  # articles of a claim; one that is repeated a lot is in hundreds
_MANY = 100  # claims and mentions of one edit; reading all is faster for more


class ClaimOffer(Struct, frozen=True, kw_only=True):
    """A claim for display: its code, its text, its verdict as a chip, its claimant and articles."""

    claim: Claim
    chip: str
    tone: str
    details: str
    is_here: bool = False  # the passage is already one of its mentions

    @property
    def spoken(self) -> str:
        """Return the text for screen readers."""
        return f"{self.claim.code}, {self.claim.text}, {self.chip}, {self.details}"


class ClaimOffers(QObject):
    """Ranks and finds claims; it follows every edit."""

    def __init__(self, focus: Focus) -> None:
        super().__init__(focus)
        self._focus = focus
        self._reader = focus.workspace.reader
        self._likely: LikelyClaims | None = None
        self._is_behind = False  # something was edited while the claims were read
        self._texts: dict[str, str] = {}  # by id of the claim, oldest first
        focus.workspace.edited.connect(self._follow)

    def count(self) -> int:
        """Return the number of claims."""
        return self._reader.counts().claims

    def ranked(self, passage: Passage | None) -> list[str]:
        """Return the ids of the newest claims, the likeliest first; the newest without a passage.

        Those that the passage already mentions come last.
        """
        likely = self._read()
        if passage is None:
            return list(reversed(self._texts))
        here = self.at(passage)
        found = likely.ranked(passage.excerpt, _paragraph(passage))
        return sorted(found, key=lambda claim_id: claim_id in here)

    def at(self, passage: Passage) -> set[str]:
        """Return the ids of the claims that share a character with a passage of the article."""
        return {
            placed.mention.claim_id
            for placed in self._focus.mentions
            if placed.anchor.text_id == passage.text_id
            and any(one.overlaps(other) for one in placed.anchor.spans for other in passage.spans)
        }

    def having(self, query: str, ids: Iterable[str]) -> list[str]:
        """Return the ids of the claims with all the words in code, text, mentions or claimant.

        One whose code equals the query is first, also when it is older than the newest.
        """
        self._read()
        terms = query.casefold().split()
        found = [each for each in ids if all(term in self._texts.get(each, "") for term in terms)]
        code = query.strip().upper()
        same = [claim.id for claim in self._reader.find(Claim, code=code)] if code else []
        return list(dict.fromkeys([*same, *found]))

    def are_few(self, query: str, found: Sequence[str]) -> bool:
        """Return whether older claims than the newest are to be looked for, too."""
        is_short = bool(query.split()) and len(found) < _FEW
        return is_short and self.count() > len(self._texts)

    def older(self, query: str) -> Iterator[list[str]]:
        """Yield the ids of claims of any age that have all the words in code or text.

        It looks through all claims: on a worker thread, unless the project is in memory.
        """
        workspace = self._focus.workspace
        with nullcontext(self._reader) if workspace.path is None else workspace.reading() as reader:
            yield [claim.id for claim in reader.claims_with(query, _FEW)]

    def offers(self, claim_ids: Sequence[str], here: Container[str]) -> list[ClaimOffer]:
        """Return claims for display, without those that are gone, by the same few queries."""
        claims = {each.id: each for each in self._reader.find_among(Claim, "id", claim_ids)}
        checks = self._reader.find_among(FactCheck, "claim_id", claim_ids)
        newest = {each.claim_id: each for each in sorted(checks, key=lambda each: each.round_no)}
        wanted = [each.claimant_id for each in claims.values() if each.claimant_id]
        people = {each.id: each.name for each in self._reader.find_among(Entity, "id", wanted)}
        articles = self._reader.listing.mentioning(claim_ids)
        codebook = self._focus.workspace.codebook

        def offer(claim: Claim) -> ClaimOffer:
            check, is_here = newest.get(claim.id), claim.id in here
            details = [
                tr("already here") if is_here else "",
                people.get(claim.claimant_id or "", ""),
                _named(articles.get(claim.id, [])),
            ]
            return ClaimOffer(
                claim=claim,
                chip=verdict_chip(check, codebook),
                tone=verdict_tone(check, codebook),
                details=side_by_side(details),
                is_here=is_here,
            )

        return [offer(claims[each]) for each in claim_ids if each in claims]

    def _read(self) -> LikelyClaims:
        while self._likely is None:
            self._is_behind = False
            self._texts, likely = read_aside(self._focus.workspace, _compared)
            self._likely = None if self._is_behind else likely
        return self._likely

    def _follow(self, edit: Edit) -> None:
        if self._likely is None:
            self._is_behind = True
            return
        records = [change.record for change in edit.of(Claim, Mention)]
        changed = [r.claim_id if isinstance(r, Mention) else r.id for r in records]
        if edit.of(Entity, TextVersion) or len(changed) > _MANY:
            self._likely = None  # read again when it is needed
            return
        for claim_id in dict.fromkeys(changed):
            self._renew(self._likely, claim_id)

    def _renew(self, likely: LikelyClaims, claim_id: str) -> None:
        self._texts.pop(claim_id, None)
        likely.drop(claim_id)
        claim = self._reader.get(Claim, claim_id)
        if claim is None:
            return
        mentions = self._reader.find(Mention, claim_id=claim_id)
        anchors = (self._reader.get(Anchor, mention.anchor_id) for mention in mentions)
        claimant = self._reader.get(Entity, claim.claimant_id) if claim.claimant_id else None
        names = (claimant.name, *claimant.aliases) if claimant else ()
        candidate = Candidate(claim.id, (claim.text, *(a.exact for a in anchors if a)), names)
        self._texts[claim.id] = _searched(claim, candidate)
        likely.put(candidate)


def _named(codes: Sequence[str]) -> str:
    """Return the codes of articles: all, or the first and how many more there are."""
    more = len(codes) - _NAMED
    if more <= 1:  # its code is as short as the count
        return " ".join(codes)
    return " ".join([*codes[:_NAMED], ngettext("and {count} more", "and {count} more", more)])


def _compared(reader: ProjectReader) -> tuple[dict[str, str], LikelyClaims]:
    """Return the newest claims to be ranked, and what each is searched by, the oldest first."""
    names = {each.id: (each.name, *each.aliases) for each in reader.each(Entity)}
    claims = reader.claims_with("", MOST)[::-1]
    mentioned = reader.listing.wordings([claim.id for claim in claims])
    candidates = [
        Candidate(each.id, (each.text, *mentioned.get(each.id, ())), names.get(by or "", ()))
        for each, by in ((claim, claim.claimant_id) for claim in claims)
    ]
    pairs = zip(claims, candidates, strict=True)
    return {claim.id: _searched(claim, each) for claim, each in pairs}, LikelyClaims(candidates)


def _searched(claim: Claim, candidate: Candidate) -> str:
    """Return what a claim is found by in the list."""
    return " ".join([claim.code, *candidate.texts, *candidate.names]).casefold()


def _paragraph(passage: Passage) -> str:
    """Return the lines that contain a passage."""
    start = passage.text.rfind("\n", 0, passage.spans[0].start) + 1
    end = passage.text.find("\n", passage.spans[-1].end)
    return passage.text[start : end if end >= 0 else len(passage.text)]
