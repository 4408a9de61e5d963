"""What every way out has in common: its name, its options and the pieces it yields."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from annotator.domain.reading import ProjectReader


class Piece(Struct, frozen=True):
    """The next bytes of one file of an export, named relative to its folder with `/`.

    `rows` says how many rows of labels they hold, for the progress.
    """

    file: str
    content: bytes
    rows: int = 0


class Options(Struct, frozen=True, kw_only=True):
    """What a person may choose about an export.

    `byte_order_mark` lets spreadsheets see that a table is UTF-8; `formula_guard` keeps them from
    running text as a formula.
    """

    byte_order_mark: bool = True
    formula_guard: bool = True


class ExportFormat(Struct, frozen=True):
    """One way out: what it is called, and how a project becomes pieces of files."""

    id: str
    name: str
    pieces: Callable[[ProjectReader, Options], Iterator[Piece]]
