"""ProjectReader: the protocol for reading a project."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

from msgspec import Struct

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Codebook, Scheme
from annotator.domain.damage import Damage
from annotator.domain.edit import Record
from annotator.domain.history import HistoryReader
from annotator.domain.label_key import LabelKey
from annotator.domain.sentiment import Sentiment
from annotator.domain.unconfirmed import Unconfirmed
from annotator.domain.zone import Zone

if TYPE_CHECKING:
    from annotator.domain.figures import StatisticsReader  # the start need not wait

R = TypeVar("R", bound=Record)


class ArticleSummary(Struct, frozen=True):
    """One row of the article list."""

    id: str
    code: str
    headline: str
    publisher: str
    status: str
    published_at: str = ""
    word_count: int = 0
    language: str = ""
    has_notes: bool = False

    @classmethod
    def of(cls, article: Article) -> Self:
        """Return the row of an article."""
        return cls(
            article.id,
            article.code,
            article.headline,
            article.publisher,
            article.status,
            article.published_at,
            article.word_count,
            article.language,
            bool(article.notes),
        )


def search_text(article: Article) -> str:
    """Return what the article list searches: the names of an article and its notes."""
    return f"{article.code} {article.headline} {article.publisher} {article.notes}"


class Counts(Struct, frozen=True, kw_only=True):
    """The size of a project, and how many of its articles are done."""

    articles: int
    done: int
    claims: int
    mentions: int


class PlacedMention(Struct, frozen=True):
    """A mention with its anchor."""

    mention: Mention
    anchor: Anchor


class PlacedSentiment(Struct, frozen=True):
    """A sentiment with its anchor; None for the whole article."""

    sentiment: Sentiment
    anchor: Anchor | None


class ArticleMarks(Struct, frozen=True):
    """The text versions of an article, oldest first, its marks, in text order, and their zones."""

    versions: tuple[TextVersion, ...]
    mentions: list[PlacedMention]
    sentiments: list[PlacedSentiment]
    zones: list[Zone]


class ArticleListing(Protocol):
    """Finds articles for lists: a list holds their positions, and reads the rows that are seen.

    The position of an article stays the same as long as it is in the project.
    """

    def positions(
        self, query: str = "", status: str = "", by: str = "code", *, is_descending: bool = False
    ) -> Sequence[int]:
        """Return the articles in whose search text all the words are, in an order.

        An empty status means all; `by` is a key of `operations.list_order.ARTICLE_ORDERS`.
        Articles that are alike in it are in the order of their codes, unknown values last.
        """

    def nearby(
        self,
        query: str = "",
        status: str = "",
        number: int | None = None,
        *,
        is_descending: bool = False,
    ) -> Sequence[int]:
        """Return some articles that `positions` finds by code: those from the first one on.

        With a number they are those around it. They follow each other in what `positions` returns,
        and are found among a few thousand articles: there may be none.
        """

    def last_position(self) -> int:
        """Return the last position, and at least as many as there are articles; 0 without any."""

    def at(self, positions: Sequence[int]) -> dict[int, ArticleSummary]:
        """Return the articles at these positions; lost ones are missing."""

    def position(self, article_id: str) -> int | None:
        """Return the position of an article; None when it is gone."""

    def positions_of(self, article_ids: Sequence[str]) -> dict[str, int]:
        """Return the positions of articles; those that are gone are missing."""

    def first_with(self, positions: Sequence[int], statuses: Collection[str]) -> int | None:
        """Return the first of these positions whose article has one of these statuses."""

    def publishers(self) -> list[str]:
        """Return the publishers of all articles and sources, each once."""

    def targets(self) -> list[str]:
        """Return the targets of sentiments that are given as text, each once."""

    def wordings(self, claim_ids: Sequence[str]) -> dict[str, list[str]]:
        """Return the texts of the mentions of each of these claims, oldest first."""

    def mentioning(self, claim_ids: Sequence[str]) -> dict[str, list[str]]:
        """Return the codes of the articles that mention each of these claims, oldest mention first.

        Claims without a mention are missing.
        """


class ProjectReader(Protocol):
    """Reads a project; methods return whole records, in the order in which they were added."""

    @property
    def history(self) -> HistoryReader:
        """Return what reads the history."""

    @property
    def listing(self) -> ArticleListing:
        """Return what finds the articles for lists."""

    @property
    def statistics(self) -> "StatisticsReader":
        """Return what counts the records."""

    def get(self, kind: type[R], id: str) -> R | None:  # noqa: A002
        """Return the record of a kind with this id; None when there is none."""

    def find(self, kind: type[R], **equal: str | int | None) -> list[R]:
        """Return the records of a kind whose fields equal these values, oldest first."""

    def find_among(self, kind: type[R], field: str, values: Iterable[str]) -> list[R]:
        """Return the records of a kind whose field has one of these values, oldest first."""

    def each(self, kind: type[R]) -> Iterator[R]:
        """Return every record of a kind, oldest first, without loading all at once."""

    def count(self, kind: type[R]) -> int:
        """Return how many records of a kind there are."""

    def text(self, sha256: str) -> str:
        """Return the text stored under a hash; raises StorageError when there is none."""

    def original(self, sha256: str) -> bytes:
        """Return the bytes stored under a hash; raises StorageError when there are none."""

    def version(self, article_id: str) -> TextVersion:
        """Return the newest text version of an article."""

    def codes_with_texts(self, hashes: Sequence[str]) -> dict[str, str]:
        """Return, for each known text, the code of the first article that has or had it."""

    def article_summaries(self, query: str = "", status: str = "") -> list[ArticleSummary]:
        """Return the articles in whose search text all the words are, in order.

        An empty status means all.
        """

    def counts(self) -> Counts:
        """Return the counts of articles, claims and mentions."""

    def claim_count(self, article_id: str) -> int:
        """Return how many claims an article mentions."""

    def claim_counts(self) -> dict[str, int]:
        """Return how many claims each article mentions, for those that mention some."""

    def waiting(self) -> dict[str, int]:
        """Return the number of marks to review, for each article that has some, in order."""

    def suggestion_count(self, article_id: str) -> int:
        """Return how many open suggestions an article has."""

    def open_suggestions(self) -> dict[str, int]:
        """Return the number of open suggestions, for each article that has some, in order."""

    def mentions_in(self, article_id: str) -> list[PlacedMention]:
        """Return an article's mentions in text order."""

    def sentiments_in(self, article_id: str) -> list[PlacedSentiment]:
        """Return an article's sentiments: those of the whole article, then in text order."""

    def marks_in(self, article_ids: Sequence[str]) -> Iterator[ArticleMarks]:
        """Yield the marks of each of these articles, read together: at most a few hundred."""

    def claims_in(self, article_id: str) -> list[Claim]:
        """Return the claims that an article mentions, in text order."""

    def claims_with(self, query: str, limit: int) -> list[Claim]:
        """Return the newest claims whose code or text contains all the words."""

    def known_sources(
        self, query: str, limit: int, among: int | None = None
    ) -> list[Source | Article]:
        """Return the newest sources and articles whose title, publisher or address has the words.

        All the words must be found; the limit applies to sources and to articles separately, as
        does how many of the newest are looked through.
        """

    def checks_in(self, article_id: str) -> list[FactCheck]:
        """Return the fact-checks of the claims that an article mentions, oldest first."""

    def attributed_to(self, entity_id: str) -> list[Mention]:
        """Return the mentions whose attributions name an entity, oldest first."""

    def unconfirmed(self) -> list[Unconfirmed]:
        """Return the unconfirmed texts, by record and field."""

    def codebook(self) -> Codebook:
        """Return the codebook of this project."""

    def label_uses(self, scheme: Scheme | None = None) -> dict[LabelKey, int]:
        """Return how many records use each label; labels without any are missing.

        With a scheme, labels of other layers are not counted, which takes less time.
        """

    def labelled(self, key: LabelKey) -> list[Claim | FactCheck]:
        """Return the claims and fact-checks that use a label of an open layer, oldest first."""

    def damages(self) -> tuple[Damage, ...]:
        """Return everything that is damaged: rows that break a rule, and damage noticed so far."""

    def noticed(self) -> tuple[Damage, ...]:
        """Return the damage noticed while reading so far, without reading anything."""
