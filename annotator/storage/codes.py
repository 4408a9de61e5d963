"""Short codes such as A1 and C1: assigned when a record is saved, and never reused."""

from collections.abc import Sequence
from typing import Final

from annotator.domain.article import Article
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.storage import engine
from annotator.storage.engine import Connection
from annotator.storage.rows import BY_KIND

_COUNT: Final = (
    "INSERT INTO code_counter VALUES (?, ?)"
    " ON CONFLICT DO UPDATE SET last = excluded.last WHERE excluded.last > last"
)
_DIGITS: Final = 15


class Codes:
    """Assigns short codes and counts them, in the transaction of the edit that needs them."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def last(self, prefix: str) -> int:
        """Return the number of the last code assigned to a kind of record."""
        rows = engine.ask(self._db, "SELECT last FROM code_counter WHERE prefix = ?", [prefix])
        return int(rows[0][0]) if rows else 0

    def given(self, edit: Edit) -> Edit:
        """Return an edit with codes in all its new records, and count them."""
        articles = [record for record in edit.added if isinstance(record, Article)]
        claims = [record for record in edit.added if isinstance(record, Claim)]
        codes = self._next(articles) | self._next(claims)
        return edit.with_codes(codes) if codes else edit

    def _next(self, added: Sequence[Article | Claim]) -> dict[str, str]:
        """Return codes for new records of one kind, by id; count them and those already given."""
        if not added:
            return {}
        prefix = BY_KIND[type(added[0])].prefix
        taken = [_number(record.code.removeprefix(prefix)) for record in added]
        lacking = dict.fromkeys(record.id for record in added if not record.code)
        first = max(self.last(prefix), *taken, 0) + 1
        codes = {id_: f"{prefix}{number}" for number, id_ in enumerate(lacking, start=first)}
        self._db.execute(_COUNT, (prefix, first + len(codes) - 1))
        return codes


def _number(digits: str) -> int:
    """Return the number of a code; 0 for none, and for a code that its table refuses."""
    return int(digits) if digits.isdecimal() and len(digits) <= _DIGITS else 0
