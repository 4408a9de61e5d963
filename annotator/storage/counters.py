"""Counts kept in the transaction of each edit: of the project, and of each article."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.carrying import UNSETTLED
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Change, Record
from annotator.domain.reading import search_text
from annotator.domain.sentiment import Sentiment
from annotator.storage.derived import LINE
from annotator.storage.engine import Connection

_ADD: Final = (
    "INSERT INTO project_count VALUES (?, ?)"
    " ON CONFLICT DO UPDATE SET number = number + excluded.number"
)
_NOTE: Final = (
    "INSERT INTO project_count VALUES (?, ?) ON CONFLICT DO UPDATE SET number = excluded.number"
)
_ADD_TO_ARTICLE: Final = (
    "INSERT INTO article_count VALUES (?, ?, ?) ON CONFLICT DO UPDATE"
    " SET claims = claims + excluded.claims, waiting = waiting + excluded.waiting"
)
_DROP_EMPTY: Final = "DELETE FROM article_count WHERE article_id = ? AND claims = 0 AND waiting = 0"
_ADD_WORDS: Final = "INSERT INTO article_words SELECT position, ? FROM article WHERE id = ?"
_DROP_WORDS: Final = (
    "DELETE FROM article_words WHERE position = (SELECT position FROM article WHERE id = ?)"
)
_STATE: Final = "SELECT text_id, state FROM anchor WHERE id = ?"
_ARTICLE: Final = "SELECT article_id FROM article_text WHERE id = ?"
_MENTIONS: Final = (
    "SELECT count(*) FROM claim_mention CROSS JOIN anchor ON anchor.id = anchor_id"
    " CROSS JOIN article_text ON article_text.id = text_id WHERE claim_id = ? AND article_id = ?"
)

_Half = tuple[Record, int]
"""A record, and by how much it changes a count of its kind."""


class Counters:
    """Follows the edits of one project, within their transactions."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def foresee(self, changes: Iterable[Change]) -> None:
        """Drop the words of articles that change, before the rows are written."""
        ids = {each.before.id for each in changes if isinstance(each.before, Article)}
        self._db.executemany(_DROP_WORDS, [(id_,) for id_ in ids])

    def follow(self, changes: Sequence[Change]) -> None:
        """Count what changes add and remove, once the rows are written."""
        halves = list(_halves(changes))
        totals: Counter[str] = Counter()
        for record, number in halves:
            if name := _counted_as(record):
                totals[name] += number
        self._db.executemany(_ADD, [each for each in totals.items() if each[1]])
        self._add_words(changes)
        self._follow_marks(halves)

    def note(self, line: int) -> None:
        """Record the journal line for which the counts hold."""
        self._db.execute(_NOTE, (LINE, line))

    def _add_words(self, changes: Iterable[Change]) -> None:
        last = {each.record.id: each.after for each in changes if isinstance(each.record, Article)}
        kept = [each for each in last.values() if isinstance(each, Article)]
        self._db.executemany(_ADD_WORDS, [(search_text(each).casefold(), each.id) for each in kept])

    def _follow_marks(self, halves: Sequence[_Half]) -> None:
        places = _Places(self._db, (record for record, _ in halves))
        mentions: Counter[tuple[str, str]] = Counter()
        claims: Counter[str] = Counter()
        waiting: Counter[str] = Counter()
        for mark, number in halves:
            if isinstance(mark, Mention | Sentiment) and mark.anchor_id:
                article_id, state = places.of(mark.anchor_id)
                waiting[article_id] += number * (state in UNSETTLED)
                if isinstance(mark, Mention):
                    mentions[article_id, mark.claim_id] += number
        for (article_id, claim_id), number in mentions.items():
            if number:
                claims[article_id] += self._appeared(article_id, claim_id, number)
        counts = [(id_, claims[id_], waiting[id_]) for id_ in {*claims, *waiting}]
        self._db.executemany(_ADD_TO_ARTICLE, [each for each in counts if any(each[1:])])
        self._db.executemany(_DROP_EMPTY, [each[:1] for each in counts if min(each[1:]) < 0])

    def _appeared(self, article_id: str, claim_id: str, number: int) -> int:
        """Return 1 if a claim is new in an article, -1 if it is gone, 0 otherwise."""
        (now,) = self._db.execute(_MENTIONS, [claim_id, article_id]).fetchone()
        return int(now > 0) - int(now > number)


class _Places:
    """The article and the state of anchors, of which some are records that just changed."""

    def __init__(self, db: Connection, changed: Iterable[Record]) -> None:
        self._db = db
        self._anchors: dict[str, Anchor] = {}
        self._articles: dict[str, str] = {}
        for record in changed:
            if isinstance(record, Anchor):
                self._anchors[record.id] = record
            elif isinstance(record, TextVersion):
                self._articles[record.id] = record.article_id

    def of(self, anchor_id: str) -> tuple[str, str]:
        """Return the id of an anchor's article and its state; '' when it is missing."""
        if anchor := self._anchors.get(anchor_id):
            return self._article(anchor.text_id), anchor.state
        text_id, state = self._db.execute(_STATE, [anchor_id]).fetchone() or ("", "")
        return self._article(text_id), state

    def _article(self, text_id: str) -> str:
        if text_id not in self._articles:
            found = self._db.execute(_ARTICLE, [text_id]).fetchone()
            self._articles[text_id] = found[0] if found else ""
        return self._articles[text_id]


def _halves(changes: Iterable[Change]) -> Iterator[_Half]:
    for change in changes:
        if change.before is not None:
            yield change.before, -1
        if change.after is not None:
            yield change.after, 1


def _counted_as(record: Record) -> str:
    """Return the name of the count that a record belongs to; '' for none."""
    match record:
        case Claim():
            return "claims"
        case Mention():
            return "mentions"
        case Article():
            return record.status
        case _:
            return ""
