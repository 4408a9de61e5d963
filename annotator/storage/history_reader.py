"""Reading the history: its steps, newest first, what they changed, and what changed since."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Final

import msgspec
from msgspec import Struct

from annotator.domain.edit import Change, Record
from annotator.domain.edit_label import EditLabel
from annotator.domain.errors import StorageError
from annotator.domain.history import PAGE, HistoryFilter, HistoryStep, StepKind
from annotator.domain.import_label import joined
from annotator.storage.changes import NOTHING, Halves, change_of
from annotator.storage.edit_labels import label_from_json
from annotator.storage.engine import Connection, Value, ask
from annotator.storage.history_marks import mask_of
from annotator.storage.history_search import HistorySearch
from annotator.storage.history_tail import HistoryTail
from annotator.storage.history_words import said
from annotator.storage.journal import UNPACKED, Journal, not_followed
from annotator.storage.word_search import has_words

_FEW: Final = 40  # records, up to which the changes of a step are read with it
_AT_ONCE: Final = 200  # lines

_STRETCH: Final = 300  # lines that are searched for words before others have their turn

_FOUND: Final = "SELECT * FROM every_line WHERE {where} ORDER BY seq DESC LIMIT {most}"
_LINES: Final = (
    'SELECT found.seq, found.at, found.annotator_id, found.kind, found."group", size, codes,'
    " label, label_args FROM ({found}) AS found JOIN journal USING (seq) ORDER BY seq DESC"
)
_ABOUT: Final = (
    "SELECT seq FROM every_subject WHERE subject = ? UNION ALL SELECT seq FROM every_subject"
    " WHERE subject IN (SELECT claim FROM every_mention WHERE article = ?)"
)
_OF_LINE: Final = "seq = ifnull(every_line.target, every_line.seq)"
_SAID: Final = f"EXISTS (SELECT * FROM journal WHERE {_OF_LINE} AND {{}})"
_SEARCHED: Final = f"codes || ' ' || label || ' ' || ifnull(label_args, '') || ' ' || {UNPACKED}"
_CHANGES: Final = (
    f"SELECT {UNPACKED} FROM journal"
    " WHERE seq = (SELECT ifnull(target, seq) FROM journal WHERE seq = ?)"
)
_AMONG: Final = "seq IN (SELECT value FROM json_each(?))"
_ACTIVE: Final = "SELECT DISTINCT annotator_id FROM every_line"
_TURNS: Final = (
    "SELECT target FROM every_line WHERE kind = 'undo' AND seq IN"
    " (SELECT max(seq) FROM every_line"
    " WHERE target IN (SELECT value FROM json_each(?)) GROUP BY target)"
)
_SINCE: Final = (
    "SELECT line.seq, line.kind, unpacked(done.changes, done.packed) FROM journal AS line"
    " JOIN journal AS done ON done.seq = ifnull(line.target, line.seq)"
    " WHERE line.seq > ? ORDER BY line.seq DESC"
)
_NOT_HALVES: Final = (msgspec.MsgspecError, KeyError, ValueError, TypeError, RecursionError)


class _Line(Struct, frozen=True):
    """A line of the index, with its label."""

    seq: int
    at: str
    annotator_id: str
    kind: StepKind
    group: str | None
    size: int
    codes: str
    label: str
    label_args: str | None

    @property
    def step(self) -> tuple[str, str, int]:
        """Return what is alike in the lines of one step."""
        return (self.group, self.kind, 0) if self.group else ("", self.kind, self.seq)

    @property
    def title(self) -> EditLabel | str:
        """Return the label; its message alone when its fields are damaged."""
        with suppress(msgspec.MsgspecError):
            return label_from_json(self.label, self.label_args)
        return self.label


class _Id(Struct):
    """The part of a record that names it."""

    id: str


class StoredHistory:
    """Reads the history of one project from its file."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self.index = HistorySearch(db)
        self._journal = Journal(db)
        self._tail = HistoryTail(db)

    def tip(self) -> int:
        """Return the number of the newest line."""
        return self._journal.tip().seq

    def people(self) -> list[str]:
        """Return the ids of the annotators who changed something."""
        self._tail.catch_up()
        query = f"SELECT id FROM annotator WHERE id IN ({_ACTIVE}) ORDER BY position"
        return [str(id_) for (id_,) in ask(self._db, query)]

    def steps(self, wanted: HistoryFilter, before: int = 0, limit: int = PAGE) -> list[HistoryStep]:
        """Return the newest steps that are wanted, last one first, fewer than `limit` at the end.

        Lines of one group that follow each other are one step, which is never cut.
        """
        return [step for step in self.looking(wanted, before, limit) if step]

    def looking(
        self, wanted: HistoryFilter, before: int = 0, limit: int = PAGE
    ) -> Iterator[HistoryStep | None]:
        """Yield the same, and None whenever some lines have been searched for words."""
        self._tail.catch_up()
        lines: list[_Line] = []
        for line in self._lines(wanted, before):
            if lines and (lines[-1].step != line.step if line else not lines[-1].group):
                yield self._whole(lines)
                limit, lines = limit - 1, []
            if not limit:
                return
            lines += [line] if line else []
            if line is None:
                yield None
        if lines:
            yield self._whole(lines)

    def changes(self, lines: Sequence[int]) -> Iterator[Change]:
        """Return the changes that lines of the history made, in order."""
        for seq in lines:
            yield from self._journal.edit(self._journal.line(seq)).changes

    def since(self, line: int) -> list[Change]:
        """Return the net changes made after a line, one for each record."""
        net: dict[tuple[str, str], tuple[msgspec.Raw, msgspec.Raw]] = {}
        for seq, kind, text in ask(self._db, _SINCE, [line]):
            try:
                _take_back(net, kind, msgspec.json.decode(text, type=Halves))
            except _NOT_HALVES as error:
                raise not_followed(seq) from error
        changes = (change_of(name, *halves) for (name, _), halves in net.items())
        return [change for change in changes if change.before != change.after]

    def former(self, id: str) -> Record | None:  # noqa: A002
        """Return the last state of an entity or a source, also if it was removed."""
        self._tail.catch_up()
        [(seq,)] = ask(self._db, "SELECT max(seq) FROM every_subject WHERE subject = ?", [id])
        found = self.changes([seq]) if seq else ()
        return next((change.record for change in found if change.record.id == id), None)

    def _lines(self, wanted: HistoryFilter, before: int) -> Iterator[_Line | None]:
        """Yield the lines that are wanted, and None after each stretch that was looked through."""
        where, values = _condition(wanted)
        before = before or self.tip() + 1
        while before > 0:
            among, those, since = self._stretch(wanted.words, before)
            found = _FOUND.format(where=f"seq < ? AND {among} AND {where}", most=_AT_ONCE)
            rows = ask(self._db, _LINES.format(found=found), [before, *those, *values])
            lines = [_line(row) for row in rows]
            yield from (
                line for line in lines if not wanted.words or self._says(line, wanted.words)
            )
            is_cut = len(lines) == _AT_ONCE
            before = lines[-1].seq if is_cut else since
            if not is_cut:
                yield None

    def _stretch(self, words: Sequence[Sequence[str]], before: int) -> tuple[str, list[Value], int]:
        """Return a condition of the next lines, its values, and down to which line these go."""
        if not words:
            return "1", [], 0
        end = self.index.end
        if before <= end and (known := self.index.lines(words, before)):
            found, since = known
            return _AMONG, [msgspec.json.encode(found).decode()], since
        since = max(0, before - _STRETCH, end if before > end else 0)
        says, values = _with(words)
        return f"seq >= ? AND {says}", [since, *values], since

    def _says(self, line: _Line, words: Sequence[Sequence[str]]) -> bool:
        """Return whether a line has all the words in its label, codes or changed values."""
        [(changes,)] = ask(self._db, _CHANGES, [line.seq])
        whole = said(line.title, line.codes, changes)
        return all(any(word.casefold() in whole for word in each) for each in words)

    def _undone(self, lines: Sequence[int]) -> set[int]:
        """Return which lines are undone, and not redone since."""
        numbers = msgspec.json.encode(lines).decode()
        return {seq for (seq,) in ask(self._db, _TURNS, [numbers])}

    def _whole(self, newest: Sequence[_Line]) -> HistoryStep:
        """Return the step that lines are, which come newest first."""
        lines = newest[::-1]
        last, numbers = lines[-1], tuple(line.seq for line in lines)
        size = sum(line.size for line in lines)
        codes = dict.fromkeys(code for line in lines for code in line.codes.split())
        return HistoryStep(
            lines=numbers,
            at=last.at,
            annotator_id=last.annotator_id,
            kind=last.kind,
            label=joined([line.title for line in lines]),
            codes=tuple(codes) if all(line.codes for line in lines) else (),
            size=size,
            is_undone=bool(self._undone([last.seq])),
            changes=self._few(numbers) if size <= _FEW else None,
        )

    def _few(self, lines: Sequence[int]) -> tuple[Change, ...] | None:
        with suppress(StorageError):  # it is raised again when the changes are asked for
            return tuple(self.changes(lines))
        return None


def _condition(wanted: HistoryFilter) -> tuple[str, list[Value]]:
    """Return the SQL condition for lines that are wanted, whatever they say, and its values."""
    terms: list[tuple[str, list[Value]]] = []
    if wanted.code:
        about = f"(seq IN ({_ABOUT}) OR target IN ({_ABOUT}))"
        terms.append((about, [wanted.code] * 4))
    if wanted.annotator_id:
        terms.append(("annotator_id = ?", [wanted.annotator_id]))
    if wanted.since:
        terms.append(("at >= ?", [wanted.since]))
    if wanted.until:
        terms.append(("at < ?", [wanted.until]))
    if wanted.kinds or wanted.actions:
        terms.append(("marks & ? <> 0", [mask_of(wanted.kinds, wanted.actions)]))
    return (
        " AND ".join(["1", *(term for term, _ in terms)]),
        [value for _, values in terms for value in values],
    )


def _with(words: Sequence[Sequence[str]]) -> tuple[str, list[Value]]:
    """Return the condition that a line holds one of each of these, if only in the name of a field.

    A word is also looked for as JSON has it, with a backslash before quotation marks.
    """
    either = [[form for word in each for form in (word, _in_json(word))] for each in words]
    says, values = has_words(_SEARCHED, either)
    return _SAID.format(says), [*values]


def _in_json(word: str) -> str:
    return msgspec.json.encode(word.encode("utf-8", "replace").decode()).decode()[1:-1]


def _line(row: Sequence[Value]) -> _Line:
    try:
        return msgspec.convert(dict(zip(_Line.__struct_fields__, row, strict=True)), _Line)
    except msgspec.MsgspecError as error:
        raise not_followed(row[0]) from error


def _take_back(
    net: dict[tuple[str, str], tuple[msgspec.Raw, msgspec.Raw]], kind: str, halves: Halves
) -> None:
    """Put the changes of one line before those that were made later."""
    if kind == "undo":
        halves = [(name, after, before) for name, before, after in reversed(halves)]
    for name, before, after in reversed(halves):
        is_gone = after == NOTHING
        key = name, msgspec.json.decode(before if is_gone else after, type=_Id).id
        net[key] = (before, net[key][1] if key in net else after)
