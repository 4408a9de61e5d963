"""What can be edited in an exported table, and how its cells are read."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from enum import Enum, auto
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from annotator.domain.codebook import Codebook, Layer
from annotator.domain.people import tidy_name
from annotator.domain.sentiment import POLARITIES
from annotator.domain.text import clean
from annotator.exporters.csv_text import unguarded
from annotator.i18n import tr
from annotator.importers.date_column import DateColumn
from annotator.importers.fields import link_of
from annotator.importers.labels.own_tables import OwnRow


class Form(Enum):
    """What a cell holds."""

    TEXT = auto()
    DATE = auto()
    CODE = auto()
    LABELS = auto()
    VERDICT = auto()
    NAME = auto()
    NAMES = auto()
    LINK = auto()
    POLARITY = auto()
    FLAG = auto()


class Field(Struct, frozen=True):
    """A column, the attribute of the record that it holds, and its name for people.

    `is_needed` says that it cannot be empty.
    """

    column: str
    attribute: str
    title: str
    form: Form = Form.TEXT
    layer: Layer | None = None
    codes: tuple[str, ...] = ()
    is_needed: bool = False


BETWEEN: Final = " | "
"""What joins several codes in one cell."""

_YES: Final = frozenset({"true", "1", "yes", "wahr", "vrai", "verdadero", "vero", "prawda"})
_NO: Final = frozenset({"false", "0", "no", "", "falsch", "faux", "falso", "fałsz"})
_SERIAL: Final = re.compile(r"\d{5}(?:\.0+)?")
_EXCELS_FIRST: Final = date(1899, 12, 30)  # so that day 61 is 1 March 1900, as Excel counts
_DIGITS: Final = 9
_MIDNIGHT: Final = re.compile(r"[ T]00:00(?::00)?(?:\.0+)?$")


def plain(cell: str) -> str:
    """Return a cell as text, without the apostrophe that keeps spreadsheets from running it."""
    return clean(unguarded(cell))


def cell_of(row: OwnRow, column: str) -> str:
    """Return what a row has in a column, without spaces around it; '' for nothing."""
    return plain(row.cells.get(column, "")).strip()


def required_cell(row: OwnRow, column: str) -> str:
    """Return what a new row has in a column; raises ValueError, with a sentence, for nothing."""
    if not (cell := cell_of(row, column)):
        raise ValueError(tr("a new row needs {column}", column=column))
    return cell


def whole_number(text: str) -> int | None:
    """Return a number of at most nine digits; None for any other text."""
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else None


def value_of(field: Field, cell: str, codebook: Codebook, days: DateColumn) -> str:
    """Return what a cell says, as it would be exported; raises ValueError with a sentence."""
    text = plain(cell)
    if field.form in _READERS:
        return _READERS[field.form](text)
    if field.form is Form.DATE:
        return day_of(text, days)
    if field.form is Form.NAMES:
        names = map(tidy_name, text.split(BETWEEN.strip()))
        return BETWEEN.join(dict.fromkeys(filter(None, names)))
    if field.form is Form.LABELS:
        parts = [each for each in text.split(BETWEEN.strip()) if each.strip()]
        return joined(_code(field, each, codebook) for each in parts)
    return _code(field, text, codebook) if text.strip() else ""


def joined(codes: Iterable[str]) -> str:
    """Return several codes as one text, sorted."""
    return BETWEEN.join(sorted({*codes}))


def _code(field: Field, text: str, codebook: Codebook) -> str:
    """Return a code that is written as it is, or as its name."""
    wanted = text.strip()
    schemes = codebook.layer(field.layer) if field.layer else ()
    labels = [label for scheme in schemes for label in scheme.labels]
    codes = {*field.codes, *(label.code for label in labels)}
    if wanted in codes:
        return wanted
    names = {label.name.casefold(): label.code for label in reversed(labels)}
    names |= {code.casefold(): code for code in codes}
    if wanted.casefold() in names:
        return names[wanted.casefold()]
    raise ValueError(tr("“{text}” is not one of its labels", text=wanted[:60]))


def day_of(text: str, days: DateColumn) -> str:
    """Return a day in ISO 8601, empty for none; raises ValueError with a sentence."""
    text = _MIDNIGHT.sub("", text.strip())
    if not text:
        return ""
    if _SERIAL.fullmatch(text):
        return (_EXCELS_FIRST + timedelta(days=int(text[:5]))).isoformat()
    found = days.date(text)
    if not found:
        raise ValueError(tr("“{text}” is not a date, or an ambiguous one", text=text[:60]))
    return found


def _link(text: str) -> str:
    link = text.strip()
    if link and not link_of(link):
        raise ValueError(tr("“{text}” is not a web address", text=link[:60]))
    return link


def _polarity(text: str) -> str:
    written = text.strip().replace("−", "-").replace(",", ".")
    try:
        number = float(written)
    except ValueError:
        number = 99
    if number not in POLARITIES:
        raise ValueError(tr("“{text}” is not a polarity from −3 to +3", text=text.strip()[:60]))
    return str(int(number))


def truth_of(text: str) -> str:
    """Return `true` or `false`; raises ValueError with a sentence."""
    word = text.strip().casefold()
    if word in _YES | _NO:
        return "true" if word in _YES else "false"
    raise ValueError(tr("“{text}” is neither true nor false", text=text.strip()[:60]))


_READERS: Final[Mapping[Form, Callable[[str], str]]] = MappingProxyType(
    {
        Form.TEXT: str,
        Form.NAME: tidy_name,
        Form.LINK: _link,
        Form.POLARITY: _polarity,
        Form.FLAG: truth_of,
    }
)
