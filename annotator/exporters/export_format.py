"""What every way out has in common: what it asks, where it goes, and the pieces it yields."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from msgspec import Struct

from annotator.domain.reading import ProjectReader

Chosen: TypeAlias = Mapping[str, bool | str]
"""What a person chose about an export, by the names of its options."""


class Piece(Struct, frozen=True):
    """The next bytes of one file of an export, named relative to its folder with `/`.

    `rows` says how many rows of labels they hold, for the progress.
    """

    file: str
    content: bytes
    rows: int = 0


class ExportOption(Struct, frozen=True, kw_only=True):
    """Something that a person may choose about an export.

    Without `choices` it is on or off, with them one of these words. `title` stands in the dialog.
    On the command line it is `--NAME`, or `--no-NAME` where it is on by default, and `help` says
    what that does.
    """

    name: str
    title: str
    help: str
    default: bool | str
    choices: tuple[str, ...] = ()


class ExportFormat(Struct, frozen=True, kw_only=True):
    """One way out: all that the dialog and the command line need to know about it.

    `suffix` is that of the one file it writes; without one it writes a folder, in which the file
    `guide` explains the others. `leaves_out` is a sentence on what it cannot hold.
    """

    id: str
    name: str
    pieces: Callable[[ProjectReader, Chosen], Iterator[Piece]]
    leaves_out: str
    options: tuple[ExportOption, ...] = ()
    suffix: str = ""
    guide: str = ""

    @property
    def defaults(self) -> Chosen:
        """Return what holds when nobody chooses."""
        return {option.name: option.default for option in self.options}
