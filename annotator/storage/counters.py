"""Counts kept in the transaction of each edit: of the project, and of each article."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.carrying import UNSETTLED
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Change, Edit, Record
from annotator.domain.errors import StorageError
from annotator.domain.reading import search_text
from annotator.domain.sentiment import Sentiment
from annotator.storage.derived import LINE
from annotator.storage.engine import Connection
from annotator.storage.journal import Journal
from annotator.storage.repository import rows_of

_ADD: Final = (
    "INSERT INTO project_count VALUES (?1, ?2)"
    f" ON CONFLICT DO UPDATE SET number = iif(name = '{LINE}', 0, number) + ?2"
)
_NOTE: Final = (
    f"INSERT INTO project_count SELECT '{LINE}', max(seq) FROM journal WHERE true"
    " ON CONFLICT DO UPDATE SET number = excluded.number"
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
_ARTICLE: Final = "SELECT article_id FROM article_text WHERE id = ?"
_MENTIONS: Final = (
    "SELECT count(*) FROM claim_mention CROSS JOIN anchor ON anchor.id = anchor_id"
    " CROSS JOIN article_text ON article_text.id = text_id WHERE claim_id = ? AND article_id = ?"
)

LINES: Final = (
    f"SELECT (SELECT number FROM project_count WHERE name = '{LINE}'),"
    " (SELECT max(seq) FROM journal)"
)
"""The SQL for the line that is noted, and the last one."""

UNNOTED: Final = 64
"""Lines at most, of edits that concern no count, after the one that is noted."""
_REMEMBERED: Final = 100  # texts
_MARKS: Final = (Mention, Sentiment)
_COUNTED: Final = frozenset((Article, *_MARKS))
_TOTALS: Final[dict[type, str]] = {Claim: "claims", Mention: "mentions"}

_Half = tuple[Record, int]
"""A record, and by how much it changes a count of its kind."""

_Kinds = Mapping[type[Record], Sequence[Change]]
"""The changes of an edit, by the kind of their records."""


class Counters:
    """Follows the edits of one project, within their transactions.

    The journal line for which the counts hold is noted with each edit that concerns them, and
    otherwise from time to time: that spares most edits a page.
    """

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._cursor = db.cursor()
        self._noted = -UNNOTED  # the last line that was noted here
        self._places = _Places(db)

    def foresee(self, edit: Edit) -> None:
        """Drop the words of articles that an edit changes, before the rows are written."""
        if articles := edit.by_kind.get(Article):
            ids = {each.before.id for each in articles if each.before is not None}
            self._cursor.executemany(_DROP_WORDS, [(id_,) for id_ in ids])

    def follow(self, edit: Edit, line: int) -> None:
        """Count what an edit adds and removes, once the rows and the journal line are written."""
        kinds = edit.by_kind
        if _is_counted(kinds):
            totals = {name: _balance(kinds.get(kind, ())) for kind, name in _TOTALS.items()}
            totals[LINE] = line
            if articles := kinds.get(Article):
                _add_statuses(totals, articles)
                self._add_words(articles)
            self._cursor.executemany(_ADD, [each for each in totals.items() if each[1]])
            self._follow_marks(kinds)
            self._noted = line
        elif line >= self._noted + UNNOTED:
            self.settle()
            self._noted = line

    def settle(self) -> None:
        """Record that the counts hold for the last journal line."""
        self._db.execute(_NOTE)

    def _add_words(self, articles: Iterable[Change]) -> None:
        last = {each.record.id: each.after for each in articles}
        kept = [each for each in last.values() if isinstance(each, Article)]
        rows = [(search_text(each).casefold(), each.id) for each in kept]
        self._cursor.executemany(_ADD_WORDS, rows)

    def _follow_marks(self, kinds: _Kinds) -> None:
        halves = [half for kind in _MARKS for half in _halves(kinds.get(kind, ()))]
        marks = [(mark, by) for mark, by in halves if isinstance(mark, _MARKS) and mark.anchor_id]
        if not marks:
            return
        self._places.foresee(kinds, marks)
        mentions: dict[tuple[str, str], int] = {}
        claims: dict[str, int] = {}
        waiting: dict[str, int] = {}
        for mark, number in marks:
            article_id, state = self._places.of(mark)
            if state in UNSETTLED:
                waiting[article_id] = waiting.get(article_id, 0) + number
            if isinstance(mark, Mention):
                key = (article_id, mark.claim_id)
                mentions[key] = mentions.get(key, 0) + number
        # whether a claim is new, as its first change says
        new = {each.record.id: each.before is None for each in reversed(kinds.get(Claim, ()))}
        for (article_id, claim_id), number in mentions.items():
            if number:
                more = new.get(claim_id) or self._appeared(article_id, claim_id, number)
                claims[article_id] = claims.get(article_id, 0) + more
        ids = {**claims, **waiting}
        self._add_to_articles([(id_, claims.get(id_, 0), waiting.get(id_, 0)) for id_ in ids])

    def _add_to_articles(self, counts: Iterable[tuple[str, int, int]]) -> None:
        changed = [each for each in counts if any(each[1:])]
        self._cursor.executemany(_ADD_TO_ARTICLE, changed)
        if emptied := [each[:1] for each in changed if min(each[1:]) < 0]:
            self._cursor.executemany(_DROP_EMPTY, emptied)

    def _appeared(self, article_id: str, claim_id: str, number: int) -> int:
        """Return 1 if a claim is new in an article, -1 if it is gone, 0 otherwise."""
        (now,) = self._db.execute(_MENTIONS, [claim_id, article_id]).fetchone()
        return int(now > 0) - int(now > number)


class _Places:
    """The article and the state of anchors, of which some are records that just changed."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._anchors: dict[str, tuple[str, str]] = {}  # their text version and state
        self._articles: dict[str, str] = {}  # by text version, of the last edits

    def foresee(self, kinds: _Kinds, marks: Iterable[tuple[Mention | Sentiment, int]]) -> None:
        """Take over the anchors and texts that an edit changes, and look the others up."""
        anchors = [each.record for each in kinds.get(Anchor, ())]
        known = {
            each.id: (each.text_id, each.state) for each in anchors if isinstance(each, Anchor)
        }
        ids = {mark.anchor_id for mark, _ in marks if mark.anchor_id}
        if others := [*ids.difference(known)]:
            found = rows_of(self._db, "anchor", ("id", "text_id", "state"), "id", others)
            known.update((str(id_), (str(text_id), str(state))) for id_, text_id, state in found)
        self._anchors = known
        texts = [each.record for each in kinds.get(TextVersion, ())]
        if texts or len(self._articles) > _REMEMBERED:
            versions = [each for each in texts if isinstance(each, TextVersion)]
            self._articles = {each.id: each.article_id for each in versions}

    def of(self, mark: Mention | Sentiment) -> tuple[str, str]:
        """Return the id of the article of a mark and the state of its anchor; '' without one."""
        text_id, state = self._anchors.get(mark.anchor_id or "", ("", ""))
        return self._article(text_id), state

    def _article(self, text_id: str) -> str:
        if text_id not in self._articles:
            found = self._db.execute(_ARTICLE, [text_id]).fetchone()
            self._articles[text_id] = found[0] if found else ""
        return self._articles[text_id]


def _halves(changes: Iterable[Change]) -> Iterator[_Half]:
    """Yield what changes take away from the counts, and what they add to them."""
    for change in changes:
        if change.before is not None:
            yield change.before, -1
        if change.after is not None:
            yield change.after, 1


def _is_counted(kinds: _Kinds) -> bool:
    return not kinds.keys().isdisjoint(_COUNTED) or _balance(kinds.get(Claim, ())) != 0


def _add_statuses(totals: dict[str, int], articles: Iterable[Change]) -> None:
    halves = [(each, by) for each, by in _halves(articles) if isinstance(each, Article)]
    for article, number in halves:
        totals[article.status] = totals.get(article.status, 0) + number


def _balance(changes: Iterable[Change]) -> int:
    """Return how many records changes add, less those that they remove."""
    return sum((each.after is not None) - (each.before is not None) for each in changes)


def are_current(db: Connection) -> bool:
    """Return whether the counts hold for the last line of the journal.

    They do when no line after the one that was noted concerns them.
    """
    noted, last = db.execute(LINES).fetchone()
    if noted is None or last is None or not noted < last <= noted + 2 * UNNOTED:
        return bool(noted == last)
    journal = Journal(db)
    try:
        edits = (journal.edit(journal.line(seq)) for seq in range(noted + 1, last + 1))
        return not any(_is_counted(edit.by_kind) for edit in edits)
    except StorageError:
        return False
