"""The README of the CSV package: what its users must know before counting anything."""

from collections.abc import Iterator, Sequence
from textwrap import fill
from typing import Final

from msgspec import Struct

from annotator.domain.completeness import rule_of
from annotator.exporters.csv_options import CsvOptions
from annotator.exporters.csv_text import CELL_LIMIT, FORMULA
from annotator.exporters.metadata import METADATA_FILE, TOOL
from annotator.exporters.omissions import omissions
from annotator.exporters.records import Records
from annotator.exporters.sums import SUMS_FILE
from annotator.exporters.table_choice import TEXTS, Columns

README_FILE: Final = "README.txt"

_WIDTH: Final = 100  # characters of a line
_NAMED: Final = {",": "comma", ";": "semicolon", "\t": "tab"}

_POSITIONS: Final = """\
Positions
---------
start_char and end_char count Unicode code points from 0; the end is not included. They hold for
the text version that the same row names{where}
"""

_WITH_TEXTS: Final = """\
, and index exactly the file texts/CODE.vVERSION.txt, which
is UTF-8 without a byte order mark, with LF for every line end. In Python:

    text = open("texts/A1.v1.txt", encoding="utf-8", newline="").read()
    assert text[start_char:end_char] == exact      # a row of claim_mentions.csv"""

_WITHOUT_TEXTS: Final = """\
. The texts themselves are not in this package; the project
has them."""

_FLAT_GAPS: Final = """\
A mention with gaps has one row per stretch in claim_mentions.csv; in labels_flat.csv its start is
that of the first stretch, its end that of the last, and mention_text joins them by " … ".
"""

_CELLS: Final = """\
Cells
-----
{form} An empty cell
means unknown or not applicable. Times are UTC, ISO 8601 with Z. Dates are YYYY, YYYY-MM or
YYYY-MM-DD. Yes and no are true and false. Lists in one cell are joined by " | ". Keys begin with a
letter, so that no spreadsheet takes them for numbers.

How to open them
----------------
Excel: Data > From Text/CSV, file origin 65001 (UTF-8), delimiter {named}. {double_click}
LibreOffice: open the file; character set UTF-8, separated by {named} alone{skip_in_office}. To keep
codes such as 007 as they are, select all columns in the preview and set their type to Text.
Google Sheets: File > Import > Upload, separator {named}, without converting text to numbers.
pandas: pandas.read_csv("{file}", {pandas}keep_default_na=False, dtype=str)
polars: polars.read_csv("{file}", {polars}infer_schema=False)
R: read.csv("{file}", {r}colClasses = "character", na.strings = "", fileEncoding = "{bom}")
DuckDB: FROM read_csv('{file}', {duck}header = true, all_varchar = true)
"""

_VOICES: Final = """\
Claimants and quotes
--------------------
quote_type_code is what a person has chosen; what the program only proposes is not in the tables.
"none" is the article's own voice and never stands beside a name: in labels_flat.csv the claimant of
such a row is empty (claims.csv has whoever else makes the claim), and where somebody is named
without a quote type, the type is empty. gap_codes lists both as own_voice and no_quote_type.
"""

_NEGATIVES: Final = """\
Sentences without claims
------------------------
sentences.csv has a row for every sentence of every article, split as the program does. Where
is_negative is true, a person has finished the article, the sentence is part of it, and no claim is
marked in it: the negative examples that a classifier of claims needs. Sentences of articles that
are not done say nothing yet; leave them out of a count. A mark that crosses a sentence end counts
for both sentences.
"""

_GUARD_ON: Final = f"""\
Formula guard: ON
-----------------
Text comes from the web, and a spreadsheet would run some of it: a cell that begins with = + - or
@ (also after spaces, also full-width), or with a tab or a line end, has one apostrophe in front,
which is not part of the text. Numbers and numeric codes are never touched. To get the text back:

    def unguarded(cell):
        is_guarded = cell.startswith("'") and re.match(FORMULA, cell[1:])
        return cell[1:] if is_guarded else cell

    FORMULA = r\"\"\"{FORMULA.pattern}\"\"\"
"""

_GUARD_OFF: Final = """\
Formula guard: OFF
------------------
Cells hold the text exactly as it is. Do not open these tables in a spreadsheet: it would run a text
such as =HYPERLINK(...) as a formula.
"""


class Written(Struct, frozen=True):
    """A table that has been written."""

    file: str
    description: str
    rows: int
    long_cells: int


def readme(
    name: str,
    records: Records,
    written: Sequence[Written],
    options: CsvOptions,
    columns: Columns,
    at: str,
) -> str:
    """Return the text that explains the package, with these columns and no others."""
    title = " ".join(f"Labels of “{name}”".split())
    mark = "a" if options.byte_order_mark else "no"
    parts = [
        f"{title}\n{'=' * len(title)}\n",
        f"Written by {TOOL} at {at}. The tables have {mark} byte order mark.\n",
        _section("Files", _files(written, has_texts=TEXTS in columns)),
        _positions(columns),
        _CELLS.format(file=written[0].file, **_opening(options)) if written else "",
        _VOICES if {*columns} & {"labels_flat", "claims", "attributions"} else "",
        _NEGATIVES if "is_negative" in columns.get("sentences", ()) else "",
        _long_cells(written),
        _GUARD_ON if options.formula_guard else _GUARD_OFF,
        _section("Codebook", _schemes(records, is_here="labels" in columns)),
        _section("What the fact-checks still lack", _gaps(records, columns)),
        _damage_note(records.damaged, is_listed="damaged" in columns),
        _section("Omitted", _omitted(records, columns)),
    ]
    return "\n".join(part for part in parts if part)


def _positions(columns: Columns) -> str:
    if not any("start_char" in each for each in columns.values()):
        return ""
    where = _WITH_TEXTS if TEXTS in columns else _WITHOUT_TEXTS
    has_both = {"labels_flat", "claim_mentions"} <= {*columns}
    return _POSITIONS.format(where=where) + (f"\n{_FLAT_GAPS}" if has_both else "")


def _opening(options: CsvOptions) -> dict[str, str]:
    """Return what the section on cells says of these options."""
    sign, named = repr(options.delimiter), _NAMED[options.delimiter]
    skips = options.names_delimiter
    ends = "CRLF" if options.line_end == "\r\n" else "LF"
    decimal = "" if options.decimal == "." else f"decimal={options.decimal!r}, "
    pandas = ("" if sign == "','" else f"sep={sign}, ") + ("skiprows=1, " if skips else "")
    polars = ("" if sign == "','" else f"separator={sign}, ") + ("skip_rows=1, " if skips else "")
    r = ("" if sign == "','" else f"sep = {sign}, ") + ("skip = 1, " if skips else "")
    duck = f"delim = {sign}, " + ("skip = 1, " if skips else "")
    return {
        "form": _form(named, ends),
        "named": named,
        "double_click": (
            "The first line, sep=;, makes a double click work, but letters such as ä may be wrong."
            if skips
            else "A double click works where Excel's list separator is the same sign."
        ),
        "skip_in_office": ", from row 2" if skips else "",
        "pandas": pandas + decimal,
        "polars": polars,
        "r": r,
        "duck": duck,
        "bom": "UTF-8-BOM" if options.byte_order_mark else "UTF-8",
    }


def _form(named: str, ends: str) -> str:
    """Return what kind of CSV the tables are."""
    if (named, ends) == ("comma", "CRLF"):
        return (
            "The tables are CSV as RFC 4180 has it: UTF-8, commas, CRLF, quotation marks doubled."
        )
    between = f"UTF-8, {named} between cells, {ends} line ends, quotation marks doubled"
    return f"The tables are CSV: {between}."


_DAMAGED: Final = """\
Damaged
-------
{count:,} records or texts of the project are not as they were written. {listed}
Those whose place in the text or whose owner is lost are in no table of their kind, and
counts do not include them; a value that cannot be read is empty in its table. A letter
that is lost is written as \\xff in a cell and as U+FFFD in a text file. All else is complete.
"""

_LISTED: Final = "damaged.csv names each, and says what is wrong with it."
_NOT_LISTED: Final = "The table that names them, damaged.csv, is omitted."

_EMPTY: Final = """\
The columns related_claims, contradicts_claims and claim_reviewed are always empty: they are not
recorded."""


def _damage_note(damaged: int, *, is_listed: bool) -> str:
    listed = _LISTED if is_listed else _NOT_LISTED
    return _DAMAGED.format(count=damaged, listed=listed) if damaged else ""


def _omitted(records: Records, columns: Columns) -> Iterator[str]:
    """Yield what is not here; what is damaged has a section of its own."""
    found = omissions(records.part.scope, columns)
    if not found:
        yield "Nothing: all articles, also excluded ones, all rounds and all notes are here."
    for each in found:
        yield fill(each, _WIDTH, break_on_hyphens=False)
    if {*columns} & {"labels_flat", "claims"}:
        yield _EMPTY


def _section(title: str, lines: Iterator[str]) -> str:
    return "\n".join([title, "-" * len(title), *lines, ""])


def _files(written: Sequence[Written], *, has_texts: bool) -> Iterator[str]:
    for each in written:
        yield f"{each.file:<20} {each.rows:>9,} rows   {each.description}"
    if has_texts:
        yield f"{'texts/':<35}   Every text version; positions index these files."
    yield f"{METADATA_FILE:<35}   Types, keys and descriptions of all columns (CSVW)."
    yield f"{SUMS_FILE:<35}   Checksums, for “sha256sum -c {SUMS_FILE}”."


def _long_cells(written: Sequence[Written]) -> str:
    found = [f"{each.long_cells} in {each.file}" for each in written if each.long_cells]
    if not found:
        return ""
    description = f"more than {CELL_LIMIT:,} characters, which Excel cuts or spills into other rows"
    return f"Some cells have {description}: {', '.join(found)}. Other programs read them whole.\n"


def _schemes(records: Records, *, is_here: bool) -> Iterator[str]:
    yield ("labels.csv defines every code. " if is_here else "") + (
        "The schemes, each with its version:"
    )
    for scheme in records.codebook.schemes:
        yield f"  {scheme.id:<28} {scheme.layer:<20} {scheme.title}"


def _gaps(records: Records, columns: Columns) -> Iterator[str]:
    yield f"{records.unchecked:>9,} claims have no fact-check"
    for gap, count in sorted(records.gap_counts.items(), key=lambda item: (-item[1], item[0].code)):
        rule = rule_of(gap.code)
        yield f"{count:>9,} {gap.code:<24} {rule.message if rule else gap.message}"
    if "gap_codes" in columns.get("claims", ()):
        yield (
            "gap_codes in claims.csv says which claims these are; checks that were begun are"
            " counted."
        )
