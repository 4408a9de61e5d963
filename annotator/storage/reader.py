"""Reading a project, in the window or on a worker's own connection."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Codebook, Scheme, in_order
from annotator.domain.damage import Damage
from annotator.domain.edit import Record
from annotator.domain.errors import LostTextError, Remedy
from annotator.domain.label_key import LabelKey
from annotator.domain.reading import (
    ArticleMarks,
    ArticleSummary,
    Counts,
    PlacedMention,
    PlacedSentiment,
)
from annotator.domain.sentiment import Sentiment
from annotator.domain.unconfirmed import Unconfirmed
from annotator.i18n import tr
from annotator.storage import article_counts, engine, unconfirmed, word_search
from annotator.storage.anchors import Anchors
from annotator.storage.damages import Damaged, Damages, require_damage
from annotator.storage.engine import Connection, ask
from annotator.storage.history_reader import StoredHistory
from annotator.storage.label_uses import CHECKS_WITH, CLAIMS_WITH, label_uses
from annotator.storage.listing import StoredListing
from annotator.storage.looking import look_into, together
from annotator.storage.placed_marks import MENTIONED, PlacedMarks
from annotator.storage.repository import Repository
from annotator.storage.row_rules import note_broken
from annotator.storage.rows import BY_KIND, TABLES
from annotator.storage.texts import StoredTexts

if TYPE_CHECKING:
    from annotator.storage.statistics import StoredStatistics

R = TypeVar("R", bound=Record)

_WITH_TEXTS = (  # the first article of each text comes last
    "SELECT sha256, code FROM article_text JOIN article ON article.id = article_id"
    " WHERE sha256 IN (SELECT value FROM json_each(?)) ORDER BY article_text.position DESC"
)


class StoredReader:
    """Reads the records of one project from its file."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._damages = Damages(db)
        self._repositories: dict[type, Repository[Any]] = {
            table.kind: Repository(db, table, self._damages) for table in TABLES
        }
        self._texts = texts = StoredTexts(db, self._damages)
        self.coming = texts.coming  # while an edit is written
        anchors = Anchors(db, BY_KIND[Anchor], self._damages, texts)
        self._repositories[Anchor] = anchors
        placed = self.of(Mention), self.of(Sentiment), self.of(Anchor)
        self._placed = PlacedMarks(db, placed, self._texts)
        self.history = StoredHistory(db)
        self.listing = StoredListing(db, self.of(Article), texts, self.history.index)

    @cached_property
    def statistics(self) -> "StoredStatistics":
        """Return what counts the records."""
        from annotator.storage.statistics import StoredStatistics  # noqa: PLC0415 - the start need not wait

        return StoredStatistics(self._db)

    def of(self, kind: type[R]) -> Repository[R]:
        """Return the table of one kind of record."""
        return self._repositories[kind]

    def get(self, kind: type[R], id: str) -> R | None:  # noqa: A002
        """Return the record of a kind with this id; None when there is none."""
        return next(iter(self.find(kind, id=id)), None)

    def find(self, kind: type[R], **equal: str | int | None) -> list[R]:
        """Return the records of a kind whose columns equal these values, oldest first."""
        terms = [f'"{k}" IS NULL' if value is None else f'"{k}" = ?' for k, value in equal.items()]
        values = [value for value in equal.values() if value is not None]
        return _placed(self.of(kind).find(" AND ".join(terms) or "1", *values))

    def find_among(self, kind: type[R], field: str, values: Iterable[str]) -> list[R]:
        """Return the records of a kind whose field has one of these values, oldest first."""
        listed = msgspec.json.encode([*values]).decode()
        return _placed(self.of(kind).find(f'"{field}" IN (SELECT value FROM json_each(?))', listed))

    def each(self, kind: type[R]) -> Iterator[R]:
        """Return every record of a kind, oldest first, without loading all at once."""
        return self.of(kind).each()

    def count(self, kind: type[R]) -> int:
        """Return how many records of a kind there are."""
        return self._count(kind)

    def text(self, sha256: str) -> str:
        """Return the text stored under a hash; raises StorageError when there is none."""
        return self._texts.text(sha256)

    def original(self, sha256: str) -> bytes:
        """Return the bytes stored under a hash; raises StorageError when there are none."""
        return self._texts.original(sha256)

    def version(self, article_id: str) -> TextVersion:
        """Return the newest text version of an article; raises StorageError without one."""
        found = self.of(TextVersion).find("article_id = ?", article_id)
        if not found:
            message = tr("The article has no text. Run “annotator check” on the project.")
            raise LostTextError(message, Remedy.CHECK)
        return max(found, key=lambda version: version.version_no)

    def codes_with_texts(self, hashes: Sequence[str]) -> dict[str, str]:
        """Return, for each known text, the code of the first article that has or had it."""
        return dict(ask(self._db, _WITH_TEXTS, [msgspec.json.encode(hashes).decode()]))

    def article_summaries(self, query: str = "", status: str = "") -> list[ArticleSummary]:
        """Return the articles in whose search text all the words are, in order."""
        return word_search.article_summaries(self._db, self.of(Article), query, status)

    def claims_with(self, query: str, limit: int) -> list[Claim]:
        """Return the newest claims whose code or text contains all the words."""
        where, terms = word_search.with_all(query, "code || ' ' || text")
        return self.of(Claim).newest(where, terms, limit)

    def known_sources(
        self, query: str, limit: int, among: int | None = None
    ) -> list[Source | Article]:
        """Return the newest sources and articles whose title, publisher, address has the words.

        All the words must be found; the limit applies to sources and to articles separately, as
        does how many of the newest are looked through.
        """
        found: list[Source | Article] = []
        for kind, names in word_search.NAMES.items():
            where, terms = word_search.with_all(query, names)
            table = self.of(kind)
            last = f"(SELECT ifnull(max(position), 0) FROM {table.table.name})"
            newest = f" AND position > {last} - {among:d}" if among is not None else ""
            found += table.newest(where + newest, terms, limit)
        return found

    def counts(self) -> Counts:
        """Return the counts of articles, claims and mentions."""
        return article_counts.project(self._db)

    def claim_count(self, article_id: str) -> int:
        """Return how many claims an article mentions."""
        return article_counts.claims_of(self._db, article_id)

    def claim_counts(self) -> dict[str, int]:
        """Return how many claims each article mentions, for those that mention some."""
        return article_counts.claims(self._db)

    def waiting(self) -> dict[str, int]:
        """Return the number of marks to review, for each article that has some, in order."""
        return article_counts.waiting(self._db)

    def suggestion_count(self, article_id: str) -> int:
        """Return how many open suggestions an article has."""
        return article_counts.suggestions_of(self._db, article_id)

    def open_suggestions(self) -> dict[str, int]:
        """Return the number of open suggestions, for each article that has some, in order."""
        return article_counts.suggestions(self._db)

    def mentions_in(self, article_id: str) -> list[PlacedMention]:
        """Return an article's mentions in text order."""
        found = self._placed.mentions(self, [article_id])[article_id]
        return self._placed.verified(found, self.find(TextVersion, article_id=article_id))

    def sentiments_in(self, article_id: str) -> list[PlacedSentiment]:
        """Return an article's sentiments: those of the whole article, then in text order."""
        found = self._placed.sentiments(self, [article_id])[article_id]
        return self._placed.verified(found, self.find(TextVersion, article_id=article_id))

    def marks_in(self, article_ids: Sequence[str]) -> Iterator[ArticleMarks]:
        """Yield the marks of each of these articles, read together: at most a few hundred."""
        return self._placed.each(self, article_ids)

    def claims_in(self, article_id: str) -> list[Claim]:
        """Return the claims that an article mentions, in text order."""
        claims = self.of(Claim)
        first = (
            f"SELECT claim_id, min(start) AS first {MENTIONED}"
            " JOIN anchor_fragment USING (anchor_id) WHERE article_id = ? GROUP BY claim_id"
        )
        query = (
            f"SELECT {claims.json} FROM ({first}) JOIN claim ON claim.id = claim_id"
            " ORDER BY first, claim.position"
        )
        try:
            return [claims.decode(text) for (text,) in self._db.execute(query, [article_id])]
        except Damaged as error:
            require_damage(error)
        mentioned = (placed.mention.claim_id for placed in self.mentions_in(article_id))
        found = (claims.get(id_) for id_ in dict.fromkeys(mentioned))
        return [claim for claim in found if claim]

    def damages(self) -> tuple[Damage, ...]:
        """Return everything that is damaged: rows that break a rule, and damage noticed so far."""
        note_broken(self._db, self._damages)
        return self.noticed()

    def noticed(self) -> tuple[Damage, ...]:
        """Return the damage noticed while reading so far."""
        return tuple(self._damages)

    def checks_in(self, article_id: str) -> list[FactCheck]:
        """Return the fact-checks of the claims that an article mentions, oldest first."""
        mentioned = f"SELECT claim_id {MENTIONED} WHERE article_id = ?"
        return self.of(FactCheck).find(f"claim_id IN ({mentioned})", article_id)

    def attributed_to(self, entity_id: str) -> list[Mention]:
        """Return the mentions whose attributions name an entity, oldest first."""
        named = "SELECT mention_id FROM attribution WHERE source_id = ?"
        return self.of(Mention).find(f"id IN ({named})", entity_id)

    def unconfirmed(self) -> list[Unconfirmed]:
        """Return the unconfirmed texts, by record and field."""
        return unconfirmed.everything(self._db)

    def codebook(self) -> Codebook:
        """Return the codebook of this project."""
        return Codebook(in_order(self.of(Scheme).find()))

    def label_uses(self, scheme: Scheme | None = None) -> dict[LabelKey, int]:
        """Return how many records use each label, or each of the layer of a scheme."""
        return label_uses(self._db, scheme)

    def labelled(self, key: LabelKey) -> list[Claim | FactCheck]:
        """Return the claims and fact-checks that use a label of an open layer, oldest first."""
        claims = self.of(Claim).find(CLAIMS_WITH, key.scheme_id, key.code)
        return [*claims, *self.of(FactCheck).find(CHECKS_WITH, key.scheme_id, key.code)]

    def _count(self, kind: type[R], where: str = "1") -> int:
        table = self.of(kind).table.name
        try:
            return int(
                self._db.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()[0]
            )
        except Damaged as error:
            require_damage(error)
        return len(self.of(kind).find(where))


def _placed(found: list[R]) -> list[R]:
    """Return the records without anchors that have no valid position."""
    return [each for each in found if not isinstance(each, Anchor) or _is_placed(each)]


def _is_placed(anchor: Anchor) -> bool:
    """Return whether an anchor has a valid position."""
    return bool(anchor.fragments) and all(0 <= f.start < f.end for f in anchor.fragments)


@contextmanager
def reading(path: Path, indexes: Path | None = None) -> Iterator[StoredReader]:
    """Open a project for reading on this thread; close it after the block.

    `indexes` is the folder of an index that finds words in the history and in names.
    """
    with (
        engine.refusing(lambda: tr("“{file}” could not be read", file=path.name)),
        closing(look_into(path)[0]) as db,
    ):
        _begin_snapshot(db)
        reader = StoredReader(db)
        if indexes:
            reader.history.index.look_in(indexes, path)
        yield reader


@contextmanager
def reading_beside(path: Path) -> Iterator[StoredReader]:
    """Read the present state of a project that is open here, and is not examined again."""
    with (
        engine.refusing(lambda: tr("“{file}” could not be read", file=path.name)),
        closing(together(path)) as db,
    ):
        _begin_snapshot(db)
        yield StoredReader(db)


def _begin_snapshot(db: Connection) -> None:
    """Keep the state of now, whatever the window writes meanwhile."""
    db.execute("BEGIN")
    db.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()  # or it begins with a first query
