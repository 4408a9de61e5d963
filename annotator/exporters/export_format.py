"""What every way out has in common: its name, its options and the pieces it yields."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from annotator.domain.reading import Reader


@dataclass(frozen=True, slots=True)
class Piece:
    """The next bytes of one file of an export, named relative to its folder with `/`.

    `rows` says how many rows of labels they hold, for the progress.
    """

    file: str
    content: bytes
    rows: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a person may choose about an export.

    `byte_order_mark` lets spreadsheets see that a table is UTF-8; `formula_guard` keeps them from
    running text as a formula.
    """

    byte_order_mark: bool = True
    formula_guard: bool = True


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One way out: what it is called, and how a project becomes pieces of files."""

    id: str
    name: str
    pieces: Callable[[Reader, Options], Iterator[Piece]]
