"""The choices of an export of tables, and the presets that make several of them at once."""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from annotator.exporters.export_format import ExportOption, OptionValues
from annotator.i18n import N_

_NAMED: Final = "semicolon-named"
_DELIMITERS: Final = {"comma": ",", "semicolon": ";", _NAMED: ";", "tab": "\t"}
_DECIMALS: Final = {"point": ".", "comma": ","}
_LINE_ENDS: Final = {"crlf": "\r\n", "lf": "\n"}

OPTIONS: Final = (
    ExportOption(
        name="bom",
        title=N_("Add UTF-8 marker (BOM) for Excel"),
        help=N_("Omit the byte order mark that Excel needs."),
        default=True,
    ),
    ExportOption(
        name="guard",
        title=N_("Protect against spreadsheet formulas"),
        help=N_("Write text unchanged, including text that Excel would run as a formula."),
        default=True,
    ),
    ExportOption(
        name="delimiter",
        title=N_("Separator"),
        help=N_(
            "What separates the cells. Excel opens semicolons with a double click where they are"
            " its list separator, as in most of Europe. With semicolon-named, the first line tells"
            " Excel so in any country (sep=;), but it may then read letters such as ä wrongly."
        ),
        default="comma",
        choices={
            "comma": N_("Comma"),
            "semicolon": N_("Semicolon"),
            _NAMED: N_("Semicolon with sep=;"),
            "tab": N_("Tab"),
        },
    ),
    ExportOption(
        name="decimal",
        title=N_("Decimal sign"),
        help=N_("How numbers with fractions are written."),
        default="point",
        choices={"point": N_("Point"), "comma": N_("Comma")},
    ),
    ExportOption(
        name="ends",
        title=N_("Line endings"),
        help=N_("How rows end."),
        default="crlf",
        choices={"crlf": N_("Windows (CRLF)"), "lf": N_("Unix (LF)")},
    ),
)

TABLES_OPTION: Final = ExportOption(
    name="tables",
    title=N_("Tables"),
    help=N_("Only these tables, as in claims,mentions,texts."),
    default="",
    joined_by=",",
    metavar="TABLE,…",
)
"""Chooses tables; empty for all."""

COLUMNS_OPTION: Final = ExportOption(
    name="columns",
    title=N_("Columns"),
    help=N_("Only these columns of a table, as in claims=code,text; can be given several times."),
    default="",
    joined_by=";",
    metavar="TABLE=COLUMN,…",
)
"""Chooses columns; empty for all."""

PRESETS: Final[Mapping[str, OptionValues]] = {
    "excel": {
        "bom": True,
        "guard": True,
        "delimiter": "comma",
        "decimal": "point",
        "ends": "crlf",
    },
    "analysis": {
        "bom": False,
        "guard": False,
        "delimiter": "comma",
        "decimal": "point",
        "ends": "lf",
    },
}
"""Options for a spreadsheet, and for programs such as pandas and R."""


class CsvOptions(Struct, frozen=True, kw_only=True):
    """How the file is written: with a byte order mark, guarded formulas, and which separators.

    With `names_delimiter`, the first line tells Excel what separates the cells.
    """

    byte_order_mark: bool
    formula_guard: bool
    delimiter: str = ","
    names_delimiter: bool = False
    decimal: str = "."
    line_end: str = "\r\n"


def preset(code: str, *, has_decimal_comma: bool) -> OptionValues:
    """Return the values of a preset; for a spreadsheet, as a country writes numbers.

    Where the decimal sign is a comma, Excel separates the cells of CSV files by semicolons.
    """
    has_comma = code == "excel" and has_decimal_comma
    here = {"delimiter": "semicolon", "decimal": "comma"} if has_comma else {}
    return {**PRESETS[code], **here}


def csv_options(chosen: OptionValues) -> CsvOptions:
    """Return the options of the files from the values of `OPTIONS`."""
    return CsvOptions(
        byte_order_mark=bool(chosen["bom"]),
        formula_guard=bool(chosen["guard"]),
        delimiter=_DELIMITERS[str(chosen["delimiter"])],
        names_delimiter=chosen["delimiter"] == _NAMED,
        decimal=_DECIMALS[str(chosen["decimal"])],
        line_end=_LINE_ENDS[str(chosen["ends"])],
    )
