"""Short codes such as A1 and C1: assigned when a record is saved, and never reused."""

from collections.abc import Iterable, Sequence
from typing import Final

from annotator.domain.article import Article
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit, Record
from annotator.storage.engine import Connection, Cursor
from annotator.storage.rows import BY_KIND

_COUNT: Final = (
    "INSERT INTO code_counter VALUES (?1, ?2 + ?3)"
    " ON CONFLICT DO UPDATE SET last = max(last, ?2) + ?3 RETURNING last"
)
_DIGITS: Final = 15
_CODED: Final = (Article, Claim)


def coded(cursor: Cursor, edit: Edit) -> Edit:
    """Return an edit with codes in all its new records, and count them in its transaction."""
    added: dict[str, list[Article | Claim]] = {}
    for change in edit.changes:
        record = change.after
        if change.before is None and isinstance(record, _CODED):
            added.setdefault(BY_KIND[type(record)].prefix, []).append(record)
    codes: dict[str, str] = {}
    for prefix, mine in added.items():
        codes |= _next(cursor, prefix, mine)
    return edit.with_codes(codes) if codes else edit


def count_codes(db: Connection, records: Iterable[Record]) -> None:
    """Count the codes that records have, so that they are not given again."""
    last: dict[str, int] = {}
    for record in records:
        if isinstance(record, Article | Claim):
            prefix = BY_KIND[type(record)].prefix
            number = _number(record.code.removeprefix(prefix))
            last[prefix] = max(last.get(prefix, 0), number)
    for prefix, number in last.items():
        db.execute(_COUNT, (prefix, number, 0)).fetchall()


def _next(cursor: Cursor, prefix: str, added: Sequence[Article | Claim]) -> dict[str, str]:
    """Return codes for new records of one kind, by id; count them and those already given."""
    taken = max(_number(record.code.removeprefix(prefix)) for record in added)
    lacking = dict.fromkeys(record.id for record in added if not record.code)
    [(last,)] = cursor.execute(_COUNT, (prefix, taken, len(lacking))).fetchall()
    first = last - len(lacking) + 1
    return {id_: f"{prefix}{number}" for number, id_ in enumerate(lacking, start=first)}


def _number(digits: str) -> int:
    """Return the number of a code; 0 for none, and for a code that its table refuses."""
    return int(digits) if digits.isdecimal() and len(digits) <= _DIGITS else 0
