"""Mapping records to rows and back."""

from enum import StrEnum
from operator import attrgetter
from types import NoneType
from typing import Any, Final, Generic, Protocol, TypeVar, get_args, get_type_hints

import msgspec
from msgspec import Struct
from msgspec.structs import fields, replace
from typing_extensions import override

from annotator.domain.anchor import Anchor, Fragment
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Attribution, Claim, Mention
from annotator.domain.codebook import Label, Scheme
from annotator.domain.edit import Record
from annotator.domain.label_key import LabelKey
from annotator.domain.people import Annotator, Entity
from annotator.domain.project import Project
from annotator.domain.sentiment import Sentiment
from annotator.domain.suggestion import Suggestion
from annotator.domain.zone import Zone
from annotator.storage.engine import Value, sqlite3
from annotator.storage.words_checksum import words_checksum

R = TypeVar("R", bound=Record)
Row = tuple[Value, ...]


class Columns(Protocol):
    """How a record, a part, or a plain string is stored in columns."""

    names: tuple[str, ...]

    def row(self, item: Any) -> Row:  # noqa: ANN401 - a record or a part of any kind
        """Return the item's values, in the order of `names`."""

    def json(self) -> str:
        """Return the SQL expression for the item's JSON, from a row called `part`."""


class Fields:
    """The columns of a record: one per field, two for a label's key, none for its parts.

    `simple` are the fields with one column, `key` is the field that is a label's key, if any.
    """

    def __init__(self, kind: type, parts: str = "") -> None:
        hints = get_type_hints(kind)
        kept = [field.name for field in fields(kind) if field.name != parts]
        for code in (field.default for field in fields(kind)):
            if isinstance(code, StrEnum):
                sqlite3.register_adapter(type(code), str.__str__)  # `engine` says why
        self.kind = kind
        self.key = next((name for name in kept if _bare(hints[name]) is LabelKey), "")
        self.simple = [name for name in kept if name != self.key]
        self._values = attrgetter(*self.simple)
        self.names = (*self.simple, *(key_columns(self.key) if self.key else ()))

    def row(self, item: Any) -> Row:  # noqa: ANN401
        """Return the item's values, in the order of `names`."""
        values: Row = self._values(item)
        if not self.key:
            return values
        key: LabelKey | None = getattr(item, self.key)
        return (*values, key.scheme_id, key.code) if key else (*values, None, None)

    def json(self, table: str = "part", more: str = "") -> str:
        """Return the SQL expression for the item's JSON, from a row, with more fields appended."""
        pairs = [f"'{name}', {table}.\"{name}\"" for name in self.simple]
        if self.key:
            scheme, code = (f"{table}.{name}" for name in key_columns(self.key))
            pairs.append(f"'{self.key}', {_key_json(scheme, code)}")
        return f"json_object({', '.join([*pairs, *([more] if more else [])])})"


class StoredFragment(Struct, frozen=True):
    """A fragment of an anchor as it is stored: where it is, and the checksum of its words."""

    start: int
    end: int
    prefix_length: int
    suffix_length: int
    checksum: int


class StoredAnchor(Struct, frozen=True):
    """An anchor as it is stored, without its words."""

    text_id: str
    state: str
    previous_id: str | None
    fragments: tuple[StoredFragment, ...]
    id: str


class FragmentColumns(Fields):
    """The columns of a fragment."""

    def __init__(self) -> None:
        super().__init__(StoredFragment)

    @override
    def row(self, item: Fragment) -> Row:
        """Return a fragment as a row."""
        start, end, prefix, suffix = item.start, item.end, item.prefix, item.suffix
        checksum = words_checksum(start, end, f"{prefix}{item.exact}{suffix}")
        return (start, end, len(prefix), len(suffix), checksum)


class StringColumn:
    """The column of parts that are plain strings, such as aliases."""

    def __init__(self, name: str) -> None:
        self.names: tuple[str, ...] = (name,)

    def row(self, item: object) -> Row:
        """Return a string as a row."""
        return (str(item),)

    def json(self) -> str:
        """Return the SQL expression for a string's JSON, from a row called `part`."""
        return f"part.{self.names[0]}"


class Parts(Struct, frozen=True):
    """The table of a record's parts, such as the fragments of an anchor.

    `key` are the columns that identify a part within its owner; ordered parts are numbered from 0
    in the column `ordinal`. A record is invalid without parts that are needed.
    """

    table: str
    owner: str
    field: str
    key: tuple[str, ...]
    columns: Columns
    is_ordered: bool = True
    is_needed: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Return every column, the owner's first."""
        return (self.owner, *(("ordinal",) if self.is_ordered else ()), *self.columns.names)

    def rows(self, record: Record) -> list[Row]:
        """Return the rows of a record's parts."""
        parts = getattr(record, self.field)
        if self.is_ordered:
            return [(record.id, n, *self.columns.row(part)) for n, part in enumerate(parts)]
        return [(record.id, *self.columns.row(part)) for part in parts]

    def json(self, owner: str) -> str:
        """Return the SQL expression for the JSON of all parts of an owner's row."""
        order = "ordinal" if self.is_ordered else ", ".join(self.key)
        mine = f"SELECT * FROM {self.table} WHERE {self.owner} = {owner}.id ORDER BY {order}"
        # from SQLite 3.54 on, JSON returned by a subquery is plain text
        return f"json((SELECT json_group_array({self.columns.json()}) FROM ({mine}) AS part))"


class Table(Struct, Generic[R], frozen=True):
    """How one kind of record is stored; `prefix` begins its short codes, if it has them.

    `unique` are the columns of a unique key that can change; `parked` is an SQL expression for a
    temporary value of the last of them. `stored` is what is made of a row, if not the record.
    """

    name: str
    kind: type[R]
    columns: Fields
    parts: Parts | None = None
    prefix: str = ""
    unique: tuple[str, ...] = ()
    parked: str = ""
    stored: type | None = None

    @property
    def made(self) -> type:
        """Return the type that is made of a row with its parts."""
        return self.stored or self.kind

    def json(self) -> str:
        """Return the SQL expression for a record's JSON, from its row and those of its parts."""
        parts = f"'{self.parts.field}', {self.parts.json(self.name)}" if self.parts else ""
        return self.columns.json(self.name, parts)


def _bare(hint: object) -> object:
    options = [option for option in get_args(hint) if option is not NoneType]
    return options[0] if options else hint


def key_columns(name: str) -> tuple[str, str]:
    """Return the two columns of a field that holds a label's key."""
    return f"{name}_scheme", f"{name}_code"


def _key_json(scheme: str, code: str) -> str:
    whole = f"json_object('scheme_id', {scheme}, 'code', {code})"
    return f"CASE WHEN {code} IS NOT NULL THEN {whole} END"


def _table(name: str, kind: type[R], parts: Parts | None = None, prefix: str = "") -> Table[R]:
    return Table(name, kind, Fields(kind, parts.field if parts else ""), parts, prefix)


_LABELS: Final = Parts("label", "scheme_id", "labels", ("code",), Fields(Label))
_FRAGMENTS: Final = Parts(
    "anchor_fragment", "anchor_id", "fragments", ("ordinal",), FragmentColumns(), is_needed=True
)
_ALIASES: Final = Parts("entity_alias", "entity_id", "aliases", ("alias",), StringColumn("alias"))
_CLAIM_LABELS: Final = Parts(
    "claim_label", "claim_id", "labels", ("scheme_id", "code"), Fields(LabelKey), is_ordered=False
)
_ATTRIBUTIONS: Final = Parts(
    "attribution", "mention_id", "attributions", ("level",), Fields(Attribution), is_ordered=False
)
_SUGGESTED: Final = replace(_CLAIM_LABELS, table="suggestion_label", owner="suggestion_id")

TABLES: Final[tuple[Table[Any], ...]] = (
    _table("project", Project),
    _table("annotator", Annotator),
    _table("scheme", Scheme, _LABELS),
    _table("article", Article, prefix="A"),
    _table("article_text", TextVersion),
    replace(_table("anchor", Anchor, _FRAGMENTS), stored=StoredAnchor),
    replace(_table("entity", Entity, _ALIASES), unique=("kind", "name"), parked="id"),
    _table("claim", Claim, _CLAIM_LABELS, prefix="C"),
    _table("claim_mention", Mention, _ATTRIBUTIONS),
    _table("sentiment", Sentiment),
    replace(_table("fact_check", FactCheck), unique=("claim_id", "round_no"), parked="-position"),
    _table("source", Source),
    _table("evidence", Evidence),
    _table("text_zone", Zone),
    _table("suggestion", Suggestion, _SUGGESTED),
)

BY_KIND: Final[dict[type, Table[Any]]] = {table.kind: table for table in TABLES}
BY_NAME: Final[dict[str, Table[Any]]] = {table.name: table for table in TABLES}

as_json: Final = msgspec.json.Encoder(order="deterministic").encode
"""Returns records as canonical JSON: sets are sorted, so equal records give equal bytes."""


def to_json(record: Record) -> msgspec.Raw:
    """Return a record as canonical JSON."""
    return msgspec.Raw(as_json(record))


def from_json(table: Table[R], text: msgspec.Raw | bytes) -> R:
    """Return the record of a JSON object that this or an older version wrote."""
    return msgspec.json.decode(text, type=table.kind)
