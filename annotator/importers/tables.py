"""Text tables, such as CSV and TSV: each row is an article."""

import csv
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from typing_extensions import override

from annotator.i18n import N_
from annotator.importers.draft import Draft, Refusal
from annotator.importers.faults import parsing
from annotator.importers.import_format import NONE, Choices, ImportFormat
from annotator.importers.original import contents
from annotator.importers.sheet import Sheet, TableRow, decoded, part_encoding
from annotator.importers.sheet_heads import with_header
from annotator.importers.table_rows import articles

_Reader = Callable[[Iterable[str]], Iterator[list[str]]]

_SIGNS: Final = ",;\t|"
_NO_SIGN: Final = "\x1f"
_SAMPLE: Final = 50
_HEAD: Final = 200_000
_LONGEST: Final = 2**31 - 1
_DECLARED: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # Excel's first line


def read(path: Path, choices: Choices = NONE) -> Iterator[Draft | Refusal]:
    """Return the article in each row of a table; raises UnreadableFileError."""
    return articles(path, sheets(path, choices), choices)


def sheets(path: Path, choices: Choices = NONE) -> Iterator[Sheet]:
    """Yield the table of the file, unless it is empty; raises UnreadableFileError.

    Cells are separated by commas, semicolons, tabs or vertical bars.
    """
    read_as = decoded(path, contents(path), choices.encoding)
    text = read_as.text
    declared = _DECLARED.match(text)
    text = text[declared.end() :] if declared else text
    csv.field_size_limit(_LONGEST)  # the file size is limited already
    with parsing(path, N_("“{file}” is damaged, or not a table: {reason}.")):
        reader = _fitting(text, declared[1] if declared else _sign(text))
        rows = _rows(path, text, reader, part_encoding(read_as.encoding))
        found = with_header(path, rows, read_as)
    if found:
        yield found


def _rows(path: Path, text: str, reader: _Reader, encoding: str) -> Iterator[TableRow]:
    lines = _Lines(text)
    with parsing(path, N_("“{file}” is damaged, or not a table: {reason}.")):
        for number, cells in enumerate(reader(lines), start=1):
            original = lines.taken().encode(encoding, errors="replace")
            yield TableRow(f"row {number:,}", tuple(cells), original)


class _Lines(Iterator[str]):
    """Iterates over the lines of a text, and returns those of the last row."""

    def __init__(self, text: str) -> None:
        self._lines = StringIO(text, newline="")
        self._taken: list[str] = []

    @override
    def __next__(self) -> str:
        self._taken.append(next(self._lines))
        return self._taken[-1]

    def taken(self) -> str:
        """Return the lines since the last call."""
        taken = "".join(self._taken)
        self._taken.clear()
        return taken


class _Fit(NamedTuple):
    """How well a dialect fits a table: the number of rows, and of rows of another width."""

    rows: int
    ragged: int

    @property
    def share(self) -> float:
        """Return the share of rows with another width than the first, 0 to 1."""
        return self.ragged / max(1, self.rows)


def _fit(reader: _Reader, text: str) -> _Fit:
    widths = [len(cells) for cells in reader(StringIO(text, newline="")) if cells]
    return _Fit(len(widths), sum(width != widths[0] for width in widths))


def _sign(text: str) -> str:
    """Return the delimiter: the one that gives most rows as many cells as the first."""
    best, sign = (0.0, 0), _NO_SIGN
    for candidate in _SIGNS:
        found = csv.reader(_Lines(text[:_HEAD]), delimiter=candidate)
        rows = list(islice(filter(None, found), _SAMPLE))
        width = len(rows[0]) if rows else 0
        share = sum(len(row) == width for row in rows) / max(1, len(rows))
        if width > 1 and (share, width) > best:
            best, sign = (share, width), candidate
    return sign


def _fitting(text: str, sign: str) -> _Reader:
    """Return a reader with the quoting rule that gives the fewest ragged rows.

    Quotation marks may enclose cells, be doubled or escaped in them, or be literal. Where several
    rules fit, they are literal if some enclose less than a cell, and in a table with tabs if that
    makes every line a row.
    """
    quoted: _Reader = partial(csv.reader, delimiter=sign)
    if '"' not in text:
        return quoted
    escaped: _Reader = partial(csv.reader, delimiter=sign, escapechar="\\", doublequote=False)
    plain: _Reader = partial(csv.reader, delimiter=sign, quoting=csv.QUOTE_NONE)
    readers = (quoted, escaped, plain) if '\\"' in text else (quoted, plain)
    fits = {reader: _fit(reader, text) for reader in readers}
    best = min(readers, key=lambda reader: fits[reader].share)
    if fits[plain].share > fits[best].share:
        return best
    is_line_by_line = sign == "\t" and fits[plain].rows > fits[best].rows
    return plain if is_line_by_line or not _encloses(text, sign) else best


def _encloses(text: str, sign: str) -> bool:
    """Return whether quotation marks enclose whole cells wherever they begin one."""
    try:
        deque(csv.reader(StringIO(text, newline=""), delimiter=sign, strict=True), maxlen=0)
    except csv.Error:
        return False
    return True


FORMAT: Final = ImportFormat(
    name=N_("Table"),
    suffixes=(".csv", ".tsv"),
    read=read,
    media_types=("text/csv", "text/tab-separated-values"),
    read_with_choices=read,
    sheets=sheets,
)
