"""The index of the journal: which lines are about a claim, an article or a kind of change."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Final

from annotator.domain.edit import Edit
from annotator.giving_way import give_way
from annotator.storage.engine import Connection
from annotator.storage.history_changes import Changed, Known, Pair, changed_by, changed_in, id_of
from annotator.storage.history_marks import inverted, mark_of

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

_WITH_CODE: Final = ("article", "claim")
_PREFIXES: Final = ("A", "C")  # of codes; ids have small letters
_FEW: Final = 8  # codes that a line names
_NOBODY: Final[frozenset[str]] = frozenset()
_LINES: Final = (
    'SELECT line.seq, line.at, line.annotator_id, line.kind, line."group", line.target,'
    " CASE WHEN line.seq = ? THEN '' ELSE unpacked(done.changes, done.packed) END"
    " FROM journal AS line"
    " LEFT JOIN journal AS done ON done.seq = ifnull(line.target, line.seq)"
    " WHERE line.seq > ? ORDER BY line.seq"
)
_ROW: Final = "INSERT INTO {tables}_line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_SUBJECT: Final = "INSERT OR IGNORE INTO {tables}_subject VALUES (?, ?)"
_MENTION: Final = "INSERT OR IGNORE INTO {tables}_mention VALUES (?, ?)"
_AT_ONCE: Final = 1000  # lines that are written together
_REMEMBERED: Final = 50_000  # records


Row = tuple[Any, ...]
"""A line as it is in the index."""


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
        self._met: defaultdict[str, dict[str, Known | None]] = defaultdict(dict)  # by table and id
        # of each source: the evidence that uses it, with its check
        self._uses: defaultdict[str, dict[str, str | None]] = defaultdict(dict)
        self._subjects: dict[tuple[str, str], frozenset[str]] = {}
        self._rows: dict[int, Row] = {}
        self._about: list[tuple[str, int]] = []
        self._mentions: list[tuple[str, str]] = []
        self._is_whole = False  # then the lines know every record
        self._last = 0  # the line that is being noted
        self._is_foreseen = False

    def add_lines(self, start: int, saved: tuple[int, Edit] | None = None) -> None:
        """Add every line after `start`; an unreadable one is about nothing.

        `saved` is the number of a line and its edit, which is then not read from it again.
        """
        self._is_whole = self._is_foreseen = start == 0
        seq, known = (saved[0], changed_by(saved[1])) if saved else (0, {})
        for *heading, target, changes in self._db.execute(_LINES, [seq, start]):
            changed = known if heading[0] == seq else changed_in(heading[3], changes)
            self._note(heading, target, changed)
            self.write(_AT_ONCE)
        self.write()

    def follow(self, heading: Sequence[Any], target: int | None, edit: Edit) -> None:
        """Add a line whose edit was just done, when none is behind it; `write` must end these.

        The heading: number, time, annotator, kind, group. Only the last records are remembered.
        """
        self._is_foreseen = True
        if sum(map(len, self._met.values())) > _REMEMBERED:
            self._met.clear()
            self._uses.clear()
        self._note(heading, target, changed_by(edit))
        self.write(_AT_ONCE)

    def _foresee(self) -> None:
        """Find out how records are before the first later line that changes them, once."""
        if self._is_foreseen:
            return
        self._is_foreseen = True
        for *_, kind, _, _, changes in self._db.execute(_LINES, [0, self._last]):
            for table, pairs in changed_in(kind, changes).items():
                for before, after in pairs:
                    id_ = id_of(before, after)
                    if id_ not in self._met[table]:
                        self._met[table][id_] = None
                        self._meet(table, [(before, None)])

    def _note(self, heading: Sequence[Any], target: int | None, changed: Changed) -> None:
        self._last = heading[0]
        for table, pairs in changed.items():
            give_way()
            self._meet(table, pairs)
        if target is None:
            ids = {
                table: {id_of(before, after) for before, after in pairs}
                for table, pairs in changed.items()
            }
            subjects = self._noted(heading[0], changed, ids)
            size = sum(map(len, ids.values()))
            self._rows[heading[0]] = (*heading, None, _marks(changed), size, _few(subjects))
        elif done := self._row(target):
            *_, group, _, marks, size, codes = done
            marks = inverted(marks) if heading[3] == "undo" else marks
            self._rows[heading[0]] = (*heading[:4], group, target, marks, size, codes)
        for table, pairs in changed.items():
            self._forget(table, pairs)

    def _row(self, seq: int) -> Row | None:
        query = f"SELECT * FROM {self._known}_line WHERE seq = ?"
        row: Row | None = self._rows.get(seq) or self._db.execute(query, [seq]).fetchone()
        return row

    def write(self, least: int = 0) -> None:
        """Write the lines that were added, unless they are fewer than `least`."""
        if len(self._rows) < least:
            return
        for query, rows in (
            (_MENTION, self._mentions),
            (_SUBJECT, self._about),
            (_ROW, [*self._rows.values()]),  # last, as a line is not indexed twice
        ):
            self._db.executemany(query.format(tables=self._tables), rows)
        self._mentions, self._about, self._rows = [], [], {}

    def _meet(self, table: str, pairs: Iterable[Pair]) -> None:
        """Note how records are at a line, the state after it last."""
        self._subjects.clear()
        met = self._met[table]
        for pair in pairs:
            for record in pair:
                if record is None:
                    continue
                met[record.id] = record
                if table == "evidence" and record.source_id:
                    self._uses[record.source_id][record.id] = record.check_id

    def _forget(self, table: str, pairs: Iterable[Pair]) -> None:
        """Forget what a line removed, and the sources that evidence used before it."""
        for before, after in pairs:
            if before is None:
                continue
            former = before.source_id if table == "evidence" else None
            if former and (after is None or after.source_id != former):
                self._uses[former].pop(before.id, None)
            if after is None:
                self._met[table][before.id] = None
                self._subjects.clear()

    def _noted(
        self, seq: int, changed: Changed, ids: Mapping[str, AbstractSet[str]]
    ) -> frozenset[str]:
        """Note what a line is about, and return that.

        What belongs to a record that the line changes, too, is about the same as that.
        """
        subjects: set[str] = set()
        for table, pairs in changed.items():
            records = [record for pair in pairs for record in pair if record is not None]
            if table == "claim_mention":
                for record in records:
                    self._note_mention(record)
            if table in _WITH_CODE:
                subjects.update([record.code for record in records])
            elif table not in _PARENTS:
                subjects.update(*(self._of_record(table, record) for record in records))
            for name, parent in _PARENTS.get(table, {}).items():
                owners = {getattr(record, name) for record in records} - ids.get(parent, _NOBODY)
                subjects.update(*(self._of(parent, owner) for owner in owners))
        self._about += [(subject, seq) for subject in subjects if subject]
        return frozenset(subjects)

    def _note_mention(self, mention: Known) -> None:
        claims = self._of("claim", mention.claim_id)
        articles = self._of("anchor", mention.anchor_id)
        self._mentions += [(article, claim) for article in articles for claim in claims]

    def _of_record(self, table: str, record: Known) -> frozenset[str]:
        """Return the subjects to which a record belongs."""
        if table in _WITH_CODE:
            return frozenset((record.code,))
        if table == "entity":
            return frozenset((record.id,))
        if table == "source":
            self._foresee()
            checks = {*self._uses[record.id].values(), *self._stored_checks(record.id)}
            owners = (self._of("fact_check", check_id) for check_id in checks)
            return frozenset((record.id,)).union(*owners)
        found = _NOBODY
        for name, parent in _PARENTS.get(table, {}).items():
            more = self._of(parent, getattr(record, name))
            found = found | more if found else more
        return found

    def _of(self, table: str, id_: str | None) -> frozenset[str]:
        if id_ is None:
            return _NOBODY
        key = (table, id_)
        found = self._subjects.get(key)
        if found is None:
            met = self._met[table]
            if id_ not in met:
                self._foresee()
            if id_ not in met:
                met[id_] = self._stored(table, id_)
            record = met[id_]
            found = self._of_record(table, record) if record else _NOBODY
            self._subjects[key] = found
        return found

    def _stored(self, table: str, id_: str) -> Known | None:
        """Return a record that no line changes."""
        if self._is_whole:
            return None
        names = ("code",) if table in _WITH_CODE else tuple(_PARENTS[table])
        query = f"SELECT {', '.join(names)} FROM {table} WHERE id = ?"
        row = self._db.execute(query, [id_]).fetchone()
        return Known(id=id_, **dict(zip(names, row, strict=True))) if row else None

    def _stored_checks(self, source_id: str) -> set[str | None]:
        """Return the checks of evidence that no line changes."""
        if self._is_whole:
            return set()
        query = "SELECT id, check_id FROM evidence WHERE source_id = ?"
        found = self._db.execute(query, [source_id])
        return {check_id for id_, check_id in found if id_ not in self._met["evidence"]}


def _marks(changed: Changed) -> int:
    ways = {
        (table, before is None, after is None)
        for table, pairs in changed.items()
        for before, after in pairs
    }
    marks = 0
    for table, is_added, is_removed in ways:
        marks |= mark_of(table, is_added=is_added, is_removed=is_removed)
    return marks


def _few(subjects: Iterable[str]) -> str:
    """Return the codes among subjects, articles first; empty when they are many."""
    codes = [subject for subject in subjects if subject.startswith(_PREFIXES)]
    if len(codes) > _FEW:
        return ""
    return " ".join(sorted(codes, key=lambda code: (code[0], len(code), code)))


def catch_up(db: Connection, saved: tuple[int, Edit] | None = None) -> None:
    """Add the lines to the index that it lacks at its end; of `saved`, see `add_lines`."""
    HistoryIndex(db).add_lines(last_line(db), saved)
