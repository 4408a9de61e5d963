"""What every way in has in common: how its files are known and read, and what may be chosen."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias

from msgspec import Struct

from annotator.importers.draft import Draft, Enclosed, FolderAs, Omission, Refusal
from annotator.importers.sheet import Sheet
from annotator.importers.table_match import Match


class Choices(Struct, frozen=True, kw_only=True):
    """How files are read where they leave it open; what is empty is guessed.

    `encoding` counts for bytes that do not show theirs. `known` holds matches of columns by the
    shape of their tables, `columns` the names of columns by the parts of an article that they
    hold, and `table` is the name of one list or sheet of a file that has several. `order` is that
    of dates, `dmy` or `mdy`, and `folder_as` says what becomes of the name of a file's folder.
    """

    encoding: str = ""
    known: Mapping[str, Match] = MappingProxyType({})
    columns: Mapping[str, str] = MappingProxyType({})
    table: str = ""
    order: str = ""
    folder_as: FolderAs | None = None


NONE: Final = Choices()
"""What is read when nobody says anything."""

Found: TypeAlias = Iterator[Draft | Refusal | Enclosed]
"""What is in a file: articles, what is none, and whole files that are still to be read."""


class ImportFormat(Struct, frozen=True, kw_only=True):
    """One way in: all that dialogs, command line, clipboard and links need to know about it.

    `suffixes` are in lower case, the usual one first; `media_types` are those of the web (IANA).
    `begins` is the source of a regular expression that the first bytes of such files match,
    whatever they are called, and `holds` how the name of a part begins that only such ZIP packages
    have, or `mimetype TYPE`.

    `read` raises UnreadableFileError, and nothing else, for a file it cannot read; a part that
    it cannot read, such as a row, is a Refusal among the drafts. `read_with_choices` does the same
    where something can be chosen. `sheets` returns the tables of a file whose columns are matched;
    with `is_one_list`, one of several is to be chosen. `read_bytes` reads what is in no file, such
    as what was copied, by a name for it and the encoding it came with, empty when unknown.
    `omissions` returns what a text does not have of a page, by its encoding and the wordings that
    the article has had; formats without it are no pages.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Path], Found]
    media_types: tuple[str, ...] = ()
    begins: bytes = b""
    holds: tuple[str, ...] = ()
    read_with_choices: Callable[[Path, Choices], Iterator[Draft | Refusal]] | None = None
    sheets: Callable[[Path, Choices], Iterator[Sheet]] | None = None
    is_one_list: bool = False
    read_bytes: Callable[[bytes, str, str], Iterator[Draft]] | None = None
    omissions: Callable[[bytes, str, Sequence[str]], tuple[Omission, ...]] | None = None
