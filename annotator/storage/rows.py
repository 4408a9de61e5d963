"""Record to row to record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from types import NoneType, UnionType
from typing import Any, Final, Generic, TypeVar, cast, get_args, get_type_hints

import msgspec

from annotator.domain.anchor import Anchor, Fragment
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Attribution, Claim, Mention
from annotator.domain.codebook import Label, LabelKey, Scheme
from annotator.domain.edit import Record
from annotator.domain.people import Annotator, Entity
from annotator.domain.project import Project
from annotator.domain.sentiment import Sentiment

R = TypeVar("R", bound=Record)
T = TypeVar("T")
Value = str | int | float | None


class Columns(Generic[T]):
    """The columns of a dataclass: one a field, two for a label's key, none for its parts."""

    def __init__(self, kind: type[T], parts: str | None = None) -> None:
        hints = get_type_hints(kind)
        self._kind = kind
        self._fields = [
            (f.name, _bare(hints[f.name])) for f in fields(cast(Any, kind)) if f.name != parts
        ]
        self.names = [column for name, hint in self._fields for column in _columns(name, hint)]

    def values(self, record: object) -> list[Value]:
        """Return the record's values, one a column."""
        values: list[Value] = []
        for name, hint in self._fields:
            value = getattr(record, name)
            if hint is LabelKey:
                values += (value.scheme_id, value.code) if value else (None, None)
            else:
                values.append(int(value) if hint is bool else value)
        return values

    def record(self, row: Sequence[Value], **parts: object) -> T:
        """Return the record of a row whose values stand in the order of `names`."""
        left = iter(row)
        for name, hint in self._fields:
            value = next(left)
            if hint is bool:
                parts[name] = bool(value)
            elif hint is LabelKey:
                code = next(left)
                parts[name] = LabelKey(str(value), str(code)) if value is not None else None
            else:
                parts[name] = value
        return self._kind(**parts)


class Words:
    """The column of parts that are bare words, such as aliases."""

    def __init__(self, name: str) -> None:
        self.names = [name]

    def values(self, part: object) -> list[Value]:
        """Return a word as a row."""
        return [str(part)]

    def record(self, row: Sequence[Value]) -> object:
        """Return the word of a row."""
        return row[0]


@dataclass(frozen=True, slots=True)
class Parts:
    """The table of a record's parts, such as the fragments of an anchor.

    `key` names the columns that identify a part within its owner; `gather` makes the field's
    value from the parts read; ordered parts are numbered from 0 in the column `ordinal`.
    """

    table: str
    owner: str
    field: str
    key: tuple[str, ...]
    columns: Columns[Any] | Words
    gather: Callable[[Sequence[object]], object] = tuple
    is_ordered: bool = True


@dataclass(frozen=True, slots=True)
class Table(Generic[R]):
    """How one kind of record is kept; `prefix` begins its short codes, if it has them."""

    name: str
    kind: type[R]
    columns: Columns[R]
    parts: Parts | None = None
    prefix: str = ""


def _bare(hint: object) -> object:
    options = [o for o in get_args(hint) if o is not NoneType] if _is_union(hint) else [hint]
    return options[0]


def _is_union(hint: object) -> bool:
    return isinstance(hint, UnionType)


def _columns(name: str, hint: object) -> list[str]:
    return [f"{name}_scheme", f"{name}_code"] if hint is LabelKey else [name]


def _table(name: str, kind: type[R], parts: Parts | None = None, prefix: str = "") -> Table[R]:
    return Table(name, kind, Columns(kind, parts.field if parts else None), parts, prefix)


TABLES: Final[tuple[Table[Any], ...]] = (
    _table("project", Project),
    _table("annotator", Annotator),
    _table("scheme", Scheme, Parts("label", "scheme_id", "labels", ("code",), Columns(Label))),
    _table("article", Article, prefix="A"),
    _table("article_text", TextVersion),
    _table(
        "anchor",
        Anchor,
        Parts("anchor_fragment", "anchor_id", "fragments", ("ordinal",), Columns(Fragment)),
    ),
    _table(
        "entity",
        Entity,
        Parts("entity_alias", "entity_id", "aliases", ("alias",), Words("alias")),
    ),
    _table(
        "claim",
        Claim,
        Parts(
            "claim_label",
            "claim_id",
            "labels",
            ("scheme_id", "code"),
            Columns(LabelKey),
            gather=frozenset,
            is_ordered=False,
        ),
        prefix="C",
    ),
    _table(
        "claim_mention",
        Mention,
        Parts(
            "attribution",
            "mention_id",
            "attributions",
            ("level",),
            Columns(Attribution),
            is_ordered=False,
        ),
    ),
    _table("sentiment", Sentiment),
    _table("fact_check", FactCheck),
    _table("source", Source),
    _table("evidence", Evidence),
)

BY_KIND: Final[dict[type, Table[Any]]] = {table.kind: table for table in TABLES}
BY_NAME: Final[dict[str, Table[Any]]] = {table.name: table for table in TABLES}


def to_json(record: Record) -> msgspec.Raw:
    """Return a record as JSON, sets in order, so that the same record is the same bytes."""
    return msgspec.Raw(msgspec.json.encode(record, order="deterministic"))


def from_json(table: Table[R], text: msgspec.Raw) -> R:
    """Return the record of a JSON object that `to_json` wrote, now or in an older version."""
    return msgspec.json.decode(text, type=table.kind)
