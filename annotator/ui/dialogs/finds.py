"""What is found in the files of an import, made ready off the GUI thread."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from time import monotonic, sleep
from types import ModuleType
from typing import Final, Self, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.edit import Content
from annotator.domain.errors import UnreadableFileError
from annotator.importers import Draft, Refusal, jsonl, spreadsheets, tables
from annotator.importers.draft import InFile
from annotator.importers.files import gathered, without_furniture
from annotator.importers.formats import format_of, read_file
from annotator.importers.sheet import Row
from annotator.importers.table_match import FIRST, Match, guess_match, shape

T = TypeVar("T")
Source = Path | Draft
Cells = tuple[tuple[str, ...], ...]

_TABLES: Final[Mapping[str, ModuleType]] = {
    each.FORMAT.name: each for each in (tables, spreadsheets, jsonl)
}
_AT_ONCE: Final = 200
_SECONDS: Final = 0.2
_PAUSE: Final = 0.05
_IN_MEMORY: Final = 16_000_000


class Find(Struct, frozen=True):
    """A draft with the hash of its text, and the file it was read from; None for none.

    `has_columns` says that the file is a table whose columns can be matched by hand.
    """

    draft: Draft
    sha256: str
    path: Path | None = None
    has_columns: bool = False

    @classmethod
    def of(cls, draft: Draft, path: Path | None = None, *, has_columns: bool = False) -> Self:
        """Return a draft with its hash, which takes its time in long texts."""
        return cls(draft, draft.sha256, path, has_columns)


class Originals:
    """Holds the bytes of an import in memory, but of a long one only where they lie.

    The first megabytes stay: what was dropped from a mail or an archive may soon be gone.
    """

    def __init__(self, most: int = _IN_MEMORY) -> None:
        self._left = most

    def kept(self, draft: Draft, path: Path) -> Draft:
        """Return the draft with its bytes, or without those that its text or its file has."""
        if isinstance(draft.original, InFile) or not draft.original:
            return draft
        size = len(draft.original)
        if draft.has_own_bytes and self._left >= size:
            self._left -= size
            return draft
        # a row of a table, for one, is not the whole file: it stays in memory
        is_whole = not draft.has_own_bytes or _size(path) == size
        if not is_whole:
            return draft
        return replace(draft, original=InFile(path, Content(draft.original).sha256))


class Unmatched(Struct, frozen=True):
    """A table whose columns a person has to look at, its first rows, and the likeliest match."""

    path: Path
    columns: tuple[str, ...]
    rows: Cells
    match: Match

    @property
    def shape(self) -> str:
        """Return the key under which its match is remembered."""
        return shape(self.columns)


def finds(
    sources: Iterable[Source], known: Mapping[str, Match], originals: Originals | None = None
) -> Iterator[Find | Unmatched | Refusal]:
    """Return what is in files, in the files of folders, and in drafts; nothing is raised.

    `known` holds matches of columns by the shape of their tables. A table of another shape is
    read when the names of its columns say enough, and is Unmatched else. `originals` keeps the
    bytes of what is found.
    """
    originals = originals or Originals()
    sources = list(sources)
    wanted = set(without_furniture(each for each in sources if isinstance(each, Path)))
    for source in sources:
        if isinstance(source, Draft):
            yield Find.of(source)
            continue
        for path in gathered([source]) if source in wanted else ():
            yield from _finds(path, known, originals, is_alone=path == source)


def look(path: Path) -> list[Unmatched]:
    """Return the tables in a file with their first rows; raises UnreadableFileError."""
    return [
        _looked_at(path, sheet.columns, (row.cells for row in sheet.rows if isinstance(row, Row)))
        for sheet in _TABLES[format_of(path).name].sheets(path)
    ]


def batched(items: Iterable[T]) -> Iterator[list[T]]:
    """Return the items in lists: the first at once, then those of a fifth of a second each.

    After each there is a pause: a busy worker would hold up the thread that shows them.
    """
    batch: list[T] = []
    told = 0.0
    for item in items:
        batch.append(item)
        if len(batch) == _AT_ONCE or monotonic() - told > _SECONDS:
            yield batch
            sleep(_PAUSE)
            batch, told = [], monotonic()
    if batch:
        yield batch


def _finds(
    path: Path, known: Mapping[str, Match], originals: Originals, *, is_alone: bool
) -> Iterator[Find | Unmatched | Refusal]:
    table = _TABLES.get(format_of(path).name)
    for item in _found(path, table, known, is_alone=is_alone):
        if isinstance(item, Draft):
            yield Find.of(originals.kept(item, path), path, has_columns=table is not None)
        else:
            yield item


def _found(
    path: Path, table: ModuleType | None, known: Mapping[str, Match], *, is_alone: bool
) -> Iterator[Draft | Unmatched | Refusal]:
    try:
        if table is None:
            yield from read_file(path)
        elif questions := [
            each for each in look(path) if each.shape not in known and _is_guess(each, is_alone)
        ]:
            yield from questions
        else:
            yield from table.read(path, known)
    except UnreadableFileError as error:
        yield Refusal(path, str(error))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _looked_at(path: Path, columns: tuple[str, ...], cells: Iterator[tuple[str, ...]]) -> Unmatched:
    rows = tuple(islice(cells, FIRST))
    return Unmatched(path, columns, rows, guess_match(columns, rows))


def _is_guess(table: Unmatched, is_alone: bool) -> bool:  # noqa: FBT001
    """Return whether a person has to look: names do not tell the text and the headline.

    A table without any column for the text is asked for only when it was named by itself: of
    a folder, such files hold something else.
    """
    named, match = guess_match(table.columns, ()), table.match
    if not table.rows or (match.text is None and not is_alone):
        return False
    return match.text is None or named.text != match.text or named.headline is None
