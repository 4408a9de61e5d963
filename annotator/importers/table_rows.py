"""Turning the rows of a table into articles, with matched columns and parsed dates."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.errors import UnreadableFileError
from annotator.domain.text import clean
from annotator.i18n import N_, tr
from annotator.importers.date_column import NOTHING, DateColumn
from annotator.importers.draft import Draft, Refusal
from annotator.importers.faults import unreadable
from annotator.importers.fields import headline_of, language_of, line_of, link_of
from annotator.importers.html_walk import text_of
from annotator.importers.import_format import Choices
from annotator.importers.original import display_name, shortened
from annotator.importers.own_exports import is_of_export
from annotator.importers.sheet import Sheet, TableRow
from annotator.importers.table_match import (
    FIRST,
    SUMMARIES,
    Match,
    cell,
    guess_match,
    names_of,
    normalized_name,
    shape,
)

_MARKUP: Final = re.compile(
    r"\s*<(?:!doctype|article|body|div|figure|h[1-6]|html|p|section|span|ul)\b", re.IGNORECASE
)


_ORDERS: Final[dict[int | None, str]] = {1: "dmy", 2: "mdy"}


class _Table(Struct, frozen=True):
    """A table, and how its rows are read.

    `spare` are further text columns, for rows with an empty first one.
    """

    path: Path
    sheet: Sheet
    match: Match
    guesses: tuple[str, ...] = ()
    dates: DateColumn = DateColumn()
    spare: tuple[int, ...] = ()


def articles(path: Path, sheets: Iterable[Sheet], choices: Choices) -> Iterator[Draft | Refusal]:
    """Yield the articles in the sheets with a text column, by known or guessed matches.

    A sheet without one is a Refusal if another has one. Raises UnreadableFileError when no sheet
    has a text column or rows, the chosen sheet or column is missing, or it is an export of labels.
    """
    is_empty = True
    passed: list[Sheet] = []
    for sheet in _chosen(path, sheets, choices):
        if is_of_export(sheet.columns):
            raise unreadable(
                path,
                N_("“{file}” is an Annotator export. Import it as labels, or open its project."),
            )
        table = _table(path, sheet, choices)
        if table.match.text is None and sheet.columns:
            passed.append(sheet)
            continue
        for found in _drafts(table):
            is_empty = is_empty and isinstance(found, Refusal) and found.is_skipped
            yield found
    if is_empty:
        raise _is_empty(path, passed)
    for sheet in passed:
        message = tr(
            "“{file}”, {sheet} has no column with texts and was skipped.",
            file=display_name(path),
            sheet=sheet.name,
        )
        yield Refusal(path, message, is_skipped=True)


def _chosen(path: Path, sheets: Iterable[Sheet], choices: Choices) -> Iterator[Sheet]:
    """Yield all sheets, or only the chosen one."""
    if not choices.table:
        yield from sheets
        return
    names: list[str] = []
    for sheet in sheets:
        name = sheet.name.partition("“")[2].removesuffix("”")
        names.append(sheet.name)
        if choices.table in (name, sheet.name):
            yield sheet
            return
    known = shortened(", ".join(filter(None, names))) or tr("one table without a name")
    raise unreadable(
        path,
        N_("“{file}” has no list or sheet “{table}”. It has {known}."),
        table=choices.table,
        known=known,
    )


def _is_empty(path: Path, passed: Sequence[Sheet]) -> UnreadableFileError:
    if not passed:
        return unreadable(path, N_("“{file}” has no rows."))
    columns = shortened(", ".join(f"“{column}”" for column in passed[0].columns))
    return unreadable(
        path, N_("“{file}” has no column with article texts: {columns}."), columns=columns
    )


def _table(path: Path, sheet: Sheet, choices: Choices) -> _Table:
    """Return a table with its match, from the first rows, and date format, from all."""
    first = list(islice(sheet.rows, FIRST))
    cells = [row.cells for row in first if isinstance(row, TableRow)]
    match, is_guess = _match(path, sheet, cells, choices)
    rows: Iterable[TableRow | Refusal] = chain(first, sheet.rows)
    dates = DateColumn()
    if match.text is not None and match.date is not None:
        rows = list(rows)  # all are needed to detect the order of dates
        days = (cell(row.cells, match.date) for row in rows if isinstance(row, TableRow))
        dates = DateColumn.of(days, choices.order or _ORDERS.get(match.order, ""))
    guesses = (f"columns: {_columns_stated(sheet, match)}",) if is_guess else ()
    spare = _spare(sheet, match) if shape(sheet.columns) not in choices.known else ()
    return _Table(path, replace(sheet, rows=iter(rows)), match, guesses, dates, spare)


def _spare(sheet: Sheet, match: Match) -> tuple[int, ...]:
    taken = set(match.columns().values())
    names = names_of("text") - SUMMARIES
    columns = enumerate(map(normalized_name, sheet.columns))
    return tuple(index for index, name in columns if index not in taken and name in names)


def _match(
    path: Path, sheet: Sheet, cells: Sequence[Sequence[str]], choices: Choices
) -> tuple[Match, bool]:
    """Return the match, and whether it was guessed from the contents."""
    if known := choices.known.get(shape(sheet.columns)):
        return known, False
    guess = guess_match(sheet.columns, cells)
    chosen = _chosen_columns(path, sheet, choices, guess)
    if chosen:
        free = {part: None for part, index in guess.columns().items() if index in chosen.values()}
        guess = replace(guess, **{**free, **chosen})
    is_named = guess.text == guess_match(sheet.columns, ()).text or "text" in chosen
    return guess, not is_named and guess.text is not None


def _chosen_columns(
    path: Path, sheet: Sheet, choices: Choices, guess: Match
) -> dict[str, int | None]:
    """Return the columns that a person chose; without the text column there is no text."""
    columns = {normalized_name(column): index for index, column in enumerate(sheet.columns)}
    text = (
        columns.get(normalized_name(choices.columns["text"]))
        if "text" in choices.columns
        else guess.text
    )
    if text is None:
        return {"text": None} if choices.columns else {}
    chosen: dict[str, int | None] = {}
    for part, name in choices.columns.items():
        if normalized_name(name) not in columns:
            known = shortened(", ".join(f"“{column}”" for column in sheet.columns))
            raise unreadable(
                path, N_("“{file}” has no column “{name}”. It has {known}."), name=name, known=known
            )
        chosen[part] = columns[normalized_name(name)]
    return chosen


def _columns_stated(sheet: Sheet, match: Match) -> str:
    found = ((part, index) for part, index in match.columns().items() if index is not None)
    return ", ".join(f"{part} “{sheet.columns[index]}”" for part, index in found)


def _drafts(table: _Table) -> Iterator[Draft | Refusal]:
    for row in table.sheet.rows:
        yield row if isinstance(row, Refusal) else _article(table, row)


def _article(table: _Table, row: TableRow) -> Draft | Refusal:
    match, name = table.match, display_name(table.path)
    written = (cell(row.cells, index) for index in (match.text, *table.spare))
    text = _text(next(filter(str.strip, written), ""))
    if problem := _problem(table, row, text):
        return Refusal(table.path, problem)
    date, link = cell(row.cells, match.date), cell(row.cells, match.url)
    language = cell(row.cells, match.language)
    complaints = {
        "published_at": table.dates.complaint(date),
        "source_url": _no_link(link),
        "language": _no_language(language),
    }
    return Draft(
        headline=headline_of(cell(row.cells, match.headline), text),
        text=text,
        original=row.original,
        encoding=table.sheet.encoding,
        is_guessed=table.sheet.is_guessed,
        file_name=f"{name}, {row.place}",
        byline=line_of(", ".join(_lines(cell(row.cells, match.byline)))),
        publisher=line_of(cell(row.cells, match.publisher)),
        source_url=link_of(link),
        published_at=table.dates.date(date),
        language=language_of(language),
        guesses=table.guesses,
        caveats={part: sentence for part, sentence in complaints.items() if sentence},
    )


def _no_link(text: str) -> str:
    """Return a caveat on an invalid link; '' for a valid or missing one."""
    link = line_of(text)
    if not link or link_of(text) or link.casefold() in NOTHING:
        return ""
    return tr("The link “{link}” is not a web address and was left empty.", link=shortened(link))


def _no_language(text: str) -> str:
    stated = line_of(text)
    if not stated or language_of(text) or stated.casefold() in NOTHING:
        return ""
    return tr(
        "The language “{language}” is not a code such as en and was detected instead.",
        language=shortened(stated),
    )


def _problem(table: _Table, row: TableRow, text: str) -> str:
    width, file = len(table.sheet.columns), display_name(table.path)
    if any(row.cells[width:]):
        return tr(
            "“{file}”, {place} has {count} cells, and the table has {width} columns: its text may"
            " have come apart where it should stand in quotation marks.",
            file=file,
            place=row.place,
            count=len(row.cells),
            width=width,
        )
    if text.strip():
        return ""
    return tr("“{file}”, {place} has no text.", file=file, place=row.place)


def _lines(text: str) -> Iterator[str]:
    return filter(str.strip, text.splitlines())


def _text(written: str) -> str:
    return text_of(written) if _MARKUP.match(written) else clean(written)
