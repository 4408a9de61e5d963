"""Marks with their anchors, of many articles at once, verified by the texts that they are in."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, TypeVar

from annotator.domain.anchor import Anchor
from annotator.domain.article import TextVersion
from annotator.domain.claim import Mention
from annotator.domain.reading import ArticleMarks, PlacedMention, PlacedSentiment, ProjectReader
from annotator.domain.sentiment import Sentiment
from annotator.domain.zone import Zone
from annotator.giving_way import give_way
from annotator.storage import record_by_record
from annotator.storage.damages import Damaged, require_damage
from annotator.storage.engine import Connection
from annotator.storage.repository import Repository
from annotator.storage.texts import StoredTexts

R = TypeVar("R", TextVersion, Zone)
P = TypeVar("P", PlacedMention, PlacedSentiment)

MENTIONED = (
    "FROM article_text"
    " JOIN anchor ON anchor.text_id = article_text.id"
    " JOIN claim_mention ON claim_mention.anchor_id = anchor.id"
)
"""The part of a query that goes from articles to their mentions."""


class PlacedMarks:
    """Reads marks with their anchors from the file of a project, whose reader is given each time.

    It does not keep the reader, which keeps it: the cycle would keep both in memory.
    """

    def __init__(
        self,
        db: Connection,
        records: tuple[Repository[Mention], Repository[Sentiment], Repository[Anchor]],
        texts: StoredTexts,
    ) -> None:
        self._db = db
        self._mentions, self._sentiments, self._anchors = records
        self._texts = texts

    def each(self, reader: ProjectReader, article_ids: Sequence[str]) -> Iterator[ArticleMarks]:
        """Yield the marks of each of these articles; long texts are read when it is their turn."""
        versions = _grouped(
            reader.find_among(TextVersion, "article_id", article_ids),
            lambda version: version.article_id,
        )
        every = [version for found in versions.values() for version in found]
        self._texts.foresee(every)
        text_ids = [version.id for version in every]
        zones = _grouped(reader.find_among(Zone, "text_id", text_ids), lambda zone: zone.text_id)
        mentions = self.mentions(reader, article_ids)
        sentiments = self.sentiments(reader, article_ids)
        for id_ in article_ids:
            found = sorted(versions[id_], key=lambda version: version.version_no)
            yield ArticleMarks(
                tuple(found),
                self.verified(mentions[id_], found),
                self.verified(sentiments[id_], found),
                [zone for version in found for zone in zones[version.id]],
            )

    def mentions(
        self, reader: ProjectReader, article_ids: Sequence[str]
    ) -> defaultdict[str, list[PlacedMention]]:
        """Return the mentions of each of these articles, oldest first."""
        one, other = self._mentions, self._anchors
        query = (
            f"SELECT claim_mention.position, article_id, {one.json}, {other.json} {MENTIONED}"
            f" WHERE article_id IN ({_places(article_ids)})"
        )
        found: defaultdict[str, list[PlacedMention]] = defaultdict(list)
        try:
            for _, article_id, mention, anchor in self._in_order(query, article_ids):
                give_way()
                placed = PlacedMention(one.decode(mention), other.decode(anchor))
                found[article_id].append(placed)
        except Damaged as error:
            require_damage(error)
            for id_ in article_ids:
                found[id_] = record_by_record.mentions(reader, id_)
        return found

    def sentiments(
        self, reader: ProjectReader, article_ids: Sequence[str]
    ) -> defaultdict[str, list[PlacedSentiment]]:
        """Return the sentiments of each of these articles, oldest first."""
        one, other = self._sentiments, self._anchors
        query = (
            f"SELECT sentiment.position, article_id, {one.json},"
            f" CASE WHEN anchor.id IS NOT NULL THEN {other.json} END"
            " FROM sentiment LEFT JOIN anchor ON anchor.id = anchor_id"
            f" WHERE article_id IN ({_places(article_ids)})"
        )
        found: defaultdict[str, list[PlacedSentiment]] = defaultdict(list)
        try:
            for _, article_id, sentiment, anchor in self._in_order(query, article_ids):
                give_way()
                placed = other.decode(anchor) if anchor else None
                found[article_id].append(PlacedSentiment(one.decode(sentiment), placed))
        except Damaged as error:
            require_damage(error)
            for id_ in article_ids:
                found[id_] = record_by_record.sentiments(reader, id_)
        return found

    def _in_order(self, query: str, ids: Sequence[str]) -> list[tuple[Any, ...]]:
        """Return the rows by their first value: the engine would sort them at more cost."""
        return sorted(self._db.execute(query, ids), key=itemgetter(0))

    def verified(self, placed: list[P], versions: Sequence[TextVersion]) -> list[P]:
        """Return the marks whose text is at its place in one of the versions, in text order."""
        return sorted(self._texts.verified(placed, versions), key=_text_order)


def _grouped(records: Iterable[R], of: Callable[[R], str]) -> defaultdict[str, list[R]]:
    found: defaultdict[str, list[R]] = defaultdict(list)
    for record in records:
        found[of(record)].append(record)
    return found


def _places(ids: Sequence[str]) -> str:
    return ", ".join("?" * len(ids))


def _text_order(placed: PlacedMention | PlacedSentiment) -> tuple[int, int]:
    anchor = placed.anchor
    return (anchor.fragments[0].start, anchor.fragments[-1].end) if anchor else (-1, -1)
