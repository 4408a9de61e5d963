"""The index of the journal: which lines are about a claim, an article or a kind of change."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import msgspec
from msgspec import Struct

from annotator.domain.history import HistoryAction, HistoryKind
from annotator.storage.engine import Connection

Half = tuple[str, Any, Any]
"""The table of a record, and the record before and after: whole, or as `Known`."""

_KIND_OF: Final[Mapping[str, HistoryKind]] = {
    "project": HistoryKind.PROJECT,
    "annotator": HistoryKind.PROJECT,
    "scheme": HistoryKind.CODEBOOK,
    "article": HistoryKind.ARTICLES,
    "article_text": HistoryKind.ARTICLES,
    "text_zone": HistoryKind.ARTICLES,
    "entity": HistoryKind.PROJECT,
    "claim": HistoryKind.CLAIMS,
    "claim_mention": HistoryKind.CLAIMS,
    "sentiment": HistoryKind.SENTIMENT,
    "fact_check": HistoryKind.CHECKS,
    "source": HistoryKind.EVIDENCE,
    "evidence": HistoryKind.EVIDENCE,
}
"""Anchors are missing: they are moved along with a mention or a sentiment."""

_PARENTS: Final[Mapping[str, Mapping[str, str]]] = {
    "article_text": {"article_id": "article"},
    "anchor": {"text_id": "article_text"},
    "text_zone": {"text_id": "article_text"},
    "claim_mention": {"claim_id": "claim", "anchor_id": "anchor"},
    "sentiment": {"article_id": "article"},
    "fact_check": {"claim_id": "claim"},
    "evidence": {"check_id": "fact_check"},
}
"""The fields by which a record belongs to others, with their tables."""

_PREFIXES: Final = ("A", "C")  # of codes; ids have small letters
_FEW: Final = 8  # codes that a line names
_KINDS: Final = tuple(HistoryKind)
_ACTIONS: Final = tuple(HistoryAction)
_ADDED, _CHANGED, _REMOVED = (1 << place for place in range(3))
_NOBODY: Final[frozenset[str]] = frozenset()
_LINE: Final = "INSERT INTO history_line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_TURNED: Final = (
    'INSERT INTO history_line SELECT ?, ?, ?, ?, "group", seq, marks, size, codes'
    " FROM history_line WHERE seq = ?"
)
_SUBJECT: Final = "INSERT INTO history_subject VALUES (?, ?)"
_MENTION: Final = "INSERT INTO history_mention VALUES (?, ?) ON CONFLICT DO NOTHING"


Heading = tuple[int, str, str, str, str | None]
"""The number of a line, its time, annotator, kind and group."""


class Known(Struct):
    """The part of a record that says what it is about."""

    id: str
    code: str = ""
    article_id: str | None = None
    text_id: str | None = None
    claim_id: str | None = None
    anchor_id: str | None = None
    check_id: str | None = None
    source_id: str | None = None


def mask_of(kinds: Iterable[HistoryKind], actions: Iterable[HistoryAction]) -> int:
    """Return the bits of these kinds and actions; no kinds or no actions mean all of them."""
    chosen = [_ACTIONS.index(action) for action in actions] or range(len(_ACTIONS))
    places = [_KINDS.index(kind) for kind in kinds] or range(len(_KINDS))
    return sum(_bit(place, 1 << action) for place in places for action in chosen)


def inverted(marks: int) -> int:
    """Return the bits of the step that undoes one with these bits."""
    added = sum(_bit(place, _ADDED) for place in range(len(_KINDS)))
    swapped = (marks & added) << 2 | marks >> 2 & added
    return swapped | marks & added << 1


def _bit(place: int, action: int) -> int:
    return action << len(_ACTIONS) * place


class HistoryIndex:
    """Notes what each line of the journal is about. Never opens a transaction.

    What a record belongs to is looked up among the records that the line changes, then among the
    stored ones; with `is_rebuilt`, among those of all lines before.
    """

    def __init__(self, db: Connection, *, is_rebuilt: bool = False) -> None:
        self._db = db
        self._is_rebuilt = is_rebuilt
        self._met: dict[tuple[str, str], Any] = {}
        self._uses: defaultdict[str, dict[str, str]] = defaultdict(dict)
        # of each source: the evidence that uses it, with its check
        self._subjects: dict[tuple[str, str], frozenset[str]] = {}

    def note(self, heading: Heading, halves: Iterable[Half]) -> None:
        """Note a line and what it changed."""
        halves = list(halves)
        self._meet(halves)
        subjects = self._noted(heading[0], halves)
        marks = 0
        for table, before, after in halves:
            marks |= _mark(table, before, after)
        size = len({(table, (after or before).id) for table, before, after in halves})
        self._db.execute(_LINE, (*heading, None, marks, size, _few(subjects)))
        self._forget(halves)

    def note_turned(self, seq: int, at: str, annotator_id: str, kind: str, target: int) -> None:
        """Note a line that undid or redid an older one, which is its target."""
        self._db.execute(_TURNED, (seq, at, annotator_id, kind, target))
        if kind == "undo":
            query = "SELECT marks FROM history_line WHERE seq = ?"
            for (marks,) in self._db.execute(query, [seq]).fetchall():
                values = (inverted(int(marks)), seq)
                self._db.execute("UPDATE history_line SET marks = ? WHERE seq = ?", values)

    def _meet(self, halves: Iterable[Half]) -> None:
        for table, *states in halves:
            for record in states:
                if record is not None:
                    self._met[table, record.id] = record
                    if table == "evidence" and record.source_id:
                        self._uses[record.source_id][record.id] = record.check_id

    def _forget(self, halves: Iterable[Half]) -> None:
        """Forget what may be otherwise with the next line."""
        if not self._is_rebuilt:
            self._met.clear()
            self._uses.clear()
            self._subjects.clear()
            return
        for table, before, after in halves:
            former = getattr(before, "source_id", None) if table == "evidence" else None
            if former and (after is None or after.source_id != former):
                self._uses[former].pop(before.id, None)

    def _noted(self, seq: int, halves: Iterable[Half]) -> frozenset[str]:
        subjects: set[str] = set()
        for table, before, after in halves:
            for record in (before, after):
                if record is not None:
                    subjects |= self._of_record(table, record)
                    if table == "claim_mention":
                        self._note_mention(record)
        self._db.executemany(_SUBJECT, [(subject, seq) for subject in sorted(subjects) if subject])
        return frozenset(subjects)

    def _note_mention(self, mention: Any) -> None:  # noqa: ANN401 - whole or `Known`
        claims = self._of("claim", mention.claim_id)
        articles = self._of("anchor", mention.anchor_id)
        pairs = [(article, claim) for article in articles for claim in claims]
        self._db.executemany(_MENTION, pairs)

    def _of_record(self, table: str, record: Any) -> frozenset[str]:  # noqa: ANN401 - as above
        """Return the subjects to which a record belongs."""
        if table in {"article", "claim"}:
            return frozenset((record.code,))
        if table == "entity":
            return frozenset((record.id,))
        if table == "source":
            checks = {*self._uses[record.id].values(), *self._stored_checks(record.id)}
            owners = (self._of("fact_check", check_id) for check_id in checks)
            return frozenset((record.id,)).union(*owners)
        fields = _PARENTS.get(table, {}).items()
        return _NOBODY.union(*(self._of(parent, getattr(record, name)) for name, parent in fields))

    def _of(self, table: str, id_: str) -> frozenset[str]:
        if (table, id_) not in self._subjects:
            record = self._met.get((table, id_)) or self._stored(table, id_)
            found = self._of_record(table, record) if record else _NOBODY
            self._subjects[table, id_] = found
        return self._subjects[table, id_]

    def _stored(self, table: str, id_: str) -> Known | None:
        if self._is_rebuilt:
            return None
        names = ("code",) if table in {"article", "claim"} else tuple(_PARENTS[table])
        query = f"SELECT {', '.join(names)} FROM {table} WHERE id = ?"
        row = self._db.execute(query, [id_]).fetchone()
        return Known(id=id_, **dict(zip(names, row, strict=True))) if row else None

    def _stored_checks(self, source_id: str) -> set[str]:
        if self._is_rebuilt:
            return set()
        query = "SELECT check_id FROM evidence WHERE source_id = ?"
        return {check_id for (check_id,) in self._db.execute(query, [source_id])}


def _mark(table: str, before: object, after: object) -> int:
    if table not in _KIND_OF:
        return 0
    action = _ADDED if before is None else _REMOVED if after is None else _CHANGED
    return _bit(_KINDS.index(_KIND_OF[table]), action)


def _few(subjects: Iterable[str]) -> str:
    """Return the codes among subjects, articles first; empty when they are many."""
    codes = sorted((s for s in subjects if s[:1] in _PREFIXES), key=lambda s: (s[0], len(s), s))
    return " ".join(codes) if len(codes) <= _FEW else ""


_HALVES: Final = msgspec.json.Decoder(list[tuple[str, Known | None, Known | None]])
_DONE: Final = 'SELECT seq, at, annotator_id, kind, "group", target, changes FROM journal'


def fill(db: Connection) -> None:
    """Note every line of a journal that has no index yet; an unreadable one is about nothing."""
    index = HistoryIndex(db, is_rebuilt=True)
    for seq, at, annotator_id, kind, group, target, changes in _lines(db):
        if target is not None:
            index.note_turned(seq, at, annotator_id, kind, target)
            continue
        try:
            halves = _HALVES.decode(changes)
        except (msgspec.MsgspecError, TypeError):
            halves = []
        heading = (seq, at, annotator_id, kind, group)
        index.note(heading, [half for half in halves if half[1] or half[2]])


def _lines(db: Connection) -> Iterator[tuple[Any, ...]]:
    yield from db.execute(f"{_DONE} ORDER BY seq")
