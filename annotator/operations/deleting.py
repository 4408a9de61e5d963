"""Deleting articles with their labels."""

from collections.abc import Collection, Sequence

from msgspec import Struct

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import Evidence, FactCheck
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Edit, Record
from annotator.domain.edit_label import EditLabel
from annotator.domain.reading import ProjectReader
from annotator.domain.sentiment import Sentiment
from annotator.domain.suggestion import Suggestion
from annotator.domain.zone import Zone
from annotator.i18n import ngettext, tr
from annotator.operations.sources import unused_sources


class Deletion(Struct, frozen=True):
    """The edit that deletes some articles, and how much goes with them.

    `claims` counts those that are mentioned in no other article, `checked` those of them that
    have a verdict or evidence.
    """

    edit: Edit
    articles: tuple[Article, ...]
    marks: int
    claims: int
    checked: int

    @property
    def question(self) -> str:
        """Return what to ask before the articles are deleted."""
        parts = (self._what, self._lost, self._checks, tr("Undo brings everything back."))
        return " ".join(filter(None, parts))

    @property
    def _what(self) -> str:
        if len(self.articles) == 1:
            return tr("Delete {code}?", code=self.articles[0].code)
        return ngettext("Delete {count} article?", "Delete {count} articles?", len(self.articles))

    @property
    def _lost(self) -> str:
        if self.claims:
            return ngettext(
                "{marks} and {count} claim that is mentioned nowhere else are deleted too.",
                "{marks} and {count} claims that are mentioned nowhere else are deleted too.",
                self.claims,
                marks=ngettext("{count} mark", "{count} marks", self.marks),
            )
        if not self.marks:
            return ""
        return ngettext(
            "{count} mark is deleted too.", "{count} marks are deleted too.", self.marks
        )

    @property
    def _checks(self) -> str:
        if not self.checked:
            return ""
        if self.claims == 1:
            return tr("It has a verdict or evidence.")
        return ngettext(
            "{count} of these claims has a verdict or evidence.",
            "{count} of these claims have a verdict or evidence.",
            self.checked,
        )


def delete_articles(reader: ProjectReader, article_ids: Collection[str]) -> Deletion:
    """Return the deletion of articles.

    Their text versions, zones and marks go with them, and the claims that no other article
    mentions, with their checks and evidence. Names stay, and so do the texts under their hashes.
    """
    articles = reader.find_among(Article, "id", article_ids)
    texts, anchors = _texts(reader, article_ids)
    mentions = reader.find_among(Mention, "anchor_id", {anchor.id for anchor in anchors})
    sentiments = reader.find_among(Sentiment, "article_id", article_ids)
    suggestions = reader.find_among(Suggestion, "article_id", article_ids)
    claims = _claims_only_in(reader, mentions)
    checks = reader.find_among(FactCheck, "claim_id", {claim.id for claim in claims})
    evidence = reader.find_among(Evidence, "check_id", {check.id for check in checks})
    code = next((article.code for article in articles), "")
    label = EditLabel.counted("Delete {code}", "Delete {count} articles", len(articles), code=code)
    marks: list[Record] = [*anchors, *claims, *mentions, *sentiments, *suggestions]
    held: list[Record] = [*checks, *unused_sources(reader, evidence), *evidence]
    return Deletion(
        edit=Edit.remove(label, *articles, *texts, *marks, *held),
        articles=tuple(articles),
        marks=len(mentions) + len(sentiments),
        claims=len(claims),
        checked=_count_checked(checks, evidence),
    )


def _texts(
    reader: ProjectReader, article_ids: Collection[str]
) -> tuple[list[TextVersion | Zone], list[Anchor]]:
    """Return the text versions of articles with their zones, and the anchors in them."""
    versions = reader.find_among(TextVersion, "article_id", article_ids)
    text_ids = {version.id for version in versions}
    zones = reader.find_among(Zone, "text_id", text_ids)
    return [*versions, *zones], reader.find_among(Anchor, "text_id", text_ids)


def _claims_only_in(reader: ProjectReader, mentions: Sequence[Mention]) -> list[Claim]:
    """Return the claims that have no mentions but these."""
    claim_ids, gone = {each.claim_id for each in mentions}, {each.id for each in mentions}
    known = reader.find_among(Mention, "claim_id", claim_ids)
    elsewhere = {each.claim_id for each in known if each.id not in gone}
    return reader.find_among(Claim, "id", claim_ids - elsewhere)


def _count_checked(checks: Sequence[FactCheck], evidence: Sequence[Evidence]) -> int:
    """Return how many claims have a verdict or evidence."""
    with_evidence = {each.check_id for each in evidence}
    return len({c.claim_id for c in checks if c.verdict or c.id in with_evidence})
