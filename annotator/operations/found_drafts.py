"""Reading the files of an import: into drafts, questions about tables, and refusals."""

from collections.abc import Iterable, Iterator, Mapping, Set
from functools import partial
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Final, Self, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.edit import Content
from annotator.importers import Draft, Refusal
from annotator.importers.draft import InFile
from annotator.importers.folders import gathered, read_files
from annotator.importers.formats import Opened, format_of, opened, read_or_refuse, read_with_choices
from annotator.importers.import_format import NONE, Choices
from annotator.importers.sheet import Sheet, TableRow
from annotator.importers.table_match import FIRST, Match, guess_match, shape

Source = Path | Draft
Cells = tuple[tuple[str, ...], ...]

_IN_MEMORY: Final = 16_000_000


class FoundDraft(Struct, frozen=True):
    """A draft with the hash of its text, and the file it was read from, if any."""

    draft: Draft
    sha256: str
    path: Path | None = None
    has_columns: bool = False

    @classmethod
    def of(cls, draft: Draft, path: Path | None = None, *, has_columns: bool = False) -> Self:
        """Return a draft with its hash, which is slow to compute for long texts."""
        return cls(draft, draft.sha256, path, has_columns)

    def with_draft(self, draft: Draft) -> Self:
        """Return this with another draft of the same text."""
        return self if draft is self.draft else replace(self, draft=draft)


class Originals:
    """Keeps the bytes of an import in memory up to a limit, then only references to the files.

    The first megabytes stay in memory: a file dropped from a mail or an archive may soon be gone.
    All do while they `are_used_at_once`.
    """

    def __init__(self, most: int = _IN_MEMORY) -> None:
        self._left = most
        self.are_used_at_once = False

    def stored(self, draft: Draft, path: Path) -> Draft:
        """Return the draft with its bytes in memory, or with a reference to its file."""
        if self.are_used_at_once or isinstance(draft.original, InFile) or not draft.original:
            return draft
        size = len(draft.original)
        if not draft.has_own_bytes:
            return draft.with_original(InFile(path, draft.sha256))
        if self._left >= size:
            self._left -= size
            return draft
        # a part of a file, such as a row of a table, stays in memory
        if _size(path) != size:
            return draft
        return draft.with_original(InFile(path, Content(draft.original).sha256))


class Unmatched(Struct, frozen=True):
    """A table whose columns a person has to match, with its first rows and the best guess.

    `name` is that of the sheet or list, in a file that has several.
    """

    path: Path
    columns: tuple[str, ...]
    rows: Cells
    match: Match
    name: str = ""

    @property
    def shape(self) -> str:
        """Return the key under which its match is saved."""
        return shape(self.columns)


class SeveralLists(Struct, frozen=True):
    """A file with several lists, one of which a person has to choose."""

    path: Path
    lists: tuple[Unmatched, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the lists; files with the same names share one question."""
        return tuple(each.name for each in self.lists)


Question: TypeAlias = Unmatched | SeveralLists
"""A question about a table that must be answered before it is read."""


FoundItem: TypeAlias = FoundDraft | Question | Refusal
"""What is found in files."""


class Answers(Struct, frozen=True):
    """A person's answers: matches by the shape of the table, chosen lists by all their names.

    `encodings` are the chosen encodings of files, by their paths.
    """

    matches: Mapping[str, Match] = MappingProxyType({})
    lists: Mapping[tuple[str, ...], str] = MappingProxyType({})
    encodings: Mapping[Path, str] = MappingProxyType({})

    def choices(self, path: Path, names: tuple[str, ...] = ()) -> Choices:
        """Return the choices for one file; `names` are those of its lists."""
        encoding = self.encodings.get(path, "") if self.encodings else ""  # a path has a slow hash
        table = self.lists.get(names, "")
        return Choices(encoding=encoding, known=self.matches, table=table)


NO_ANSWERS: Final = Answers()
"""The answers when nobody was asked."""


def found_drafts(
    sources: Iterable[Source], answers: Answers = NO_ANSWERS, originals: Originals | None = None
) -> Iterator[FoundItem]:
    """Yield what is found in files, folders and given drafts; raises nothing.

    A table is read when the names of its columns or an answer suffice; otherwise it becomes a
    question. `originals` keeps the bytes.
    """
    originals = originals or Originals()
    sources = list(sources)
    named = {source for source in sources if isinstance(source, Path)}
    for source in sources:
        if isinstance(source, Draft):
            yield FoundDraft.of(source)
    for path in gathered(source for source in sources if isinstance(source, Path)):
        if isinstance(path, Refusal):
            yield path
            continue
        read = partial(_found, answers=answers, named=named)
        items: Iterator[FoundItem] = read_or_refuse(path, read)
        for item in items:
            if isinstance(item, FoundDraft):
                yield item.with_draft(originals.stored(item.draft, path))
            else:
                yield item


def found_in_files(
    paths: Iterable[Path], choices: Choices = NONE
) -> Iterator[FoundDraft | Refusal]:
    """Yield what is found in files and folders, without questions about tables."""
    for item in read_files(paths, choices):
        yield FoundDraft.of(item) if isinstance(item, Draft) else item


def look(path: Path, choices: Choices = NONE) -> list[Unmatched]:
    """Return the tables in a file with their first rows; raises UnreadableFileError."""
    read = format_of(path).sheets
    sheets = read(path, choices) if read else ()
    return [_looked_at(path, sheet) for sheet in sheets if sheet.columns]


def _found(path: Path, answers: Answers, named: Set[Path]) -> Iterator[FoundItem]:
    known = opened(path)
    own = known[0]
    if own.sheets is None:
        yield from _of_file(path, answers.choices(path), known, has_columns=False)
        return
    tables = look(path, answers.choices(path))
    names = tuple(each.name for each in tables) if own.is_one_list and len(tables) > 1 else ()
    if names and names not in answers.lists:
        yield SeveralLists(path, tuple(tables))
        return
    choices = answers.choices(path, names)
    wanted = [each for each in tables if not choices.table or each.name == choices.table]
    unknown = [each for each in wanted if each.shape not in answers.matches]
    questions = [each for each in unknown if _is_guess(each, is_alone=path in named)]
    yield from questions or _of_file(path, choices, known, has_columns=True)


def _of_file(
    path: Path, choices: Choices, known: Opened, *, has_columns: bool
) -> Iterator[FoundDraft | Refusal]:
    for item in read_with_choices(path, choices, known):
        if isinstance(item, Draft):
            yield FoundDraft.of(item, path, has_columns=has_columns)
        else:
            yield item


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _looked_at(path: Path, sheet: Sheet) -> Unmatched:
    cells = (row.cells for row in sheet.rows if isinstance(row, TableRow))
    rows = tuple(islice(cells, FIRST))
    return Unmatched(path, sheet.columns, rows, guess_match(sheet.columns, rows), sheet.name)


def _is_guess(table: Unmatched, *, is_alone: bool) -> bool:
    """Return whether to ask a person: the names do not show the text and the headline.

    A table without a text column is asked about only when it was chosen by itself: in a folder,
    such a file holds something else.
    """
    named, match = guess_match(table.columns, ()), table.match
    if not table.rows or (match.text is None and not is_alone):
        return False
    return match.text is None or named.text != match.text or named.headline is None
