"""The labels of one article, in text order, updated by every edit."""

from bisect import bisect_left, insort
from collections.abc import Mapping, Set

from annotator.domain.anchor import Anchor
from annotator.domain.article import TextVersion
from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Change, Edit
from annotator.domain.here import Here
from annotator.domain.reading import PlacedMention, PlacedSentiment, ProjectReader
from annotator.domain.sentiment import Sentiment

_KINDS = (Anchor, Claim, Mention, Sentiment, FactCheck)


def _text_order(placed: PlacedMention | PlacedSentiment) -> tuple[int, int]:
    anchor = placed.anchor
    return (anchor.fragments[0].start, anchor.fragments[-1].end) if anchor else (-1, -1)


class Labels:
    """The mentions, sentiments, claims and fact-checks of one article.

    Read when the article is opened; an edit then changes only the records it names, so that
    its cost does not depend on the number of marks. After one of thousands they are read again.
    """

    def __init__(self, reader: ProjectReader, article_id: str) -> None:
        self._reader = reader
        self._article_id = article_id
        self.read()

    def is_here(self, anchor: Anchor) -> bool:
        """Return whether an anchor is in the newest text: orphans stay in an older one."""
        return anchor.text_id == self.text_id

    def has(self, mark_id: str | None) -> bool:
        """Return whether the article has a mention or a sentiment with this id."""
        return mark_id in self._by_id or self.sentiment(mark_id) is not None

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Return the claims by id, in the order in which the text first mentions them."""
        known, mentioned = self._claims, self._mentions_by_claim()
        return {claim_id: known[claim_id] for claim_id in mentioned if claim_id in known}

    def mentions_of(self, claim_id: str) -> list[Mention]:
        """Return the article's mentions of a claim, in text order."""
        return self._mentions_by_claim().get(claim_id, [])

    def among(self, mention_ids: Set[str], claim_ids: Set[str]) -> list[PlacedMention]:
        """Return the mentions with these ids and those of these claims, in text order."""
        wanted = {mention.id for claim_id in claim_ids for mention in self.mentions_of(claim_id)}
        found = (self._by_id.get(mention_id) for mention_id in wanted | mention_ids)
        return sorted(filter(None, found), key=_text_order)

    def mention_at(self, here: Here, kept_id: str | None) -> Mention | None:
        """Return the mention of a mark, or one at the same text as a sentiment.

        Of several, it is the one to keep, otherwise the first.
        """
        if placed := self._by_id.get(here.mark_id or ""):
            return placed.mention
        anchor = next((p.anchor for p in self.sentiments if p.sentiment.id == here.mark_id), None)
        if anchor is None:
            return None
        near = [*anchor.spans, *filter(None, [here.sentence])]
        found = [
            placed.mention
            for placed in self.mentions
            if placed.anchor.text_id == anchor.text_id
            and any(span.overlaps(each) for span in placed.anchor.spans for each in near)
        ]
        return next((each for each in found if each.id == kept_id), found[0] if found else None)

    def mention_of(self, claim_id: str, *wanted: str | None) -> Mention | None:
        """Return the first mention of a claim that is wanted, or its first one in the article."""
        mentions = self.mentions_of(claim_id)
        found = (each for mark_id in wanted for each in mentions if each.id == mark_id)
        return next(found, mentions[0] if mentions else None)

    def sentiment(self, mark_id: str | None) -> Sentiment | None:
        """Return a sentiment of the article; None without it."""
        found = (p.sentiment for p in self.sentiments if p.sentiment.id == mark_id)
        return next(found, None)

    def anchor(self, anchor_id: str) -> Anchor | None:
        """Return an anchor, also of another article; None when it is gone."""
        return self._anchors.get(anchor_id) or self._reader.get(Anchor, anchor_id)

    def claim(self, claim_id: str) -> Claim | None:
        """Return the current state of a claim, also of other articles; None when it is gone."""
        return self._claims.get(claim_id) or self._reader.get(Claim, claim_id)

    def follow(self, edit: Edit) -> bool:
        """Update the labels by an edit, and return whether it may have changed any."""
        changes = edit.of(*_KINDS)
        if changes and edit.is_large:  # nearly all concern other articles
            self.read()
            return True
        for change in changes:
            self._follow(change)
        return bool(changes)

    def read(self) -> None:
        """Read all of them."""
        reader, article_id = self._reader, self._article_id
        self._claims = {claim.id: claim for claim in reader.claims_in(article_id)}
        placed_mentions = reader.mentions_in(article_id)
        # a lost claim is reported as damaged, with its mentions
        self.mentions = [p for p in placed_mentions if p.mention.claim_id in self._claims]
        self.sentiments = reader.sentiments_in(article_id)
        self.checks = {check.claim_id: check for check in reader.checks_in(article_id)}
        placed = [*(p.anchor for p in self.mentions), *(p.anchor for p in self.sentiments)]
        self._anchors = {anchor.id: anchor for anchor in placed if anchor}
        versions = reader.find(TextVersion, article_id=article_id)
        self._texts = {version.id for version in versions}
        newest = max(versions, key=lambda version: version.version_no, default=None)
        self.text_id = newest.id if newest else ""
        self._by_id = {placed.mention.id: placed for placed in self.mentions}
        self._by_claim: dict[str, list[Mention]] | None = None

    def _mentions_by_claim(self) -> dict[str, list[Mention]]:
        if self._by_claim is None:
            self._by_claim = {}
            for placed in self.mentions:
                self._by_claim.setdefault(placed.mention.claim_id, []).append(placed.mention)
        return self._by_claim

    def _follow(self, change: Change) -> None:
        match change.record:
            case Anchor() as anchor:
                self._anchors[anchor.id] = anchor
            case Claim() as claim:
                self._follow_claim(claim, is_there=change.after is not None)
            case Mention() as mention:
                self._follow_mention(mention, is_there=change.after is not None)
            case Sentiment() as sentiment:
                self._follow_sentiment(sentiment, is_there=change.after is not None)
            case FactCheck() as check:
                self._follow_check(check, is_there=change.after is not None)
            case _:
                pass

    def _follow_claim(self, claim: Claim, *, is_there: bool) -> None:
        if is_there:
            self._claims[claim.id] = claim
        else:
            self._claims.pop(claim.id, None)

    def _follow_mention(self, mention: Mention, *, is_there: bool) -> None:
        self._by_claim = None
        if former := self._by_id.pop(mention.id, None):
            near = bisect_left(self.mentions, _text_order(former), key=_text_order)
            del self.mentions[self.mentions.index(former, near)]
        anchor = self._anchor(mention.anchor_id) if is_there else None
        if anchor:
            placed = self._by_id[mention.id] = PlacedMention(mention, anchor)
            insort(self.mentions, placed, key=_text_order)
            self._hold(mention.claim_id)

    def _follow_sentiment(self, sentiment: Sentiment, *, is_there: bool) -> None:
        self.sentiments = [p for p in self.sentiments if p.sentiment.id != sentiment.id]
        if is_there and sentiment.article_id == self._article_id:
            anchor = self._anchor(sentiment.anchor_id)
            insort(self.sentiments, PlacedSentiment(sentiment, anchor), key=_text_order)

    def _follow_check(self, check: FactCheck, *, is_there: bool) -> None:
        if is_there:
            self.checks[check.claim_id] = check
        else:
            self.checks.pop(check.claim_id, None)

    def _hold(self, claim_id: str) -> None:
        if claim_id in self._claims:
            return
        if claim := self._reader.get(Claim, claim_id):
            self._claims[claim_id] = claim
        for check in self._reader.find(FactCheck, claim_id=claim_id):
            self.checks[claim_id] = check

    def _anchor(self, anchor_id: str | None) -> Anchor | None:
        if anchor_id is None:
            return None
        anchor = self.anchor(anchor_id)
        return anchor if anchor and anchor.text_id in self._texts else None
