"""What a person says about the files of an import, beside what these show."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from annotator.importers.draft import FolderAs
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
