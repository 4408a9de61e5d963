"""What the lines of the history say, and which of them may say some words."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, Final

import msgspec

from annotator.domain.edit_label import EditLabel, words_of
from annotator.domain.errors import StorageError
from annotator.storage.engine import Connection, ask
from annotator.storage.history_tail import HistoryTail

SAID: Final = (
    "CREATE VIRTUAL TABLE said USING fts5(words, content='', columnsize=0, detail=none,"
    " tokenize='trigram case_sensitive 1');"
    "CREATE VIRTUAL TABLE said_part USING fts5vocab('said', 'row');"
)
"""The tables of the index: of each line, all that stands in three letters next to each other.

What a word is does not matter to it, so that it finds exactly what looking through the lines finds.
"""

PUT_SAID: Final = "INSERT INTO said (rowid, words) VALUES (?, ?)"

_LINE: Final = (
    "SELECT line.codes, done.label, ifnull(done.label_args, 'null'),"
    " unpacked(done.changes, done.packed) FROM every_line AS line JOIN journal AS done"
    " ON done.seq = ifnull(line.target, line.seq) WHERE line.seq = ?"
)
_FOUND: Final = (
    "SELECT rowid FROM search.said WHERE said MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?"
)
_PARTS: Final = "SELECT term FROM search.said_part WHERE term >= ? AND term < ? LIMIT ?"
_PART: Final = 3  # letters
_LONG: Final = 50  # parts by which a word is looked for; whoever reads the line compares all of it
_MANY: Final = 100  # parts that begin like a shorter word
_END: Final = "  "  # so that a part also begins with each of the last letters
_LAST: Final = "\U0010ffff"
_SILENT: Final = frozenset(
    ("id", "created_at", "updated_at", "added_at", "imported_at", "start", "end", "length")
)
_SILENT_ENDS: Final = ("_id", "sha256")
"""Fields in which nobody looks for words."""

_Halves = list[tuple[str, dict[str, Any] | None, dict[str, Any] | None]]
_NOT_READ: Final = (msgspec.MsgspecError, RecursionError)


def said(label: EditLabel | str, codes: str, changes: str) -> str:
    """Return what a line says: its label, its codes and the values that it changed, folded."""
    return " ".join([words_of(label), codes, *_changed(changes)]).casefold()


def lines_said(db: Connection, first: int, last: int) -> Iterator[tuple[int, str]]:
    """Yield what lines of the history say, as the index has it: with the fields of their labels.

    One that cannot be read says nothing.
    """
    with suppress(StorageError):
        HistoryTail(db).catch_up()
    for seq in range(first, last + 1):
        try:
            rows = ask(db, _LINE, [seq])
        except StorageError:
            if not db.clock.is_wanted():
                raise
            continue
        for codes, label, args, changes in rows:
            words = dict.fromkeys((label, *_fields(args), codes, *_changed(changes)))
            yield seq, " ".join((*words, _END)).casefold().replace("\0", " ")


def may_say(
    db: Connection, words: Iterable[Sequence[str]], before: int, most: int
) -> list[int] | None:
    """Return the newest lines of the index that may say one of each of these words.

    None where the index cannot tell: it is damaged, or many lines have such short words.
    """
    try:
        each = [_any(db, [word.casefold() for word in either]) for either in words]
        wanted = " AND ".join(filter(None, each))
        found = ask(db, _FOUND, [wanted, before, most]) if wanted else None
    except UnicodeEncodeError:
        return []  # half a character is in no line
    except StorageError:
        return None
    return None if found is None else [seq for (seq,) in found]


def _any(db: Connection, words: Iterable[str]) -> str:
    """Return the expression of FTS5 for one of these words; empty when the index cannot tell."""
    forms = [_form(db, word) for word in words]
    return f"({' OR '.join(forms)})" if all(forms) else ""


def _form(db: Connection, word: str) -> str:
    if "\0" in word:
        return ""
    if len(word) < _PART:
        parts = [part for (part,) in ask(db, _PARTS, [word, word + _LAST, _MANY + 1])]
        nothing = (word + _LAST + _LAST)[:_PART]  # an empty expression would find everything
        return _joined(" OR ", parts or [nothing]) if len(parts) <= _MANY else ""
    starts = range(min(len(word) - _PART + 1, _LONG))
    return _joined(" AND ", dict.fromkeys(word[start : start + _PART] for start in starts))


def _joined(how: str, parts: Iterable[str]) -> str:
    quoted = ('"' + part.replace('"', '""') + '"' for part in parts)
    return f"({how.join(quoted)})"


def _changed(changes: str) -> Iterator[str]:
    """Yield the values that a line set to others, before and after; none if it cannot be read."""
    try:
        halves = msgspec.json.decode(changes, type=_Halves)
    except _NOT_READ:
        return
    for _, before, after in halves:
        for one, other in ((before, after), (after, before)):
            if one:
                yield from _values(
                    {name: one[name] for name in one if not other or one[name] != other.get(name)}
                )


def _fields(args: str) -> Iterator[str]:
    """Yield the fields of a label; none if they cannot be read."""
    with suppress(*_NOT_READ):
        yield from _values(msgspec.json.decode(args))


def _values(tree: object) -> Iterator[str]:
    """Yield the texts and numbers in a value, but not the names of its fields."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            if name not in _SILENT and not name.endswith(_SILENT_ENDS):
                yield from _values(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _values(value)
    elif isinstance(tree, str | int) and not isinstance(tree, bool):
        yield str(tree)
