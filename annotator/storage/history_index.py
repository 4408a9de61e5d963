"""The index of the journal: which lines are about a claim, an article or a kind of change."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec
from msgspec import Struct

from annotator.domain.history import HistoryAction, HistoryKind
from annotator.giving_way import give_way
from annotator.storage.engine import Connection

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
    "suggestion": HistoryKind.SUGGESTIONS,
}
"""Anchors are missing: they are moved along with a mention or a sentiment."""

_PARENTS: Final[Mapping[str, Mapping[str, str]]] = {
    "article_text": {"article_id": "article"},
    "anchor": {"text_id": "article_text"},
    "text_zone": {"text_id": "article_text"},
    "claim_mention": {"claim_id": "claim", "anchor_id": "anchor"},
    "sentiment": {"article_id": "article"},
    "suggestion": {"article_id": "article"},
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
_LINES: Final = (
    'SELECT line.seq, line.at, line.annotator_id, line.kind, line."group", line.target,'
    " unpacked(done.changes, done.packed) FROM journal AS line"
    " LEFT JOIN journal AS done ON done.seq = ifnull(line.target, line.seq)"
    " WHERE line.seq > ? ORDER BY line.seq"
)
_ROW: Final = "INSERT INTO {tables}_line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_SUBJECT: Final = "INSERT OR IGNORE INTO {tables}_subject VALUES (?, ?)"
_MENTION: Final = "INSERT OR IGNORE INTO {tables}_mention VALUES (?, ?)"
_AT_ONCE: Final = 1000  # lines that are written together


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


Half = tuple[str, Known | None, Known | None]
"""The table of a record, and the record before and after."""

Row = tuple[Any, ...]
"""A line as it is in the index."""

_HALVES: Final = msgspec.json.Decoder(list[Half])


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


def last_line(db: Connection, tables: str = "history") -> int:
    """Return the line up to which the journal is in an index, 0 for none."""
    return int(db.execute(f"SELECT ifnull(max(seq), 0) FROM {tables}_line").fetchone()[0])


class HistoryIndex:
    """Finds out what the lines of the journal are about. Never opens a transaction.

    `tables` is the first word of the tables that it writes, `known` that of those in which older
    lines are looked up. What a record belongs to is looked up as it was at the line: among the
    records that the lines up to it change, then among those that later ones change, which are read
    only for that, then among the stored ones.
    """

    def __init__(self, db: Connection, tables: str = "history", known: str = "history") -> None:
        self._db = db
        self._tables = tables
        self._known = known
        self._met: dict[tuple[str, str], Known | None] = {}
        # of each source: the evidence that uses it, with its check
        self._uses: defaultdict[str, dict[str, str | None]] = defaultdict(dict)
        self._subjects: dict[tuple[str, str], frozenset[str]] = {}
        self._rows: dict[int, Row] = {}
        self._about: list[tuple[str, int]] = []
        self._mentions: list[tuple[str, str]] = []
        self._is_whole = False  # then the lines know every record
        self._last = 0  # the line that is being noted
        self._is_foreseen = False

    def add_lines(self, start: int) -> None:
        """Add every line after `start`; an unreadable one is about nothing."""
        self._is_whole = self._is_foreseen = start == 0
        for *heading, target, changes in self._db.execute(_LINES, [start]):
            self._note(heading, target, _halves(heading[3], changes))
            if len(self._rows) >= _AT_ONCE:
                self._write()
        self._write()

    def _foresee(self) -> None:
        """Find out how records are before the first later line that changes them, once."""
        if self._is_foreseen:
            return
        self._is_foreseen = True
        for *_, kind, _, _, changes in self._db.execute(_LINES, [self._last]):
            for table, before, after in _halves(kind, changes):
                key = (table, _id(before, after))
                if key not in self._met:
                    self._met[key] = None
                    if before is not None:
                        self._meet(table, before)

    def _note(self, heading: Sequence[Any], target: int | None, halves: Sequence[Half]) -> None:
        self._last = heading[0]
        for table, before, after in halves:
            give_way()
            for record in filter(None, (before, after)):
                self._meet(table, record)
        if target is None:
            subjects, marks = self._noted(heading[0], halves), 0
            # thousands of records are changed in few ways
            for way in {(table, before is None, after is None) for table, before, after in halves}:
                marks |= _mark(*way)
            size = len({(table, _id(before, after)) for table, before, after in halves})
            self._rows[heading[0]] = (*heading, None, marks, size, _few(subjects))
        elif done := self._row(target):
            *_, group, _, marks, size, codes = done
            marks = inverted(marks) if heading[3] == "undo" else marks
            self._rows[heading[0]] = (*heading[:4], group, target, marks, size, codes)
        self._forget(halves)

    def _row(self, seq: int) -> Row | None:
        query = f"SELECT * FROM {self._known}_line WHERE seq = ?"
        row: Row | None = self._rows.get(seq) or self._db.execute(query, [seq]).fetchone()
        return row

    def _write(self) -> None:
        for query, rows in (
            (_MENTION, self._mentions),
            (_SUBJECT, self._about),
            (_ROW, [*self._rows.values()]),  # last, as a line is not indexed twice
        ):
            self._db.executemany(query.format(tables=self._tables), rows)
        self._mentions, self._about, self._rows = [], [], {}

    def _meet(self, table: str, record: Known) -> None:
        key = (table, record.id)
        if self._met.get(key) == record:
            return
        self._met[key] = record
        self._subjects.clear()
        if table == "evidence" and record.source_id:
            self._uses[record.source_id][record.id] = record.check_id

    def _forget(self, halves: Iterable[Half]) -> None:
        """Forget what a line removed, and the sources that evidence used before it."""
        for table, before, after in halves:
            former = before.source_id if before else None
            if before and former and (after is None or after.source_id != former):
                self._uses[former].pop(before.id, None)
            if before and after is None:
                self._met[table, before.id] = None
                self._subjects.clear()

    def _noted(self, seq: int, halves: Iterable[Half]) -> frozenset[str]:
        subjects: set[str] = set()
        for table, before, after in halves:
            for record in (before, after):
                if record is not None:
                    subjects |= self._of_record(table, record)
                    if table == "claim_mention":
                        self._note_mention(record)
        self._about += [(subject, seq) for subject in subjects if subject]
        return frozenset(subjects)

    def _note_mention(self, mention: Known) -> None:
        claims = self._of("claim", mention.claim_id)
        articles = self._of("anchor", mention.anchor_id)
        self._mentions += [(article, claim) for article in articles for claim in claims]

    def _of_record(self, table: str, record: Known) -> frozenset[str]:
        """Return the subjects to which a record belongs."""
        if table in {"article", "claim"}:
            return frozenset((record.code,))
        if table == "entity":
            return frozenset((record.id,))
        if table == "source":
            self._foresee()
            checks = {*self._uses[record.id].values(), *self._stored_checks(record.id)}
            owners = (self._of("fact_check", check_id) for check_id in checks)
            return frozenset((record.id,)).union(*owners)
        parents = _PARENTS.get(table, {}).items()
        found = [self._of(parent, getattr(record, name)) for name, parent in parents]
        return found[0] if len(found) == 1 else _NOBODY.union(*found)

    def _of(self, table: str, id_: str | None) -> frozenset[str]:
        if id_ is None:
            return _NOBODY
        key = (table, id_)
        found = self._subjects.get(key)
        if found is None:
            if key not in self._met:
                self._foresee()
            if key not in self._met:
                self._met[key] = self._stored(table, id_)
            record = self._met[key]
            found = self._of_record(table, record) if record else _NOBODY
            self._subjects[key] = found
        return found

    def _stored(self, table: str, id_: str) -> Known | None:
        """Return a record that no line changes."""
        if self._is_whole:
            return None
        names = ("code",) if table in {"article", "claim"} else tuple(_PARENTS[table])
        query = f"SELECT {', '.join(names)} FROM {table} WHERE id = ?"
        row = self._db.execute(query, [id_]).fetchone()
        return Known(id=id_, **dict(zip(names, row, strict=True))) if row else None

    def _stored_checks(self, source_id: str) -> set[str | None]:
        """Return the checks of evidence that no line changes."""
        if self._is_whole:
            return set()
        query = "SELECT id, check_id FROM evidence WHERE source_id = ?"
        found = self._db.execute(query, [source_id])
        return {check_id for id_, check_id in found if ("evidence", id_) not in self._met}


def _halves(kind: str, changes: str) -> list[Half]:
    """Return what a line changed; nothing when that cannot be read."""
    try:
        halves = [half for half in _HALVES.decode(changes) if half[1] or half[2]]
    except (msgspec.MsgspecError, TypeError, RecursionError):
        return []
    if kind == "undo":
        return [(table, after, before) for table, before, after in reversed(halves)]
    return halves


def _id(before: Known | None, after: Known | None) -> str:
    return (before or after or Known("")).id


def _mark(table: str, is_added: bool, is_removed: bool) -> int:  # noqa: FBT001 - as of a half
    if table not in _KIND_OF:
        return 0
    action = _ADDED if is_added else _REMOVED if is_removed else _CHANGED
    return _bit(_KINDS.index(_KIND_OF[table]), action)


def _few(subjects: Iterable[str]) -> str:
    """Return the codes among subjects, articles first; empty when they are many."""
    codes = sorted((s for s in subjects if s[:1] in _PREFIXES), key=lambda s: (s[0], len(s), s))
    return " ".join(codes) if len(codes) <= _FEW else ""


def catch_up(db: Connection) -> None:
    """Add the lines to the index that it lacks at its end."""
    HistoryIndex(db).add_lines(last_line(db))
