"""Options on how to read files that do not say it themselves."""

import codecs
from collections.abc import Callable
from typing import Any, Final, TypeVar

import click

from annotator.i18n import tr
from annotator.importers.draft import FolderAs
from annotator.importers.table_match import Match

F = TypeVar("F", bound=Callable[..., Any])

_ORDERS: Final = {"day-first": "dmy", "month-first": "mdy"}
_PARTS: Final = tuple(Match().columns())


def _encoding(ctx: click.Context, option: click.Parameter, name: str) -> str:  # noqa: ARG001
    if not name:
        return ""
    try:
        return codecs.lookup(name).name
    except LookupError as error:
        raise click.BadParameter(
            tr("“{name}” is not an encoding such as cp1251.", name=name)
        ) from error


def _columns(
    ctx: click.Context,  # noqa: ARG001
    option: click.Parameter,  # noqa: ARG001
    option_text: str,
) -> dict[str, str]:
    """Return the column names by the article field that each holds."""
    found: dict[str, str] = {}
    for each in filter(None, option_text.split(",")):
        part, sign, name = (word.strip() for word in each.partition("="))
        if not sign or not name or part not in _PARTS:
            known = ", ".join(_PARTS)
            message = tr(
                "use the form text=Body,headline=Title; the parts are {parts}.", parts=known
            )
            raise click.BadParameter(message)
        found[part] = name
    return found


_OPTIONS: Final = (
    click.option(
        "--encoding",
        default="",
        metavar="NAME",
        callback=_encoding,
        help=tr("Encoding of text that does not state it, such as cp1251; default: detected."),
    ),
    click.option(
        "--columns",
        default="",
        metavar="PART=NAME,...",
        callback=_columns,
        help=tr("Columns or keys of tables to use, as in text=Body,date=Day."),
    ),
    click.option(
        "--list",
        "table",
        default="",
        metavar="NAME",
        help=tr("List of a JSON file, or sheet of a spreadsheet, to read."),
    ),
    click.option(
        "--dates",
        "order",
        type=click.Choice(list(_ORDERS)),
        callback=lambda _context, _option, name: _ORDERS.get(name, ""),
        help=tr("Order of dates such as 3/4/2025 in tables, where a column is ambiguous."),
    ),
    click.option(
        "--folder-as",
        type=click.Choice([each.value for each in FolderAs]),
        callback=lambda _context, _option, name: FolderAs(name) if name else None,
        help=tr(
            "Use the name of each file's folder as the publisher, if there is none, or as a note."
        ),
    ),
)


def all_of_them(command: F) -> F:
    """Give a command these options."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
