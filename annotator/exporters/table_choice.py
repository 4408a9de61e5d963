"""Which tables and columns are exported, as people choose them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, TypeAlias

from msgspec.structs import replace

from annotator.domain.errors import AnnotatorError
from annotator.exporters.csv_options import COLUMNS_OPTION, TABLES_OPTION
from annotator.exporters.export_format import OptionValues
from annotator.exporters.table import Table
from annotator.exporters.tables import GROUPS, TABLES, Group
from annotator.i18n import tr

TEXTS: Final = "texts"
"""What the folder of texts is called among the tables; it has no columns."""

Columns: TypeAlias = dict[str, tuple[str, ...]]
"""Columns by the names of their tables."""

_BEGINNINGS: Final = ("", "claim_", "fact_")  # which can be left out
_IDENTIFYING: Final = {"labels_flat": ("claim_code", "mention_id")}  # of two kinds of records


def columns_of(tables: Iterable[Table[Any, Any]]) -> Columns:
    """Return every column of some tables."""
    return {table.name: tuple(column.name for column in table.columns) for table in tables}


ALL: Final[Columns] = {**columns_of(TABLES), TEXTS: ()}
"""Every column of every table, and the texts."""


def chosen_columns(chosen: OptionValues, known: Columns = ALL) -> Columns:
    """Return what the values of the two options choose; raises AnnotatorError.

    A table may be called without the beginning of its name, as mentions for claim_mentions, and a
    column without that of its table's key, as code for claim_code. A table whose columns are
    chosen is chosen too.
    """
    some: Columns = {}
    for each in _listed(str(chosen.get("columns", "")), ";"):
        name, mark, said = each.partition("=")
        if not mark and len(known) == 1:  # then it need not be named
            name, said = next(iter(known)), name
        table = _table(name, known)
        some[table] = _columns(table, said, known)
    named = [_table(each, known) for each in _listed(str(chosen.get("tables", "")), ",")]
    wanted = {*named, *some} if named else {*known}
    return {name: some.get(name, every) for name, every in known.items() if name in wanted}


def option_values(columns: Columns, known: Columns = ALL) -> dict[str, bool | str]:
    """Return the values of the two options that choose these columns."""
    some = (name for name, chosen in columns.items() if chosen != known[name])
    return {
        TABLES_OPTION.name: "" if len(columns) == len(known) else ",".join(columns),
        COLUMNS_OPTION.name: ";".join(f"{name}={','.join(columns[name])}" for name in some),
    }


def groups_with(columns: Columns) -> tuple[Group[Any], ...]:
    """Return the passes over the project, which fill these columns of their tables."""
    return tuple(
        Group(group.subjects, tuple(tables_with(columns, group.tables))) for group in GROUPS
    )


def tables_with(
    columns: Columns, tables: Sequence[Table[Any, Any]] = TABLES
) -> Iterator[Table[Any, Any]]:
    """Yield the tables that have some of these columns, with those alone.

    A key that is not whole is none, and a link that leads nowhere is omitted.
    """
    for table in tables:
        own = columns.get(table.name, ())
        links = tuple(
            link
            for link in table.links
            if link.column in own and link.target in columns.get(link.table, ())
        )
        kept = tuple(column for column in table.columns if column.name in own)
        whole_key = table.key if {*table.key} <= {*own} else ()
        if kept:
            yield replace(table, columns=kept, key=whole_key, links=links)


def lacking_keys(columns: Columns) -> Columns:
    """Return the columns that identify records and are not chosen, by the files of their tables."""
    found: Columns = {}
    for table in TABLES:
        needed = _IDENTIFYING.get(table.name, table.key)
        missing = tuple(each for each in needed if each not in columns.get(table.name, needed))
        if missing:
            found[table.file] = missing
    return found


def warnings(columns: Columns) -> list[str]:
    """Return what cannot be done with these columns alone, in sentences."""
    return [
        tr(
            "{table} has no {columns}, so changes in it cannot be imported back.",
            table=file,
            columns=", ".join(missing),
        )
        for file, missing in lacking_keys(columns).items()
    ]


def _listed(text: str, mark: str) -> list[str]:
    return [each.strip() for each in text.split(mark) if each.strip()]


def _table(said: str, known: Columns) -> str:
    name = said.strip().lower().removesuffix(".csv")
    found = next((begin + name for begin in _BEGINNINGS if begin + name in known), None)
    if found is None:
        names = ", ".join(known)
        raise AnnotatorError(
            tr("There is no table “{name}”. There are: {names}.", name=said.strip(), names=names)
        )
    return found


def _columns(table: str, said: str, known: Columns) -> tuple[str, ...]:
    """Return the columns of a table that are named, in the order of the table."""
    wanted = {_column(table, each, known) for each in _listed(said, ",")}
    if not wanted:
        raise AnnotatorError(
            tr("Which columns of “{table}”? Name some: {table}=COLUMN,COLUMN.", table=table)
        )
    return tuple(each for each in known[table] if each in wanted)


def _column(table: str, said: str, known: Columns) -> str:
    key = next((each.key[0] for each in TABLES if each.name == table), "")
    names = (begin + said.lower() for begin in ("", key.removesuffix("id")))
    found = next((name for name in names if name in known[table]), None)
    if found is None:
        raise AnnotatorError(
            tr(
                "“{table}” has no column “{name}”. It has: {names}.",
                table=table,
                name=said,
                names=", ".join(known[table]) or "–",
            )
        )
    return found
