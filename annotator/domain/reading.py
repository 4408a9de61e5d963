"""ProjectReader: the protocol through which everything reads a project."""

from collections.abc import Iterator
from typing import Protocol, TypeVar

from msgspec import Struct

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Codebook
from annotator.domain.damage import Damage
from annotator.domain.edit import Record
from annotator.domain.sentiment import Sentiment
from annotator.domain.unconfirmed import Unconfirmed

R = TypeVar("R", bound=Record)


class Listed(Struct, frozen=True):
    """One article in a list of articles."""

    id: str
    code: str
    headline: str
    publisher: str
    status: str


class Counts(Struct, frozen=True, kw_only=True):
    """Counts of articles and marks, and how many are done."""

    articles: int
    done: int
    claims: int
    mentions: int


class PlacedMention(Struct, frozen=True):
    """A mention with the place it stands at."""

    mention: Mention
    anchor: Anchor


class PlacedSentiment(Struct, frozen=True):
    """A sentiment with the place it stands at; None for the whole article."""

    sentiment: Sentiment
    anchor: Anchor | None


class ProjectReader(Protocol):
    """Reads a project; every answer is whole records, in the order in which they were added."""

    def get(self, kind: type[R], id: str) -> R | None:  # noqa: A002
        """Return the record of a kind with this id; None when there is none."""

    def find(self, kind: type[R], **equal: str | int | None) -> list[R]:
        """Return the records of a kind whose fields equal these values, oldest first."""

    def each(self, kind: type[R]) -> Iterator[R]:
        """Return every record of a kind, oldest first, in little memory."""

    def count(self, kind: type[R]) -> int:
        """Return how many records of a kind there are."""

    def text(self, sha256: str) -> str:
        """Return the text stored under a hash; raises StorageError when there is none."""

    def original(self, sha256: str) -> bytes:
        """Return the bytes stored under a hash; raises StorageError when there are none."""

    def version(self, article_id: str) -> TextVersion:
        """Return the newest text version of an article."""

    def code_with_text(self, sha256: str) -> str:
        """Return the code of the first article that has or had a text; empty when none."""

    def listed(self, query: str = "", status: str = "") -> list[Listed]:
        """Return the articles whose code, headline or publisher has all the words, in order.

        An empty status means all.
        """

    def counts(self) -> Counts:
        """Return how much of the work there is."""

    def claim_count(self, article_id: str) -> int:
        """Return how many claims an article mentions."""

    def waiting(self) -> dict[str, int]:
        """Return how many marks are to be reviewed, by article, in order."""

    def mentions_in(self, article_id: str) -> list[PlacedMention]:
        """Return an article's mentions in text order."""

    def sentiments_in(self, article_id: str) -> list[PlacedSentiment]:
        """Return an article's sentiments: those of the whole article, then in text order."""

    def claims_in(self, article_id: str) -> list[Claim]:
        """Return the claims that an article mentions, in text order."""

    def claims_with(self, query: str, limit: int) -> list[Claim]:
        """Return the newest claims whose code or wording has all the words."""

    def known_sources(self, query: str, limit: int) -> list[Source | Article]:
        """Return the newest sources and articles whose title, publisher or address has the words.

        All the words must be there; the limit is one of sources, and one of articles.
        """

    def checks_in(self, article_id: str) -> list[FactCheck]:
        """Return the fact-checks of the claims that an article mentions, oldest first."""

    def unconfirmed(self) -> list[Unconfirmed]:
        """Return the unconfirmed texts of fields, by record and field."""

    def codebook(self) -> Codebook:
        """Return the codebook of this project."""

    def damages(self) -> tuple[Damage, ...]:
        """Return all damage in the project: broken rules, and what was noticed while reading."""

    def noticed(self) -> tuple[Damage, ...]:
        """Return the damage noticed so far, without reading anything."""
