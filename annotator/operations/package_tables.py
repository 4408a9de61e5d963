"""The tables of a CSV package, read as they were exported: all rows, text without its guard."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

from annotator.domain.text import clean
from annotator.exporters.csv_text import unguarded
from annotator.i18n import N_
from annotator.importers import tables
from annotator.importers.draft import Refusal
from annotator.importers.faults import unreadable
from annotator.importers.original import beginning, contents
from annotator.operations.table_fields import whole_number

NEEDED: Final = ("articles", "annotators", "labels", "claims", "claim_mentions")
"""The tables without which there is no project."""

_README: Final = "README.txt"
_HEAD: Final = 100_000
_OPEN: Final = b"Formula guard: OFF"
_SHORT: Final = N_("“{file}” lacks “{name}”, so no project can be made of it.")

Cells = Mapping[str, str]
"""The cells of a row, by their columns."""


def is_package(path: Path) -> bool:
    """Return whether a folder has the tables of which a project can be made, and the texts."""
    names = [f"{name}.csv" for name in NEEDED]
    return (path / "texts").is_dir() and all((path / name).is_file() for name in names)


class PackageTables:
    """Reads the tables and texts of one package; each table is read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _is_guarded(self) -> bool:
        return _OPEN not in beginning(self._folder / _README, _HEAD)

    def rows(self, table: str) -> Iterator[Cells]:
        """Yield the rows of a table, none where it was not exported; ValueError for one unread."""
        path = self._folder / f"{table}.csv"
        for sheet in tables.sheets(path) if path.is_file() else ():
            for row in sheet.rows:
                if isinstance(row, Refusal):
                    raise ValueError(row.reason)  # noqa: TRY004 - of a table, whose rows are values
                yield dict(zip(sheet.columns, map(self._plain, row.cells), strict=False))

    def by(self, table: str, column: str) -> Mapping[str, Sequence[Cells]]:
        """Return the rows of a table by one of their columns."""
        found: dict[str, list[Cells]] = {}
        for row in self.rows(table):
            found.setdefault(row[column], []).append(row)
        return found

    def texts(self, code: str) -> Mapping[int, str]:
        """Return the versions of an article's text; raises UnreadableFileError for none."""
        found = {}
        for path in (self._folder / "texts").glob(f"{code}.v*.txt"):
            number = whole_number(path.stem.rpartition(".v")[2])
            if number is not None:
                found[number] = contents(path).decode("utf-8", "replace")
        if not found:
            raise unreadable(self._folder, _SHORT, name=f"texts/{code}.v1.txt")
        return dict(sorted(found.items()))

    def _plain(self, cell: str) -> str:
        return clean(unguarded(cell) if self._is_guarded else cell)
