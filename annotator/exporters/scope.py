"""What of a project is exported: all of it, or some articles, some claims, one person's marks."""

from typing import Final

from msgspec import Struct

from annotator.domain.article import Article


class Scope(Struct, frozen=True, kw_only=True):
    """Which records an export contains; by default all.

    `article_ids` and `claim_ids` are those that are wanted, None for all; with claims, only the
    articles that mention one of them are exported, and with articles only the claims that they
    mention. With an `annotator_id`, only the mentions and sentiments of this annotator are. With
    `has_pseudonyms`, annotators are called by numbers. With `omits_excluded`, the marks and
    sentences in excluded lines are not exported.
    """

    article_ids: frozenset[str] | None = None
    claim_ids: frozenset[str] | None = None
    annotator_id: str = ""
    has_pseudonyms: bool = False
    omits_excluded: bool = False

    @property
    def is_whole(self) -> bool:
        """Return whether all records are exported."""
        return self.article_ids is None and self.claim_ids is None and not self.annotator_id

    def has_article(self, article: Article) -> bool:
        """Return whether an article is wanted, if it has wanted marks."""
        return self.article_ids is None or article.id in self.article_ids

    def has_claim(self, claim_id: str) -> bool:
        """Return whether a claim is wanted, if it is mentioned in a wanted article."""
        return self.claim_ids is None or claim_id in self.claim_ids

    def has_mark(self, annotator_id: str) -> bool:
        """Return whether a mark that this annotator made is wanted."""
        return self.annotator_id in ("", annotator_id)


EVERYTHING: Final = Scope()
"""All records of a project."""
